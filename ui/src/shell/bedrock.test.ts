/** The window's view of Bedrock: when it asks, what it says when a mission ends, and that nothing happens at rest. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { GenerationDto, GeneratedStateDto } from '~/bindings';
import type { CommandName, Request, Response } from '~/platform';
import { FakePlatform, type Scenario } from '~/platform/fake';

import { Bedrock } from './bedrock.svelte';

/** The invented engine, with generations that a test decides on. */
class Engine extends FakePlatform {
  readonly generations = new Map<string, GeneratedStateDto>();

  override async invoke<K extends CommandName>(name: K, request: Request<K>): Promise<Response<K>> {
    if (name !== 'get_generation') return super.invoke(name, request);
    this.calls.push({ name, request });
    const { missionId } = request as Request<'get_generation'>;
    const state = this.generations.get(missionId);
    if (state === undefined) throw { code: 'notFound', message: 'There is none.', detail: null };
    return generation(missionId, state) as Response<K>;
  }
}

function generation(missionId: string, state: GeneratedStateDto): GenerationDto {
  return {
    missionId,
    jobId: null,
    state,
    phase: state === 'generating' ? 'writing' : state,
    title: `The ${missionId}`,
    summary: '',
    level: null,
    services: [],
    minutes: 0,
    criteria: 0,
    topic: '',
    model: '',
    reason: state === 'failed' ? 'It could not be proven.' : null,
    lastError: null,
    received: 0,
    createdAtMs: 0,
    changedAtMs: 0,
    dueAtMs: null,
    costNusd: 0,
    tokens: 0,
  };
}

function open(scenario: Scenario = 'bedrock-idle') {
  const platform = new Engine(scenario);
  const said: string[] = [];
  const bedrock = new Bedrock(platform, {
    ready: ({ missionId }) => said.push(`ready ${missionId}`),
    failed: ({ missionId, reason }) => said.push(`failed ${missionId}: ${reason}`),
  });
  const stop = bedrock.start();
  const asked = (name: CommandName) => platform.calls.filter((call) => call.name === name).length;
  return { platform, bedrock, said, stop, asked, queue: platform.bedrock.queue };
}

/** Lets everything that is due happen: timers and the answers to what they asked. */
const settle = () => vi.advanceTimersByTimeAsync(1000);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('standing', () => {
  test.each([
    ['default', 'off'],
    ['bedrock-none', 'missing'],
    ['bedrock-idle', 'connected'],
    ['bedrock-paused', 'paused'],
  ] as const)('%s is %s', async (scenario, standing) => {
    const { bedrock } = open(scenario);
    expect(bedrock.standing, 'before it is known').toBe('unknown');
    await settle();
    expect(bedrock.standing).toBe(standing);
  });
});

describe('asking', () => {
  test('once at the start, and never at rest', async () => {
    const { platform } = open();
    await settle();
    const calls = platform.calls.length;
    expect(calls).toBe(2);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(platform.calls.length, 'an hour later').toBe(calls);
    expect(vi.getTimerCount(), 'no timer runs').toBe(0);
  });

  test('a burst of events is one look at the queue', async () => {
    const { queue, asked } = open();
    await settle();
    const before = asked('get_queue');
    for (let turn = 0; turn < 20; turn++) queue.enqueue({ missionId: `m${turn}`, title: 'M', model: 'x' });
    await settle();
    expect(asked('get_queue') - before).toBe(1);
  });

  test('saves are none of its business', async () => {
    const { platform, asked } = open();
    await settle();
    const before = asked('get_queue');
    platform.solve('fan-out-order-events');
    await settle();
    expect(asked('get_queue')).toBe(before);
  });

  test('how Bedrock is reached is asked again when a pause comes or goes, not with each job', async () => {
    const { queue, asked } = open();
    await settle();
    queue.enqueue({ missionId: 'm', title: 'M', model: 'x' });
    await settle();
    expect(asked('get_model_access'), 'with a job').toBe(1);
    queue.set({ pause: { code: 'expired-credentials', message: 'Expired.', sinceMs: 0, untilMs: null } });
    await settle();
    expect(asked('get_model_access'), 'with a pause').toBe(2);
  });

  test('after it was stopped nothing is asked', async () => {
    const { queue, asked, stop } = open();
    await settle();
    stop();
    await settle();
    queue.enqueue({ missionId: 'm', title: 'M', model: 'x' });
    await settle();
    expect(asked('get_queue')).toBe(1);
  });

  test('an old answer does not overtake a newer one', async () => {
    const { platform, bedrock } = open();
    await settle();
    const loading = bedrock.loadQueue();
    platform.bedrock.queue.pause = { code: 'budget', message: 'Used up.', sinceMs: 0, untilMs: null };
    bedrock.queueWritten(platform.bedrock.queue.state);
    platform.bedrock.queue.pause = null;
    await loading;
    expect(bedrock.queue?.pause?.code).toBe('budget');
  });
});

