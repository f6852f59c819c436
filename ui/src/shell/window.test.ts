/** What the window does beside its screens: its language, its size, and what it says while it is not in front. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import App from '~/App.svelte';
import { chooseLanguage } from '~/messages';
import { FakePlatform, type Scenario } from '~/platform/fake';
import { FAKE_PACKS } from '~/platform/fake-missions';

import { ORDERS } from '../../tests/mission';
import { larger, smaller, zoomChoices } from './zoom';

async function open(hash: string, scenario: Scenario = 'default') {
  location.hash = hash;
  const platform = new FakePlatform(scenario);
  render(App, { props: { platform } });
  await screen.findByRole('heading', { level: 1 });
  const written = () =>
    platform.calls
      .filter(({ name }) => name === 'put_settings')
      .map(({ request }) => request as Record<string, unknown>);
  return { platform, user: userEvent.setup(), written };
}

beforeAll(async () => {
  // Compiling what is loaded late takes long in a test, and no time in a build.
  await Promise.all([
    import('~/routes/settings/Settings.svelte'),
    import('~/routes/mission/Mission.svelte'),
    import('~/routes/usage/Usage.svelte'),
    import('~/shell/KeysHelp.svelte'),
    import('~/shell/Palette.svelte'),
  ]);
});
beforeEach(() => localStorage.clear());
afterEach(async () => {
  cleanup();
  vi.useRealTimers();
  await chooseLanguage('en');
  delete document.documentElement.dataset.ready;
});

describe('the language', () => {
  test('changes everything that is on the screen at once, and keeps the focus', async () => {
    const { user, written } = await open('#/settings');
    const choice = await screen.findByRole('combobox', { name: 'Language' });
    choice.focus();
    await user.selectOptions(choice, 'de');
    expect(await screen.findByRole('heading', { level: 1, name: 'Einstellungen' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /^Missionen/ }), 'the frame follows').toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Sprache' }), 'the same field').toBe(choice);
    expect(choice).toHaveFocus();
    expect(document.documentElement.lang).toBe('de');
    expect(written().at(-1)).toMatchObject({ language: 'de' });
    await user.keyboard('?');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Sprache' }), 'system');
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeInTheDocument();
    expect(written().at(-1)).toMatchObject({ language: null });
  });

  test('of the actions and the keys follows too', async () => {
    const { user } = await open('#/settings');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Language' }), 'de');
    await screen.findByRole('heading', { level: 1, name: 'Einstellungen' });
    (document.activeElement as HTMLElement).blur();
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Tasten' })).toHaveTextContent('Alle Aktionen');
  });

  test('that the settings name is spoken from the start', async () => {
    const platform = new FakePlatform();
    await platform.invoke('put_settings', { ...(await platform.invoke('get_settings', {})).settings, language: 'de' });
    location.hash = '#/missions';
    render(App, { props: { platform } });
    expect(await screen.findByRole('heading', { level: 1, name: 'Missions' })).toBeInTheDocument();
    expect(await screen.findByRole('link', { name: /^Missionen/ })).toBeInTheDocument();
    expect(screen.getByRole('navigation', { name: 'Hauptnavigation' })).toBeInTheDocument();
  });
});

describe('the size', () => {
  test.each([
    [100, 110, 90],
    [200, 200, 175],
    [80, 90, 80],
    // A file may say what no key gives.
    [120, 125, 110],
  ])('%i %% becomes %i or %i', (percent, up, down) => {
    expect(larger(percent)).toBe(up);
    expect(smaller(percent)).toBe(down);
  });

  test('a size between two steps is a choice too', () => {
    expect(zoomChoices(120)).toEqual([80, 90, 100, 110, 120, 125, 150, 175, 200]);
  });

  test('follows the keys at once and is written when they rest', async () => {
    const { platform, user, written } = await open('#/missions');
    await user.keyboard('{Control>}++{/Control}');
    expect(platform.zoom, 'twice larger').toBe(1.25);
    expect(written(), 'not for each key').toEqual([]);
    await waitFor(() => expect(written()).toHaveLength(1));
    expect(written()[0]).toMatchObject({ zoomPercent: 125 });
    await user.keyboard('{Control>}-{/Control}');
    expect(platform.zoom).toBe(1.1);
    await user.keyboard('{Control>}0{/Control}');
    expect(platform.zoom).toBe(1);
    await waitFor(() => expect(written().at(-1)).toMatchObject({ zoomPercent: 100 }));
  });

  test('is a setting, and a key on that screen is not undone by the next setting', async () => {
    const { platform, user, written } = await open('#/settings');
    const size = await screen.findByRole('combobox', { name: 'Size' });
    await user.selectOptions(size, '150');
    await waitFor(() => expect(platform.zoom).toBe(1.5));
    await user.keyboard('{Control>}+{/Control}');
    await waitFor(() => expect(written().at(-1)).toMatchObject({ zoomPercent: 175 }));
    await waitFor(() => expect(size).toHaveValue('175'));
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    await waitFor(() => expect(written().at(-1)).toMatchObject({ theme: 'dark', zoomPercent: 175 }));
  });

  test('that cannot be written goes back to what is in force, and says why', async () => {
    const { platform, user } = await open('#/missions');
    platform.failures.set('put_settings', { code: 'setting', message: 'config.toml is read-only.', detail: null });
    await user.keyboard('{Control>}+{/Control}');
    expect(platform.zoom).toBe(1.1);
    expect(await screen.findByTestId('notice')).toHaveTextContent('config.toml is read-only.');
    await waitFor(() => expect(platform.zoom).toBe(1));
  });
});

describe('while another window is in front', () => {
  const solution = FAKE_PACKS.flatMap((pack) => pack.missions).find(({ id }) => id === ORDERS)?.solution ?? '';

  async function away(scenario: Scenario = 'bedrock-idle') {
    const opened = await open('#/missions', scenario);
    opened.platform.inFront = false;
    return opened;
  }

  test('a mission that was passed is said, once', async () => {
    const { platform } = await away();
    platform.save(ORDERS, solution);
    await waitFor(() => expect(platform.told).toHaveLength(1));
    expect(platform.told[0]?.title).toBe('Mission passed');
    expect(platform.told[0]?.body).toMatch(/^“Fan out order events.*”: all \d criteria are met\.$/);
    platform.save(ORDERS, `${solution}\n# once more\n`);
    await waitFor(() =>
      expect(platform.calls.filter(({ name }) => name === 'list_missions').length).toBeGreaterThan(2),
    );
    expect(platform.told, 'a pass is news only once').toHaveLength(1);
  });

  async function ask(platform: FakePlatform) {
    const request = { topic: 'photos of a newspaper', services: [], level: null, model: null };
    const { queued } = await platform.invoke('ask_mission', request);
    await waitFor(() => expect(screen.getByTestId('bedrock-field')).toHaveTextContent('1 generating'));
    return queued?.missionId ?? '';
  }

  test('a mission that is ready is said', async () => {
    const { platform } = await away();
    const missionId = await ask(platform);
    platform.bedrock.generations.finish(missionId);
    await waitFor(() => expect(platform.told).toHaveLength(1));
    expect(platform.told[0]?.title).toBe('A mission is ready');
  });

  test('one that failed is said with its reason', async () => {
    const { platform } = await away();
    const missionId = await ask(platform);
    platform.bedrock.generations.fail(missionId, 'It never met its own criteria. AWS says: a long story.');
    await waitFor(() => expect(platform.told).toHaveLength(1));
    expect(platform.told[0]).toMatchObject({ title: 'A mission could not be made' });
    expect(platform.told[0]?.body).toContain('It never met its own criteria.');
    expect(platform.told[0]?.body, 'one sentence').not.toContain('a long story');
  });

  test('nothing is said when it is in front, or when that is switched off', async () => {
    const { platform, user } = await open('#/settings', 'bedrock-idle');
    await user.click(await screen.findByRole('checkbox', { name: /^Say when a mission is passed/ }));
    platform.inFront = false;
    const asked = vi.spyOn(platform, 'notify');
    platform.save(ORDERS, solution);
    await waitFor(() =>
      expect(platform.calls.filter(({ name }) => name === 'list_missions').length).toBeGreaterThan(1),
    );
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('the icons', () => {
  test('are the learner’s own: a folder is chosen, what it holds is said, and it is forgotten again', async () => {
    const { platform, user, written } = await open('#/settings');
    platform.pickedFolder = '/home/ada/aws-icons';
    const group = within(await screen.findByRole('region', { name: 'Service icons' }));
    expect(group.getByText(/their licence does not allow that/)).toBeInTheDocument();
    await user.click(group.getByRole('button', { name: 'Choose a folder of icons…' }));
    expect(await group.findByText('/home/ada/aws-icons')).toBeInTheDocument();
    expect(written().at(-1)).toMatchObject({ icons: '/home/ada/aws-icons' });
    await waitFor(() => expect(group.getByRole('status')).not.toBeEmptyDOMElement());
    await user.click(group.getByRole('button', { name: 'Use plain glyphs' }));
    await waitFor(() => expect(written().at(-1)).toMatchObject({ icons: null }));
    expect(group.getByText('No folder chosen')).toBeInTheDocument();
  });
});

describe('the keys', () => {
  /** The keys that the help lists, each with what it does. */
  async function listed(hash: string, scenario: Scenario): Promise<[string, string][]> {
    const { user } = await open(hash, scenario);
    await waitFor(() => expect(document.querySelector('[data-testid="criterion"], main h2')).not.toBeNull());
    return help(user);
  }

  async function help(user: UserEvent): Promise<[string, string][]> {
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keys' });
    return [...dialog.querySelectorAll('dl > div')].flatMap((row) =>
      [...row.querySelectorAll('kbd')].map((key): [string, string] => [
        key.textContent,
        row.querySelector('dt')?.textContent ?? '',
      ]),
    );
  }

  test.each([
    ['a mission', `#/mission/${ORDERS}`, 'mentor'],
    ['a mission with blanks', '#/mission/meters-with-gaps', 'practice'],
    ['the missions', '#/missions', 'bedrock'],
    ['usage', '#/usage', 'bedrock-paused'],
  ] as [string, string, Scenario][])('on %s, none means two things', async (_name, hash, scenario) => {
    const keys = await listed(hash, scenario);
    const twice = keys.filter(([key], index) => keys.findIndex(([other]) => other === key) !== index);
    expect(twice).toEqual([]);
  });

  test('of what came with this version are listed, and found in the palette by other words', async () => {
    const { user } = await open('#/missions');
    await user.keyboard('{Control>}k{/Control}');
    const palette = await screen.findByRole('dialog');
    for (const words of ['drop', 'Deutsch', 'zoom']) {
      const field = within(palette).getByRole('combobox');
      await user.clear(field);
      await user.type(field, words);
      await waitFor(() => expect(within(palette).getAllByRole('option').length, words).toBeGreaterThan(0));
    }
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const keys = (await help(user)).map(([, label]) => label);
    for (const label of ['Open a file…', 'Larger', 'Smaller', 'Usual size']) expect(keys).toContain(label);
  });
});
