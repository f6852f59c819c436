/** What moves a picture by pointer: dragging, the wheel, two fingers. At most one new view a frame, however fast the pointer is. */
import { type View, zoomAt } from './viewport';

/** Further than this and it is a drag, no longer a press. */
const DRAG_PX = 4;
/** How much a wheel's pixel enlarges; a mouse's notch is about 100 of them. */
const WHEEL = 0.0018;
/** A pinch on a trackpad comes as a wheel with small steps. */
const PINCH = 0.011;

interface Moves {
  view: () => View;
  show: (view: View) => void;
  /** The picture is being dragged, or no longer. */
  grabbed: (held: boolean) => void;
}

interface Finger {
  x: number;
  y: number;
}

export class Hand {
  /** A pointer is held down. */
  down = false;
  /** What was held moved the picture: the click that follows is none. */
  moved = false;

  readonly #moves: Moves;
  readonly #fingers = new Map<number, Finger>();
  #start: Finger = { x: 0, y: 0 };
  #wanted: View | null = null;
  #frame = 0;

  constructor(moves: Moves) {
    this.#moves = moves;
  }

  /** Listens on `room` until the returned function is called. */
  hold(room: HTMLElement): () => void {
    const stop = new AbortController();
    const { signal } = stop;
    room.addEventListener('pointerdown', (event) => this.#press(event), { signal });
    room.addEventListener('pointermove', (event) => this.#move(event, room), { signal });
    for (const kind of ['pointerup', 'pointercancel'] as const) {
      room.addEventListener(kind, (event) => this.#release(event), { signal });
    }
    room.addEventListener('wheel', (event) => this.#wheel(event, room), { signal, passive: false });
    return () => {
      stop.abort();
      cancelAnimationFrame(this.#frame);
      this.#fingers.clear();
    };
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0 && event.button !== 1) return;
    if (this.#fingers.size === 0) this.moved = false;
    this.down = true;
    this.#start = { x: event.clientX, y: event.clientY };
    this.#fingers.set(event.pointerId, { ...this.#start });
  }

  #move(event: PointerEvent, room: HTMLElement): void {
    const finger = this.#fingers.get(event.pointerId);
    if (finger === undefined) return;
    // It was let go where nobody heard of it: outside of the window, or over a menu of the system.
    if (event.buttons === 0) {
      this.#release(event);
      return;
    }
    if (!this.moved) {
      if (Math.hypot(event.clientX - this.#start.x, event.clientY - this.#start.y) < DRAG_PX) return;
      this.moved = true;
      this.#moves.grabbed(true);
      // Beyond the room's edge too, and with no click on what lies under it there.
      room.setPointerCapture(event.pointerId);
    }
    const view = this.#wanted ?? this.#moves.view();
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    const now = { x: event.clientX, y: event.clientY };
    if (other === undefined) {
      this.#want({ ...view, x: view.x + now.x - finger.x, y: view.y + now.y - finger.y });
    } else {
      const apart = (one: Finger) => Math.max(Math.hypot(one.x - other.x, one.y - other.y), 1);
      const edge = room.getBoundingClientRect();
      const middle = { x: (now.x + other.x) / 2 - edge.left, y: (now.y + other.y) / 2 - edge.top };
      const along = { ...view, x: view.x + (now.x - finger.x) / 2, y: view.y + (now.y - finger.y) / 2 };
      this.#want(zoomAt(along, apart(now) / apart(finger), middle));
    }
    this.#fingers.set(event.pointerId, now);
  }

  #release(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId);
    if (this.#fingers.size > 0) return;
    this.down = false;
    this.#moves.grabbed(false);
    // The click of this pointer comes before that; the next one is another, and may come without a press: assistive technology clicks so.
    setTimeout(() => {
      if (!this.down) this.moved = false;
    });
  }

  #wheel(event: WheelEvent, room: HTMLElement): void {
    // On a page that scrolls, the wheel is the page's; with Ctrl it is the picture's.
    if (!event.ctrlKey && pageScrolls(room)) return;
    event.preventDefault();
    const view = this.#wanted ?? this.#moves.view();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
    if (event.shiftKey || (event.deltaX !== 0 && Math.abs(event.deltaX) > Math.abs(event.deltaY))) {
      const aside = (event.deltaX || event.deltaY) * lines;
      this.#want({ ...view, x: view.x - aside });
      return;
    }
    const edge = room.getBoundingClientRect();
    const at = { x: event.clientX - edge.left, y: event.clientY - edge.top };
    const step = event.deltaY * lines * (event.ctrlKey ? PINCH : WHEEL);
    this.#want(zoomAt(view, Math.exp(-Math.max(-1, Math.min(step, 1))), at));
  }

  #want(view: View): void {
    const waits = this.#wanted !== null;
    this.#wanted = view;
    if (waits) return;
    this.#frame = requestAnimationFrame(() => {
      const wanted = this.#wanted;
      this.#wanted = null;
      if (wanted !== null) this.#moves.show(wanted);
    });
  }
}

function pageScrolls(room: HTMLElement): boolean {
  for (let element = room.parentElement; element !== null; element = element.parentElement) {
    if (element.scrollHeight > element.clientHeight + 1 && /auto|scroll/u.test(getComputedStyle(element).overflowY)) {
      return true;
    }
  }
  return false;
}
