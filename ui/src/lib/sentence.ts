/** The engine's short messages begin small and end without a stop, as in the middle of a line; alone they are sentences. */
export function sentence(words: string): string {
  const text = words.trim();
  if (text === '') return '';
  // A name in backticks keeps its case.
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…:]$/.test(text) ? '' : '.'}`;
}
