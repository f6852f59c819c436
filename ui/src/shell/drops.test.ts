/** Files that are dropped on the window or opened by key: what is said of each, and that nothing is changed before it is asked for. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import App from '~/App.svelte';
import { FakePlatform, type Scenario } from '~/platform/fake';
import { DROPPED_MISSION } from '~/platform/fake-dropped';

import { violations } from '../../tests/axe';
import { ORDERS } from '../../tests/mission';

const TEMPLATE = '/home/ada/Downloads/template.yaml';
const MISSION = '/home/ada/Downloads/photos.mission.yaml';

async function open(hash: string, scenario: Scenario = 'default') {
  location.hash = hash;
  const platform = new FakePlatform(scenario);
  render(App, { props: { platform } });
  await screen.findByRole('heading', { level: 1 });
  const asked = (name: string) => platform.calls.filter((call) => call.name === name).map(({ request }) => request);
  // The list says which mission is the last one.
  await waitFor(() => expect(asked('list_missions').length).toBeGreaterThan(0));
  return { platform, user: userEvent.setup(), asked };
}

async function drop(platform: FakePlatform, ...paths: string[]) {
  platform.drag({ kind: 'drop', paths });
  return within(await screen.findByRole('dialog'));
}

beforeAll(async () => {
  await Promise.all([import('~/routes/mission/Mission.svelte'), import('~/shell/Dropped.svelte')]);
});
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset.ready;
});

describe('while files are held over the window', () => {
  test('it says what will happen, and stops saying so when they leave', async () => {
    const { platform } = await open('#/missions');
    platform.drag({ kind: 'enter', paths: [TEMPLATE, MISSION] });
    const overlay = await screen.findByTestId('drop-overlay');
    expect(overlay).toHaveTextContent('A mission file can join your missions; a template can be used in one.');
    expect(overlay).toHaveTextContent('Of 2 files, only the first is looked at.');
    platform.drag({ kind: 'over' });
    expect(overlay).toBeInTheDocument();
    platform.drag({ kind: 'leave' });
    await waitFor(() => expect(screen.queryByTestId('drop-overlay')).toBeNull());
  });

  test('on a mission it names the mission', async () => {
    const { platform } = await open(`#/mission/${ORDERS}`);
    platform.drag({ kind: 'enter', paths: [TEMPLATE] });
    expect(await screen.findByTestId('drop-overlay')).toHaveTextContent('A template can become yours in “Fan out');
  });

  test('data of a newer version takes nothing in', async () => {
    const { platform } = await open('#/missions', 'newer');
    platform.drag({ kind: 'enter', paths: [TEMPLATE] });
    platform.drag({ kind: 'drop', paths: [TEMPLATE] });
    expect(screen.queryByTestId('drop-overlay')).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a mission file', () => {
  test('is added and opened, after a question', async () => {
    const { platform, user, asked } = await open('#/missions');
    const dialog = await drop(platform, MISSION);
    expect(await dialog.findByText(DROPPED_MISSION.title)).toBeInTheDocument();
    expect(asked('add_mission'), 'nothing is done before it is asked for').toEqual([]);
    expect(await violations()).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Add and open' }));
    await waitFor(() => expect(location.hash).toBe(`#/mission/${DROPPED_MISSION.id}`));
    expect(asked('add_mission')).toEqual([{ path: MISSION }]);
    expect(await screen.findByRole('heading', { level: 1, name: DROPPED_MISSION.title })).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('that is in the list is opened and not added again', async () => {
    const { platform, user, asked } = await open('#/missions');
    await platform.invoke('add_mission', { path: MISSION });
    const dialog = await drop(platform, MISSION);
    await user.click(await dialog.findByRole('button', { name: 'Open it' }));
    await waitFor(() => expect(location.hash).toBe(`#/mission/${DROPPED_MISSION.id}`));
    expect(asked('add_mission'), 'only the one of before').toHaveLength(1);
  });

  test('that cannot be added says why and stays to be tried again', async () => {
    const { platform, user } = await open('#/missions');
    platform.failures.set('add_mission', { code: 'unwritable', message: 'The disk is full.', detail: null });
    const dialog = await drop(platform, MISSION);
    await user.click(await dialog.findByRole('button', { name: 'Add and open' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('The disk is full.');
    platform.failures.clear();
    await user.click(dialog.getByRole('button', { name: 'Add and open' }));
    await waitFor(() => expect(location.hash).toBe(`#/mission/${DROPPED_MISSION.id}`));
  });
});

describe('a template', () => {
  test('on a mission becomes the learner’s, and theirs comes back with one press', async () => {
    const { platform, user, asked } = await open(`#/mission/${ORDERS}`);
    const dialog = await drop(platform, TEMPLATE);
    expect(await dialog.findByRole('heading', { name: 'Use as your template?' })).toBeInTheDocument();
    expect(dialog.getByText('It has 3 resources.')).toBeInTheDocument();
    expect(dialog.getByText(/Your text is kept in History/)).toBeInTheDocument();
    expect(asked('use_template'), 'nothing is done before it is asked for').toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Use it' }));
    const notice = await screen.findByTestId('notice');
    expect(notice).toHaveTextContent('The file is your template in “Fan out');
    expect(asked('use_template')).toEqual([{ missionId: ORDERS, path: TEMPLATE }]);
    await user.click(within(notice).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.getByTestId('notice')).toHaveTextContent('Your own text is back.'));
    expect(asked('undo_restore')).toEqual([{ missionId: ORDERS }]);
  });

  test('elsewhere is used in the last mission, which is said', async () => {
    const { platform, user, asked } = await open('#/missions');
    const dialog = await drop(platform, TEMPLATE);
    expect(await dialog.findByText(/The last one you worked on is “/)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Use it there' }));
    await waitFor(() => expect(location.hash).toMatch(/^#\/mission\//));
    expect(asked('use_template')).toHaveLength(1);
  });

  test('without a mission that was started, a mission is to be started first', async () => {
    const { platform, user, asked } = await open('#/progress', 'fresh');
    const dialog = await drop(platform, TEMPLATE);
    expect(await dialog.findByText(/Start one, then drop the file on it/)).toBeInTheDocument();
    await user.click(dialog.getByRole('link', { name: 'All missions' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked('use_template')).toEqual([]);
  });
});

describe('something else', () => {
  test('says what is wrong, with file, line and the next step', async () => {
    const { platform } = await open('#/missions');
    const dialog = await drop(platform, '/home/ada/cat.png');
    expect(await dialog.findByRole('heading', { name: 'Neither a template nor a mission' })).toBeInTheDocument();
    expect(dialog.getByText(/cat\.png, line 1: .* Drop a CloudFormation template/)).toBeInTheDocument();
    expect(await violations()).toEqual([]);
  });

  test('that was mended is looked at again', async () => {
    const { platform, user } = await open('#/missions');
    platform.dropped.problems.set(MISSION, [`${MISSION}, line 7: criterion 2 cannot be failed.`]);
    const dialog = await drop(platform, MISSION);
    await dialog.findByText(/line 7/);
    platform.dropped.problems.clear();
    await user.click(dialog.getByRole('button', { name: 'Look again' }));
    expect(await dialog.findByText(DROPPED_MISSION.title)).toBeInTheDocument();
  });

  test('a file that cannot be read says so', async () => {
    const { platform } = await open('#/missions');
    platform.failures.set('look_at_dropped', { code: 'unreadable', message: 'It may not be read.', detail: null });
    const dialog = await drop(platform, TEMPLATE);
    expect(await dialog.findByText('It may not be read.')).toBeInTheDocument();
    expect(screen.getByTestId('dropped'), 'the pictures for the documentation find it by this').toBe(
      screen.getByRole('dialog'),
    );
  });

  test('of several files the first is looked at, and that is said', async () => {
    const { platform, asked } = await open('#/missions');
    const dialog = await drop(platform, MISSION, TEMPLATE, '/home/ada/cat.png');
    expect(await dialog.findByText('2 more files were dropped with it. They are left alone.')).toBeInTheDocument();
    expect(asked('look_at_dropped')).toEqual([{ path: MISSION }]);
  });

  test('the file that was dropped last is shown, also when an earlier answer comes later', async () => {
    const { platform } = await open('#/missions');
    platform.drag({ kind: 'drop', paths: [TEMPLATE] });
    const dialog = await drop(platform, MISSION);
    expect(await dialog.findByText(DROPPED_MISSION.title)).toBeInTheDocument();
    expect(dialog.queryByText(/resources/)).toBeNull();
  });
});

describe('by keyboard alone', () => {
  test('a file is chosen, looked at and used', async () => {
    const { platform, user, asked } = await open(`#/mission/${ORDERS}`);
    platform.chosenFile = TEMPLATE;
    await user.keyboard('{Control>}o{/Control}');
    const dialog = within(await screen.findByRole('dialog'));
    const use = await dialog.findByRole('button', { name: 'Use it' });
    await waitFor(() => expect(use, 'what can be done has the focus').toHaveFocus());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(asked('use_template')).toEqual([{ missionId: ORDERS, path: TEMPLATE }]));
  });

  test('choosing none changes nothing, and Escape leaves it', async () => {
    const { platform, user, asked } = await open('#/missions');
    platform.chosenFile = null;
    await user.keyboard('{Control>}o{/Control}');
    expect(asked('look_at_dropped')).toEqual([]);
    platform.chosenFile = TEMPLATE;
    await user.keyboard('{Control>}o{/Control}');
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked('use_template')).toEqual([]);
  });
});
