/** Splits a sentence into text and `code`, so that it can be shown without making HTML of it. */
export interface InlinePart {
  code: boolean;
  text: string;
}

/** Text between two backticks is code; a backtick without a partner stays what it is. */
export function inlineParts(sentence: string): InlinePart[] {
  const parts: InlinePart[] = [];
  const pieces = sentence.split('`');
  const unpaired = pieces.length % 2 === 0;
  pieces.forEach((piece, index) => {
    const last = index === pieces.length - 1;
    if (unpaired && last) {
      parts.push({ code: false, text: '`' + piece });
    } else if (piece !== '') {
      parts.push({ code: index % 2 === 1, text: piece });
    }
  });
  return parts;
}
