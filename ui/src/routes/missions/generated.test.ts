/** Asking for a mission and following it, in the whole window. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import App from '~/App.svelte';
import { FakePlatform, type Scenario } from '~/platform/fake';

import { violations } from '../../../tests/axe';

async function open(scenario: Scenario, hash = '#/missions') {
  location.hash = hash;
  const platform = new FakePlatform(scenario);
  render(App, { props: { platform } });
  await screen.findByRole('heading', { level: 1 });
  const asked = (name: string) => platform.calls.filter((call) => call.name === name);
  return { platform, asked, user: userEvent.setup() };
}

const cardOf = (missionId: string) =>
  screen.queryAllByTestId('generation').find((card) => card.dataset.missionId === missionId);

// Compiling what is loaded late takes long in a test, and no time in a build.
beforeAll(async () => {
  await Promise.all([import('./generated/Generated.svelte'), import('./new/NewMission.svelte')]);
});
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset.ready;
});

describe('asking for a mission', () => {
  test('is two keys away, shows its price first, and puts it at the top of the list', async () => {
    const { user, asked } = await open('bedrock');
    await screen.findByTestId('generated');
    await user.keyboard('gn');
    const dialog = await screen.findByRole('dialog', { name: 'New mission' });
    const topic = within(dialog).getByTestId('new-topic');
    await waitFor(() => expect(topic).toHaveFocus());
    await user.keyboard('Tickets in a rush');
    await user.type(within(dialog).getByTestId('new-services'), 'API Gateway{Enter}sqs,');
    expect(within(dialog).getByRole('button', { name: 'Take out API Gateway' })).toBeVisible();
    await user.click(within(dialog).getByRole('radio', { name: 'Professional' }));
    const price = within(dialog).getByTestId('new-price');
    await waitFor(() => expect(price).toHaveTextContent('About $0.042, at most $0.13'));
    expect(price, 'and of when').toHaveTextContent('2026-06-01');
    expect(asked('ask_mission'), 'nothing is asked by looking').toHaveLength(0);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked('ask_mission')).toMatchObject([
      {
        request: {
          topic: 'Tickets in a rush',
          services: ['apigateway', 'sqs'],
          level: 'professional',
          model: null,
        },
      },
    ]);
    const [first] = await screen.findAllByTestId('generation');
    expect(first).toHaveTextContent('Tickets in a rush');
    expect(first, 'what happens').toHaveTextContent('Waits for its turn.');
    expect(first, 'since when').toHaveTextContent(/0:0\d/u);
    expect(await screen.findByText(/“Tickets in a rush” is in the queue/u)).toBeVisible();
    expect(location.hash).toBe('#/missions');
  });

  test('without Bedrock says why, connects, and offers bundled missions that fit', async () => {
    const { user } = await open('default', '#/missions/new');
    const dialog = await screen.findByRole('dialog', { name: 'New mission' });
    const said = await within(dialog).findByTestId('new-not-connected');
    expect(said).toHaveTextContent('Bedrock is switched off.');
    expect(within(said).getByRole('button', { name: 'Connect Bedrock' })).toBeVisible();
    expect(within(dialog).getByTestId('new-ask')).toBeDisabled();
    await user.type(within(dialog).getByTestId('new-services'), 'dynamodb,');
    const [offered] = within(dialog).getAllByTestId('new-offered');
    expect(offered).toHaveAttribute('href', '#/mission/table-that-survives');
  });

  test('over budget says which limit and the way there', async () => {
    const { platform } = await open('bedrock-idle', '#/missions');
    platform.bedrock.usage.limits = [{ scope: 'missions', window: 'tenMinutes', nusd: 1, tokens: null }];
    location.hash = '#/missions/new';
    const said = await screen.findByTestId('new-over-budget');
    expect(said).toHaveTextContent(/Over budget.*no room.*There is room again at/u);
    expect(within(said).getByRole('link', { name: 'Budgets' })).toHaveAttribute('href', '#/settings/budgets');
    expect(screen.getAllByTestId('new-offered').length, 'something to do meanwhile').toBeGreaterThan(0);
    expect(screen.getByTestId('new-ask')).toBeDisabled();
  });

  test('is left by Escape, and nothing was asked', async () => {
    const { user, asked } = await open('bedrock-idle', '#/missions/new');
    await screen.findByRole('dialog', { name: 'New mission' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(location.hash).toBe('#/missions');
    expect(asked('ask_mission')).toHaveLength(0);
  });
});

describe('generated missions', () => {
  test('say what happens with each, in words', async () => {
    await open('bedrock');
    await screen.findByTestId('generated');
    const words: [string, RegExp][] = [
      ['gen-photo-resize-c9d3', /Waits for its turn.*waiting/u],
      ['gen-ticket-rush-a04c', /each criterion must be able to fail.*generating/u],
      ['gen-two-regions-51be', /Next try in 0:\d\d.*Bedrock asked us to slow down\. Nothing is lost.*waiting/u],
      ['gen-cold-archive-7f21', /The starter passes the criterion.*Nothing more is charged.*\$0\.094.*failed/u],
    ];
    for (const [missionId, said] of words) expect(cardOf(missionId), missionId).toHaveTextContent(said);
  });

  test('become ready without being asked, and are started like any other', async () => {
    const { platform } = await open('bedrock');
    await screen.findByTestId('generated');
    platform.bedrock.generations.proceed('gen-ticket-rush-a04c', 'writing', 1234);
    await waitFor(() => expect(cardOf('gen-ticket-rush-a04c')).toHaveTextContent('1,234 characters so far'));
    platform.bedrock.generations.finish('gen-ticket-rush-a04c');
    await waitFor(() => expect(cardOf('gen-ticket-rush-a04c')?.tagName).toBe('A'));
    expect(cardOf('gen-ticket-rush-a04c')).toHaveAttribute('href', '#/mission/gen-ticket-rush-a04c');
    expect(cardOf('gen-ticket-rush-a04c')).toHaveTextContent('start');
    expect(
      screen.queryAllByTestId('mission-card').map((card) => card.dataset.missionId),
      'it does not stand there twice',
    ).not.toContain('gen-ticket-rush-a04c');
  });

  test('are cancelled, tried again and discarded; discarding asks first', async () => {
    const { user, asked } = await open('bedrock');
    await screen.findByTestId('generated');
    const button = (missionId: string, name: string) =>
      within(cardOf(missionId) as HTMLElement).getByRole('button', { name });
    await user.click(button('gen-ticket-rush-a04c', 'Cancel'));
    await waitFor(() => expect(cardOf('gen-ticket-rush-a04c')).toHaveTextContent('You took it back.'));
    await user.click(button('gen-cold-archive-7f21', 'Discard'));
    expect(asked('discard_generation'), 'not at the first press').toHaveLength(0);
    const question = await screen.findByRole('group', { name: 'Discard this mission for good?' });
    await user.click(within(question).getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(cardOf('gen-cold-archive-7f21')).toBeUndefined());
    await user.click(button('gen-ticket-rush-a04c', 'Try again'));
    await waitFor(() => expect(cardOf('gen-ticket-rush-a04c')).toHaveTextContent('Waits for its turn.'));
  });

  test('are narrowed by state, and more are loaded by a button', async () => {
    const { user } = await open('bedrock-many');
    const section = await screen.findByTestId('generated');
    expect(within(section).getAllByTestId('generation')).toHaveLength(12);
    expect(section).toHaveTextContent('12 of 100,000');
    await user.click(within(section).getByTestId('generated-more'));
    await waitFor(() => expect(within(section).getAllByTestId('generation')).toHaveLength(24));
    await user.click(within(section).getByRole('radio', { name: /^Failed/u }));
    await waitFor(() => expect(section).toHaveTextContent('12 of 10,000'));
    const states = within(section).getAllByTestId('generation');
    expect(new Set(states.map((card) => card.dataset.state))).toEqual(new Set(['failed']));
  });

  test('are walked by arrow keys, one stop of Tab', async () => {
    const { user } = await open('bedrock');
    await screen.findByTestId('generated');
    const cards = screen.getAllByTestId('generation');
    expect(cards.filter((card) => card.tabIndex === 0)).toHaveLength(1);
    cards[0]?.focus();
    await user.keyboard('{ArrowRight}');
    expect(cards[1]).toHaveFocus();
  });

  test('that cannot be listed say why, and the packs are there all the same', async () => {
    const { platform, user } = await open('bedrock-idle');
    platform.failures.set('list_generations', { code: 'data', message: 'The database is locked.', detail: null });
    location.hash = '#/progress';
    await screen.findByRole('heading', { level: 1, name: /progress/u });
    location.hash = '#/missions';
    expect(await screen.findByText('The generated missions could not be listed')).toBeVisible();
    expect(screen.getAllByTestId('mission-card').length).toBeGreaterThan(5);
    platform.failures.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText('The generated missions could not be listed')).toBeNull());
  });

  test('are nothing where none was ever asked for', async () => {
    await open('default');
    await screen.findAllByTestId('mission-card');
    expect(screen.queryByTestId('generated')).toBeNull();
  });

  test('a search finds the ready ones among all missions', async () => {
    const { user } = await open('bedrock');
    await screen.findByTestId('generated');
    await user.keyboard('/invoices');
    expect(screen.getAllByTestId('mission-card')).toHaveLength(1);
    expect(screen.queryByTestId('generated'), 'what is searched for is all there is').toBeNull();
  });
});

describe('axe', () => {
  const looks: [Scenario, string, string][] = [
    ['bedrock', '#/missions', 'generated'],
    ['bedrock-paused', '#/missions', 'generated'],
    ['bedrock-idle', '#/missions/new', 'new-mission'],
    ['default', '#/missions/new', 'new-mission'],
  ];
  test.each(looks.flatMap((look) => (['light', 'dark'] as const).map((theme) => [theme, ...look] as const)))(
    'has nothing to say: %s, %s %s',
    async (theme, scenario, hash, what) => {
      localStorage.setItem('mission-architect.theme', theme);
      await open(scenario, hash);
      await screen.findByTestId(what);
      expect(await violations()).toEqual([]);
    },
  );
});
