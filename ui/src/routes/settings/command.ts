/** A custom editor's command line: typed as one line, kept as an array, never given to a shell. */

export const PLACEHOLDERS = ['{file}', '{line}', '{column}'] as const;

export type CommandProblem = 'empty' | 'no-file' | 'quote';

export type ParsedCommand = { arguments: string[]; problem: null } | { arguments: null; problem: CommandProblem };

/** Splits at spaces outside of quotes. A backslash is a plain character: Windows paths are full of them. */
export function parseCommand(line: string): ParsedCommand {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (const character of line.trim()) {
    if (quote !== null) {
      if (character === quote) quote = null;
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== null) return { arguments: null, problem: 'quote' };
  if (word !== null) words.push(word);
  if (!words[0]) return { arguments: null, problem: 'empty' };
  if (!words.slice(1).some((argument) => argument.includes('{file}'))) return { arguments: null, problem: 'no-file' };
  return { arguments: words, problem: null };
}

/** The line that `parseCommand` takes apart into the same arguments again. */
export function writeCommand(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

function quoted(word: string): string {
  if (word !== '' && !/[\s"']/.test(word)) return word;
  if (!word.includes('"')) return `"${word}"`;
  // A word with both kinds of quotes is written in pieces that stand side by side.
  return word
    .split(/(")/)
    .filter(Boolean)
    .map((piece) => (piece === '"' ? `'"'` : `"${piece}"`))
    .join('');
}
