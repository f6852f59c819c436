import { describe, expect, it, vi } from 'vitest';

import type { GenerationDto } from '~/bindings';
import { FakePlatform, type Scenario } from '~/platform/fake';

import { Generations, generationsOf, PAGE } from './generations.svelte';
import { elapsed, remaining } from './time';

async function listed(scenario: Scenario = 'bedrock') {
  const platform = new FakePlatform(scenario);
  const generations = new Generations(platform);
  const stop = generations.start();
  await vi.waitFor(() => expect(generations.counts).not.toBeNull());
  const asked = (name: string) => platform.calls.filter((call) => call.name === name);
  const of = (missionId: string): GenerationDto | undefined =>
    generations.list.find((mission) => mission.missionId === missionId);
  return { platform, engine: platform.bedrock.generations, generations, asked, of, stop };
}

const WRITING = 'gen-ticket-rush-a04c';
const FAILED = 'gen-cold-archive-7f21';
const WAITING = 'gen-photo-resize-c9d3';

describe('a list of a hundred thousand', () => {
  it('asks for its first page only, and for the next when it is wanted', async () => {
    const { generations, asked, stop } = await listed('bedrock-many');
    expect(generations.list).toHaveLength(PAGE);
    expect(generations.total).toBe(100_000);
    expect(asked('list_generations')).toMatchObject([{ request: { after: null, state: null, limit: PAGE } }]);
    await generations.loadMore();
    expect(generations.list).toHaveLength(2 * PAGE);
    expect(asked('list_generations')[1], 'after the last one').toMatchObject({
      request: { after: { missionId: generations.list[PAGE - 1]?.missionId } },
    });
    expect(new Set(generations.list.map(({ missionId }) => missionId)).size, 'none twice').toBe(2 * PAGE);
    stop();
  });

  it('is asked for one page at a time', async () => {
    const { generations, asked, stop } = await listed('bedrock-many');
    await Promise.all([generations.loadMore(), generations.loadMore()]);
    expect(asked('list_generations')).toHaveLength(2);
    stop();
  });

  it('can be narrowed to a state, page by page', async () => {
    const { generations, stop } = await listed('bedrock-many');
    await generations.show('failed');
    await generations.loadMore();
    expect(generations.list).toHaveLength(2 * PAGE);
    expect(new Set(generations.list.map(({ state }) => state))).toEqual(new Set(['failed']));
    stop();
  });

  it('forgets a page that comes after another state was chosen', async () => {
    const { generations, stop } = await listed('bedrock-many');
    const late = generations.loadMore();
    await generations.show('failed');
    await late;
    expect(generations.list.every(({ state }) => state === 'failed')).toBe(true);
    stop();
  });
});

it('stands at once when the learner comes back, and is brought up to date', async () => {
  const platform = new FakePlatform('bedrock-many');
  const leave = generationsOf(platform).start();
  await vi.waitFor(() => expect(generationsOf(platform).list).toHaveLength(PAGE));
  await generationsOf(platform).loadMore();
  leave();
  await platform.invoke('ask_mission', { topic: 'Meanwhile', services: [], level: null, model: null });
  const again = generationsOf(platform);
  const stop = again.start();
  expect(again.list, 'one page, without waiting').toHaveLength(PAGE);
  await vi.waitFor(() => expect(again.list[0]?.topic).toBe('Meanwhile'));
  await again.show('failed');
  stop();
  const all = generationsOf(platform);
  const stopAll = all.start();
  expect(all.list, 'a filter of the visit before does not stay').toHaveLength(0);
  await vi.waitFor(() => expect(all.list[0]?.topic).toBe('Meanwhile'));
  stopAll();
});

