/** Which part of a picture is seen, and how large: pure arithmetic in CSS pixels. What moves it is in `DiagramView.svelte`. */

/** The picture's upper left corner in the room, and its scale. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** What a picture's view is kept in while its tab is closed. */
export interface ViewMemory {
  view: View | null;
  /** The learner moved it themselves: nothing else may. */
  moved: boolean;
}

export const MIN_SCALE = 0.08;
export const MAX_SCALE = 4;
/** One press of + or −. */
export const ZOOM_STEP = 1.25;
/** Below this, what is small is left out: it could not be read, and would be painted each frame. */
export const TINY_SCALE = 0.5;

/** The least at which names are read without effort. */
export const LEGIBLE_SCALE = 0.7;

/** The air around a picture that fits, beside its own margin. */
const AIR = 10;
/** How much of the picture always stays in sight. */
const HELD = 48;

/** All of the picture, in the middle, never larger than `natural`. */
export function fit(picture: Size, room: Size, natural = 1): View {
  const width = Math.max(picture.width, 1);
  const height = Math.max(picture.height, 1);
  const wanted = Math.min((room.width - 2 * AIR) / width, (room.height - 2 * AIR) / height, natural);
  const scale = clamp(wanted, MIN_SCALE, MAX_SCALE);
  return { x: (room.width - width * scale) / 2, y: (room.height - height * scale) / 2, scale };
}

/** What is seen of a picture before anybody moves it: all of it, or, where that could not be read, its beginning. */
export function open(picture: Size, room: Size, natural = 1): View {
  const all = fit(picture, room, natural);
  const scale = LEGIBLE_SCALE * natural;
  if (all.scale >= scale) return all;
  const start = (length: number, room: number) => Math.max((room - length * scale) / 2, AIR);
  return { x: start(picture.width, room.width), y: start(picture.height, room.height), scale };
}

/** Whether all of the picture is in sight. */
export function shows(view: View, picture: Size, room: Size): boolean {
  return (
    view.x >= 0 &&
    view.y >= 0 &&
    view.x + picture.width * view.scale <= room.width &&
    view.y + picture.height * view.scale <= room.height
  );
}

/** Larger or smaller by `factor`; what is at `at` (in the room) stays there. */
export function zoomAt(view: View, factor: number, at: { x: number; y: number }): View {
  const scale = clamp(view.scale * factor, MIN_SCALE, MAX_SCALE);
  const real = scale / view.scale;
  return { x: at.x - (at.x - view.x) * real, y: at.y - (at.y - view.y) * real, scale };
}

/** Moved as little as it takes to bring `box` (in the picture) into sight; the same view when it is. */
export function bring(view: View, box: Box, room: Size, margin = AIR - 2): View {
  const x = shift(view.x + box.x * view.scale, box.width * view.scale, room.width, margin);
  const y = shift(view.y + box.y * view.scale, box.height * view.scale, room.height, margin);
  return x === 0 && y === 0 ? view : { ...view, x: view.x + x, y: view.y + y };
}

/** The view, moved back when the picture would be lost out of the room. */
export function hold(view: View, picture: Size, room: Size): View {
  const x = clamp(view.x, HELD - picture.width * view.scale, room.width - HELD);
  const y = clamp(view.y, HELD - picture.height * view.scale, room.height - HELD);
  return x === view.x && y === view.y ? view : { ...view, x, y };
}

function shift(start: number, length: number, room: number, margin: number): number {
  if (start < margin || length > room - 2 * margin)
    return start < margin || start + length > room - margin ? margin - start : 0;
  const end = start + length;
  return end > room - margin ? room - margin - end : 0;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, Math.max(min, max)));
}
