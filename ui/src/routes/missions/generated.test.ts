/** Asking for a mission and following it, in the whole window. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import App from '~/App.svelte';
import { FakePlatform, type Scenario } from '~/platform/fake';

import { violations } from '../../../tests/axe';

import { PAGE } from './generated/generations.svelte';

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
    expect(await screen.findByTestId('notice')).toHaveTextContent('“Tickets in a rush” is in the queue');
    expect(location.hash).toBe('#/missions');
  });

  test('without Bedrock says why, connects, and offers bundled missions that fit', async () => {
    const { user } = await open('default', '#/missions/new');
    const dialog = await screen.findByRole('dialog', { name: 'New mission' });
    await user.click(within(dialog).getByRole('radio', { name: 'Bedrock' }));
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
      ['gen-two-regions-51be', /Bedrock cannot take it right now\. Next try in 0:\d\d\..*waiting/u],
      [
        'gen-cold-archive-7f21',
        /The starter passes the criterion “The bucket is versioned” already\. Nothing more is charged.*\$0\.094.*failed/u,
      ],
    ];
    for (const [missionId, said] of words) expect(cardOf(missionId), missionId).toHaveTextContent(said);
  });

  test('say the rest when it is asked for', async () => {
    const { user } = await open('bedrock');
    await screen.findByTestId('generated');
    const details: [string, string][] = [
      ['gen-two-regions-51be', 'Bedrock asked us to slow down. Nothing is lost.'],
      ['gen-cold-archive-7f21', 'Three tries did not mend it.'],
    ];
    for (const [missionId, said] of details) {
      const card = cardOf(missionId) as HTMLElement;
      expect(card, 'a card is short').not.toHaveTextContent(said);
      const see = within(card).getByRole('button', { name: 'See why' });
      see.focus();
      await user.keyboard('{Enter}');
      expect(card).toHaveTextContent(said);
      expect(see, 'the same button puts it away').toHaveAccessibleName('Less');
      expect(see).toHaveAttribute('aria-expanded', 'true');
      await user.keyboard('{Enter}');
      expect(card).not.toHaveTextContent(said);
    }
  });

  test('come before the packs, which do not jump', async () => {
    await open('bedrock');
    const section = await screen.findByTestId('generated');
    const [pack] = await screen.findAllByTestId('mission-card');
    expect(section.compareDocumentPosition(pack as Node), 'after them').toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    cleanup();
    const platform = new FakePlatform('bedrock');
    const list = platform.invoke.bind(platform);
    let answer = () => {};
    vi.spyOn(platform, 'invoke').mockImplementation(async (...call) => {
      if (call[0] === 'list_generations') await new Promise<void>((resolve) => (answer = resolve));
      return list(...call);
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      render(App, { props: { platform } });
      await vi.waitFor(() => expect(platform.invoke).toHaveBeenCalledWith('list_generations', expect.anything()));
      expect(screen.queryAllByTestId('mission-card'), 'not while it is unknown what stands above').toHaveLength(0);
      vi.advanceTimersByTime(250);
      await vi.waitFor(() => expect(screen.queryAllByTestId('mission-card'), 'but not for long').not.toHaveLength(0));
    } finally {
      vi.useRealTimers();
      answer();
    }
  });

  test('are worked on by keys alone, and the focus stays where it was', async () => {
    const { user, asked } = await open('bedrock');
    await screen.findByTestId('generated');
    const press = async (missionId: string, name: string) => {
      within(cardOf(missionId) as HTMLElement)
        .getByRole('button', { name })
        .focus();
      await user.keyboard('{Enter}');
    };
    await press('gen-ticket-rush-a04c', 'Cancel');
    await waitFor(() => expect(cardOf('gen-ticket-rush-a04c')).toHaveTextContent('You took it back.'));
    expect(cardOf('gen-ticket-rush-a04c'), 'its button is another now').toHaveFocus();
    await user.tab();
    expect(
      within(cardOf('gen-ticket-rush-a04c') as HTMLElement).getByRole('button', { name: 'Try again' }),
    ).toHaveFocus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(cardOf('gen-ticket-rush-a04c')).toHaveTextContent('Waits for its turn.'));
    expect(cardOf('gen-ticket-rush-a04c')).toHaveFocus();
    const cards = screen.getAllByTestId('generation');
    const place = cards.indexOf(cardOf('gen-cold-archive-7f21') as HTMLElement);
    await press('gen-cold-archive-7f21', 'Discard');
    await user.keyboard('{Enter}');
    expect(asked('discard_generation'), 'Enter twice does no harm').toHaveLength(0);
    await press('gen-cold-archive-7f21', 'Discard');
    await user.tab({ shift: true });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(cardOf('gen-cold-archive-7f21')).toBeUndefined());
    const left = screen.getAllByTestId('generation');
    expect(left[Math.min(place, left.length - 1)], 'what came into its place').toHaveFocus();
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
    expect(within(section).getAllByTestId('generation')).toHaveLength(PAGE);
    expect(section).toHaveTextContent(`${PAGE} of 100,000`);
    await user.click(within(section).getByTestId('generated-more'));
    await waitFor(() => expect(within(section).getAllByTestId('generation')).toHaveLength(2 * PAGE));
    await user.click(within(section).getByRole('radio', { name: /^Failed/u }));
    await waitFor(() => expect(section).toHaveTextContent(`${PAGE} of 10,000`));
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
    expect(await screen.findByText('The missions made for you could not be listed')).toBeVisible();
    expect((await screen.findAllByTestId('mission-card')).length).toBeGreaterThan(5);
    platform.failures.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText('The missions made for you could not be listed')).toBeNull());
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
  // The elements are the same in both themes, and jsdom knows no colours (tests/contrast.test.ts does): one dark look stands for the rest.
  const dark = looks.filter(([scenario]) => scenario === 'bedrock').map((look) => ['dark', ...look] as const);
  test.each([...looks.map((look) => ['light', ...look] as const), ...dark])(
    'has nothing to say: %s, %s %s',
    async (theme, scenario, hash, what) => {
      localStorage.setItem('mission-architect.theme', theme);
      await open(scenario, hash);
      await screen.findByTestId(what);
      expect(await violations()).toEqual([]);
    },
  );
});
