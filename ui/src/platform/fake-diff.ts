/** A line diff by longest common subsequence, for the invented engine's small texts. */
import type { ComparedLineDto } from '~/bindings';

export function compareLines(older: string, newer: string): ComparedLineDto[] {
  const old = linesOf(older);
  const fresh = linesOf(newer);
  const common = lengths(old, fresh);
  const lines: ComparedLineDto[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    const a = old[i];
    const b = fresh[j];
    if (a !== undefined && a === b) {
      lines.push({ change: 'same', oldLine: ++i, newLine: ++j, text: a });
    } else if (a !== undefined && (b === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ change: 'removed', oldLine: ++i, newLine: null, text: a });
    } else {
      lines.push({ change: 'added', oldLine: null, newLine: ++j, text: b ?? '' });
    }
  }
  return lines;
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

function lengths(old: readonly string[], fresh: readonly string[]): number[][] {
  const table = old.map(() => new Array<number>(fresh.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      const row = table[i];
      if (!row) continue;
      row[j] = old[i] === fresh[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function at(table: readonly number[][], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
