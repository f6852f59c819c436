/** Work that is put off to the next frame, so that what comes in pieces is painted at most once a frame, whole and in order. */

/** Runs `work` with the next frame; the returned function calls it off. */
export type NextFrame = (work: () => void) => () => void;

/** A hidden window paints no frames; what it is told is taken all the same. */
const HIDDEN_MS = 250;

export const nextFrame: NextFrame = (work) => {
  if (document.hidden) {
    const timer = setTimeout(work, HIDDEN_MS);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(work);
  return () => cancelAnimationFrame(frame);
};

/** Collects text and hands it on once a frame. */
export class FrameText {
  #pending = '';
  #cancel: (() => void) | null = null;
  readonly #paint: (text: string) => void;
  readonly #nextFrame: NextFrame;

  constructor(paint: (text: string) => void, frame: NextFrame = nextFrame) {
    this.#paint = paint;
    this.#nextFrame = frame;
  }

  add(text: string): void {
    this.#pending += text;
    // A window may be hidden while a frame is waited for: it then comes when the window is shown, with all that came meanwhile.
    this.#cancel ??= this.#nextFrame(() => this.flush());
  }

  /** Hands on what has come, now. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    const text = this.#pending;
    this.#pending = '';
    if (text !== '') this.#paint(text);
  }
}
