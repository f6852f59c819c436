/** The window as a learner meets it, on the invented engine. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { FakePlatform, type Scenario } from '~/platform/fake';

import { violations } from '../tests/axe';

import App from './App.svelte';

async function open(scenario: Scenario = 'default', hash = '#/missions') {
  location.hash = hash;
  const platform = new FakePlatform(scenario);
  render(App, { props: { platform } });
  await screen.findByRole('heading', { level: 1 });
  return { platform, user: userEvent.setup() };
}

function cards(): string[] {
  return screen.queryAllByTestId('mission-card').map((card) => card.dataset.missionId ?? '');
}

const saved = (platform: FakePlatform) =>
  platform.calls.filter(({ name }) => name === 'put_settings').map(({ request }) => request);

/** Opens the palette as a person does, who types when the cursor is there. */
async function openPalette(user: ReturnType<typeof userEvent.setup>): Promise<HTMLElement> {
  await user.keyboard('{Control>}k{/Control}');
  const field = await screen.findByPlaceholderText('What do you want to do?');
  await waitFor(() => expect(field).toHaveFocus());
  return field;
}

// Compiling what is loaded late takes long in a test, and no time in a build.
beforeAll(async () => {
  await Promise.all([import('~/shell/Palette.svelte'), import('~/shell/KeysHelp.svelte')]);
});
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset.ready;
});

describe('every screen satisfies axe', () => {
  const screens: [Scenario, string, string][] = [
    ['default', '#/missions', 'Missions'],
    ['fresh', '#/missions', 'Missions'],
    ['empty', '#/missions', 'Missions'],
    ['failing', '#/missions', 'Missions'],
    ['temporary', '#/missions', 'Missions'],
    ['missing', '#/missions', 'Missions'],
    ['default', '#/progress', 'Ada’s progress'],
    ['fresh', '#/progress', 'Progress'],
    ['failing', '#/progress', 'Ada’s progress'],
    ['default', '#/settings', 'Settings'],
    ['failing', '#/settings', 'Settings'],
    ['newer', '#/missions', 'This data is from a newer version'],
    ['refused', '#/missions', 'The data could not be opened'],
  ];
  // The markup is the same in both themes, and colours are in contrast.test.ts: dark looks at one state of each screen.
  const dark = screens.filter(([scenario]) => scenario === 'default' || scenario === 'newer');
  for (const [theme, some] of [
    ['light', screens],
    ['dark', dark],
  ] as const) {
    test.each([...some])(`${theme}: %s %s`, async (scenario, hash, title) => {
      localStorage.setItem('mission-architect.theme', theme);
      await open(scenario, hash);
      await screen.findByRole('heading', { level: 1, name: title });
      await waitFor(() => expect(document.documentElement.dataset.ready, 'something useful is shown').toBe('true'));
      expect(await violations()).toEqual([]);
    });
  }

  test('palette and help', async () => {
    const { user } = await open();
    await openPalette(user);
    expect(await violations(), 'palette').toEqual([]);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard('?');
    await screen.findByRole('dialog', { name: 'Keys' });
    expect(await violations(), 'help').toEqual([]);
  });
});

describe('keys', () => {
  test('G P, G M and Ctrl , go to their screens', async () => {
    const { user } = await open();
    await user.keyboard('gp');
    await screen.findByRole('heading', { level: 1, name: 'Ada’s progress' });
    await user.keyboard('{Control>},{/Control}');
    await screen.findByRole('heading', { level: 1, name: 'Settings' });
    await user.keyboard('gm');
    await screen.findByRole('heading', { level: 1, name: 'Missions' });
    expect(screen.getByRole('link', { name: /^Missions/, current: 'page' })).toBeInTheDocument();
  });

  test('/ searches, ArrowDown goes to the missions, arrows move between them', async () => {
    const { user } = await open();
    await screen.findAllByTestId('mission-card');
    await user.keyboard('/queue');
    expect(screen.getByRole('textbox', { name: /Search/ })).toHaveFocus();
    expect(cards()).toEqual(['decouple-with-a-queue', 'exactly-the-order']);
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement, 'the first result').toHaveAttribute('data-mission-id', 'decouple-with-a-queue');
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement, 'the next').toHaveAttribute('data-mission-id', 'exactly-the-order');
    expect(
      screen.getAllByTestId('mission-card').filter((card) => card.tabIndex === 0),
      'the list is one stop of Tab',
    ).toHaveLength(1);
  });

  test('the palette lists every action with its key and runs it', async () => {
    const { user, platform } = await open();
    await openPalette(user);
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByText('Progress').closest('[data-command-item]')).toHaveTextContent('G P');
    await user.keyboard('dark theme{Enter}');
    await waitFor(() => expect(saved(platform)).toEqual([expect.objectContaining({ theme: 'dark' })]));
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
    expect(screen.queryByRole('dialog'), 'the palette is gone').toBeNull();
  });

  test('a mission is found in the palette', async () => {
    const { user } = await open();
    await screen.findAllByTestId('mission-card');
    await openPalette(user);
    await user.keyboard('two zones{Enter}');
    await waitFor(() => expect(location.hash).toBe('#/mission/two-zones'));
  });
});

