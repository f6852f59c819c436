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

/** A frame's work is followed by so many times as long without any: a tenth of a core at most goes into text that comes in. */
const REST_PER_WORK = 9;
/** Whoever reads along sees text come at least so often, however slow the machine. */
const REST_AT_MOST_MS = 150;

/**
 * Frames that leave the machine room: the longer a frame took, layout and painting included, the later the next one. The first comes at once.
 */
export function gentleFrames(next: NextFrame = nextFrame, now: () => number = () => performance.now()): NextFrame {
  let notBefore = 0;
  return (work) => {
    const measured = () => {
      const began = now();
      work();
      // The first task after the frame.
      setTimeout(() => {
        const ended = now();
        notBefore = ended + Math.min((ended - began) * REST_PER_WORK, REST_AT_MOST_MS);
      });
    };
    const rest = notBefore - now();
    if (rest <= 0) return next(measured);
    let cancel = () => clearTimeout(timer);
    const timer = setTimeout(() => (cancel = next(measured)), rest);
    return () => cancel();
  };
}

/** Collects text and hands it on at most once a frame. */
export class FrameText {
  #pending = '';
  #cancel: (() => void) | null = null;
  readonly #paint: (text: string) => void;
  readonly #nextFrame: NextFrame;

  constructor(paint: (text: string) => void, frame: NextFrame = gentleFrames()) {
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
