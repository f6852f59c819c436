/** Another text in place of the one that is there, changing only what differs: the cursor and the marks stay where they belong. */
import { diff } from '@codemirror/merge';
import type { ChangeSpec } from '@codemirror/state';

/** Above this many characters only the common beginning and end are kept: nobody waits for a finer difference. */
const FINE_LENGTH = 400_000;
const EFFORT = { scanLimit: 500, timeout: 100 };

export function changesTo(before: string, after: string): ChangeSpec[] {
  if (before === after) return [];
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const old = before.slice(start, before.length - end);
  const now = after.slice(start, after.length - end);
  if (old.length + now.length > FINE_LENGTH) return [{ from: start, to: start + old.length, insert: now }];
  return diff(old, now, EFFORT).map(({ fromA, toA, fromB, toB }) => ({
    from: start + fromA,
    to: start + toA,
    insert: now.slice(fromB, toB),
  }));
}
