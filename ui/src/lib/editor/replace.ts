/**
 * Another text in place of the one that is there, changing only the lines that differ: the cursor and the marks stay where they belong, and
 * undo takes whole lines back.
 */
import { diff } from '@codemirror/merge';

/** In UTF-16 units, as CodeMirror counts. */
export interface LineChange {
  from: number;
  to: number;
  insert: string;
}

const EFFORT = { scanLimit: 500, timeout: 100 };
/** Each different line is one sign of a string; signs from here up would be halves of others. */
const SIGNS = 0xd800;

export function changesTo(before: string, after: string): LineChange[] {
  if (before === after) return [];
  const old = linesOf(before);
  const now = linesOf(after);
  const signs = new Map<string, string>();
  const written = [old, now].map((lines) => lines.map((line) => signOf(line, signs)).join(''));
  const [a = '', b = ''] = written;
  // More different lines than signs: nobody reads that, and nothing finer is worth the time.
  if (signs.size >= SIGNS) return [{ from: 0, to: before.length, insert: after }];
  const starts = startsOf(old);
  return diff(a, b, EFFORT).map(({ fromA, toA, fromB, toB }) => ({
    from: starts[fromA] ?? before.length,
    to: starts[toA] ?? before.length,
    insert: now.slice(fromB, toB).join(''),
  }));
}

/** Each with the line end that it has: put together they are the text. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

function signOf(line: string, signs: Map<string, string>): string {
  const known = signs.get(line);
  if (known !== undefined) return known;
  const sign = String.fromCharCode(signs.size % SIGNS);
  signs.set(line, sign);
  return sign;
}

function startsOf(lines: readonly string[]): number[] {
  let at = 0;
  return lines.map((line) => {
    const start = at;
    at += line.length;
    return start;
  });
}
