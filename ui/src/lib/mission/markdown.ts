/**
 * Markdown of someone else, a model's above all, as blocks to be shown. Nothing here makes HTML; what each token becomes is
 * `MarkdownBlock.svelte`'s to say. Lexing is bounded: neither depth nor length makes it slow, and text that defeats it is shown as it is.
 */
import { Lexer, Tokenizer, getDefaults, type Token, type Tokens } from 'marked';

/** A block of the text. While a text grows, the object of a finished block stays the same, and so does what is on the screen. */
export interface Block {
  readonly key: number;
  readonly token: Token;
}

/** Quotes and lists in one another; what is deeper is shown as text. Deep nesting costs marked its stack. */
const DEPTH_AT_MOST = 8;
/** Characters of a paragraph or cell that are looked through for emphasis and links; marked takes quadratic time on some. */
const INLINE_AT_MOST = 2000;
/** A paragraph that is longer is cut into pieces: laying out one of a hundred thousand characters anew each frame takes too long. */
const PARAGRAPH_AT_MOST = 2000;
/** Characters that are taken for Markdown; the rest of a longer text is shown as it is. A mentor's reply has a tenth of it. */
const MARKDOWN_AT_MOST = 100_000;

/** Without what would make links of bare addresses, and without definitions, which would hide a link's address far from it. */
class CarefulTokenizer extends Tokenizer {
  #depth = 0;

  override blockquote(src: string): Tokens.Blockquote | undefined {
    return this.#inside(() => super.blockquote(src));
  }

  override list(src: string): Tokens.List | undefined {
    return this.#inside(() => super.list(src));
  }

  override url(): undefined {}

  override autolink(): undefined {}

  override def(): undefined {}

  #inside<T>(lex: () => T): T | undefined {
    if (this.#depth >= DEPTH_AT_MOST) return undefined;
    this.#depth += 1;
    try {
      return lex();
    } finally {
      this.#depth -= 1;
    }
  }
}

/** The tokens of a text, in order; their `raw` texts make up the text again. */
export function lex(text: string): Token[] {
  if (text.length > MARKDOWN_AT_MOST) {
    return [...lex(text.slice(0, MARKDOWN_AT_MOST)), asWritten(text.slice(MARKDOWN_AT_MOST))];
  }
  try {
    const lexer = new Lexer({ ...getDefaults(), tokenizer: new CarefulTokenizer() });
    lexer.blockTokens(text, lexer.tokens);
    for (const { src, tokens } of lexer.inlineQueue) {
      if (src.length > INLINE_AT_MOST) tokens.push({ type: 'text', raw: src, text: src });
      else lexer.inlineTokens(src, tokens);
    }
    return [...lexer.tokens];
  } catch {
    // A text that marked cannot take is still the learner's to read.
    return [asWritten(text)];
  }
}

function asWritten(text: string): Token {
  return { type: 'written', raw: text, text };
}

/** The blocks of a text that grows. Each update lexes only what is not finished. */
export class Blocks {
  #seen = '';
  #text = '';
  #finished: Block[] = [];
  #finishedLength = 0;

  /** The blocks of `text`. When it goes on from the text before, finished blocks are the objects that they were. */
  update(text: string): Block[] {
    if (!text.startsWith(this.#seen)) this.#forget();
    this.#text += readable(text.slice(this.#seen.length));
    this.#seen = text;
    let tail = this.#lexTail();
    while (this.#finish(tail)) tail = this.#lexTail();
    const first = this.#finished.length;
    return [...this.#finished, ...tail.map((token, index) => ({ key: first + index, token }))];
  }

  #forget(): void {
    this.#seen = '';
    this.#text = '';
    this.#finished = [];
    this.#finishedLength = 0;
  }

  #lexTail(): Token[] {
    return lex(this.#text.slice(this.#finishedLength));
  }

  /** Takes what more text cannot change out of the tail; says whether the tail has to be lexed again. */
  #finish(tail: Token[]): boolean {
    const solid = [...tail.keys()].filter((index) => tail[index]?.type !== 'space');
    const last = solid.at(-1) ?? 0;
    const end = tail[last];
    if (end === undefined) return false;
    // A last line that is not whole may yet belong to the block before it: `2` becomes `2. two`. What stands before that one is finished.
    const lineIsWhole = tail.slice(last).some((token) => token.raw.includes('\n'));
    const open = lineIsWhole ? last : (solid.at(-2) ?? 0);
    if (open > 0) return this.#take(tail.slice(0, open));
    if (end.type !== 'paragraph' || end.raw.length <= PARAGRAPH_AT_MOST) return false;
    if (last > 0) return this.#take(tail.slice(0, last));
    const cut = cutOf(end.raw);
    return this.#take(lex(end.raw.slice(0, cut)));
  }

  #take(tokens: readonly Token[]): boolean {
    const length = tokens.reduce((sum, token) => sum + token.raw.length, 0);
    const raw = tokens.map((token) => token.raw).join('');
    // Should marked ever change what it was given, nothing is lost: the blocks are only finished later.
    if (!this.#text.startsWith(raw, this.#finishedLength)) return false;
    for (const token of tokens) this.#finished.push({ key: this.#finished.length, token });
    this.#finishedLength += length;
    return true;
  }
}

/** A block of code as its author marked it. */
export interface Fence {
  /** The first word after the opening fence; nothing for an indented block. */
  language: string;
  text: string;
}

export function fenceOf({ lang, text }: Tokens.Code): Fence {
  return { language: /^[\w+-]*/u.exec((lang ?? '').trim().toLowerCase())?.[0] ?? '', text };
}

/** Every block of code in a text, in order, also those in lists and quotes. */
export function fences(text: string): Fence[] {
  const found: Fence[] = [];
  const visit = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      if (token.type === 'code') found.push(fenceOf(token as Tokens.Code));
      else if (token.type === 'list') (token as Tokens.List).items.forEach((item) => visit(item.tokens));
      else if (token.type === 'blockquote') visit((token as Tokens.Blockquote).tokens);
    }
  };
  visit(new Blocks().update(text).map(({ token }) => token));
  return found;
}

/** Where a long paragraph is cut: after the last space of its first piece, or through a word that is as long as the piece. */
function cutOf(paragraph: string): number {
  const space = paragraph.slice(0, PARAGRAPH_AT_MOST).search(/\s\S*$/u);
  return space > 0 ? space + 1 : PARAGRAPH_AT_MOST;
}

/**
 * Without the characters that make a text look other than it is: marks that turn the direction of writing around, and controls. Carriage
 * returns go too: lines end with a newline.
 */
function readable(text: string): string {
  // eslint-disable-next-line no-control-regex -- Controls are what is looked for.
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}

/** marked escapes the text of some tokens for HTML, which the screen is not. */
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

export function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/gu, (entity) => ENTITIES[entity] ?? entity);
}

/** Where a link leads, for a person to judge. */
export interface Address {
  /** The name of the machine, in ASCII: a look-alike letter shows. */
  host: string;
  /** The whole of it. */
  href: string;
}

/** Characters of an address that are shown; what is longer is no page of a manual. */
const ADDRESS_AT_MOST = 2000;

/** The address of a link on the web; nothing for any other scheme, and for what is no address. */
export function addressOf(href: string): Address | null {
  if (href.length > ADDRESS_AT_MOST || !/^https?:\/\//iu.test(href)) return null;
  try {
    const url = new URL(href);
    return url.host === '' ? null : { host: url.host, href: url.href };
  } catch {
    return null;
  }
}
