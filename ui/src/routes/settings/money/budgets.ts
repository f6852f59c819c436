/** Budgets as they are typed: a text for each limit, empty for none. Amounts go from text to billionths of a USD without a fraction in between. */
import type { BudgetDto, BudgetScopeDto, WindowDto } from '~/bindings';

export const SCOPES: readonly BudgetScopeDto[] = ['all', 'missions', 'mentor'];
export const WINDOWS: readonly WindowDto[] = ['tenMinutes', 'day', 'month'];
export const UNITS = ['usd', 'tokens'] as const;
export type Unit = (typeof UNITS)[number];

/** `all-day-usd` */
export type Field = `${BudgetScopeDto}-${WindowDto}-${Unit}`;
export type Typed = Record<Field, string>;
export type Problem = 'amount' | 'digits' | 'whole' | 'large';

export function fieldOf(scope: BudgetScopeDto, window: WindowDto, unit: Unit): Field {
  return `${scope}-${window}-${unit}`;
}

const NUSD_DIGITS = 9;
/** A million USD; more is a slip of the finger, and sums stay exact below it. */
const MOST_NUSD = 1_000_000 * 10 ** NUSD_DIGITS;
const MOST_TOKENS = 1_000_000_000_000;

/** An amount: nothing for no limit, or what is wrong with the text. */
export type Parsed = { value: number | null } | { problem: Problem };

export function parse(text: string, unit: Unit): Parsed {
  const typed = text.trim();
  if (typed === '') return { value: null };
  return unit === 'usd' ? parseUsd(typed) : parseTokens(typed);
}

function parseUsd(typed: string): Parsed {
  const match = /^\$?\s*(\d*)(?:\.(\d*))?$/.exec(typed);
  const [whole = '', part = ''] = match?.slice(1) ?? [];
  if (!match || whole + part === '') return { problem: 'amount' };
  if (part.length > NUSD_DIGITS) return { problem: 'digits' };
  if (whole.replace(/^0+/, '').length > 7) return { problem: 'large' };
  const value = Number(whole + part.padEnd(NUSD_DIGITS, '0'));
  return value > MOST_NUSD ? { problem: 'large' } : { value };
}

function parseTokens(typed: string): Parsed {
  // Groups of three may be set apart by a space, as people write large numbers.
  if (!/^\d+([ \u00a0\u202f_]\d{3})*$/.test(typed)) return { problem: 'whole' };
  const value = Number(typed.replace(/\D/g, ''));
  return value > MOST_TOKENS ? { problem: 'large' } : { value };
}

/** The shortest text that means the same amount. */
export function write(value: number | null, unit: Unit): string {
  if (value === null) return '';
  if (unit === 'tokens') return String(value);
  const digits = String(value).padStart(NUSD_DIGITS + 1, '0');
  const part = digits.slice(-NUSD_DIGITS).replace(/0+$/, '');
  return `${digits.slice(0, -NUSD_DIGITS)}${part === '' ? '' : `.${part.padEnd(2, '0')}`}`;
}

/** Every field with its text. */
export function typedOf(limits: readonly BudgetDto[]): Typed {
  const entries = SCOPES.flatMap((scope) =>
    WINDOWS.flatMap((window) => {
      const limit = limits.find((limit) => limit.scope === scope && limit.window === window);
      return [
        [fieldOf(scope, window, 'usd'), write(limit?.nusd ?? null, 'usd')],
        [fieldOf(scope, window, 'tokens'), write(limit?.tokens ?? null, 'tokens')],
      ];
    }),
  );
  return Object.fromEntries(entries) as Typed;
}

/** The limits that are meant; what is wrong, by field, when something is. */
export function limitsOf(typed: Typed): { limits: BudgetDto[]; problems: Partial<Record<Field, Problem>> } {
  const problems: Partial<Record<Field, Problem>> = {};
  const amount = (field: Field, unit: Unit): number | null => {
    const parsed = parse(typed[field], unit);
    if ('value' in parsed) return parsed.value;
    problems[field] = parsed.problem;
    return null;
  };
  const limits = SCOPES.flatMap((scope) =>
    WINDOWS.map((window) => ({
      scope,
      window,
      nusd: amount(fieldOf(scope, window, 'usd'), 'usd'),
      tokens: amount(fieldOf(scope, window, 'tokens'), 'tokens'),
    })),
  );
  return { limits: limits.filter(({ nusd, tokens }) => nusd !== null || tokens !== null), problems };
}
