/** Sums and shapes for the Usage screen, from what the engine counted. */
import type { BudgetStateDto, UsageDayDto, UsageRowDto } from '~/bindings';

const DAY_MS = 86_400_000;
/** More bars than this are too thin to point at: then a bar is a month. */
const BARS_AT_MOST = 92;

export interface Totals {
  calls: number;
  failed: number;
  throttled: number;
  unknown: number;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  chargedTokens: number;
  nusd: number;
  answersFromCache: number;
}

export function totalsOf(rows: readonly UsageRowDto[]): Totals {
  const sum = (of: (row: UsageRowDto) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    calls: sum((row) => row.calls),
    failed: sum((row) => row.failed),
    throttled: sum((row) => row.throttled),
    unknown: sum((row) => row.unknown),
    inputTokens: sum((row) => row.inputTokens),
    outputTokens: sum((row) => row.outputTokens),
    cacheReadTokens: sum((row) => row.cacheReadTokens),
    cacheWriteTokens: sum((row) => row.cacheWriteTokens),
    chargedTokens: sum((row) => row.chargedTokens),
    nusd: sum((row) => row.nusd),
    answersFromCache: sum((row) => row.answersFromCache),
  };
}

/** The dearest first; of two that cost the same, the one that was used more. */
export function dearestFirst(rows: readonly UsageRowDto[]): UsageRowDto[] {
  return [...rows].sort((a, b) => b.nusd - a.nusd || b.chargedTokens - a.chargedTokens || b.calls - a.calls);
}

export interface Bar {
  startMs: number;
  /** A day or a month, both UTC, as AWS bills. */
  length: 'day' | 'month';
  calls: number;
  tokens: number;
  nusd: number;
}

/** A bar for each day from `fromMs` to `toMs`, also for those without calls; a bar a month when the days are too many. */
export function barsOf(days: readonly UsageDayDto[], fromMs: number, toMs: number): Bar[] {
  const first = Math.floor(Math.min(fromMs, ...days.map(({ startMs }) => startMs)) / DAY_MS);
  // The end is not part of the stretch: at midnight the new day has not begun.
  const last = Math.max(first, Math.floor((toMs - 1) / DAY_MS));
  if (last - first < BARS_AT_MOST) {
    const byDay = new Map(days.map((day) => [Math.floor(day.startMs / DAY_MS), day]));
    return Array.from({ length: last - first + 1 }, (_, index) => {
      const { calls, tokens, nusd } = byDay.get(first + index) ?? NO_CALLS;
      return { startMs: (first + index) * DAY_MS, length: 'day', calls, tokens, nusd };
    });
  }
  const bars = new Map<number, Bar>();
  for (let month = monthOf(first * DAY_MS); month <= toMs - 1; month = monthOf(month, 1)) {
    bars.set(month, { startMs: month, length: 'month', ...NO_CALLS });
  }
  for (const { startMs, calls, tokens, nusd } of days) {
    const bar = bars.get(monthOf(startMs));
    if (!bar) continue;
    bar.calls += calls;
    bar.tokens += tokens;
    bar.nusd += nusd;
  }
  return [...bars.values()];
}

const NO_CALLS = { calls: 0, tokens: 0, nusd: 0 };

function monthOf(atMs: number, later = 0): number {
  const date = new Date(atMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1);
}

/** A limit on one thing: a budget can limit USD, tokens or both. */
export interface LimitLine {
  key: string;
  scope: BudgetStateDto['scope'];
  window: BudgetStateDto['window'];
  unit: 'usd' | 'tokens';
  used: number;
  reserved: number;
  limit: number;
  tone: 'good' | 'near' | 'full';
}

/** From here on a limit is said to be near. */
const NEAR = 0.8;

export function limitLines(budgets: readonly BudgetStateDto[]): LimitLine[] {
  return budgets.flatMap((budget) => {
    const lines: Omit<LimitLine, 'key' | 'tone' | 'scope' | 'window'>[] = [];
    if (budget.limitNusd !== null) {
      lines.push({ unit: 'usd', used: budget.usedNusd, reserved: budget.reservedNusd, limit: budget.limitNusd });
    }
    if (budget.limitTokens !== null) {
      lines.push({
        unit: 'tokens',
        used: budget.usedTokens,
        reserved: budget.reservedTokens,
        limit: budget.limitTokens,
      });
    }
    return lines.map((line) => ({
      ...line,
      key: `${budget.scope}-${budget.window}-${line.unit}`,
      scope: budget.scope,
      window: budget.window,
      tone: toneOf(line.used + line.reserved, line.limit),
    }));
  });
}

function toneOf(taken: number, limit: number): LimitLine['tone'] {
  if (taken >= limit) return 'full';
  return taken >= NEAR * limit ? 'near' : 'good';
}