describe('events', () => {
  it('move a mission through its phases', async () => {
    const { engine, of, stop } = await listed();
    engine.proceed(WRITING, 'repairing', 400);
    await vi.waitFor(() => expect(of(WRITING)).toMatchObject({ phase: 'repairing', received: 400 }));
    engine.snooze(WRITING, 'Bedrock asked us to slow down.', 30_000);
    await vi.waitFor(() => expect(of(WRITING)?.phase).toBe('snoozed'));
    expect(of(WRITING)?.dueAtMs, 'and when it goes on').toBeGreaterThan(Date.now());
    engine.finish(WRITING);
    await vi.waitFor(() => expect(of(WRITING)?.state).toBe('ready'));
    stop();
  });

  it('of a burst are answered by one look', async () => {
    const { engine, generations, asked, of, stop } = await listed();
    const before = asked('list_generations').length;
    for (let received = 0; received < 40; received++) engine.proceed(WRITING, 'writing', received);
    await vi.waitFor(() => expect(of(WRITING)?.received).toBe(39));
    expect(asked('list_generations').length - before).toBeLessThanOrEqual(1);
    expect(asked('get_generation').length).toBeLessThanOrEqual(1);
    expect(generations.goesOn).toBe(true);
    stop();
  });

  it('bring a mission that another program asked for to the top', async () => {
    const { platform, generations, stop } = await listed();
    await platform.invoke('ask_mission', { topic: 'From a terminal', services: [], level: null, model: null });
    await vi.waitFor(() => expect(generations.list[0]?.topic).toBe('From a terminal'));
    expect(generations.counts?.generating, 'and are counted').toBe(4);
    stop();
  });

  it('pause what waits', async () => {
    const { platform, of, stop } = await listed();
    platform.bedrock.queue.set({ pause: { code: 'x', message: 'Paused.', sinceMs: 0, untilMs: null } });
    await vi.waitFor(() => expect(of(WAITING)?.phase).toBe('paused'));
    stop();
  });

  it('at rest ask for nothing', async () => {
    const { platform, asked, stop } = await listed('bedrock-many');
    const before = platform.calls.length;
    platform.bedrock.queue.set({ trouble: 'x' });
    platform.solve('private-bucket');
    await new Promise((done) => setTimeout(done, 400));
    expect(asked('get_generation')).toHaveLength(0);
    expect(platform.calls.length, 'a save is not about generated missions').toBe(before);
    stop();
  });

  it('keep later pages that were loaded', async () => {
    const { engine, platform, generations, stop } = await listed('bedrock-many');
    await generations.loadMore();
    await platform.invoke('ask_mission', { topic: 'New', services: [], level: null, model: null });
    await vi.waitFor(() => expect(generations.list[0]?.topic).toBe('New'));
    expect(generations.list).toHaveLength(2 * PAGE + 1);
    const last = generations.list.at(-1)?.missionId ?? '';
    engine.rows = engine.rows.filter(({ missionId }) => missionId !== last);
    await platform.invoke('discard_generation', { missionId: engine.rows.at(-1)?.missionId ?? '' });
    expect(
      generations.list.some(({ missionId }) => missionId === last),
      'as it was loaded',
    ).toBe(true);
    stop();
  });

  it('are heard no more when the screen is left', async () => {
    const { engine, platform, stop } = await listed();
    stop();
    await Promise.resolve();
    const before = platform.calls.length;
    engine.proceed(WRITING, 'writing', 1);
    await new Promise((done) => setTimeout(done, 350));
    expect(platform.calls.length).toBe(before);
  });
});

describe('what can be done', () => {
  it('cancel, try again, discard', async () => {
    const { generations, asked, of, stop } = await listed();
    await generations.cancel(WRITING);
    expect(of(WRITING)?.state).toBe('cancelled');
    await generations.retry(WRITING);
    expect(of(WRITING)).toMatchObject({ state: 'generating', phase: 'waiting' });
    await generations.retry(FAILED);
    expect(of(FAILED)?.state).toBe('generating');
    await generations.cancel(FAILED);
    await generations.discard(FAILED);
    expect(of(FAILED)).toBeUndefined();
    expect(asked('discard_generation')).toHaveLength(1);
    await vi.waitFor(() => expect(generations.counts?.failed, 'the counts follow').toBe(0));
    stop();
  });

  it('leaves the state that is looked at when it no longer fits', async () => {
    const { generations, of, stop } = await listed();
    await generations.show('failed');
    await generations.retry(FAILED);
    expect(of(FAILED)).toBeUndefined();
    stop();
  });

  it('that fails says why, and the button is given back', async () => {
    const { platform, generations, stop } = await listed();
    platform.failures.set('cancel_generation', { code: 'data', message: 'The database is locked.', detail: null });
    await generations.cancel(WRITING);
    expect(generations.problem?.message).toBe('The database is locked.');
    expect(generations.busy.size).toBe(0);
    stop();
  });
});

it('that cannot be listed says why, and can be asked for again', async () => {
  const platform = new FakePlatform('bedrock');
  platform.failures.set('list_generations', { code: 'data', message: 'The database is locked.', detail: null });
  const generations = new Generations(platform);
  await generations.load();
  expect(generations.problem?.message).toBe('The database is locked.');
  platform.failures.clear();
  await generations.load();
  expect(generations.problem).toBeNull();
  expect(generations.list.length).toBeGreaterThan(0);
});

it.each([
  [0, '0:00'],
  [41_900, '0:41'],
  [605_000, '10:05'],
  [3_727_000, '1:02:07'],
  [-5000, '0:00'],
])('%i ms are %s', (ms, words) => {
  expect(elapsed(1_000_000, 1_000_000 + ms)).toBe(words);
});

it.each([
  [11_200, '0:12'],
  [1, '0:01'],
  [0, ''],
  [-1, ''],
])('%i ms are left as "%s"', (ms, words) => {
  expect(remaining(1_000_000 + ms, 1_000_000)).toBe(words);
});
