import { expect, it } from 'vitest';

import type { AttemptSummaryDto, OriginDto, VerdictDto } from '~/bindings';

import { cells, differences, drawn, indexAt, line, measure, overview, scrollFor, seen, xOf } from './timeline';

const MINUTE_MS = 60_000;

function save(index: number, over: Partial<AttemptSummaryDto> = {}): AttemptSummaryDto {
  const whole = { id: index + 1, atMs: index * MINUTE_MS, score: 0.5, passed: 1, total: 2, gradeUs: 1, hintsUsed: 0 };
  return { ...whole, origin: 'save', ...over };
}

it.each([1, 2, 10, 1000])('%d saves: what is pressed is what stands there', (count) => {
  const measures = measure(count, 240);
  for (const index of new Set([0, Math.floor(count / 2), count - 1])) {
    expect(indexAt(xOf(index, measures), count, measures)).toBe(index);
  }
  expect(indexAt(-50, count, measures), 'before the first is the first').toBe(0);
  expect(indexAt(1e6, count, measures), 'behind the last is the last').toBe(count - 1);
  expect(xOf(count - 1, measures), 'the last stands within the line').toBeLessThan(measures.width);
  expect(measures.step, 'wide enough to be pressed').toBeGreaterThanOrEqual(10);
});

it('draws what is in view and a few beside it, never all of a thousand', () => {
  const measures = measure(1000, 240);
  const [from, to] = drawn(1000, 5000, 240, measures);
  expect(from).toBeLessThanOrEqual(indexAt(5000, 1000, measures));
  expect(to).toBeGreaterThan(indexAt(5240, 1000, measures));
  expect(to - from, '24 in view').toBeLessThan(60);
  expect(drawn(3, 0, 240, measure(3, 240))).toEqual([0, 3]);
});

it('scrolls so that a save is in view, and only then', () => {
  const measures = measure(1000, 240);
  const newest = scrollFor(999, 0, 240, measures);
  expect(newest, 'the newest is at the end').toBe(measures.width - 240);
  expect(scrollFor(990, newest ?? 0, 240, measures), 'it is in view').toBeNull();
  const back = scrollFor(500, newest ?? 0, 240, measures) ?? NaN;
  expect(xOf(500, measures)).toBeGreaterThan(back);
  expect(xOf(500, measures)).toBeLessThan(back + 240);
  expect(scrollFor(0, 5000, 240, measures)).toBe(0);
  expect(scrollFor(1, 0, 240, measure(3, 240)), 'what fits never scrolls').toBeNull();
});

it('tells origins by shape, all green by a tick, and pauses by a gap with its length', () => {
  const origins: OriginDto[] = ['start', 'save', 'restore', 'undo'];
  const saves = origins.map((origin, index) => save(index, { origin }));
  saves.push(save(4, { passed: 2, score: 1, atMs: 5 * 60 * MINUTE_MS }));
  const measures = measure(saves.length, 240);
  const drawing = line(saves, 0, saves.length, measures);
  expect(new Set(drawing.shapes.map(({ d }) => d.replace(/[\d.-]+/gu, '#'))).size, 'each has a shape of its own').toBe(
    4,
  );
  expect(drawing.ticks.match(/M/gu), 'one is all green').toHaveLength(1);
  expect(drawing.track.match(/M/gu), 'three follow soon').toHaveLength(3);
  expect(drawing.words.map(({ ms }) => ms)).toEqual([(5 * 60 - 3) * MINUTE_MS]);
});

it('leaves out a word that would stand on another', () => {
  const saves = Array.from({ length: 30 }, (_, index) => save(index, { atMs: index * 60 * MINUTE_MS }));
  const measures = measure(saves.length, 240);
  const { words, pauses } = line(saves, 0, 30, measures);
  expect(pauses.match(/M/gu), 'each pause is a gap').toHaveLength(29);
  const places = words.map(({ x }) => x);
  expect(places.length).toBeGreaterThan(2);
  expect(
    places.slice(1).every((x, index) => x - (places[index] ?? 0) >= 40),
    'words have room',
  ).toBe(true);
});

it('gives each verdict a shape of its own, and none to what was not there', () => {
  const verdicts: (VerdictDto | null)[] = ['pass', 'partial', 'fail', 'unknown', 'locked', null, 'pass'];
  const paths = cells(verdicts, 0, verdicts.length, 0, measure(7, 240));
  expect(
    paths.map(({ verdict }) => verdict),
    'one path a verdict',
  ).toEqual(['pass', 'partial', 'fail', 'unknown', 'locked']);
  const single = new Set(paths.map(({ d }) => d.split(/(?=M)/u)[0]?.replace(/-?[\d.]+/gu, '#')));
  expect(paths[0]?.d.match(/M/gu), 'two pass').toHaveLength(2);
  expect(single.size, 'full and half differ in height, the others in form').toBeGreaterThanOrEqual(3);
  const heights = paths.slice(0, 2).map(({ d }) => Number(/v([\d.]+)/u.exec(d)?.[1]));
  expect(heights[1], 'half is half').toBe((heights[0] ?? 0) / 2);
});

it('names what differs between two saves, also what was not there', () => {
  const strips = [
    { criterionId: 'a', label: 'A', verdicts: ['fail', 'fail', 'pass'] as VerdictDto[] },
    { criterionId: 'b', label: 'B', verdicts: ['pass', 'pass', 'pass'] as VerdictDto[] },
    { criterionId: 'c', label: 'C', verdicts: [null, 'locked', 'locked'] as (VerdictDto | null)[] },
  ];
  expect(differences(strips, 0, 2)).toEqual([
    { criterionId: 'a', label: 'A', before: 'fail', after: 'pass' },
    { criterionId: 'c', label: 'C', before: null, after: 'locked' },
  ]);
  expect(differences(strips, 2, 0).map(({ before }) => before)).toEqual(['pass', 'locked']);
  expect(differences(strips, 1, 1)).toEqual([]);
});

it('an overview leaves out no peak and no fall, however many share a column', () => {
  const saves = Array.from({ length: 1000 }, (_, index) => save(index));
  saves[500] = save(500, { score: 1, passed: 2 });
  saves[501] = save(501, { score: 0, passed: 0 });
  const { span, best, greens } = overview(saves, 250);
  expect(best.match(/\d+(?:\.\d+)? \d+/gu), 'a point a column').toHaveLength(250);
  const heights = (path: string) => [...path.matchAll(/[ML][\d.]+ ([\d.]+)/gu)].map(([, y]) => Number(y));
  expect(new Set(heights(best)), 'the one peak is there').toEqual(new Set([20.5, 9]));
  expect(Math.max(...heights(span)), 'and the one fall').toBe(32);
  expect(greens.match(/M/gu), 'what met everything is marked').toHaveLength(1);
  expect(
    overview(saves.slice(0, 3), 250).best.match(/[ML]/gu),
    'fewer saves than pixels have a column each',
  ).toHaveLength(3);
  expect(overview([], 250)).toEqual({ span: '', best: '', greens: '' });
});

it('knows which saves are in view', () => {
  const measures = measure(1000, 240);
  const [from, to] = seen(1000, 5000, 240, measures);
  expect([Math.floor(from), Math.floor(to)]).toEqual([indexAt(5000, 1000, measures), indexAt(5240, 1000, measures)]);
  expect(seen(3, 0, 240, measure(3, 240)), 'all that there are').toEqual([0, 3]);
});
