/** Widths of the three panes: pure arithmetic, in CSS pixels of text at its default size. Larger text is less room. */
export interface PaneWidths {
  left: number;
  right: number;
}

export const LEFT_MIN = 280;
export const MIDDLE_MIN = 300;
export const RIGHT_MIN = 220;
export const DEFAULT_SHARES = { left: 0.325, right: 0.26 };
const STEP = 24;

/** Fits wanted widths into the room there is: the middle keeps its minimum first, then the left, then the right. */
export function fitPanes(wanted: PaneWidths, room: number, threePanes: boolean): PaneWidths {
  const right = threePanes ? wanted.right : 0;
  const rightMin = threePanes ? RIGHT_MIN : 0;
  const left = clamp(wanted.left, LEFT_MIN, room - MIDDLE_MIN - rightMin);
  return { left, right: threePanes ? clamp(right, RIGHT_MIN, room - MIDDLE_MIN - left) : 0 };
}

/** What a key asks of a separator; `direction` is +1 where moving right makes its pane wider. */
export function widthAfterKey(key: string, width: number, min: number, max: number, direction: 1 | -1): number | null {
  if (key === 'ArrowRight') return clamp(width + STEP * direction, min, max);
  if (key === 'ArrowLeft') return clamp(width - STEP * direction, min, max);
  if (key === 'Home') return min;
  if (key === 'End') return Math.max(min, max);
  return null;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}

/** What was remembered, when it is what we wrote; anything else counts as nothing remembered. */
export function parsePanes(stored: string | null): PaneWidths | null {
  if (stored === null) return null;
  const [left, right] = stored.split(' ').map(Number);
  if (left === undefined || right === undefined || !Number.isFinite(left) || !Number.isFinite(right)) return null;
  return left > 0 && right > 0 ? { left, right } : null;
}

export function formatPanes(widths: PaneWidths): string {
  return `${Math.round(widths.left)} ${Math.round(widths.right)}`;
}
