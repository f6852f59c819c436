/**
 * Holds which part of a picture is seen, and shows it. While a picture is moved, two transforms change, of the sheet that it is drawn on and of
 * the grid below, which are layers of their own: neither Svelte nor the browser draws anything anew, however large the picture is. Scaling
 * is apart from that, inside of the sheet, since letters have to be drawn anew for it.
 */
import { Hand } from './hand';
import {
  bring,
  type Box,
  fit,
  hold,
  open,
  shows,
  type Size,
  TINY_SCALE,
  type View,
  type ViewMemory,
  ZOOM_STEP,
  zoomAt,
} from './viewport';

/** Between the lines of the grid at 100 %, and how near they may come. */
const GRID_PX = 20;
const GRID_LEAST_PX = 12;

/** What a picture is shown on. */
export interface Table {
  /** What is looked through: it has the size of the pane. */
  room: HTMLElement;
  /** The paper's lines; larger than the room by two of their steps. */
  grid: HTMLElement;
  /** The SVG, which is moved. */
  sheet: SVGSVGElement;
  /** What is drawn on it, which is scaled. */
  stage: SVGGElement;
}

interface Moved {
  percent: number;
  /** What is small could not be read. */
  tiny: boolean;
}

export class Camera {
  readonly #memory: ViewMemory;
  readonly #moved: (moved: Moved) => void;
  readonly #hand: Hand;
  #table: Table | null = null;
  #size: Size = { width: 0, height: 0 };
  #picture: Size = { width: 0, height: 0 };
  #view: View = { x: 0, y: 0, scale: 1 };
  /** The scale and size that are drawn. */
  #drawn = '';
  /** What a picture that is too large to be read opens at. */
  #around: Box | null = null;
  /** The scale that is 100 %: larger where the text of the window is. */
  #natural = 1;

  constructor(memory: ViewMemory, moved: (moved: Moved) => void) {
    this.#memory = memory;
    this.#moved = moved;
    this.#hand = new Hand({
      view: () => this.#view,
      show: (view) => this.#byLearner(view, false),
      grabbed: (held) => this.#table?.room.classList.toggle('grabbed', held),
    });
  }

  /** A pointer is held down on it. */
  get held(): boolean {
    return this.#hand.down;
  }

  /** The pointer that was held moved the picture: its click is none. */
  get dragged(): boolean {
    return this.#hand.moved;
  }

  /** Shows the picture on `table` until the returned function is called. */
  attach(table: Table): () => void {
    const { room } = table;
    this.#table = table;
    this.#natural = (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;
    // The sheet may be another one than before, on which nothing is set yet, in a room of the same size.
    this.#drawn = '';
    this.measure();
    if (this.#drawn === '' && this.#size.width > 0) this.#show(this.#view, false);
    const observer = new ResizeObserver(() => this.measure());
    observer.observe(room);
    const release = this.#hand.hold(room);
    return () => {
      observer.disconnect();
      release();
      this.#table = null;
    };
  }

  /** The room has another size: what was in the middle stays there. */
  measure(): void {
    const { clientWidth: width, clientHeight: height } = this.#table?.room ?? { clientWidth: 0, clientHeight: 0 };
    if (width === 0 || height === 0 || (width === this.#size.width && height === this.#size.height)) return;
    const before = this.#size;
    this.#size = { width, height };
    const { view, moved } = this.#memory;
    if (view === null || !moved) {
      this.#show(open(this.#picture, this.#size, this.#natural, this.#around), false);
      return;
    }
    const [dx, dy] = before.width === 0 ? [0, 0] : [(width - before.width) / 2, (height - before.height) / 2];
    this.#show({ ...view, x: view.x + dx, y: view.y + dy }, false);
  }

  /**
   * Another picture is shown, of which `around` is worked on: what is seen stays where it is, unless nobody chose it and it no longer holds
   * all. What never could hold all does not jump with each save.
   */
  take(picture: Size, around: Box | null): void {
    this.#picture = picture;
    this.#around = around;
    if (this.#size.width === 0) return;
    const first = this.#memory.view === null;
    const opened = open(picture, this.#size, this.#natural, around);
    const better = shows(opened, picture, this.#size) || opened.scale !== this.#view.scale;
    if (!this.#memory.moved && (first || (better && !shows(this.#view, picture, this.#size)))) {
      this.#show(opened, !first);
    } else this.#show(this.#view, false);
  }

  fitAll(): void {
    this.#memory.moved = false;
    this.#show(fit(this.#picture, this.#size, this.#natural), true);
  }

  larger(): void {
    this.#byLearner(zoomAt(this.#view, ZOOM_STEP, this.#middle()), true);
  }

  smaller(): void {
    this.#byLearner(zoomAt(this.#view, 1 / ZOOM_STEP, this.#middle()), true);
  }

  /** 100 %. */
  whole(): void {
    this.#byLearner(zoomAt(this.#view, this.#natural / this.#view.scale, this.#middle()), true);
  }

  /** Moves as little as it takes to have `box` in sight; not under a pointer that is held down. */
  bring(box: Box): void {
    if (this.#hand.down) return;
    const view = bring(this.#view, box, this.#size);
    if (view !== this.#view) this.#byLearner(view, true);
  }

  #middle(): { x: number; y: number } {
    return { x: this.#size.width / 2, y: this.#size.height / 2 };
  }

  #byLearner(view: View, glide: boolean): void {
    this.#memory.moved = true;
    this.#show(view, glide);
  }

  #show(next: View, glide: boolean): void {
    const view = hold(next, this.#picture, this.#size);
    this.#view = this.#memory.view = view;
    if (this.#table === null) return;
    const { grid, sheet, stage } = this.#table;
    const step = gridStep(view.scale);
    sheet.classList.toggle('glides', glide);
    // On whole pixels of the screen: a layer between two of them is blurred.
    const [x, y] = [onPixel(view.x), onPixel(view.y)];
    sheet.style.transform = `translate(${x}px, ${y}px)`;
    grid.style.transform = `translate(${onPixel(modulo(view.x, step))}px, ${onPixel(modulo(view.y, step))}px)`;
    const { width, height } = this.#picture;
    const drawn = `${view.scale} ${width} ${height}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    stage.style.transform = `scale(${view.scale})`;
    sheet.setAttribute('width', String(Math.ceil(width * view.scale)));
    sheet.setAttribute('height', String(Math.ceil(height * view.scale)));
    grid.style.backgroundSize = `${step}px ${step}px`;
    this.#moved({ percent: Math.round((view.scale / this.#natural) * 100), tiny: view.scale < TINY_SCALE });
  }
}

/** The grid grows with the picture, and is drawn coarser where its lines would run together. */
function gridStep(scale: number): number {
  let step = GRID_PX * scale;
  while (step < GRID_LEAST_PX) step *= 2;
  return step;
}

function modulo(value: number, step: number): number {
  return ((value % step) + step) % step;
}

function onPixel(value: number): number {
  const density = devicePixelRatio || 1;
  return Math.round(value * density) / density;
}
