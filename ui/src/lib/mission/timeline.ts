/**
 * The measures of the time machine's line: where each save stands, what of it is in view, and how a strip of verdicts becomes a few paths.
 * No elements and no words. One unit is a pixel at the default size of text.
 */
import type { AttemptSummaryDto, OriginDto, StripDto, VerdictDto } from '~/bindings';

/** How far apart two saves stand at least and at most. */
const LEAST_STEP = 12;
const MOST_STEP = 32;
/** Empty space before the first and behind the last save. */
const EDGE = 4;
/** Saves that are drawn beyond what is in view, so that scrolling a little shows no emptiness. */
const SPARE = 12;
/** Letters that mark saves, the line by score, the times, and then the strips. */
export const LINE_TOP = 22;
export const LINE_BOTTOM = 58;
export const TIMES_AT = 78;
/** Above the word of a pause. */
const LEADER_ENDS = 67;
export const STRIPS_AT = 86;
export const STRIP_HEIGHT = 30;
/** A pause that is worth a word. */
const PAUSE_MS = 20 * 60_000;
/** What a pause's word takes. */
const WORD_WIDTH = 44;

export interface Measures {
  /** How far apart two saves stand. */
  step: number;
  /** Of the whole line; the part in view may be less. */
  width: number;
}

export function measure(saves: number, viewWidth: number): Measures {
  const fitting = Math.floor((viewWidth - 2 * EDGE) / Math.max(saves, 1));
  const step = Math.min(Math.max(fitting, LEAST_STEP), MOST_STEP);
  return { step, width: Math.max(viewWidth, 2 * EDGE + saves * step) };
}

export function xOf(index: number, { step }: Measures): number {
  return EDGE + (index + 0.5) * step;
}

export function yOf(score: number): number {
  return LINE_TOP + (1 - score) * (LINE_BOTTOM - LINE_TOP);
}

/** The save that stands nearest to `x`. */
export function indexAt(x: number, saves: number, { step }: Measures): number {
  return Math.min(Math.max(Math.floor((x - EDGE) / step), 0), saves - 1);
}

/** From where to where, exclusive, saves are drawn when the line is scrolled by `scrolled`. */
export function drawn(saves: number, scrolled: number, viewWidth: number, measures: Measures): [number, number] {
  const from = Math.floor((scrolled - EDGE) / measures.step) - SPARE;
  const to = Math.ceil((scrolled + viewWidth - EDGE) / measures.step) + SPARE;
  return [Math.max(from, 0), Math.min(Math.max(to, 1), saves)];
}

/** From which save to which, exclusive, is in view. */
export function seen(saves: number, scrolled: number, viewWidth: number, measures: Measures): [number, number] {
  const from = Math.max((scrolled - EDGE) / measures.step, 0);
  return [from, Math.min((scrolled + viewWidth - EDGE) / measures.step, saves)];
}

/** How far to scroll so that a save is in view with a few beside it; nothing when it is. */
export function scrollFor(index: number, scrolled: number, viewWidth: number, measures: Measures): number | null {
  const beside = Math.min(3 * measures.step, viewWidth / 4);
  const x = xOf(index, measures);
  const most = Math.max(measures.width - viewWidth, 0);
  let wanted = scrolled;
  if (x - beside < scrolled) wanted = clamp(x - beside, most);
  else if (x + beside > scrolled + viewWidth) wanted = clamp(x + beside - viewWidth, most);
  return wanted === scrolled ? null : wanted;
}

function clamp(wanted: number, most: number): number {
  return Math.min(Math.max(wanted, 0), most);
}

/** The outline of a save at a place. */
export function shape(origin: OriginDto, x: number, y: number): string {
  switch (origin) {
    case 'start':
      return `M${x - 3.5} ${y - 3.5}h7v7h-7z`;
    case 'restore':
      return `M${x + 3.5} ${y - 4.5}v9L${x - 4.5} ${y}z`;
    case 'undo':
      return `M${x} ${y - 5}L${x + 5} ${y}L${x} ${y + 5}L${x - 5} ${y}z`;
    default:
      return `M${x - 4} ${y}a4 4 0 1 1 8 0a4 4 0 1 1 -8 0z`;
  }
}

/** A disc that is large enough for the tick that stands in it. */
export function disc(x: number, y: number): string {
  return `M${x - 6} ${y}a6 6 0 1 1 12 0a6 6 0 1 1 -12 0z`;
}

export function tick(x: number, y: number): string {
  return `M${x - 2.75} ${y + 0.25}l2 2l3.5 -4`;
}

export function isGreen(save: AttemptSummaryDto): boolean {
  return save.total > 0 && save.passed === save.total;
}

export interface Line {
  /** Saves soon after one another, joined. */
  track: string;
  /** Across a pause. */
  pauses: string;
  /** Saves that do not meet everything, one path an origin. */
  shapes: { origin: OriginDto; d: string }[];
  discs: string;
  ticks: string;
  /** From each pause with room for a word down to that word. */
  leaders: string;
  /** Pauses with room for a word. */
  words: { x: number; ms: number }[];
}

