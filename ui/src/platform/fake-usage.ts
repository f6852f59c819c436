/** The invented engine's ledger: every figure of Usage is added up from the calls that are written here. Budgets and prices with it. */
import type {
  BudgetDto,
  BudgetStateDto,
  LatencyDto,
  PriceDto,
  PriceListDto,
  PurposeDto,
  UsageDayDto,
  UsageDto,
  UsageRangeDto,
  UsageRowDto,
  WindowDto,
} from '~/bindings';

import { labelOf } from './fake-access';
import { refusal, type Answers } from './fake-parts';

export type UsageCommands = 'get_usage' | 'get_budgets' | 'put_budgets' | 'get_prices' | 'edit_prices';

export interface FakeCall {
  atMs: number;
  model: string;
  purpose: PurposeDto;
  end: 'whole' | 'failed' | 'throttled' | 'unknown' | 'cached';
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
  firstMs: number;
  wholeMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** What an unknown end is charged at: its whole reservation. */
const RESERVED_TOKENS = 18_000;

/** Billionths of a USD for 1,000 tokens: 1,000 times the price of a million in millionths. */
const PRICES: PriceDto[] = [
  price('claude-sonnet-4', 3, 15),
  price('claude-haiku-4-5', 1, 5),
  price('claude-opus-4', 5, 25),
  price('nova-micro', 0.035, 0.14),
  price('nova-lite', 0.06, 0.24),
  price('nova-pro', 0.8, 3.2),
];

export class FakeUsage {
  calls: FakeCall[] = [];
  limits: BudgetDto[] = [
    { scope: 'all', window: 'month', nusd: 5_000_000_000, tokens: null },
    { scope: 'all', window: 'day', nusd: 1_000_000_000, tokens: null },
    { scope: 'missions', window: 'tenMinutes', nusd: null, tokens: 200_000 },
    { scope: 'mentor', window: 'day', nusd: 250_000_000, tokens: null },
  ];
  /** Reserved for missions now. */
  reserved = { nusd: 0, tokens: 0 };
  /** What does not add up, when something is broken. */
  disagreements: string[] = [];
  priceFile: string | null = null;
  priceProblem: string | null = null;

  readonly #now: () => number;
  readonly #changed: () => void;

  constructor(now: () => number, changed: () => void) {
    this.#now = now;
    this.#changed = changed;
  }

  /** Writes a call into the ledger; gives what it was charged at. */
  record(call: FakeCall): { nusd: number; tokens: number } {
    this.calls = [...this.calls, call];
    this.#changed();
    return chargeOf(call);
  }

  readonly answers: Answers<UsageCommands> = {
    get_usage: ({ range }) => this.#usage(range),
    get_budgets: () => ({ limits: this.limits }),
    put_budgets: ({ limits }) => {
      if (limits.some(({ nusd, tokens }) => (nusd ?? 0) < 0 || (tokens ?? 0) < 0)) {
        throw refusal('setting', 'A budget cannot be below zero.');
      }
      this.limits = limits;
      this.#changed();
      return { limits: this.limits };
    },
    get_prices: (): PriceListDto => ({
      asOf: '2026-06-01',
      file: this.priceFile,
      problem: this.priceProblem,
      prices: PRICES,
    }),
    edit_prices: () => {
      this.priceFile = '/home/ada/.config/mission-architect/prices.toml';
      return { path: this.priceFile };
    },
  };

  #usage(range: UsageRangeDto): UsageDto {
    const toMs = this.#now();
    const oldest = Math.min(toMs, ...this.calls.map(({ atMs }) => atMs));
    const fromMs = { day: toMs - DAY_MS, week: toMs - 7 * DAY_MS, month: monthStart(toMs), all: oldest }[range];
    const calls = this.calls.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
    return {
      fromMs,
      toMs,
      rows: rowsOf(calls),
      days: daysOf(calls),
      latency: latencyOf(calls),
      budgets: this.limits.map((limit) => this.#standing(limit, toMs)),
      disagreements: this.disagreements,
    };
  }

  #standing({ scope, window, nusd, tokens }: BudgetDto, now: number): BudgetStateDto {
    const sinceMs = windowStart(window, now);
    const purposes: Record<typeof scope, PurposeDto[]> = {
      all: ['mission', 'repair', 'hint', 'question', 'test'],
      missions: ['mission', 'repair'],
      mentor: ['hint', 'question'],
    };
    const charges = this.calls
      .filter(({ atMs, purpose }) => atMs >= sinceMs && purposes[scope].includes(purpose))
      .map(chargeOf);
    const reserved = scope === 'mentor' ? { nusd: 0, tokens: 0 } : this.reserved;
    return {
      scope,
      window,
      limitNusd: nusd,
      limitTokens: tokens,
      usedNusd: total(charges.map((charge) => charge.nusd)),
      usedTokens: total(charges.map((charge) => charge.tokens)),
      reservedNusd: reserved.nusd,
      reservedTokens: reserved.tokens,
      sinceMs,
    };
  }
}

