/** Suggested changes prove themselves: code of a reply, and the edit that the grader's last hint tells. */
import { screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';

import { fences } from '~/lib/mission/markdown';
import type { Scenario } from '~/platform/fake';
import { FAKE_PACKS } from '~/platform/fake-missions';

import { violations } from '../../../../tests/axe';
import { ORDERS, show } from '../../../../tests/mission';

// Whole screens are rendered and looked at by role: a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

const fence = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`;
const HELPS = 'Jobs:\n  Properties:\n    RedrivePolicy: {}';
const HARMS = 'Jobs:\n  DeletionPolicy: Retain';

/** A reply with `text` has come, in a conversation with nothing before it. */
async function replied(text: string, end: 'done' | 'stopped' = 'done', scenario: Scenario = 'mentor-empty') {
  const shown = await show(scenario);
  const { mentor } = shown.platform.bedrock;
  mentor.paceMs = 0;
  const pane = await screen.findByTestId('mentor');
  const question = await within(pane).findByTestId('mentor-question');
  await shown.user.click(question);
  await shown.user.keyboard('How?{Enter}');
  await vi.waitFor(() => expect(mentor.running).not.toBeNull());
  mentor.running?.send(text);
  await vi.waitFor(() => expect(within(pane).getAllByTestId('exchange').at(-1)).toHaveTextContent('How?'));
  const before = shown.asked('check_suggestion').length;
  mentor.running?.end(end);
  await vi.waitFor(() => expect(within(pane).getAllByTestId('exchange').at(-1)).toHaveAttribute('data-state', end));
  const checks = () => within(pane).queryAllByTestId('code-check');
  return { ...shown, pane, checks, before };
}

describe('code of a reply', () => {
  it('is tried once the reply is whole, and says what it would do', async () => {
    const { checks, asked, before, user, leave } = await replied(`Add this:\n\n${fence('yaml', HELPS)}\nDone.`);
    expect(before, 'not while it is written').toBe(0);
    await vi.waitFor(() => expect(checks()[0]).toHaveTextContent('Checked: fixes 1, breaks 0'));
    expect(asked('check_suggestion').map(({ request }) => request)).toEqual([{ missionId: ORDERS, text: HELPS }]);
    await user.click(within(checks()[0] as HTMLElement).getByText('Checked: fixes 1, breaks 0'));
    expect(checks()[0], 'names on demand').toHaveTextContent('Messages that fail again and again are kept apart');
    expect(await violations()).toEqual([]);
    leave();
  });

  it('that breaks something is told apart by more than its colour', async () => {
    const { checks, leave } = await replied(fence('json', HARMS));
    await vi.waitFor(() => expect(checks()[0]).toHaveTextContent('Checked: fixes 0, breaks 1'));
    expect(within(checks()[0] as HTMLElement).getByTestId('proof')).toHaveAttribute('data-proof', 'breaks');
    leave();
  });

  it('that cannot be applied says why', async () => {
    const { checks, leave } = await replied(fence('diff', '+  anything'));
    await vi.waitFor(() =>
      expect(checks()[0]).toHaveTextContent('Not verified: It does not say which resource it belongs to.'),
    );
    leave();
  });

  it('that is no change of a template has no check', async () => {
    const { checks, asked, leave } = await replied(
      `${fence('bash', 'aws s3 ls')}\n${fence('python', 'print(1)')}\n${fence('yaml', HELPS)}`,
    );
    await vi.waitFor(() => expect(asked('check_suggestion')).toHaveLength(1));
    expect(checks()).toHaveLength(1);
    leave();
  });

  it('of a reply that broke off is not tried: it may end in the middle of a change', async () => {
    const { checks, asked, leave } = await replied(fence('yaml', HELPS), 'stopped');
    expect(checks()).toEqual([]);
    expect(asked('check_suggestion')).toEqual([]);
    leave();
  });

  it('is tried five times at most by itself; the rest when that is asked for', async () => {
    const many = Array.from({ length: 7 }, (_, index) => fence('yaml', `${HELPS}\n  # ${index}`)).join('\n');
    const { checks, asked, user, leave } = await replied(many);
    await vi.waitFor(() => expect(asked('check_suggestion')).toHaveLength(5));
    expect(checks()).toHaveLength(7);
    const sixth = checks()[5] as HTMLElement;
    await user.click(within(sixth).getByRole('button', { name: 'Check this' }));
    await vi.waitFor(() => expect(sixth).toHaveTextContent('Checked: fixes 1, breaks 0'));
    expect(asked('check_suggestion')).toHaveLength(6);
    leave();
  });

  it('is tried again on the next save, which it would be applied to', async () => {
    const { platform, checks, asked, leave } = await replied(fence('yaml', HELPS));
    await vi.waitFor(() => expect(asked('check_suggestion')).toHaveLength(1));
    platform.save(ORDERS, 'Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n');
    await vi.waitFor(() => expect(asked('check_suggestion')).toHaveLength(2));
    await vi.waitFor(() => expect(checks()[0]).toHaveTextContent('Checked: fixes 1, breaks 0'));
    leave();
  });

  it.each([
    ['that was tried keeps its proof', true],
    ['that is being tried is still answered', false],
  ])('%s when the next question is asked', async (_, waits) => {
    const { platform, pane, checks, user, leave } = await replied(fence('yaml', HELPS));
    if (waits) await vi.waitFor(() => expect(checks()[0]).toHaveTextContent('Checked: fixes 1, breaks 0'));
    const { mentor } = platform.bedrock;
    await user.click(within(pane).getByTestId('mentor-question'));
    await user.keyboard('And?{Enter}');
    await vi.waitFor(() => expect(mentor.running).not.toBeNull());
    mentor.running?.send('Only words.');
    mentor.running?.end('done');
    await vi.waitFor(() => expect(within(pane).getAllByTestId('exchange')).toHaveLength(2));
    await vi.waitFor(() => expect(checks()[0]).toHaveTextContent('Checked: fixes 1, breaks 0'));
    leave();
  });

  it('that could not be checked says so and claims nothing', async () => {
    const shown = await replied('Only words.');
    shown.platform.failures.set('check_suggestion', { code: 'internal', message: 'It broke.', detail: null });
    const { mentor } = shown.platform.bedrock;
    await shown.user.click(within(shown.pane).getByTestId('mentor-question'));
    await shown.user.keyboard('And?{Enter}');
    await vi.waitFor(() => expect(mentor.running).not.toBeNull());
    mentor.running?.send(fence('yaml', HELPS));
    mentor.running?.end('done');
    await vi.waitFor(() => expect(shown.checks()[0]).toHaveTextContent('It could not be checked. It broke.'));
    expect(within(shown.pane).queryByTestId('proof')).toBeNull();
    shown.leave();
  });
});

