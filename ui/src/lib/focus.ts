/** Focus that is not lost when what had it goes: the learner who works with keys goes on where they were. */
import { tick } from 'svelte';

interface Place {
  /** What the items are in. */
  list: HTMLElement | undefined;
  /** Finds the items. */
  items: string;
  /** What of an item takes the focus: the item itself when nothing is said. */
  target?: string;
  /** Whether an item is the one that something is done with. */
  same: (item: HTMLElement) => boolean;
  /** When no item is left. */
  rest: HTMLElement | undefined;
}

/** Does `work`; when the focus was in the list and is nowhere afterwards, it goes to the same item, else to the one now in its place. */
export async function keepingFocus(
  { list, items, target, same, rest }: Place,
  work: () => Promise<void>,
): Promise<void> {
  const all = () => [...(list?.querySelectorAll<HTMLElement>(items) ?? [])];
  const had = document.activeElement;
  const inside = list?.contains(had) ?? false;
  const index = all().findIndex(same);
  await work();
  await tick();
  const now = document.activeElement;
  if (!inside || (now !== null && now !== document.body && now.isConnected && !now.matches(':disabled'))) return;
  const left = all();
  const item = left.find(same) ?? left[Math.min(Math.max(index, 0), left.length - 1)];
  const place = item && target !== undefined ? item.querySelector<HTMLElement>(target) : item;
  (place ?? rest)?.focus();
}
