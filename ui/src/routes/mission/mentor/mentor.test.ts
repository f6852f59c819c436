import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { EventDto } from '~/bindings';
import { FakePlatform } from '~/platform/fake';
import type { Shell } from '~/shell';

import { leaveJump, takeJump } from './jump';
import { Mentor, mentorOf, QUESTION_AT_MOST } from './mentor.svelte';
import { Panel } from './panel.svelte';
import { Search } from './search.svelte';

const ORDERS = 'fan-out-order-events';

/** A mentor whose replies are sent by hand, and whose frames come when the test says so. */
async function attended(scenario: 'mentor' | 'mentor-empty' | 'mentor-over-budget' | 'default' = 'mentor-empty') {
  const platform = new FakePlatform(scenario);
  platform.bedrock.mentor.paceMs = 0;
  const due: (() => void)[] = [];
  const mentor = new Mentor(platform, ORDERS, (work) => {
    due.push(work);
    return () => due.splice(0, due.length, ...due.filter((other) => other !== work));
  });
  const leave = mentor.attend();
  await vi.waitFor(() => expect(mentor.loaded).toBe(true));
  const frame = () => due.splice(0).forEach((work) => work());
  const running = async () => {
    await vi.waitFor(() => expect(platform.bedrock.mentor.running).not.toBeNull());
    const reply = platform.bedrock.mentor.running;
    if (reply === null) throw new Error('nothing is answered');
    return reply;
  };
  const asked = (name: string) => platform.calls.filter((call) => call.name === name);
  return { platform, mentor, frame, running, asked, leave };
}

describe('a reply', () => {
  it('grows frame by frame, ends as the engine has it, and costs what it says', async () => {
    const { mentor, frame, running } = await attended();
    mentor.draft = '  Why? ';
    const ended = mentor.askDraft();
    expect(mentor.draft, 'the field is free for the next question').toBe('');
    const reply = await running();
    expect(mentor.happening).toBe('answering');
    reply.send('One ');
    reply.send('two ');
    expect(mentor.live?.text, 'nothing before the frame').toBe('');
    frame();
    expect(mentor.live?.text).toBe('One two ');
    const shown = mentor.live;
    reply.send('three');
    reply.end('done');
    await ended;
    expect(mentor.live).toBeNull();
    expect(mentor.happening).toBe('done');
    expect(mentor.shown.at(-1), 'the object that grew is the one that stays').toBe(shown);
    expect(shown?.text, 'also what came after the last frame').toBe('One two three');
    expect(shown?.exchange).toMatchObject({ state: 'done', question: 'Why?' });
    expect(shown?.exchange.costNusd, 'its cost is known').toBeGreaterThan(0);
  });

  it('that is stopped keeps what came', async () => {
    const { mentor, frame, running, asked } = await attended();
    const ended = mentor.ask({ kind: 'question', text: 'Why?' });
    const reply = await running();
    reply.send('Because');
    frame();
    await mentor.stop();
    await ended;
    expect(asked('stop_mentor')).toMatchObject([{ request: { exchangeId: reply.exchange.id } }]);
    expect(mentor.shown.at(-1)).toMatchObject({ text: 'Because', exchange: { state: 'stopped' } });
    expect(mentor.happening).toBe('stopped');
    expect(mentor.stopping, 'the next one can be stopped too').toBe(false);
  });

  it('that is stopped before it has a number is stopped when it gets one', async () => {
    const { mentor, asked } = await attended();
    const ended = mentor.ask({ kind: 'question', text: 'Why?' });
    await mentor.stop();
    await ended;
    expect(asked('stop_mentor'), 'once').toHaveLength(1);
    expect(mentor.shown.at(-1)?.exchange.state).toBe('stopped');
  });

  it.each(['failed', 'withheld'] as const)('that %s says why and can be asked for again', async (state) => {
    const { mentor, running, asked } = await attended();
    const ended = mentor.ask({ kind: 'hint', criterionId: 'dlq', level: 2 });
    const reply = await running();
    reply.send('Look at');
    reply.end(state, 'It broke.');
    await ended;
    const last = mentor.shown.at(-1);
    expect(last).toMatchObject({ text: 'Look at', exchange: { state, reason: 'It broke.' } });
    expect(mentor.happening).toBe(state);
    if (last === undefined) throw new Error('it is kept');
    const again = mentor.again(last.exchange);
    (await running()).end('done');
    await again;
    expect(asked('ask_mentor').map(({ request }) => request)[1], 'the same is asked').toEqual(
      asked('ask_mentor')[0]?.request,
    );
    expect(mentor.shown, 'both are kept').toHaveLength(2);
  });

  it('is one at a time', async () => {
    const { mentor, running, asked } = await attended();
    const ended = mentor.ask({ kind: 'question', text: 'One?' });
    await mentor.ask({ kind: 'question', text: 'Two?' });
    (await running()).end('done');
    await ended;
    expect(asked('ask_mentor')).toHaveLength(1);
  });

  it('replaces what was painted when the engine kept something else', async () => {
    const { mentor, frame, running } = await attended();
    const ended = mentor.ask({ kind: 'question', text: 'Why?' });
    const reply = await running();
    reply.send('Because the secret');
    frame();
    reply.exchange.reply = 'Because';
    reply.end('withheld', 'Held back.');
    await ended;
    expect(mentor.shown.at(-1)?.text, 'what was held back is not on the screen').toBe('Because');
  });
});

