/** The engine's short messages begin small and end without a stop, as in the middle of a line; alone they are sentences. */
export function sentence(words: string): string {
  const text = words.trim();
  if (text === '') return '';
  // A name in backticks keeps its case.
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…:]$/.test(text) ? '' : '.'}`;
}

/** The first sentence of a text that may have many: what is said where there is room for one. */
export function firstSentence(text: string): string {
  const whole = text.trim();
  // A stop ends a sentence when something begins after it with a capital or a quote: `Node.js 22`, `e.g. this` and `1.5 s` do not end one.
  const [first] = /^.*?[.!?…](?=\s+["“‘'(`]?\p{Lu})/su.exec(whole) ?? [whole];
  return first.trim();
}

/** The first sentence, cut between words when it is longer than `most` characters. */
export function brief(text: string, most: number): string {
  const first = firstSentence(text);
  if (first.length <= most) return first;
  const cut = first.slice(0, most).replace(/\s+\S*$/u, '');
  return `${cut}…`;
}