describe('the grader’s hint', () => {
  it('says what its edit would do once it is told', async () => {
    const { platform, user, asked, leave } = await show('default');
    // All is met but what the grader hints at.
    const solution = FAKE_PACKS.flatMap(({ missions }) => missions).find(({ id }) => id === ORDERS)?.solution ?? '';
    const nearly = solution.replaceAll('Resource: !GetAtt Jobs.Arn', "Resource: '*'");
    platform.save(ORDERS, nearly);
    const pane = within(await screen.findByTestId('hints'));
    const hinted = (await platform.invoke('list_hints', { missionId: ORDERS })).hints.find(
      ({ source, available }) => source === 'grader' && available > 0,
    );
    if (!hinted) throw new Error('the scenario has a criterion with hints of the grader');
    const card = document.querySelector<HTMLElement>(`[data-criterion-id="${hinted.criterionId}"]`);
    if (!card) throw new Error('it has a card');
    for (let told = 1; told <= hinted.available; told++) {
      expect(pane.queryByTestId('proof'), `after ${told - 1} hints`).toBeNull();
      await user.click(within(card).getByTestId('hint-button'));
      await vi.waitFor(() => expect(pane.getAllByText(/^\d · /u)).toHaveLength(told));
    }
    expect(await pane.findByTestId('proof')).toHaveTextContent('Checked: fixes 1, breaks 0');
    // What it would do is about the template as it is.
    const before = asked('list_hints').length;
    platform.save(ORDERS, `${nearly}\n# more\n`);
    await vi.waitFor(() => expect(asked('list_hints').length).toBeGreaterThan(before));
    leave();
  });
});

describe('the fences of a text', () => {
  it.each([
    ['```yaml\na: 1\n```', [{ language: 'yaml', text: 'a: 1' }]],
    ['~~~ YAML title\nb\n~~~', [{ language: 'yaml', text: 'b' }]],
    ['1. one\n\n   ```json\n   {}\n   ```', [{ language: 'json', text: '{}' }]],
    ['> ```diff\n> -a\n> ```', [{ language: 'diff', text: '-a' }]],
    ['    indented', [{ language: '', text: 'indented' }]],
    ['no code, only `words`', []],
  ])('%j', (text, expected) => {
    expect(fences(text)).toEqual(expected);
  });
});