describe('missions', () => {
  test('cards say how far the learner is, in words', async () => {
    await open();
    const card = async (id: string) =>
      (await screen.findAllByTestId('mission-card')).find((card) => card.dataset.missionId === id);
    expect(await card('private-bucket')).toHaveTextContent('passed');
    expect(await card('fan-out-order-events')).toHaveTextContent('3 of 5');
    expect(await card('two-zones')).toHaveTextContent('not started');
    expect(screen.getByText('4 of 13 passed · all work offline')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Resume Fan out order events' })).toHaveAttribute(
      'href',
      '#/mission/fan-out-order-events',
    );
  });

  test('filters narrow, nothing found says so, and one button brings all back', async () => {
    const { user } = await open();
    await screen.findAllByTestId('mission-card');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Level' }), 'professional');
    await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'new');
    expect(cards()).toEqual(['front-door', 'exactly-the-order']);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Service' }), 'dynamodb');
    expect(cards()).toEqual([]);
    expect(screen.getByRole('heading', { name: 'No mission matches' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all missions' }));
    expect(cards()).toHaveLength(13);
  });

  test('a list that fails can be asked for again', async () => {
    const { user, platform } = await open('failing');
    await screen.findByText(/The database is locked/);
    platform.failures.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findAllByTestId('mission-card')).toHaveLength(13);
  });

  test('a save moves the card and the status line', async () => {
    const { platform } = await open();
    await screen.findAllByTestId('mission-card');
    platform.solve('fan-out-order-events');
    await waitFor(() => expect(screen.getByText('5 of 13 passed · all work offline')).toBeInTheDocument());
    expect(screen.queryByRole('link', { name: /Resume/ }), 'nothing is left to resume').toBeNull();
  });
});

describe('first run', () => {
  test('one click starts the first mission', async () => {
    const { user, platform } = await open('fresh');
    await user.click(await screen.findByTestId('welcome-start'));
    await waitFor(() => expect(location.hash).toBe('#/mission/private-bucket'));
    expect(saved(platform), 'the welcome does not come back').toEqual([expect.objectContaining({ welcomed: true })]);
    expect(await screen.findByText('Opened in VS Code.')).toBeInTheDocument();
  });

  test('the chosen editor is kept', async () => {
    const { user, platform } = await open('fresh');
    const editors = await screen.findByRole('combobox', { name: 'Opens in' });
    await waitFor(() => expect(within(editors).getAllByRole('option').length).toBeGreaterThan(1));
    expect(within(editors).queryByText('Cursor'), 'what was not found is not offered').toBeNull();
    await user.selectOptions(editors, 'zed');
    await user.click(screen.getByTestId('welcome-start'));
    await waitFor(() =>
      expect(saved(platform)).toEqual([
        expect.objectContaining({ editor: 'zed', welcomed: false }),
        expect.objectContaining({ editor: 'zed', welcomed: true }),
      ]),
    );
  });

  test('a mission that cannot be started says why, and the button works again', async () => {
    const { user, platform } = await open('fresh');
    platform.failures.set('start_mission', { code: 'unwritable', message: 'The folder is read-only.', detail: null });
    await user.click(await screen.findByTestId('welcome-start'));
    expect(await screen.findByRole('alert')).toHaveTextContent('The folder is read-only.');
    expect(screen.getByTestId('welcome-start')).toBeEnabled();
  });

  test('looking around first leaves the missions', async () => {
    const { user } = await open('fresh');
    await user.click(await screen.findByTestId('welcome-skip'));
    await waitFor(() => expect(screen.queryByTestId('welcome')).toBeNull());
    expect(cards()).toHaveLength(13);
  });
});

describe('status line', () => {
  const status = () => screen.findByTestId('status-bar');

  test('says what is watched, when it was saved and how long grading took', async () => {
    const { platform } = await open();
    await waitFor(async () => expect(await status()).toHaveTextContent('watching'));
    expect(await status()).toHaveTextContent('/fan-out-order-events/template.yaml');
    expect(await status()).toHaveTextContent(/saved \d.*graded in \d\.\d ms/);
    platform.setPhase('fan-out-order-events', 'missing', 'The file is gone.');
    await waitFor(async () => expect(await status()).toHaveTextContent('file missing'));
  });

  test.each([
    ['unreadable', 'cannot be read'],
    ['link', 'link elsewhere'],
    ['fresh', 'not watching'],
  ] as const)('%s: %s', async (scenario, words) => {
    await open(scenario);
    await waitFor(async () => expect(await status()).toHaveTextContent(words));
  });

  test('data that is not kept is said above the screen and in the line', async () => {
    const { user } = await open('temporary');
    expect(await status()).toHaveTextContent('not kept');
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText(/kept until you close the window/), 'the banner is gone').toBeNull();
    expect(await status(), 'the line still says it').toHaveTextContent('not kept');
  });
});

