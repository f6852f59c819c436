/** Times and amounts as people read them, in the learner's own locale. */
import { formatter, locale } from '~/messages';

// What lists ask for once a row.
const CLOCK = formatter((locale) => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }));
const CLOCK_WITH_SECONDS = formatter(
  (locale) => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', second: '2-digit' }),
);
const NUMBER = formatter((locale) => new Intl.NumberFormat(locale));

/** `14:02`, or `2:02 PM` where people say so. */
export function clock(atMs: number): string {
  return CLOCK().format(atMs);
}

/** As `clock`, with seconds. */
export function clockWithSeconds(atMs: number): string {
  return CLOCK_WITH_SECONDS().format(atMs);
}

/** The time for today, the date for another day, the year for another year. */
export function moment(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const now = new Date(nowMs);
  if (at.toDateString() === now.toDateString()) return clock(atMs);
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', ...year }).format(atMs);
}

/** `Tuesday, 18 November 2026` */
export function longDay(date: Date): string {
  return new Intl.DateTimeFormat(locale(), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    date,
  );
}

export function shortMonth(date: Date): string {
  return new Intl.DateTimeFormat(locale(), { month: 'short' }).format(date);
}

export function shortWeekday(date: Date): string {
  return new Intl.DateTimeFormat(locale(), { weekday: 'short' }).format(date);
}

export function number(value: number): string {
  return NUMBER().format(value);
}

/** A duration in microseconds: `0.6 ms`, `12 ms`, `1.4 s`. */
export function duration(us: number): string {
  const ms = us / 1000;
  const [value, unit] = ms < 1000 ? [ms, 'ms'] : [ms / 1000, 's'];
  const digits = value < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)} ${unit}`;
}

const NUSD_PER_USD = 1_000_000_000;
/** Below this an amount is only said to be small: a millionth of a USD. */
const LEAST_SHOWN_NUSD = 1000;

/**
 * An amount in billionths of a USD: `$12.30`, and below a dollar two digits that mean something, so that little is never shown as nothing:
 * `$0.042`, `$0.00021`, `<$0.000001`. Nothing is `$0.00`.
 */
export function usd(nusd: number): string {
  const amount = Math.abs(nusd);
  if (amount > 0 && amount < LEAST_SHOWN_NUSD) return `<${usd(LEAST_SHOWN_NUSD)}`;
  // One dollar and more, and everything that rounds up to a dollar, has cents.
  const small = amount > 0 && amount < 0.995 * NUSD_PER_USD;
  const zeros = small ? -Math.floor(Math.log10(amount / NUSD_PER_USD)) - 1 : 0;
  const digits = amount === LEAST_SHOWN_NUSD ? 6 : Math.max(2, zeros + 2);
  return new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  }).format(nusd / NUSD_PER_USD);
}

/** A large count in few digits: `950`, `12.3K`, `4M`. */
export function compact(value: number): string {
  return new Intl.NumberFormat(locale(), { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}
