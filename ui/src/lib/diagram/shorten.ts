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
/** What turns the direction of all that follows: in a box it could only make a name look like another one. */
const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Characters beyond which a text is cut before anything is measured. */
const LONGEST = 400;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a person sees as one sign: an emoji of several parts is one. */
export function signsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** About how wide `text` is at `size` pixels. */
export function widthOf(text: string, size: number): number {
  return signsOf(text).reduce((sum, sign) => sum + emsOf(sign), 0) * size;
}

/**
 * `name`, or its beginning and its end with an ellipsis between them, so that it fits into `width`: names that differ only at the end stay
 * apart. As the engine does for its pictures (crates/diagram/src/layout/size.rs).
 */
export function shorten(name: string, width: number, size: number): string {
  const text = name.replace(TURNING, '');
  // Nobody's box is wide enough for more, and a name may be a whole book.
  const signs = signsOf(text.length > LONGEST ? text.slice(0, LONGEST) + text.slice(-LONGEST) : text);
  if (text.length <= LONGEST && widthOf(text, size) <= width) return text;
  let room = width / size - WIDE;
  let [head, tail] = [0, signs.length];
  while (head < tail) {
    // The beginning says more than the end.
    const fromEnd = head > 2 * (signs.length - tail);
    room -= emsOf(signs[fromEnd ? tail - 1 : head] ?? '');
    if (room < 0) break;
    if (fromEnd) tail -= 1;
    else head += 1;
  }
  return `${signs.slice(0, head).join('').trimEnd()}…${signs.slice(tail).join('').trimStart()}`;
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