describe('nothing is asked', () => {
  it('without Bedrock, and the words are given back', async () => {
    const { mentor } = await attended('default');
    mentor.draft = 'Why?';
    await mentor.askDraft();
    expect(mentor.notAsked?.notConnected?.code).toBe('off');
    expect(mentor.draft).toBe('Why?');
    expect(mentor.shown, 'nothing is left of it').toHaveLength(0);
    expect(mentor.live).toBeNull();
    expect(mentor.happening).toBe('notAsked');
  });

  it('over budget, and the limit is said', async () => {
    const { mentor } = await attended('mentor-over-budget');
    await mentor.ask({ kind: 'question', text: 'Why?' });
    expect(mentor.notAsked?.overBudget?.exceeds?.message).toMatch(/no room/u);
    expect(mentor.notAsked?.overBudget?.exceeds?.fitsAtMs, 'and when there is room again').not.toBeNull();
  });

  it('when the engine refuses, and a later try takes that away', async () => {
    const { platform, mentor, running } = await attended();
    platform.failures.set('ask_mentor', { code: 'data', message: 'The database is locked.', detail: null });
    mentor.draft = 'Why?';
    await mentor.askDraft();
    expect(mentor.notAsked?.error?.message).toBe('The database is locked.');
    expect(mentor.draft).toBe('Why?');
    platform.failures.clear();
    const ended = mentor.askDraft();
    (await running()).end('done');
    await ended;
    expect(mentor.notAsked).toBeNull();
  });

  it('for a question that is too long or empty', async () => {
    const { mentor, asked } = await attended();
    for (const draft of ['   \n ', 'x'.repeat(QUESTION_AT_MOST + 1)]) {
      mentor.draft = draft;
      await mentor.askDraft();
    }
    expect(mentor.tooLong).toBe(true);
    expect(asked('ask_mentor')).toHaveLength(0);
    expect(mentor.draft.length, 'and nothing is cut off').toBe(QUESTION_AT_MOST + 1);
  });
});

describe('levels', () => {
  it('go up one by one for each criterion; the last is never next by itself', async () => {
    const { mentor, running } = await attended();
    const levels: number[] = [];
    for (let turn = 0; turn < 5; turn++) {
      const level = mentor.nextLevel('dlq');
      levels.push(level);
      const ended = mentor.ask({ kind: 'hint', criterionId: 'dlq', level });
      (await running()).end(turn === 1 ? 'failed' : 'done');
      await ended;
    }
    expect(levels, 'one that failed was not given').toEqual([1, 2, 2, 3, 3]);
    expect(mentor.nextLevel('fanout'), 'of another criterion').toBe(1);
  });
});

