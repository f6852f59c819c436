/** What the window's frame shows of Bedrock: the status line, the one banner, badges, notices and keys. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import App from '~/App.svelte';
import { FakePlatform, type Scenario } from '~/platform/fake';

import { violations } from '../../tests/axe';

async function open(scenario: Scenario) {
  location.hash = '#/missions';
  const platform = new FakePlatform(scenario);
  render(App, { props: { platform } });
  await screen.findByRole('heading', { level: 1 });
  await screen.findByTestId('bedrock-field');
  return { platform, user: userEvent.setup(), queue: platform.bedrock.queue };
}

const field = () => screen.getByTestId('bedrock-field');
/** Banners above the screen, by their texts. */
const banners = () => [...document.querySelectorAll('.banners .banner')].map((banner) => banner.textContent);

beforeAll(async () => {
  await Promise.all([import('~/routes/usage/Usage.svelte'), import('~/routes/connect/Connect.svelte')]);
});
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  delete document.documentElement.dataset.ready;
});

describe('the status line', () => {
  test.each([
    ['default', 'Bedrock: off', '#/settings/model'],
    ['bedrock-none', 'Bedrock: not connected', '#/settings/model'],
    ['bedrock-idle', 'Bedrock · Sonnet 4.6 · eu-central-1', '#/usage'],
    ['bedrock', '3 generating', '#/usage/queue'],
    ['bedrock-paused', 'Bedrock: credentials expired', '#/usage/queue'],
    ['bedrock-elsewhere', 'not AWS', '#/usage/queue'],
  ] as const)('%s: %s', async (scenario, words, place) => {
    await open(scenario);
    await waitFor(() => expect(field()).toHaveTextContent(words));
    expect(field(), 'where to go from there').toHaveAttribute('href', place);
  });

  test('a pause of a kind that this version does not know is a pause', async () => {
    const { queue } = await open('bedrock-idle');
    queue.set({ pause: { code: 'solar-flare', message: 'The sun is in the way.', sinceMs: 0, untilMs: null } });
    await waitFor(() => expect(field()).toHaveTextContent('Bedrock: paused'));
  });
});

describe('the banner', () => {
  test('is not there when all is well', async () => {
    await open('bedrock');
    await waitFor(() => expect(field()).toHaveTextContent('3 generating'));
    expect(banners()).toEqual([]);
  });

  test('a pause says why and what to do; there is one, whatever else is wrong', async () => {
    const { queue } = await open('bedrock-paused');
    queue.set({ trouble: 'The disk is full.', breaker: { failures: 5, message: 'It fails.', untilMs: 0 } });
    await waitFor(() => expect(banners()).toHaveLength(1));
    expect(banners()[0]).toMatch(/The queue is paused.*aws sso login --profile work/);
    expect(await violations()).toEqual([]);
  });

  test('the test says what is still wrong; when it works, the pause is over', async () => {
    const { user, platform } = await open('bedrock-paused');
    await user.click(await screen.findByRole('button', { name: 'Test again' }));
    expect(await screen.findByTestId('notice')).toHaveTextContent(/has expired\. Run/);
    platform.bedrock.access.failing = null;
    await user.click(screen.getByRole('button', { name: 'Test again' }));
    await waitFor(() => expect(banners()).toEqual([]));
    expect(screen.getByTestId('notice'), 'the newest word').toHaveTextContent('Bedrock answers. The queue goes on.');
  });

  test('resuming ends it', async () => {
    const { user, platform } = await open('bedrock-paused');
    await user.click(await screen.findByRole('button', { name: 'Resume' }));
    await waitFor(() => expect(banners()).toEqual([]));
    expect(platform.calls.map(({ name }) => name)).toContain('resume_queue');
  });

  test('a budget that is used up leads to the budgets, and is not tested', async () => {
    const { queue } = await open('bedrock-idle');
    queue.set({ pause: { code: 'budget', message: 'The day’s budget is used up.', sinceMs: 0, untilMs: null } });
    expect(await screen.findByRole('link', { name: 'Budgets' })).toHaveAttribute('href', '#/settings/budgets');
    expect(screen.queryByRole('button', { name: 'Test again' })).toBeNull();
  });

  test('an open breaker counts down, offers what works offline, and stands still afterwards', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    const { queue } = await open('bedrock-idle');
    queue.set({ breaker: { failures: 5, message: 'Bedrock is not available.', untilMs: Date.now() + 42_000 } });
    await waitFor(() => expect(banners()[0]).toMatch(/Bedrock keeps failing.*again in 4\d s/));
    expect(within(document.body).getByRole('link', { name: 'Offline missions' })).toHaveAttribute('href', '#/missions');
    vi.advanceTimersByTime(10_000);
    await waitFor(() => expect(banners()[0]).toMatch(/again in 3\d s/));
    vi.advanceTimersByTime(60_000);
    await waitFor(() => expect(banners()[0]).toContain('trying again'));
    queue.set({ breaker: null });
    await waitFor(() => expect(banners()).toEqual([]));
    expect(vi.getTimerCount(), 'no timer runs at rest').toBe(0);
  });

  test('switched off with nothing waiting is no pause to speak of', async () => {
    const { queue } = await open('default');
    queue.set({ pause: { code: 'off', message: 'Bedrock is off.', sinceMs: 0, untilMs: null } });
    await waitFor(() => expect(screen.getByTestId('bedrock-field')).toBeInTheDocument());
    expect(banners()).toEqual([]);
  });
});

