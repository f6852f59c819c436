/** Runs axe on what is rendered. Colours are left to contrast.test.ts: jsdom paints nothing. */
import axe from 'axe-core';

const RULES: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'color-contrast': { enabled: false } },
  // What is objected to is reported whole either way; what passes need not be described, and nothing is fetched.
  resultTypes: ['violations'],
  preload: false,
};

/** What axe objects to, one line each, so that a failing test says it. */
export async function violations(root: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(root, RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
