/** Making a mission without a model, and finding it among the others: in the whole window, by keyboard too. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import App from '~/App.svelte';
import { FakePlatform, type Scenario } from '~/platform/fake';

import { violations } from '../../../tests/axe';

import { OfflineMission } from './new/offline-mission.svelte';

async function open(scenario: Scenario, hash = '#/missions', prepare: (platform: FakePlatform) => void = () => {}) {
  location.hash = hash;
  const platform = new FakePlatform(scenario);
  prepare(platform);
  render(App, { props: { platform } });
  await screen.findByRole('heading', { level: 1 });
  const asked = (name: string) => platform.calls.filter((call) => call.name === name).map(({ request }) => request);
  return { platform, asked, user: userEvent.setup() };
}

const dialog = () => screen.findByRole('dialog', { name: 'New mission' });
const ways = async () =>
  within(within(await dialog()).getByRole('group', { name: 'How it is made' }))
    .getAllByRole('radio')
    .map((radio) => `${(radio as HTMLInputElement).value}${(radio as HTMLInputElement).checked ? '*' : ''}`);

beforeAll(async () => {
  await Promise.all([
    import('./generated/Generated.svelte'),
    import('./new/NewMission.svelte'),
    import('~/routes/mission/Mission.svelte'),
  ]);
});
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset.ready;
});

describe('the way a mission is made', () => {
  test.each<[Scenario, string[]]>([
    ['default', ['offline*', 'bedrock']],
    ['bedrock-none', ['offline*', 'bedrock']],
    ['bedrock-idle', ['bedrock*', 'offline']],
  ])('%s: %j', async (scenario, expected) => {
    await open(scenario, '#/missions/new');
    await dialog();
    await waitFor(async () => expect(await ways()).toEqual(expected));
  });

  test('is the one that was come for', async () => {
    const { user } = await open('bedrock-idle');
    await user.keyboard('go');
    await dialog();
    await waitFor(async () => expect(await ways()).toEqual(['bedrock', 'offline*']));
    expect(location.hash).toBe('#/missions/offline');
  });
});

describe('making one offline', () => {
  test('by keys: wishes go along, it is made at once and opened, without a price or a queue', async () => {
    const { user, asked } = await open('default');
    await user.keyboard('gn');
    const sheet = within(await dialog());
    await waitFor(() => expect(sheet.getByTestId('new-topic')).toHaveFocus());
    expect(await dialog()).toHaveTextContent('No AI writes it.');
    expect(sheet.getByTestId('new-free')).toHaveTextContent('Costs nothing');
    expect(sheet.queryByTestId('new-price'), 'there is no price').toBeNull();
    await user.keyboard('A flower shop');
    await user.type(sheet.getByTestId('new-services'), 'sqs,');
    await user.click(sheet.getByRole('radio', { name: 'Foundation' }));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(location.hash).toMatch(/^#\/mission\/queue-behind-a-shop-\d+$/u));
    expect(asked('make_offline_mission')).toEqual([
      { topic: 'A flower shop', services: ['sqs'], level: 'foundation', skills: [], seed: null },
    ]);
    expect(asked('ask_mission'), 'nobody else is asked').toEqual([]);
    expect(asked('quote_mission'), 'nor for a price').toEqual([]);
    expect(await screen.findByTestId('made-offline')).toHaveTextContent('Made offline from seed 48112');
    expect(screen.getByTestId('made-offline')).toHaveTextContent('No AI wrote it.');
  });

  test('from a seed gives the same one', async () => {
    const { user, asked } = await open('default', '#/missions/offline');
    const sheet = within(await dialog());
    await user.click(sheet.getByText('Make it from a seed'));
    await user.type(sheet.getByTestId('new-seed'), '48,112');
    await user.click(sheet.getByTestId('new-make'));
    await waitFor(() => expect(asked('make_offline_mission')).toMatchObject([{ seed: 48112 }]));
  });

  test('from what is no seed is not possible, and says what one is', async () => {
    const { user, asked } = await open('default', '#/missions/offline');
    const sheet = within(await dialog());
    await user.click(sheet.getByText('Make it from a seed'));
    await user.type(sheet.getByTestId('new-seed'), '-4');
    expect(sheet.getByTestId('new-seed')).toHaveAccessibleDescription(/whole number from 0/u);
    expect(sheet.getByTestId('new-make')).toBeDisabled();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(asked('make_offline_mission')).toEqual([]);
  });

  test('for wishes that no blueprint fits says so, and keeps the wishes', async () => {
    const { user } = await open('default', '#/missions/offline');
    const sheet = within(await dialog());
    await user.type(sheet.getByTestId('new-topic'), 'A zeppelin');
    await user.click(sheet.getByTestId('new-make'));
    expect(await sheet.findByRole('alert')).toHaveTextContent('No blueprint has anything to do with “A zeppelin”.');
    expect(sheet.getByTestId('new-topic')).toHaveValue('A zeppelin');
    expect(await violations()).toEqual([]);
    await user.type(sheet.getByTestId('new-topic'), ' shop');
    expect(sheet.queryByRole('alert'), 'of other wishes it may hold no longer').toBeNull();
  });

  test('is offered where Bedrock cannot be asked, with the wishes as they are', async () => {
    const { user } = await open('default', '#/missions/new');
    const sheet = within(await dialog());
    await user.click(sheet.getByRole('radio', { name: 'Bedrock' }));
    await user.type(sheet.getByTestId('new-topic'), 'A flower shop');
    await user.click(within(await sheet.findByTestId('new-not-connected')).getByTestId('new-make-offline'));
    expect(await ways()).toEqual(['offline*', 'bedrock']);
    expect(sheet.getByTestId('new-topic')).toHaveValue('A flower shop');
    expect(sheet.getByTestId('new-topic')).toHaveFocus();
  });

  test('is offered over budget', async () => {
    await open('bedrock-idle', '#/missions/new', (platform) => {
      platform.bedrock.usage.limits = [{ scope: 'missions', window: 'day', nusd: 1, tokens: null }];
    });
    const held = await within(await dialog()).findByTestId('new-over-budget');
    expect(within(held).getByTestId('new-make-offline')).toBeVisible();
  });

  test('is offered while Bedrock keeps failing', async () => {
    await open('bedrock-breaker');
    expect(await screen.findByRole('link', { name: 'Make one offline' })).toHaveAttribute('href', '#/missions/offline');
  });
});

describe('the seed', () => {
  test.each([
    ['', null],
    [' 7 ', 7],
    ['9 007 199 254 740 991', 9007199254740991],
  ])('%j is %j', async (typed, seed) => {
    const platform = new FakePlatform('default');
    const offline = new OfflineMission(platform);
    offline.seed = typed;
    expect(await offline.make({ topic: '', services: [], level: null })).not.toBeNull();
    expect(platform.calls.at(-1)?.request).toMatchObject({ seed });
  });

  test.each(['1.5e3x', 'owl', '9007199254740992', '-1'])('%j is none', async (typed) => {
    const platform = new FakePlatform('default');
    const offline = new OfflineMission(platform);
    offline.seed = typed;
    expect(offline.seedWrong).toBe(true);
    expect(await offline.make({ topic: '', services: [], level: null })).toBeNull();
    expect(platform.calls).toEqual([]);
  });
});

describe('among the missions', () => {
  test('cards say in words what is out of the ordinary, without a model or a price', async () => {
    await open('practice');
    const made = await screen.findByTestId('generated');
    const cards = within(made).getAllByTestId('generation');
    expect(cards.map((card) => card.querySelector('small')?.textContent)).toEqual([
      'Associate · 30 min · Sabotage',
      'Associate · 25 min · Made offline',
    ]);
    expect(made).not.toHaveTextContent('$');
    const blanks = screen.getAllByTestId('mission-card').find((card) => card.dataset.missionId === 'meters-with-gaps');
    expect(blanks).toHaveTextContent('Fill in the blanks');
  });

  test.each([
    ['blanks', ['meters-with-gaps']],
    ['sabotage', ['fan-out-order-events-sabotage-1']],
    ['offline', ['queue-behind-a-shop-48111']],
  ])('the kind %s narrows them', async (kind, ids) => {
    const { user } = await open('practice');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Kind' }), kind);
    await waitFor(() =>
      expect(screen.getAllByTestId('mission-card').map((card) => card.dataset.missionId)).toEqual(ids),
    );
  });

  test('a search finds a kind by its words, and there is no choice where there is one kind', async () => {
    const { user } = await open('practice');
    await screen.findAllByTestId('mission-card');
    await user.keyboard('/fill in the blanks');
    await waitFor(() => expect(screen.getAllByTestId('mission-card')).toHaveLength(1));
    cleanup();
    await open('default');
    await screen.findAllByTestId('mission-card');
    expect(screen.queryByRole('combobox', { name: 'Kind' })).toBeNull();
  });
});

test('axe has nothing to say: the dialog with a seed, and the missions', async () => {
  const { user } = await open('practice', '#/missions/offline');
  await user.click(within(await dialog()).getByText('Make it from a seed'));
  expect(await violations()).toEqual([]);
  await user.keyboard('{Escape}');
  await screen.findByTestId('due-line');
  expect(await violations()).toEqual([]);
});
