/**
 * Arrow keys in a group of focusable elements, of which only one is in the tab order. Left and right go by order, up and down by what is
 * seen above and below, so that a grid that wraps behaves like one.
 */
import type { Attachment } from 'svelte/attachments';

export function roving(selector: string): Attachment<HTMLElement> {
  return (group) => {
    const items = () => [...group.querySelectorAll<HTMLElement>(selector)];

    const enter = (chosen: HTMLElement | undefined) => {
      for (const item of items()) item.tabIndex = item === chosen ? 0 : -1;
    };

    const settle = () => {
      const all = items();
      enter(all.find((item) => item === document.activeElement) ?? all.find((item) => item.tabIndex === 0) ?? all[0]);
    };

    const onkeydown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const all = items();
      const from = all.findIndex((item) => item === document.activeElement);
      const next = from < 0 ? undefined : neighbour(all, from, event.key);
      if (!next) return;
      event.preventDefault();
      enter(next);
      next.focus();
    };

    const onfocusin = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement && event.target.matches(selector)) enter(event.target);
    };

    settle();
    const observer = new MutationObserver(settle);
    observer.observe(group, { childList: true, subtree: true });
    group.addEventListener('keydown', onkeydown);
    group.addEventListener('focusin', onfocusin);
    return () => {
      observer.disconnect();
      group.removeEventListener('keydown', onkeydown);
      group.removeEventListener('focusin', onfocusin);
    };
  };
}

function neighbour(all: readonly HTMLElement[], from: number, key: string): HTMLElement | undefined {
  switch (key) {
    case 'ArrowRight':
      return all[from + 1];
    case 'ArrowLeft':
      return all[from - 1];
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
    case 'ArrowDown':
      return vertical(all.slice(from + 1), all[from], 'down');
    case 'ArrowUp':
      return vertical(all.slice(0, from).reverse(), all[from], 'up');
    default:
      return undefined;
  }
}

/** The nearest item in the next row, by its middle. */
function vertical(
  candidates: readonly HTMLElement[],
  from: HTMLElement | undefined,
  direction: 'up' | 'down',
): HTMLElement | undefined {
  if (!from) return undefined;
  const here = from.getBoundingClientRect();
  const beyond = candidates.filter((item) => {
    const there = item.getBoundingClientRect();
    return direction === 'down' ? there.top >= here.bottom - 1 : there.bottom <= here.top + 1;
  });
  const row = beyond[0]?.getBoundingClientRect();
  if (!row) return undefined;
  const middle = (rect: DOMRect) => rect.left + rect.width / 2;
  return beyond
    .filter((item) => Math.abs(item.getBoundingClientRect().top - row.top) < row.height / 2)
    .sort(
      (a, b) =>
        Math.abs(middle(a.getBoundingClientRect()) - middle(here)) -
        Math.abs(middle(b.getBoundingClientRect()) - middle(here)),
    )[0];
}
