/** Work that can wait until what it follows is on the screen. */

/** Runs work after the next paint; replaced in tests. */
export type AfterPaint = (work: () => void) => void;

export const afterNextPaint: AfterPaint = (work) => {
  // A hidden window does not paint; it must not hold work back either.
  if (document.hidden) setTimeout(work, 0);
  else requestAnimationFrame(() => setTimeout(work, 0));
};
