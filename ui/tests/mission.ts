/** The Mission screen on the invented engine, as a test shows it: with keys, notices and how Bedrock stands. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';

import { KeyMap } from '~/keys/keymap.svelte';
import { PLATFORM } from '~/platform';
import { FakePlatform, type Scenario } from '~/platform/fake';
import Mission from '~/routes/mission/Mission.svelte';
import { BEDROCK, SHELL, type Notice, type Route } from '~/shell';
import { Bedrock } from '~/shell/bedrock.svelte';

/** The mission that the scenarios are about. */
export const ORDERS = 'fan-out-order-events';

export async function show(scenario: Scenario = 'default', missionId = ORDERS) {
  const platform = new FakePlatform(scenario);
  const keys = new KeyMap();
  const notices: Notice[] = [];
  const routes: Route[] = [];
  const said: string[] = [];
  const withdrawn: string[] = [];
  const shell = {
    go: (route: Route) => routes.push(route),
    notify: (notice: Notice) => notices.push(notice),
    withdraw: (about: string) => withdrawn.push(about),
    announce: (text: string) => said.push(text),
    addActions: keys.add.bind(keys),
    explainKeys: keys.explain.bind(keys),
  };
  const bedrock = new Bedrock(platform, { ready: () => {}, failed: () => {} });
  const rest = bedrock.start();
  const onkeydown = (event: KeyboardEvent) => keys.handle(event);
  addEventListener('keydown', onkeydown);
  const context = new Map<symbol, unknown>([
    [PLATFORM, platform],
    [SHELL, shell],
    [BEDROCK, bedrock],
  ]);
  const view = render(Mission, { props: { missionId }, context });
  if (scenario !== 'failing') await screen.findByRole('heading', { level: 1 });
  const user = userEvent.setup();
  const asked = (name: string) => platform.calls.filter((call) => call.name === name);
  const leave = () => {
    removeEventListener('keydown', onkeydown);
    rest();
    view.unmount();
  };
  return { platform, keys, bedrock, user, notices, withdrawn, routes, said, asked, leave };
}
