/**
 * Text that has to stay in a box. SVG cuts nothing off, and measuring each name in the page would lay it out a second time; the widths
 * here are Inter's, rounded up, so that what fits by them fits.
 */

/** Of one em. */
const NARROW = 0.34;
const LOWER = 0.6;
const UPPER = 0.73;
const WIDE = 0.95;
/** Emoji, Chinese, Japanese, Korean. */
const FULL = 1.3;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a person sees as one sign: an emoji of several parts is one. */
export function signsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** About how wide `text` is at `size` pixels. */
export function widthOf(text: string, size: number): number {
  return signsOf(text).reduce((sum, sign) => sum + emsOf(sign), 0) * size;
}

/** `text`, or as much of it as fits into `width` with an ellipsis. */
export function shorten(text: string, width: number, size: number): string {
  // Nobody's box is wide enough for more, and a name may be a whole book.
  const signs = signsOf(text.slice(0, 400));
  const room = width / size;
  let used = 0;
  let fits = 0;
  for (const sign of signs) {
    used += emsOf(sign);
    if (used > room) return `${signs.slice(0, fits).join('').trimEnd()}…`;
    if (used <= room - WIDE) fits += 1;
  }
  return text;
}

function emsOf(sign: string): number {
  if (/^[ -~]$/u.test(sign)) {
    if (/[ijlI.,:;'|! ]/u.test(sign)) return NARROW;
    if (/[mwMW@%]/u.test(sign)) return WIDE;
    return /[A-Z]/u.test(sign) ? UPPER : LOWER;
  }
  return /\p{Extended_Pictographic}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(
    sign,
  )
    ? FULL
    : UPPER;
}
