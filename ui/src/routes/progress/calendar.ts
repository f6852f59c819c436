/** Quarters of an hour made into the learner's own days, weeks and streak. */
import type { ActivityDto } from '~/bindings';

export interface Day {
  /** `2026-11-18` in the learner's time zone. */
  key: string;
  date: Date;
  saves: number;
  passes: number;
  /** 0: nothing, 4: among the most of the year. */
  level: 0 | 1 | 2 | 3 | 4;
}

export interface Streak {
  days: number;
  /** Whether today is already one of them. */
  today: boolean;
}

const WEEKS = 53;

/** Weeks of days, oldest first, the last one ending today; the first may begin in the middle of nothing. `firstDay`: 0 is Sunday. */
export function weeksOf(activity: readonly ActivityDto[], nowMs: number, firstDay: number): Day[][] {
  const byDay = sumByDay(activity);
  const most = Math.max(1, ...[...byDay.values()].map((day) => day.saves));
  const today = startOfDay(new Date(nowMs));
  const sinceWeekBegan = (today.getDay() - firstDay + 7) % 7;
  const begin = addDays(today, -sinceWeekBegan - (WEEKS - 1) * 7);
  const count = (WEEKS - 1) * 7 + sinceWeekBegan + 1;
  const days = Array.from({ length: count }, (_, index): Day => {
    const date = addDays(begin, index);
    const key = dayKey(date);
    const { saves, passes } = byDay.get(key) ?? { saves: 0, passes: 0 };
    return { key, date, saves, passes, level: levelOf(saves, most) };
  });
  return Array.from({ length: WEEKS }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** Days without a gap up to today; yesterday still counts while today is not over. */
export function streakOf(activity: readonly ActivityDto[], nowMs: number): Streak {
  const active = sumByDay(activity);
  const now = startOfDay(new Date(nowMs));
  const today = active.has(dayKey(now));
  let days = 0;
  for (let date = today ? now : addDays(now, -1); active.has(dayKey(date)); date = addDays(date, -1)) days++;
  return { days, today };
}

/** Saves in the seven days that end today. */
export function savesInWeek(activity: readonly ActivityDto[], nowMs: number): number {
  const byDay = sumByDay(activity);
  const now = startOfDay(new Date(nowMs));
  return Array.from({ length: 7 }, (_, back) => byDay.get(dayKey(addDays(now, -back)))?.saves ?? 0).reduce(
    (sum, saves) => sum + saves,
    0,
  );
}

/** The day that weeks begin with where the learner lives: 0 is Sunday. */
export function firstDayOfWeek(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (known.getWeekInfo?.() ?? known.weekInfo ?? { firstDay: 1 }).firstDay % 7;
}

function sumByDay(activity: readonly ActivityDto[]): Map<string, { saves: number; passes: number }> {
  const byDay = new Map<string, { saves: number; passes: number }>();
  for (const { startMs, saves, passes } of activity) {
    const key = dayKey(new Date(startMs));
    const day = byDay.get(key) ?? { saves: 0, passes: 0 };
    byDay.set(key, { saves: day.saves + saves, passes: day.passes + passes });
  }
  return byDay;
}

/** By square root, so that one long evening does not make every other day look idle. */
function levelOf(saves: number, most: number): Day['level'] {
  if (saves === 0) return 0;
  return Math.max(1, Math.ceil(Math.sqrt(saves / most) * 4)) as Day['level'];
}

function startOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** By the calendar and not by 24 hours: a day can have 23 or 25. */
function addDays(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}

function dayKey(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