/** Three weeks of calls, the same each time: missions, some repaired, hints and questions, a few that went wrong. */
export function inventedCalls(nowMs: number): FakeCall[] {
  const calls: FakeCall[] = [];
  for (let day = 20; day >= 0; day--) {
    if ((day * 7) % 5 === 3) continue;
    const count = 1 + ((day * 31) % 6);
    for (let index = 0; index < count; index++) {
      const turn = day * 13 + index * 7;
      const purpose = (['mission', 'hint', 'question', 'repair', 'hint', 'mission'] as const)[turn % 6] ?? 'hint';
      const long = purpose === 'mission' || purpose === 'repair';
      const end = turn % 23 === 5 ? 'throttled' : turn % 29 === 3 ? 'failed' : turn % 41 === 7 ? 'unknown' : 'whole';
      calls.push({
        atMs: nowMs - day * DAY_MS - (index * 37 + 12) * MINUTE_MS,
        model:
          long || turn % 4 === 0
            ? 'global.anthropic.claude-sonnet-4-6'
            : 'global.anthropic.claude-haiku-4-5-20251001-v1:0',
        purpose,
        end: turn % 17 === 2 ? 'cached' : end,
        input: long ? 420 + ((turn * 53) % 700) : 900 + ((turn * 31) % 800),
        output: long ? 2200 + ((turn * 97) % 1400) : 160 + ((turn * 11) % 260),
        cacheRead: index > 0 ? 3100 : 0,
        cacheWrite: index === 0 && long ? 3100 : 0,
        firstMs: 480 + ((turn * 71) % 900),
        wholeMs: (long ? 31_000 : 3200) + ((turn * 379) % (long ? 26_000 : 4100)),
      });
    }
  }
  return calls;
}

/** What a call is charged at: each price rounded up once a call, as the engine does. */
function chargeOf(call: FakeCall): { nusd: number; tokens: number } {
  if (call.end === 'throttled' || call.end === 'failed' || call.end === 'cached') return { nusd: 0, tokens: 0 };
  const prices = PRICES.find(({ model }) => call.model.includes(model)) ?? PRICES[2];
  if (!prices) return { nusd: 0, tokens: 0 };
  if (call.end === 'unknown') {
    return { nusd: Math.ceil((RESERVED_TOKENS * prices.outputNusdPer1k) / 1000), tokens: RESERVED_TOKENS };
  }
  const nusd =
    call.input * prices.inputNusdPer1k +
    call.output * prices.outputNusdPer1k +
    call.cacheRead * prices.cacheReadNusdPer1k +
    call.cacheWrite * prices.cacheWriteNusdPer1k;
  return { nusd: Math.ceil(nusd / 1000), tokens: call.input + call.output + call.cacheRead + call.cacheWrite };
}

function rowsOf(calls: readonly FakeCall[]): UsageRowDto[] {
  const groups = groupBy(calls, ({ model, purpose }) => `${model} ${purpose}`);
  return [...groups.values()].flatMap((group) => {
    const first = group[0];
    if (!first) return [];
    const charges = group.map(chargeOf);
    const made = group.filter(({ end }) => end !== 'cached');
    const whole = group.filter(({ end }) => end === 'whole');
    const ended = (end: FakeCall['end']) => group.filter((call) => call.end === end).length;
    return [
      {
        model: first.model,
        modelLabel: labelOf(first.model),
        purpose: first.purpose,
        calls: made.length,
        failed: ended('failed') + ended('throttled'),
        throttled: ended('throttled'),
        unknown: ended('unknown'),
        inputTokens: total(whole.map(({ input }) => input)),
        outputTokens: total(whole.map(({ output }) => output)),
        cacheReadTokens: total(whole.map(({ cacheRead }) => cacheRead)),
        cacheWriteTokens: total(whole.map(({ cacheWrite }) => cacheWrite)),
        chargedTokens: total(charges.map(({ tokens }) => tokens)),
        nusd: total(charges.map(({ nusd }) => nusd)),
        answersFromCache: ended('cached'),
      },
    ];
  });
}

function daysOf(calls: readonly FakeCall[]): UsageDayDto[] {
  const groups = groupBy(calls, ({ atMs }) => Math.floor(atMs / DAY_MS) * DAY_MS);
  return [...groups]
    .map(([startMs, group]) => {
      const charges = group.map(chargeOf);
      return {
        startMs,
        calls: group.filter(({ end }) => end !== 'cached').length,
        tokens: total(charges.map(({ tokens }) => tokens)),
        nusd: total(charges.map(({ nusd }) => nusd)),
      };
    })
    .sort((a, b) => a.startMs - b.startMs);
}

function latencyOf(calls: readonly FakeCall[]): LatencyDto {
  const whole = calls.filter(({ end }) => end === 'whole');
  const at = (part: number, of: (call: FakeCall) => number) => {
    const sorted = whole.map(of).sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? null;
  };
  return {
    calls: whole.length,
    firstP50Ms: at(0.5, ({ firstMs }) => firstMs),
    firstP95Ms: at(0.95, ({ firstMs }) => firstMs),
    wholeP50Ms: at(0.5, ({ wholeMs }) => wholeMs),
    wholeP95Ms: at(0.95, ({ wholeMs }) => wholeMs),
  };
}

function windowStart(window: WindowDto, now: number): number {
  if (window === 'tenMinutes') return now - 10 * MINUTE_MS;
  return window === 'day' ? Math.floor(now / DAY_MS) * DAY_MS : monthStart(now);
}

function monthStart(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/** USD for a million tokens; the cache as Anthropic's: writing a quarter more, reading a tenth. */
function price(model: string, input: number, output: number): PriceDto {
  const per1k = (usd: number) => Math.round(usd * 1_000_000);
  return {
    model,
    inputNusdPer1k: per1k(input),
    outputNusdPer1k: per1k(output),
    cacheReadNusdPer1k: per1k(input * 0.1),
    cacheWriteNusdPer1k: per1k(input * 1.25),
  };
}

function groupBy<Key>(calls: readonly FakeCall[], keyOf: (call: FakeCall) => Key): Map<Key, FakeCall[]> {
  const groups = new Map<Key, FakeCall[]>();
  for (const call of calls) groups.set(keyOf(call), [...(groups.get(keyOf(call)) ?? []), call]);
  return groups;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