describe('data of a newer version', () => {
  test('can be exported and not touched', async () => {
    const { user, platform } = await open('newer');
    expect(screen.getByText('read only')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Export a copy…' }));
    expect(await screen.findByText(/A copy of all data is in .*mission-architect-export/)).toBeInTheDocument();
    await user.keyboard('gs');
    expect(screen.queryByRole('heading', { name: 'Settings' }), 'no other screen opens').toBeNull();
    expect(saved(platform), 'nothing is written').toEqual([]);
  });

  test('no folder picked is no export', async () => {
    const { user, platform } = await open('newer');
    platform.pickedFolder = null;
    await user.click(screen.getByRole('button', { name: 'Export a copy…' }));
    expect(platform.calls.map(({ name }) => name)).not.toContain('export_data');
  });
});

describe('settings', () => {
  test('each change is written at once and shown', async () => {
    const { user, platform } = await open('default', '#/settings');
    await user.click(await screen.findByRole('radio', { name: 'Dark' }));
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
    await user.click(screen.getByRole('checkbox', { name: 'Show a streak in Progress' }));
    await user.click(screen.getByRole('button', { name: 'Choose a folder…' }));
    await waitFor(() =>
      expect(saved(platform).at(-1)).toMatchObject({
        theme: 'dark',
        showStreak: false,
        workspaces: '/home/ada/Desktop',
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Use the default' }));
    await waitFor(() => expect(saved(platform).at(-1)).toMatchObject({ workspaces: null }));
  });

  test('a custom command is taken when it is whole', async () => {
    const { user, platform } = await open('default', '#/settings');
    await user.click(await screen.findByRole('radio', { name: 'Your own command' }));
    const use = screen.getByRole('button', { name: 'Use this command' });
    expect(use, 'there is nothing to use yet').toBeDisabled();
    await user.type(screen.getByRole('textbox', { name: 'Command' }), 'kate --line ');
    expect(screen.getByText('Say where the template goes: {file} is missing.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Insert {line}' }));
    await user.type(screen.getByRole('textbox', { name: 'Command' }), ' ');
    await user.click(screen.getByRole('button', { name: 'Insert {file}' }));
    await user.click(use);
    await waitFor(() =>
      expect(saved(platform)).toEqual([
        expect.objectContaining({ editor: 'custom', customEditor: ['kate', '--line', '{line}', '{file}'] }),
      ]),
    );
  });

  test('a setting that is refused says why, where it was changed', async () => {
    const { user, platform } = await open('default', '#/settings');
    platform.failures.set('put_settings', { code: 'setting', message: 'config.toml is read-only.', detail: null });
    await user.click(await screen.findByRole('radio', { name: 'Light' }));
    const group = screen.getByRole('region', { name: 'Appearance' });
    expect(await within(group).findByRole('alert')).toHaveTextContent('Not saved: config.toml is read-only.');
  });

  test('the checks say how each stands, in words', async () => {
    await open('default', '#/settings');
    const checks = await screen.findByRole('region', { name: 'Checks' });
    await within(checks).findByText('Database');
    expect(within(checks).getAllByText('fine')).toHaveLength(3);
    expect(within(checks).getByText('failed')).toBeInTheDocument();
  });
});

describe('the status line', () => {
  test('says quietly when saves are noticed late, and why', async () => {
    await open('polling');
    const bar = screen.getByTestId('status-bar');
    await waitFor(() => expect(bar).toHaveTextContent('every 2 s'));
    expect(bar, 'the reason is there for those who hear it').toHaveTextContent('limit for watches is reached');
    expect(within(bar).getByTitle(/limit for watches is reached/), 'and for those who point').toBeInTheDocument();
    cleanup();
    await open('default');
    await waitFor(() => expect(screen.getByTestId('status-bar')).toHaveTextContent('watching'));
    expect(screen.getByTestId('status-bar'), 'nothing is said when all is well').not.toHaveTextContent('every 2 s');
  });
});

describe('notices', () => {
  test('stand in a row of their own, and give the focus back when they are put away', async () => {
    const { user, platform } = await open();
    platform.failures.set('put_settings', { code: 'setting', message: 'config.toml is read-only.', detail: null });
    await openPalette(user);
    await user.keyboard('dark theme{Enter}');
    const notice = await screen.findByTestId('notice');
    expect(notice).toHaveTextContent('Problem: config.toml is read-only.');
    expect(screen.getByRole('main').contains(notice), 'it lies over no screen').toBe(false);
    within(notice).getByRole('button', { name: 'Dismiss' }).focus();
    await user.keyboard('{Enter}');
    expect(screen.queryByTestId('notice')).toBeNull();
    expect(screen.getByRole('main')).toHaveFocus();
    expect(screen.getByRole('log', { name: 'What was said' }), 'who hears the window can look it up').toHaveTextContent(
      'Problem: config.toml is read-only.',
    );
  });

  test('are one at a time, by keys alone: G I goes there, the rest is behind a button, Escape puts away', async () => {
    const { user, platform } = await open();
    platform.failures.set('put_settings', { code: 'setting', message: 'config.toml is read-only.', detail: null });
    await openPalette(user);
    await user.keyboard('dark theme{Enter}');
    await screen.findByTestId('notice');
    platform.failures.set('put_settings', { code: 'setting', message: 'The disk is full.', detail: null });
    await openPalette(user);
    await user.keyboard('dark theme{Enter}');
    await waitFor(() => expect(screen.getByTestId('notice')).toHaveTextContent('The disk is full.'));
    expect(screen.getAllByTestId('notice'), 'one takes room').toHaveLength(1);
    await user.keyboard('gi');
    const more = screen.getByRole('button', { name: '1 more' });
    expect(more).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(screen.getAllByTestId('notice').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('The disk is full.'),
      expect.stringContaining('config.toml is read-only.'),
    ]);
    expect(await violations(screen.getByRole('region', { name: 'Notices' }))).toEqual([]);
    await user.keyboard('{Escape}');
    expect(screen.getAllByTestId('notice'), 'closed first').toHaveLength(1);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByTestId('notice')).toHaveTextContent('config.toml is read-only.'));
    expect(screen.getByTestId('notice').contains(document.activeElement), 'on to the next').toBe(true);
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('notice')).toBeNull();
    expect(screen.getByRole('main')).toHaveFocus();
  });
});

describe('progress', () => {
  test('the table says what the calendar shows', async () => {
    const { user } = await open('default', '#/progress');
    const calendar = await screen.findByRole('img', { name: /Saves on \d+ days in the last year/ });
    const days = Number(/\d+/.exec(calendar.getAttribute('aria-label') ?? '')?.[0]);
    expect(calendar.querySelectorAll('[data-day]:not(.level-0)'), 'a cell a day').toHaveLength(days);
    await user.click(screen.getByRole('button', { name: 'As a table' }));
    expect(screen.getAllByRole('row'), 'a row a day, and the head').toHaveLength(days + 1);
    expect(await violations()).toEqual([]);
  });

  test('the streak can be switched off', async () => {
    const { user, platform } = await open('default', '#/progress');
    expect(await screen.findByTestId('streak')).toHaveTextContent('6 days');
    await user.click(screen.getByRole('button', { name: /Switch off/ }));
    await waitFor(() => expect(screen.queryByTestId('streak')).toBeNull());
    expect(saved(platform)).toEqual([expect.objectContaining({ showStreak: false })]);
  });
});
