/** Numbers and times in the learner's own locale. */
import { clockWithSeconds } from '~/lib/format';
import { formatter } from '~/messages';

const POINTS = formatter((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));
const DAY_AND_CLOCK = formatter(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
);
const DAY = formatter((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }));

export function points(value: number): string {
  return POINTS().format(value);
}

/** Whole percent, rounded down: 100 is said only of a full score. */
export function percent(score: number): number {
  // A sum of halves and thirds may end a hair below the whole it stands for.
  return Math.floor(score * 100 + 1e-9);
}

/** The time of day; with the day when that is not today. */
export function clock(atMs: number, nowMs: number = Date.now()): string {
  const at = new Date(atMs);
  const sameDay = at.toDateString() === new Date(nowMs).toDateString();
  return sameDay ? clockWithSeconds(atMs) : DAY_AND_CLOCK().format(at);
}

const SIZES = (['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const).map((unit) =>
  formatter(
    (locale) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        // `byte` is not shortened; long it is at least a word in the plural.
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        maximumSignificantDigits: unit === 'byte' ? 3 : 2,
      }),
  ),
);

/** What data takes, in the unit that says it in few digits: `912 bytes`, `214 kB`, `1.2 MB`. */
export function dataSize(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), SIZES.length - 1);
  return SIZES[power]?.().format(bytes / 1000 ** power) ?? String(bytes);
}

export function day(atMs: number): string {
  return DAY().format(atMs);
}