describe('badges and notices', () => {
  test('dead letters are counted beside Usage, in words too', async () => {
    const { queue } = await open('bedrock');
    expect(await screen.findByRole('link', { name: /^Usage 1 mission failed for good/ })).toBeInTheDocument();
    const job = queue.enqueue({ missionId: 'x', title: 'X', model: 'm' });
    queue.move(job.id, 'dead', 'dead', 'It could not be proven.');
    expect(await screen.findByRole('link', { name: /^Usage 2 missions failed for good/ })).toBeInTheDocument();
  });

  test('generated missions that were not begun are counted beside Missions', async () => {
    await open('bedrock');
    expect(await screen.findByRole('link', { name: /^Missions \d+ new missions? (is|are) ready/ })).toBeInTheDocument();
  });
});

describe('a mission that was asked for', () => {
  async function ask() {
    const opened = await open('bedrock-idle');
    const request = { topic: 'photos of a newspaper', services: [], level: null, model: null };
    const { queued } = await opened.platform.invoke('ask_mission', request);
    await waitFor(() => expect(field()).toHaveTextContent('1 generating'));
    return { ...opened, missionId: queued?.missionId ?? '', generations: opened.platform.bedrock.generations };
  }

  test('is said to be ready, and opened from there', async () => {
    const { user, missionId, generations } = await ask();
    generations.finish(missionId);
    const notice = await screen.findByTestId('notice');
    expect(notice).toHaveTextContent('is ready.');
    await waitFor(() => expect(field()).not.toHaveTextContent('generating'));
    await user.click(within(notice).getByRole('button', { name: 'Open' }));
    await waitFor(() => expect(location.hash).toBe(`#/mission/${missionId}`));
  });

  test('is said to have failed, with its reason and where to see more', async () => {
    const { user, missionId, generations } = await ask();
    generations.fail(missionId, 'The solution never met its own criteria. AWS says: a long story.');
    const notice = await screen.findByTestId('notice');
    expect(notice).toHaveTextContent(/could not be made\. The solution never met its own criteria\./);
    expect(notice, 'one sentence; the rest is behind *See why*').not.toHaveTextContent('a long story');
    expect(await screen.findByRole('link', { name: /^Usage 1 mission failed for good/ })).toBeInTheDocument();
    await user.click(within(notice).getByRole('button', { name: 'See why' }));
    await waitFor(() => expect(location.hash).toBe('#/usage/queue'));
    expect(await screen.findByTestId('job')).toHaveTextContent('The solution never met its own criteria.');
  });

  test('is taken back without a word', async () => {
    const { platform, missionId } = await ask();
    await platform.invoke('cancel_generation', { missionId });
    await waitFor(() => expect(field()).not.toHaveTextContent('generating'));
    await waitFor(() =>
      expect(platform.calls.filter(({ name }) => name === 'get_generation').length).toBeGreaterThan(0),
    );
    expect(screen.queryByTestId('notice')).toBeNull();
  });
});

describe('keys', () => {
  test('G U is Usage, G Q its queue, G B connects', async () => {
    const { user } = await open('bedrock-idle');
    await user.keyboard('gu');
    await screen.findByRole('heading', { level: 1, name: 'Usage' });
    await user.keyboard('gq');
    await waitFor(() => expect(location.hash).toBe('#/usage/queue'));
    await user.keyboard('gb');
    expect(await screen.findByRole('dialog', { name: 'Connect Bedrock' })).toBeInTheDocument();
  });
});