/** The part of the line from `from` to `to`. */
export function line(saves: readonly AttemptSummaryDto[], from: number, to: number, measures: Measures): Line {
  const drawing: Line = { track: '', pauses: '', shapes: [], discs: '', ticks: '', leaders: '', words: [] };
  const byOrigin = new Map<OriginDto, string>();
  let wordEnds = -Infinity;
  for (let index = from; index < to; index++) {
    const save = saves[index];
    if (save === undefined) continue;
    const x = xOf(index, measures);
    const y = yOf(save.score);
    const before = saves[index - 1];
    if (before !== undefined) {
      const ms = save.atMs - before.atMs;
      const piece = `M${xOf(index - 1, measures)} ${yOf(before.score)}L${x} ${y}`;
      if (ms < PAUSE_MS) drawing.track += piece;
      else {
        drawing.pauses += piece;
        const middle = x - measures.step / 2;
        if (middle - WORD_WIDTH / 2 >= wordEnds) {
          drawing.words.push({ x: middle, ms });
          const lowest = (yOf(save.score) + yOf(before.score)) / 2;
          drawing.leaders += `M${middle} ${lowest + 4}V${LEADER_ENDS}`;
          wordEnds = middle + WORD_WIDTH / 2;
        }
      }
    }
    if (isGreen(save)) {
      drawing.discs += disc(x, y);
      drawing.ticks += tick(x, y);
    } else {
      byOrigin.set(save.origin, (byOrigin.get(save.origin) ?? '') + shape(save.origin, x, y));
    }
  }
  drawing.shapes = [...byOrigin].map(([origin, d]) => ({ origin, d }));
  return drawing;
}

/**
 * The cells of a strip from `from` to `to`, one path a verdict. Each verdict has a shape of its own: a full cell, a half one, a cross, an
 * empty cell, a dot.
 */
export function cells(
  verdicts: readonly (VerdictDto | null)[],
  from: number,
  to: number,
  top: number,
  measures: Measures,
): { verdict: VerdictDto; d: string }[] {
  const paths = new Map<VerdictDto, string>();
  for (let index = from; index < to; index++) {
    const verdict = verdicts[index];
    if (verdict === undefined || verdict === null) continue;
    paths.set(verdict, (paths.get(verdict) ?? '') + cell(verdict, xOf(index, measures), top, measures.step));
  }
  return [...paths].map(([verdict, d]) => ({ verdict, d }));
}

/** A cell is this high. */
const CELL_HEIGHT = 14;

function cell(verdict: VerdictDto, x: number, top: number, step: number): string {
  const left = x - step / 2 + 0.75;
  const width = step - 1.5;
  const y = top + (STRIP_HEIGHT - CELL_HEIGHT) / 2;
  const middle = y + CELL_HEIGHT / 2;
  switch (verdict) {
    case 'pass':
      return `M${left} ${y}h${width}v${CELL_HEIGHT}h${-width}z`;
    case 'partial':
      return `M${left} ${middle}h${width}v${CELL_HEIGHT / 2}h${-width}z`;
    case 'fail':
      return `M${x - 3} ${middle - 3}l6 6M${x + 3} ${middle - 3}l-6 6`;
    case 'unknown':
      return `M${left + 0.75} ${y + 0.75}h${width - 1.5}v${CELL_HEIGHT - 1.5}h${1.5 - width}z`;
    case 'locked':
      return `M${x} ${middle}h0`;
  }
}

/** A criterion that stands differently at two saves. */
export interface Difference {
  criterionId: string;
  label: string;
  before: VerdictDto | null;
  after: VerdictDto | null;
}

export function differences(strips: readonly StripDto[], before: number, after: number): Difference[] {
  return strips
    .map(({ criterionId, label, verdicts }) => ({
      criterionId,
      label,
      before: verdicts[before] ?? null,
      after: verdicts[after] ?? null,
    }))
    .filter((one) => one.before !== one.after);
}

/** How high the overview of all saves is. */
export const OVERVIEW_HEIGHT = 36;

export interface Overview {
  /** From the worst to the best of the saves that share a column. */
  span: string;
  /** Along the best of each column. */
  best: string;
  /** The columns with a save that meets everything, above the line. */
  greens: string;
}

/** All saves in `width`: as many columns as there are pixels, or saves if those are fewer, so that no peak and no fall is left out. */
export function overview(saves: readonly AttemptSummaryDto[], width: number): Overview {
  const drawing: Overview = { span: '', best: '', greens: '' };
  const columns = Math.min(saves.length, Math.max(Math.floor(width), 1));
  const top: string[] = [];
  const bottom: string[] = [];
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * saves.length) / columns);
    const to = Math.floor(((column + 1) * saves.length) / columns);
    const shared = saves.slice(from, to);
    const scores = shared.map(({ score }) => score);
    const x = round(((column + 0.5) * width) / columns);
    top.push(`${x} ${overviewY(Math.max(...scores))}`);
    bottom.push(`${x} ${overviewY(Math.min(...scores))}`);
    if (shared.some(isGreen)) drawing.greens += `M${x} 2V6`;
  }
  if (columns === 0) return drawing;
  drawing.best = `M${top.join('L')}`;
  drawing.span = `M${top.join('L')}L${bottom.reverse().join('L')}z`;
  return drawing;
}

/** Room above for the marks of what meets everything. */
function overviewY(score: number): number {
  const [highest, lowest] = [9, OVERVIEW_HEIGHT - 4];
  return round(highest + (1 - score) * (lowest - highest));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
