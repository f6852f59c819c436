/** How well an entry of the palette answers what is typed: 0 is not at all. Whole words' parts, no guessing at letters in between. */
export function rank(value: string, search: string, keywords: readonly string[] = []): number {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const name = value.toLowerCase();
  const all = [name, ...keywords.map((keyword) => keyword.toLowerCase())].join(' ');
  if (!words.every((word) => all.includes(word))) return 0;
  if (name.startsWith(words.join(' '))) return 1;
  return words.every((word) => name.includes(word)) ? 0.8 : 0.5;
}
