/** A template with blanks as the screen shows it: lines cut where a blank stands in them. */
import type { BlankDto } from '~/bindings';

import { linesOf } from './template';

export type Piece = { text: string; blank: null } | { text: string; blank: BlankDto };

export interface BlankLine {
  /** From 1. */
  number: number;
  /** Stays the same for a line with blanks when lines come or go above it. */
  key: string;
  pieces: Piece[];
  blanks: BlankDto[];
  /** Characters before its first word. */
  indent: number;
}

export function blankLines(text: string, blanks: readonly BlankDto[]): BlankLine[] {
  const byLine = new Map<number, BlankDto[]>();
  for (const blank of blanks) {
    if (blank.place === null) continue;
    byLine.set(blank.place.line, [...(byLine.get(blank.place.line) ?? []), blank]);
  }
  return linesOf(text).map((line, index) => {
    const number = index + 1;
    const here = (byLine.get(number) ?? []).sort((a, b) => column(a) - column(b));
    const key = here.length === 0 ? `line ${number}` : here.map(({ id }) => id).join(' ');
    return { number, key, pieces: cut(line, here), blanks: here, indent: line.search(/\S|$/u) };
  });
}

/** Columns count characters, of which one may be two units of a JavaScript string. */
function cut(line: string, blanks: readonly BlankDto[]): Piece[] {
  const characters = Array.from(line);
  const pieces: Piece[] = [];
  let done = 0;
  for (const blank of blanks) {
    if (blank.place === null) continue;
    const from = Math.max(blank.place.column - 1, done);
    if (from > done) pieces.push({ text: characters.slice(done, from).join(''), blank: null });
    done = Math.max(blank.place.endColumn - 1, from);
    pieces.push({ text: characters.slice(from, done).join(''), blank });
  }
  if (done < characters.length) pieces.push({ text: characters.slice(done).join(''), blank: null });
  return pieces;
}

function column(blank: BlankDto): number {
  return blank.place?.column ?? 0;
}