describe('what it costs', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));

  it('is looked up when the learner pauses, and again after a reply', async () => {
    const platform = new FakePlatform('mentor-empty');
    const mentor = new Mentor(platform, ORDERS);
    for (const text of ['W', 'Wh', 'Why?']) mentor.quoteSoon({ kind: 'question', text });
    await vi.advanceTimersByTimeAsync(1000);
    const previews = platform.calls.filter(({ name }) => name === 'preview_mentor');
    expect(
      previews.map(({ request }) => request),
      'once, for what stands there',
    ).toMatchObject([{ question: 'Why?' }]);
    expect(mentor.quote?.likelyNusd).toBeGreaterThan(0);
    expect(mentor.quote?.mostNusd).toBeGreaterThan(mentor.quote?.likelyNusd ?? 0);
    vi.useRealTimers();
  });

  it('is not shown when it cannot be known', async () => {
    const platform = new FakePlatform('mentor-empty');
    const mentor = new Mentor(platform, ORDERS);
    mentor.quoteSoon({ kind: 'question', text: 'Why?' });
    await vi.advanceTimersByTimeAsync(1000);
    platform.failures.set('preview_mentor', { code: 'unreadable', message: 'No template.', detail: null });
    mentor.quoteSoon({ kind: 'question', text: 'Why not?' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(mentor.quote, 'an old price is no price').toBeNull();
    vi.useRealTimers();
  });
});

describe('the conversation', () => {
  it('is deleted, and says so', async () => {
    const { mentor } = await attended('mentor');
    expect(mentor.shown.length).toBeGreaterThan(0);
    await mentor.forget();
    expect(mentor.shown).toEqual([]);
    expect(mentor.happening).toBe('forgotten');
  });

  it('that cannot be read says why, and can be asked for again', async () => {
    const { platform, mentor } = await attended('mentor');
    platform.failures.set('get_conversation', { code: 'data', message: 'The database is locked.', detail: null });
    await mentor.load();
    expect(mentor.problem?.message).toBe('The database is locked.');
    platform.failures.clear();
    await mentor.load();
    expect(mentor.problem).toBeNull();
  });

  it('keeps its objects when it is read again', async () => {
    const { mentor } = await attended('mentor');
    const before = [...mentor.shown];
    await mentor.load();
    expect(mentor.shown).toEqual(before);
    expect(mentor.shown.every((shown, index) => shown === before[index])).toBe(true);
  });

  it('follows a reply of another window by its events', async () => {
    const { platform, mentor } = await attended('mentor');
    const last = platform.bedrock.mentor.exchanges.at(-1);
    if (last === undefined) throw new Error('the scenario has a conversation');
    Object.assign(last, { state: 'streaming', reply: 'Half' });
    await mentor.load();
    expect(mentor.shown.at(-1)?.exchange.state).toBe('streaming');
    Object.assign(last, { state: 'done', reply: 'Half and whole' });
    const calls = platform.calls.length;
    platform.bedrock.usage.record(platform.bedrock.usage.calls[0] ?? someCall());
    await vi.waitFor(() => expect(mentor.shown.at(-1)).toMatchObject({ text: 'Half and whole' }));
    const after = platform.calls.length;
    platform.bedrock.usage.record(someCall());
    await Promise.resolve();
    expect(platform.calls.length, 'at rest an event asks for nothing').toBe(after);
    expect(after, 'it was asked for').toBeGreaterThan(calls);
  });

  it('goes on while the learner is elsewhere, and is there again when they come back', async () => {
    const platform = new FakePlatform('mentor-empty');
    platform.bedrock.mentor.paceMs = 0;
    const first = mentorOf(platform, ORDERS);
    await vi.waitFor(() => expect(first.mentor.loaded).toBe(true));
    const ended = first.mentor.ask({ kind: 'question', text: 'Why?' });
    await vi.waitFor(() => expect(platform.bedrock.mentor.running).not.toBeNull());
    first.leave();
    expect(
      platform.calls.map(({ name }) => name),
      'leaving does not stop it',
    ).not.toContain('stop_mentor');
    const second = mentorOf(platform, ORDERS);
    expect(second.mentor, 'the one that is answering').toBe(first.mentor);
    platform.bedrock.mentor.running?.send('Because');
    platform.bedrock.mentor.running?.end('done');
    await ended;
    expect(second.mentor.shown.at(-1)?.text).toBe('Because');
    second.leave();
    const third = mentorOf(platform, ORDERS);
    expect(third.mentor, 'at rest nothing is held').not.toBe(first.mentor);
    third.leave();
  });
});

