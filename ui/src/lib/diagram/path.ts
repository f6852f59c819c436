/** A connection's line: a smooth way through the points that the engine gave, and the arrowhead at its end. */

export type Point = readonly [number, number];

/** What a line looks like wherever it is: the same for one that only went somewhere else. */
export function shapeOf(points: readonly Point[], level = isLevel(points)): string {
  const [x, y] = points[0] ?? [0, 0];
  // Whole pixels: what was moved by a fraction is not another line.
  return `${level} ${points.map((point) => at([Math.round(point[0] - x), Math.round(point[1] - y)])).join(' ')}`;
}

/** How long an arrowhead is. */
const HEAD = 7;

/**
 * An SVG path that goes through every point and begins and ends exactly at the first and the last. A line of two points leaves and arrives
 * straight, as a wire does: `level` says that it does so at the left and right borders of its boxes, however far it goes up or down.
 */
export function pathOf(points: readonly Point[], level = isLevel(points)): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  if (rest.length === 0) return `M${at(first)}`;
  if (rest.length === 1) return between(first, rest[0] ?? first, level);
  let path = `M${at(first)}`;
  for (const [index, to] of rest.entries()) {
    const from = points[index] ?? first;
    const before = points[index - 1] ?? from;
    const after = points[index + 2] ?? to;
    // A handle as long as its neighbours ask for would make a knot of a short piece beside a long one.
    const reach = distance(from, to) / 3;
    const [leaves, arrives] = [toward(before, to), toward(from, after)];
    const one: Point = [from[0] + leaves[0] * reach, from[1] + leaves[1] * reach];
    const two: Point = [to[0] - arrives[0] * reach, to[1] - arrives[1] * reach];
    path += `C${at(one)} ${at(two)} ${at(to)}`;
  }
  return path;
}

/** The three corners of the arrowhead, for `points` of a polygon. */
export function headOf(points: readonly Point[], level = isLevel(points)): string {
  const tip = points.at(-1);
  if (tip === undefined) return '';
  const back = points.findLast(([x, y]) => Math.hypot(x - tip[0], y - tip[1]) > 1) ?? tip;
  const angle = directionAtEnd(points, back, tip, level);
  const corner = (turn: number): Point => [
    tip[0] - HEAD * Math.cos(angle + turn),
    tip[1] - HEAD * Math.sin(angle + turn),
  ];
  return `${at(tip)} ${at(corner(0.42))} ${at(corner(-0.42))}`;
}

/** Whether a line goes further aside than up or down. */
function isLevel(points: readonly Point[]): boolean {
  const [from, to] = [points[0], points.at(-1)];
  return from !== undefined && to !== undefined && Math.abs(to[0] - from[0]) >= Math.abs(to[1] - from[1]);
}

/** Not by `Math.hypot`, whose last bit no two engines promise: the same formula as the engine's. */
function distance([x, y]: Point, [toX, toY]: Point): number {
  return Math.sqrt((toX - x) * (toX - x) + (toY - y) * (toY - y));
}

/** The direction from one point to another, one pixel long. */
function toward(from: Point, to: Point): Point {
  const length = distance(from, to);
  return length > 1e-9 ? [(to[0] - from[0]) / length, (to[1] - from[1]) / length] : [0, 0];
}

function between(from: Point, to: Point, level: boolean): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (Math.abs(dx) < 1 || Math.abs(dy) < 1) return `M${at(from)}L${at(to)}`;
  if (level) {
    const bend = dx / 2;
    return `M${at(from)}C${at([from[0] + bend, from[1]])} ${at([to[0] - bend, to[1]])} ${at(to)}`;
  }
  const bend = dy / 2;
  return `M${at(from)}C${at([from[0], from[1] + bend])} ${at([to[0], to[1] - bend])} ${at(to)}`;
}

function directionAtEnd(points: readonly Point[], back: Point, tip: Point, level: boolean): number {
  const [dx, dy] = [tip[0] - back[0], tip[1] - back[1]];
  if (points.length !== 2) return Math.atan2(dy, dx);
  if (Math.abs(dx) < 1 || Math.abs(dy) < 1) return Math.atan2(dy, dx);
  return level ? Math.atan2(0, dx) : Math.atan2(dy, 0);
}

function at([x, y]: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
