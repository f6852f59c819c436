import { describe, expect, test } from 'vitest';

import { firstDayOfWeek, savesInWeek, streakOf, weeksOf } from './calendar';
import { byArea } from './skills';

/** A Saturday, in whatever zone the test runs. */
const NOON = new Date(2026, 10, 21, 12).getTime();

function at(daysAgo: number, saves = 1, passes = 0, hour = 20) {
  return { startMs: new Date(2026, 10, 21 - daysAgo, hour).getTime(), saves, passes };
}

describe('streak', () => {
  test.each([
    ['nothing at all', [], { days: 0, today: false }],
    ['only today', [0], { days: 1, today: true }],
    ['yesterday keeps it open today', [1, 2], { days: 2, today: false }],
    ['a gap ends it', [0, 1, 3, 4], { days: 2, today: true }],
    ['the day before yesterday is too long ago', [2, 3], { days: 0, today: false }],
  ])('%s', (_, days, streak) => {
    expect(
      streakOf(
        days.map((day) => at(day)),
        NOON,
      ),
    ).toEqual(streak);
  });

  test('several quarters of an hour in a day are one day', () => {
    expect(streakOf([at(0, 1, 0, 8), at(0, 1, 0, 9)], NOON).days).toBe(1);
  });

  test('a change of the clocks is no gap', () => {
    const spring = Array.from({ length: 40 }, (_, day) => ({
      startMs: new Date(2026, 3, 10 - day, 0, 15).getTime(),
      saves: 1,
      passes: 0,
    }));
    expect(streakOf(spring, new Date(2026, 3, 10, 23).getTime()).days).toBe(40);
  });
});

describe('calendar', () => {
  test.each([0, 1, 6])('weeks that begin with day %i end today', (firstDay) => {
    const weeks = weeksOf([], NOON, firstDay);
    expect(weeks).toHaveLength(53);
    expect(weeks.flat().at(-1)?.key, 'the last day is today').toBe('2026-11-21');
    expect(
      weeks.every((week) => week[0]?.date.getDay() === firstDay),
      'each week begins where it should',
    ).toBe(true);
    expect(new Set(weeks.flat().map((day) => day.key)).size, 'no day twice').toBe(weeks.flat().length);
  });

  test('quarters of a day add up, and the level follows the root of its share', () => {
    const days = weeksOf([at(0, 3), at(0, 1, 1, 21), at(1, 16), at(2, 1)], NOON, 1).flat();
    expect(days.slice(-3).map(({ saves, passes, level }) => ({ saves, passes, level }))).toEqual([
      { saves: 1, passes: 0, level: 1 },
      { saves: 16, passes: 0, level: 4 },
      { saves: 4, passes: 1, level: 2 },
    ]);
  });

  test('seven days end today', () => {
    expect(savesInWeek([at(0, 2), at(6, 3), at(7, 100)], NOON)).toBe(5);
  });

  test.each([
    ['en-US', 0],
    ['de-DE', 1],
  ])('in %s the week begins with day %i', (locale, day) => {
    expect(firstDayOfWeek(locale)).toBe(day);
  });
});

test('skills stand under their area, in words', () => {
  const skill = (name: string) => ({ skill: name, missions: 1, passed: 0, memory: null });
  const areas = byArea([
    skill('compute.lambda'),
    skill('messaging.dead-letter'),
    skill('messaging.fan-out'),
    skill('network.http-api'),
    skill('iam'),
  ]);
  expect(areas.map(({ area, skills }) => [area, skills.map(({ name }) => name)])).toEqual([
    ['Compute', ['Lambda']],
    ['Messaging', ['Dead letter', 'Fan out']],
    ['Network', ['HTTP API']],
    ['IAM', ['IAM']],
  ]);
});