describe('search', () => {
  it('finds by words, here or everywhere, and drops an answer that comes late', async () => {
    const platform = new FakePlatform('mentor');
    const search = new Search(platform, 'private-bucket');
    search.words = ' queue ';
    await search.look();
    expect(search.hits?.length).toBeGreaterThan(0);
    expect(search.hits?.[0]?.snippet[1]?.toLowerCase(), 'what was found stands by itself').toBe('queue');
    search.everywhere = false;
    await search.look();
    expect(search.hits, 'this mission has no conversation').toEqual([]);
    const late = search.look();
    search.words = '';
    await search.look();
    await late;
    expect(search.hits, 'no words are no search').toBeNull();
  });

  it('says why it could not look', async () => {
    const platform = new FakePlatform('mentor');
    platform.failures.set('search_conversations', { code: 'data', message: 'Locked.', detail: null });
    const search = new Search(platform, ORDERS);
    search.words = 'queue';
    await search.look();
    expect(search.problem?.message).toBe('Locked.');
  });

  it('leads to another mission, which then shows the place once', () => {
    const platform = new FakePlatform('mentor');
    const went: unknown[] = [];
    const shell: Shell = {
      go: (route) => went.push(route),
      notify: () => {},
      announce: () => {},
      addActions: () => () => {},
      explainKeys: () => () => {},
      withdraw: () => {},
    };
    const panel = new Panel(platform, shell, 'private-bucket');
    panel.goTo({ exchangeId: 2, missionId: ORDERS, missionTitle: '', atMs: 0, snippet: [] });
    expect(went).toEqual([{ name: 'mission', missionId: ORDERS }]);
    const there = new Panel(platform, shell, ORDERS);
    expect(there.wanted).toEqual({ kind: 'exchange', exchangeId: 2 });
    expect(new Panel(platform, shell, ORDERS).wanted, 'not a second time').toBeNull();
    leaveJump(ORDERS, 3);
    expect(takeJump('private-bucket'), 'only in the mission it is about').toBeNull();
    expect(takeJump(ORDERS)).toBe(3);
  });
});

it('hears nothing any more when the screen is left', async () => {
  const { platform, mentor, leave } = await attended('mentor');
  leave();
  await Promise.resolve();
  const last = mentor.shown.at(-1);
  if (last) last.exchange = { ...last.exchange, state: 'streaming' };
  const calls = platform.calls.length;
  platform.bedrock.usage.record(someCall());
  await Promise.resolve();
  expect(platform.calls.length).toBe(calls);
  const heard: EventDto[] = [];
  const stop = await platform.subscribe((event) => heard.push(event));
  platform.bedrock.usage.record(someCall());
  stop();
  expect(heard, 'there was something to hear').toHaveLength(1);
});

function someCall() {
  return {
    atMs: Date.now(),
    model: 'global.anthropic.claude-sonnet-4-6',
    purpose: 'hint' as const,
    end: 'whole' as const,
    input: 10,
    output: 10,
    cacheRead: 0,
    cacheWrite: 0,
    firstMs: 1,
    wholeMs: 2,
  };
}
