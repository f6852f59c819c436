/** Text and what stands for text must be readable in both themes; axe cannot see colours in jsdom, so the tokens are computed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

const source = join(import.meta.dirname, '../src');
const css = readFileSync(join(source, 'styles/tokens.css'), 'utf8');

type Tokens = Record<string, string>;

function tokensOf(theme: 'light' | 'dark'): Tokens {
  const block = new RegExp(`\\[data-theme='${theme}'\\]\\s*{([^}]*)}`).exec(css)?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]),
  );
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const PLAIN = ['paper', 'surface', 'raised', 'sunken'];
/** What marks a stretch: any text may stand on it, of a card, a line of code or a reply. */
const SOFT = ['accent-soft', 'pass-soft', 'fail-soft', 'unknown-soft'];
const TEXT: [string, string[]][] = [
  ['ink', [...PLAIN, ...SOFT]],
  ['ink-2', [...PLAIN, ...SOFT]],
  ['ink-3', [...PLAIN, ...SOFT]],
  ['locked', [...PLAIN, ...SOFT]],
  ['accent', [...PLAIN, ...SOFT]],
  ['accent-ink', ['accent']],
  ['pass', [...PLAIN, ...SOFT]],
  ['fail', [...PLAIN, ...SOFT]],
  ['unknown', [...PLAIN, ...SOFT]],
];
/** Drawn as a sign on a strong colour, and never as text. */
const SIGNS = ['surface'];
const EDGES: [string, string[]][] = [
  ['edge', PLAIN],
  ['focus', [...PLAIN, 'accent-soft']],
  ['surface', ['pass', 'fail', 'unknown', 'accent']],
];

/** Style sheets of the window, each rule with what it sets. */
const rules = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(svelte|css)$/.test(file))
  .flatMap((file) => {
    const text = readFileSync(join(source, file), 'utf8');
    const styles = file.endsWith('.css') ? text : (/<style>([^]*)<\/style>/.exec(text)?.[1] ?? '');
    return [...styles.replace(/\/\*[^]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(
      ([, selector = '', body = '']) => ({
        where: `${file}: ${selector.trim().replace(/\s+/g, ' ')}`,
        ink: /(?:^|[;\s])color:\s*var\(--([\w-]+)\)/.exec(body)?.[1],
        ground: /(?:^|[;\s])background(?:-color)?:\s*var\(--([\w-]+)\)\s*;/.exec(body)?.[1],
      }),
    );
  });

describe('what the style sheets put together', () => {
  test('every colour of text is one that is tried above', () => {
    const known = new Set([...TEXT.map(([ink]) => ink), ...SIGNS]);
    const used = [...new Set(rules.flatMap(({ ink }) => (ink === undefined ? [] : [ink])))];
    expect(used.length, 'the search found them').toBeGreaterThan(6);
    const light = tokensOf('light');
    // A name of a component's own is not a token; what it stands for is set by another rule.
    expect(used.filter((ink) => light[ink] !== undefined && !known.has(ink))).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('text and ground of one rule, %s', (theme) => {
    const tokens = tokensOf(theme);
    const weak = rules.flatMap(({ where, ink = '', ground = '' }) => {
      const [front, back] = [tokens[ink], tokens[ground]];
      if (!front || !back || SIGNS.includes(ink)) return [];
      const ratio = contrast(front, back);
      return ratio >= 4.5 ? [] : [`${where}: --${ink} on --${ground} is ${ratio.toFixed(2)}`];
    });
    expect(weak).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const tokens = tokensOf(theme);
  const cases = [
    ...TEXT.flatMap(([ink, grounds]) => grounds.map((ground) => ({ ink, ground, least: 4.5 }))),
    ...EDGES.flatMap(([ink, grounds]) => grounds.map((ground) => ({ ink, ground, least: 3 }))),
  ];

  test.each(cases)('$ink on $ground is at least $least to 1', ({ ink, ground, least }) => {
    const [front, back] = [tokens[ink], tokens[ground]];
    if (!front || !back) throw new Error(`tokens.css has no --${front ? ground : ink} for ${theme}`);
    expect(contrast(front, back), `--${ink} ${front} on --${ground} ${back}`).toBeGreaterThanOrEqual(least);
  });
});

test('the formula gives the values of the standard', () => {
  expect(contrast('#000000', '#ffffff'), 'black on white').toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff'), 'the well-known grey that just fails').toBeCloseTo(4.48, 2);
});