describe('a word when a mission ends', () => {
  test.each([
    ['ready', 'done', ['ready m']],
    ['failed', 'dead', ['failed m: It could not be proven.']],
    ['cancelled', 'cancelled', []],
  ] as const)('%s', async (state, jobState, words) => {
    const { platform, queue, said } = open();
    await settle();
    const job = queue.enqueue({ missionId: 'm', title: 'M', model: 'x' });
    await settle();
    expect(said, 'while it is made').toEqual([]);
    platform.generations.set('m', state);
    queue.move(job.id, jobState, jobState, '');
    await settle();
    expect(said).toEqual(words);
    queue.set({ runner: 'Somebody else.' });
    await settle();
    expect(said, 'once').toEqual(words);
  });

  test('missions that had ended before the window opened are not told', async () => {
    const { said, queue } = open('bedrock');
    await settle();
    queue.set({ runner: 'Somebody else.' });
    await settle();
    expect(said).toEqual([]);
  });

  test('one that is discarded is not told', async () => {
    const { queue, said } = open();
    await settle();
    const job = queue.enqueue({ missionId: 'm', title: 'M', model: 'x' });
    await settle();
    queue.move(job.id, 'cancelled', 'cancelled', '');
    await settle();
    expect(said).toEqual([]);
  });

  test('one that was asked for here is told however soon it ends', async () => {
    const { platform, bedrock, said } = open();
    await settle();
    platform.generations.set('quick', 'ready');
    bedrock.expect('quick');
    await settle();
    expect(said).toEqual(['ready quick']);
  });

  test('a queue that is not listed whole is not asked about job by job', async () => {
    const { platform, bedrock, said, asked } = open();
    await settle();
    const state = platform.bedrock.queue.state;
    const job = { ...platform.bedrock.queue.enqueue({ missionId: 'm0', title: 'M', model: 'x' }) };
    bedrock.queueWritten({
      ...state,
      ready: 2,
      jobs: [job, { ...job, id: 99, missionId: 'm1' }],
    });
    await Promise.resolve();
    // Two are waiting, one is listed.
    bedrock.queueWritten({ ...state, ready: 2, jobs: [job] });
    await Promise.resolve();
    expect(asked('get_generation')).toBe(0);
    expect(said).toEqual([]);
  });
});

describe('the test call', () => {
  test('is made once at a time', async () => {
    const { platform, bedrock, asked } = open();
    await settle();
    platform.bedrock.access.testMs = 500;
    const first = bedrock.runTest();
    expect(await bedrock.runTest(), 'the second is not made').toBeNull();
    await settle();
    expect((await first)?.problem).toBeNull();
    expect(asked('test_model')).toBe(1);
    expect(bedrock.testing).toBe(false);
  });

  test('one that works ends the pause', async () => {
    const { platform, bedrock } = open('bedrock-paused');
    await settle();
    platform.bedrock.access.failing = null;
    const test = bedrock.runTest();
    await settle();
    await test;
    expect(bedrock.queue?.pause).toBeNull();
    expect(bedrock.standing).toBe('connected');
  });
});
