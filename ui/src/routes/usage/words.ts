/** What the Usage screen says about times. */
import { clock } from '~/lib/format';
import { locale, t } from '~/messages';

/** Nearer than this a time is counted down to; what is further away is a time of day. */
export const COUNTED_MS = 10 * 60_000;

/** `in 42 s`, `in 3 min`, or the time of day. */
export function dueIn(atMs: number, nowMs: number): string {
  const left = atMs - nowMs;
  if (left <= 0) return t('usage-due-now');
  if (left < 60_000) return t('usage-due-seconds', { seconds: Math.ceil(left / 1000) });
  if (left < COUNTED_MS) return t('usage-due-minutes', { minutes: Math.ceil(left / 60_000) });
  return t('usage-due-at', { time: clock(atMs) });
}

/** A day or month of the ledger, which is in UTC wherever the learner is. */
export function utcDay(startMs: number): string {
  return new Intl.DateTimeFormat(locale(), {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(startMs);
}

export function utcDayNumber(startMs: number): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(startMs);
}

export function utcMonth(startMs: number): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', month: 'short', year: 'numeric' }).format(startMs);
}
