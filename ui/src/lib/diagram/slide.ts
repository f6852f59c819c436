/**
 * Lets boxes slide from where they were to where they are, so that it is seen where each went. What is drawn is drawn at its place at once, and
 * with it what came of it: only a `transform` around it says how far it still is from there, a frame at a time. Not a CSS transition: WebKit
 * enlarges the lengths of a CSS transform inside SVG twice where the window's text is enlarged, and leaves attributes alone.
 */
import type { SceneDto } from '~/bindings';

import { edgeKey, nodeKey } from './scene';

/** As long as everything that moves (`--speed`). */
export const SLIDE_MS = 140;
/** Less is not seen. */
const LEAST = 0.5;

type Spot = readonly [x: number, y: number];
const HERE: Spot = [0, 0];

/** What says when: the frames of the window and its clock, or a test's. */
export interface Beat {
  now: () => number;
  frame: (work: () => void) => number;
  cancel: (frame: number) => void;
  /** Nobody wants to see, or can see, anything move. */
  still: () => boolean;
}

const WINDOW: Beat = {
  now: () => performance.now(),
  frame: (work) => requestAnimationFrame(work),
  cancel: (frame) => cancelAnimationFrame(frame),
  still: () => document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches,
};

interface Sliding {
  elements: readonly Element[];
  /** How far it was away from its place when it began to slide. */
  from: Spot;
}

export class Slide {
  readonly #beat: Beat;
  /** Where everything was drawn last; lines with all of their points. */
  #places: ReadonlyMap<string, readonly Spot[]> = new Map();
  #sliding = new Map<string, Sliding>();
  #began = 0;
  #frame = 0;

  constructor(beat: Beat = WINDOW) {
    this.#beat = beat;
  }

  /** Another picture was drawn on `stage`, on which `data-slides` names what moves with which box or line. */
  take(stage: Element, scene: SceneDto): void {
    const places = placesOf(scene);
    const away = new Map<string, Spot>();
    for (const [key, points] of places) {
      const moved = difference(this.#places.get(key), points);
      const [x, y] = this.#away(key);
      const from: Spot = [x + moved[0], y + moved[1]];
      if (Math.hypot(...from) >= LEAST) away.set(key, from);
    }
    this.stop();
    this.#places = places;
    if (away.size === 0 || this.#beat.still()) return;
    const elements = new Map<string, Element[]>();
    for (const element of stage.querySelectorAll('[data-slides]')) {
      const key = element.getAttribute('data-slides') ?? '';
      if (away.has(key)) elements.set(key, [...(elements.get(key) ?? []), element]);
    }
    this.#sliding = new Map([...away].map(([key, from]) => [key, { from, elements: elements.get(key) ?? [] }]));
    this.#began = this.#beat.now();
    this.#show();
  }

  /** Everything is at its place. */
  stop(): void {
    this.#beat.cancel(this.#frame);
    for (const { elements } of this.#sliding.values())
      for (const element of elements) element.removeAttribute('transform');
    this.#sliding.clear();
  }

  /** The picture goes: what is drawn next is simply there, wherever it was. */
  forget(): void {
    this.stop();
    this.#places = new Map();
  }

  /** How much of its way is left, of 1. */
  #left(): number {
    const done = Math.min(Math.max((this.#beat.now() - this.#began) / SLIDE_MS, 0), 1);
    return (1 - done) ** 3;
  }

  #away(key: string): Spot {
    const from = this.#sliding.get(key)?.from;
    if (from === undefined) return HERE;
    const left = this.#left();
    return [from[0] * left, from[1] * left];
  }

  #show(): void {
    const left = this.#left();
    if (left === 0) {
      this.stop();
      return;
    }
    for (const { from, elements } of this.#sliding.values()) {
      const transform = `translate(${round(from[0] * left)} ${round(from[1] * left)})`;
      for (const element of elements) element.setAttribute('transform', transform);
    }
    this.#frame = this.#beat.frame(() => this.#show());
  }
}

function placesOf(scene: SceneDto): Map<string, readonly Spot[]> {
  return new Map<string, readonly Spot[]>([
    ...scene.nodes.map(({ id, x, y }): [string, readonly Spot[]] => [nodeKey(id), [[x, y]]]),
    ...scene.edges.map(({ id, points }): [string, readonly Spot[]] => [edgeKey(id), points]),
  ]);
}

/** How far something was from where it is now. A line that runs otherwise now is not the same line somewhere else: it does not slide. */
function difference(before: readonly Spot[] | undefined, now: readonly Spot[]): Spot {
  const [was, is] = [before?.[0], now[0]];
  if (before === undefined || was === undefined || is === undefined || before.length !== now.length) return HERE;
  const [dx, dy] = [was[0] - is[0], was[1] - is[1]];
  const same = now.every(([x, y], place) => {
    const other = before[place];
    return other !== undefined && Math.abs(other[0] - x - dx) < LEAST && Math.abs(other[1] - y - dy) < LEAST;
  });
  return same ? [dx, dy] : HERE;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
