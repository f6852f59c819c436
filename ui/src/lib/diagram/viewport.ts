/** Which part of a picture is seen, and how large: pure arithmetic in CSS pixels. What moves it is in `camera.ts` and `hand.ts`. */

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
/** What lies over the picture: the zoom's buttons above, words below, which take two lines in a narrow room. */
const ABOVE = 38;
const BELOW = 28;
const BELOW_NARROW = 42;
const NARROW = 560;
/** A low room has less to give. */
const MOST_OF_ROOM = 1 / 6;

/** How much of the picture always stays in sight. */
const HELD = 48;

/** All of the picture, in the middle, never larger than `natural`. */
export function fit(picture: Size, room: Size, natural = 1): View {
  const width = Math.max(picture.width, 1);
  const height = Math.max(picture.height, 1);
  const { top, height: free } = clearOf(room);
  const wanted = Math.min((room.width - 2 * AIR) / width, free / height, natural);
  const scale = clamp(wanted, MIN_SCALE, MAX_SCALE);
  return { x: (room.width - width * scale) / 2, y: top + (free - height * scale) / 2, scale };
}

/**
 * What is seen of a picture before anybody moves it: all of it, or, where that could not be read, what is around the box that is worked on,
 * or its beginning.
 */
export function open(picture: Size, room: Size, natural = 1, around: Box | null = null): View {
  const all = fit(picture, room, natural);
  const scale = LEGIBLE_SCALE * natural;
  if (all.scale >= scale) return all;
  const { top, height } = clearOf(room);
  const along = (length: number, free: number, middle: number | undefined) => {
    const rest = free - length * scale;
    if (rest >= 0) return rest / 2;
    return middle === undefined ? 0 : clamp(free / 2 - middle * scale, rest, 0);
  };
  return {
    x: AIR + along(picture.width, room.width - 2 * AIR, around ? around.x + around.width / 2 : undefined),
    y: top + along(picture.height, height, around ? around.y + around.height / 2 : undefined),
    scale,
  };
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
export function bring(view: View, box: Box, room: Size): View {
  const x = shift(view.x + box.x * view.scale, box.width * view.scale, room.width, AIR - 2, AIR - 2);
  const { top, height } = clearOf(room);
  const y = shift(view.y + box.y * view.scale, box.height * view.scale, room.height, top, room.height - top - height);
  return x === 0 && y === 0 ? view : { ...view, x: view.x + x, y: view.y + y };
}

/** The view, moved back when the picture would be lost out of the room. */
export function hold(view: View, picture: Size, room: Size): View {
  const x = clamp(view.x, HELD - picture.width * view.scale, room.width - HELD);
  const y = clamp(view.y, HELD - picture.height * view.scale, room.height - HELD);
  return x === view.x && y === view.y ? view : { ...view, x, y };
}

/** How far something moves to lie between what is kept free `before` and `after`; of what is too long, the beginning does. */
function shift(start: number, length: number, room: number, before: number, after: number): number {
  const end = start + length;
  if (start < before || (length > room - before - after && end > room - after)) return before - start;
  return Math.min(room - after - end, 0);
}

/** The rows of the room that nothing lies over. */
function clearOf(room: Size): { top: number; height: number } {
  const most = Math.max(room.height * MOST_OF_ROOM, AIR);
  const top = Math.min(ABOVE, most);
  const bottom = Math.min(room.width < NARROW ? BELOW_NARROW : BELOW, most);
  return { top, height: Math.max(room.height - top - bottom, 1) };
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, Math.max(min, max)));
}
