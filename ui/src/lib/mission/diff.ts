/** A line diff made readable: long unchanged runs are folded away, changes are counted. */
import type { ComparedLineDto } from '../../bindings';

export type DiffRow = { kind: 'line'; line: ComparedLineDto } | { kind: 'fold'; id: number; lines: ComparedLineDto[] };

/** How many unchanged lines stay in sight on each side of a change. */
const CONTEXT = 3;
/** A fold that hides fewer lines than this costs more to read than the lines. */
const SMALLEST_FOLD = 4;

export function foldUnchanged(lines: ComparedLineDto[], opened: ReadonlySet<number> = new Set()): DiffRow[] {
  const rows: DiffRow[] = [];
  let start = 0;
  while (start < lines.length) {
    let end = start;
    while (end < lines.length && lines[end]?.change === 'same') end += 1;
    if (end === start) {
      rows.push(...lineRows(lines.slice(start, start + 1)));
      start += 1;
      continue;
    }
    const head = start === 0 ? start : start + CONTEXT;
    const tail = end === lines.length ? end : end - CONTEXT;
    if (tail - head >= SMALLEST_FOLD && !opened.has(head)) {
      rows.push(...lineRows(lines.slice(start, head)));
      rows.push({ kind: 'fold', id: head, lines: lines.slice(head, tail) });
      rows.push(...lineRows(lines.slice(tail, end)));
    } else {
      rows.push(...lineRows(lines.slice(start, end)));
    }
    start = end;
  }
  return rows;
}

function lineRows(lines: ComparedLineDto[]): DiffRow[] {
  return lines.map((line) => ({ kind: 'line', line }));
}

/** How many lines of a text are in a comparison: of the longer one. */
export function comparedLines(lines: ComparedLineDto[]): number {
  return lines.reduce((most, line) => Math.max(most, line.oldLine ?? 0, line.newLine ?? 0), 0);
}

export interface DiffCounts {
  added: number;
  removed: number;
}

export function countChanges(lines: ComparedLineDto[]): DiffCounts {
  let added = 0;
  let removed = 0;
  for (const line of lines) {
    if (line.change === 'added') added += 1;
    if (line.change === 'removed') removed += 1;
  }
  return { added, removed };
}
