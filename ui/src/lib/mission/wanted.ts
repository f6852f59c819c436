/**
 * What a criterion needs, read from the rubric's own text, so that a learner is told `a reference to OnCallTopic` and not `${OnCallTopic*`.
 * In that text `*` and `?` are wildcards, `\` before them makes them literal, and `${X.Arn}` is how the grader writes `!GetAtt X.Arn`.
 * Only for what is needed: what was found is shown as it stands in the template.
 */
export type WantedKind =
  'exactly' | 'any' | 'empty' | 'reference' | 'begins' | 'ends' | 'holds' | 'holds-reference' | 'like';

export interface Wanted {
  kind: WantedKind;
  /** Without what the kind says already. */
  code: string;
}

const WILD = Symbol('any run of characters');
type Piece = string | typeof WILD;

export function wanted(expected: string): Wanted {
  if (expected === '') return { kind: 'empty', code: '' };
  const pieces = piecesOf(expected);
  if (pieces === null) return { kind: 'like', code: expected };
  const texts = pieces.filter((piece) => piece !== WILD);
  if (texts.length === 0) return { kind: 'any', code: '' };
  const [text = ''] = texts;
  if (texts.length > 1) return { kind: 'like', code: expected };
  const before = pieces[0] === WILD;
  const after = pieces.at(-1) === WILD;
  const reference = referenceIn(text);
  if (before && after)
    return reference === null ? { kind: 'holds', code: text } : { kind: 'holds-reference', code: reference };
  if (before) return { kind: 'ends', code: text };
  // A name that is left open at its end is met by the resource and by each of its attributes.
  const open = after ? referenceIn(`${text}}`) : reference;
  if (open !== null) return { kind: 'reference', code: open };
  return { kind: after ? 'begins' : 'exactly', code: text };
}

/** Texts and runs, in order; nothing for a pattern with a `?`, which has no short name. */
function piecesOf(expected: string): Piece[] | null {
  // Without a star or a question mark nothing is a pattern, and a backslash is a backslash.
  if (!/[*?]/u.test(expected)) return [expected];
  const pieces: Piece[] = [];
  for (const [token] of expected.matchAll(/\\[*?\\]|[^]/gu)) {
    if (token === '?') return null;
    const last = pieces.at(-1);
    if (token === '*') {
      if (last !== WILD) pieces.push(WILD);
    } else {
      const text = token.length === 2 && token.startsWith('\\') ? token.slice(1) : token;
      if (typeof last === 'string') pieces[pieces.length - 1] = last + text;
      else pieces.push(text);
    }
  }
  return pieces;
}

/** `X` of `${X}`, `X.Arn` of `${X.Arn}`, when that is all there is. */
function referenceIn(text: string): string | null {
  return /^\$\{([A-Za-z0-9]+(?:::[A-Za-z0-9]+)*(?:\.[A-Za-z0-9.]+)?)\}$/u.exec(text)?.[1] ?? null;
}
