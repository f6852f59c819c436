import { describe, expect, test } from 'vitest';

import type { BudgetStateDto, JobDto, UsageDayDto, UsageRowDto } from '~/bindings';
import { FakeUsage, inventedCalls } from '~/platform/fake-usage';

import { barsOf, dearestFirst, limitLines, totalsOf } from './figures';
import { wordOf } from './queue.svelte';
import { dueIn } from './words';

const DAY_MS = 86_400_000;
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

function row(change: Partial<UsageRowDto>): UsageRowDto {
  return {
    model: 'm',
    modelLabel: 'M',
    purpose: 'mission',
    calls: 1,
    failed: 0,
    throttled: 0,
    unknown: 0,
    inputTokens: 10,
    outputTokens: 20,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    chargedTokens: 30,
    nusd: 100,
    answersFromCache: 0,
    ...change,
  };
}

describe('sums', () => {
  test('each figure is the sum of its column, and no other', () => {
    const totals = totalsOf([
      row({ calls: 2, failed: 1, throttled: 1, unknown: 1, cacheReadTokens: 5, answersFromCache: 3 }),
      row({ nusd: 7, inputTokens: 1, cacheWriteTokens: 9 }),
    ]);
    expect(totals).toEqual({
      calls: 3,
      failed: 1,
      throttled: 1,
      unknown: 1,
      inputTokens: 11,
      outputTokens: 40,
      cacheReadTokens: 5,
      cacheWriteTokens: 9,
      chargedTokens: 60,
      nusd: 107,
      answersFromCache: 3,
    });
  });

  test('rows, days and budgets of the invented ledger are the same money', async () => {
    const now = day('2026-11-28') + 15 * 3_600_000;
    const ledger = new FakeUsage(
      () => now,
      () => {},
    );
    ledger.calls = inventedCalls(now);
    const usage = await ledger.answers.get_usage({ range: 'month' });
    const total = totalsOf(usage.rows);
    const bars = barsOf(usage.days, usage.fromMs, usage.toMs);
    expect(total.nusd, 'there is something to add up').toBeGreaterThan(0);
    expect(
      bars.reduce((sum, bar) => sum + bar.nusd, 0),
      'bars',
    ).toBe(total.nusd);
    expect(
      bars.reduce((sum, bar) => sum + bar.tokens, 0),
      'tokens of bars',
    ).toBe(total.chargedTokens);
    const month = usage.budgets.find(({ scope, window }) => scope === 'all' && window === 'month');
    expect(month?.usedNusd, 'the month’s budget').toBe(total.nusd);
    expect(month?.usedTokens).toBe(total.chargedTokens);
  });

  test('the dearest stands first, and of two alike the one that was used more', () => {
    const rows = [row({ model: 'a', nusd: 1 }), row({ model: 'b', nusd: 5 }), row({ model: 'c', nusd: 1, calls: 9 })];
    expect(dearestFirst(rows).map(({ model }) => model)).toEqual(['b', 'c', 'a']);
  });
});

describe('bars', () => {
  const used = (text: string, nusd: number): UsageDayDto => ({ startMs: day(text), calls: 1, tokens: 2, nusd });

  test('a day without calls is a bar of nothing, not a gap', () => {
    const bars = barsOf([used('2026-11-02', 5)], day('2026-11-01'), day('2026-11-04'));
    expect(bars.map(({ startMs, nusd, calls }) => [startMs, nusd, calls])).toEqual([
      [day('2026-11-01'), 0, 0],
      [day('2026-11-02'), 5, 1],
      [day('2026-11-03'), 0, 0],
    ]);
  });

  test('a stretch that begins in the middle of a day has that day whole', () => {
    const bars = barsOf([], day('2026-11-01') + 3_600_000, day('2026-11-02') + 1);
    expect(bars.map(({ startMs }) => startMs)).toEqual([day('2026-11-01'), day('2026-11-02')]);
  });

  test('many days become months, and nothing is lost over it', () => {
    const days = Array.from({ length: 200 }, (_, index) => ({
      startMs: day('2026-01-15') + index * DAY_MS,
      calls: 1,
      tokens: 10,
      nusd: index,
    }));
    const bars = barsOf(days, day('2026-01-15'), day('2026-01-15') + 200 * DAY_MS);
    expect(bars.map(({ length }) => length)).toEqual(Array.from({ length: 8 }, () => 'month'));
    expect(bars[0]?.startMs, 'the first month from its first day').toBe(day('2026-01-01'));
    expect(bars.reduce((sum, bar) => sum + bar.nusd, 0)).toBe((199 * 200) / 2);
  });
});

describe('limits', () => {
  const budget = (change: Partial<BudgetStateDto>): BudgetStateDto => ({
    scope: 'all',
    window: 'day',
    limitNusd: null,
    limitTokens: null,
    usedNusd: 0,
    usedTokens: 0,
    reservedNusd: 0,
    reservedTokens: 0,
    sinceMs: 0,
    ...change,
  });

  test('a budget of both is two lines, one of neither is none', () => {
    expect(limitLines([budget({ limitNusd: 5, limitTokens: 7 }), budget({ window: 'month' })])).toMatchObject([
      { unit: 'usd', limit: 5 },
      { unit: 'tokens', limit: 7 },
    ]);
  });

  test.each([
    [79, 0, 100, 'good'],
    [70, 10, 100, 'near'],
    [60, 40, 100, 'full'],
    [120, 0, 100, 'full'],
    // A limit of nothing is used up from the start.
    [0, 0, 0, 'full'],
  ] as const)('%d used and %d reserved of %d is %s', (usedNusd, reservedNusd, limitNusd, tone) => {
    expect(limitLines([budget({ usedNusd, reservedNusd, limitNusd })])[0]?.tone).toBe(tone);
  });
});

describe('times of a job', () => {
  test.each([
    [0, 'due now'],
    [-5, 'due now'],
    [400, 'in 1 s'],
    [42_000, 'in 42 s'],
    [61_000, 'in 2 min'],
  ])('due after %d ms: %s', (after, words) => {
    expect(dueIn(1_000_000 + after, 1_000_000)).toBe(words);
  });

  test('far away is a time of day', () => {
    expect(dueIn(1_000_000 + 3_600_000, 1_000_000)).toMatch(/^at \d/);
  });

  const job = (change: Partial<JobDto>): JobDto => ({
    id: 1,
    missionId: 'm',
    title: 'T',
    model: 'x',
    state: 'ready',
    receiveCount: 0,
    snoozes: 0,
    visibleAtMs: 0,
    createdAtMs: 0,
    changedAtMs: 0,
    lastError: null,
    lastCode: null,
    ...change,
  });

  test.each([
    [{ state: 'ready', visibleAtMs: 10 }, 'waiting'],
    [{ state: 'ready', visibleAtMs: 11 }, 'later'],
    [{ state: 'leased', visibleAtMs: 99 }, 'running'],
    [{ state: 'dead' }, 'dead'],
    [{ state: 'done' }, 'done'],
    [{ state: 'cancelled' }, 'cancelled'],
  ] as const)('%o is %s', (change, word) => {
    expect(wordOf(job(change), 10)).toBe(word);
  });
});
