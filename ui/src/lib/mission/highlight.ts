/**
 * Light colours for template lines. One regular expression a line, no state between lines: a block scalar's text is coloured as if it were
 * YAML, which costs a shade here and there and saves a parser. What is right or wrong is the grader's to say, not this file's.
 */
export type TokenKind = 'plain' | 'key' | 'function' | 'text' | 'literal' | 'comment' | 'mark';

export interface Token {
  kind: TokenKind;
  text: string;
}

/** Longer lines (minified JSON, certificates) are shown plain. */
const LONGEST_LINE = 400;

const PIECES =
  /(?<comment>(?:^|(?<=\s))#.*)|(?<key>"[^"\\]*"(?=\s*:)|'[^']*'(?=\s*:)|[A-Za-z0-9_.:/-]*[A-Za-z0-9_/-](?=\s*:(?:\s|$)))|(?<func>!(?:[A-Za-z][A-Za-z0-9:]*)?)|(?<text>"(?:[^"\\]|\\.)*"|'[^']*')|(?<literal>\b(?:true|false|null|yes|no|-?\d[\d.:-]*)\b)|(?<mark>^\s*-(?=\s|$)|[{}[\],])/gu;

const FUNCTION_KEY = /^["']?(?:Fn::[A-Za-z:]+|Ref|Condition)["']?$/u;

export function highlight(line: string): Token[] {
  if (line.length > LONGEST_LINE) return [{ kind: 'plain', text: line }];
  const tokens: Token[] = [];
  let done = 0;
  for (const match of line.matchAll(PIECES)) {
    if (match.index > done) tokens.push({ kind: 'plain', text: line.slice(done, match.index) });
    tokens.push({ kind: kindOf(match), text: match[0] });
    done = match.index + match[0].length;
  }
  if (done < line.length) tokens.push({ kind: 'plain', text: line.slice(done) });
  return tokens;
}

function kindOf(match: RegExpMatchArray): TokenKind {
  const found = match.groups ?? {};
  if (found.comment !== undefined) return 'comment';
  if (found.key !== undefined) return FUNCTION_KEY.test(found.key) ? 'function' : 'key';
  if (found.func !== undefined) return 'function';
  if (found.text !== undefined) return 'text';
  if (found.literal !== undefined) return 'literal';
  return 'mark';
}
