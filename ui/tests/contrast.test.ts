/** Text and what stands for text must be readable in both themes; axe cannot see colours in jsdom, so the tokens are computed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../src/styles/tokens.css'), 'utf8');

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
const TEXT: [string, string[]][] = [
  ['ink', [...PLAIN, 'accent-soft', 'pass-soft', 'fail-soft', 'unknown-soft']],
  ['ink-2', [...PLAIN, 'accent-soft', 'fail-soft', 'unknown-soft', 'pass-soft']],
  ['ink-3', PLAIN],
  ['locked', PLAIN],
  ['accent', PLAIN],
  ['accent-ink', ['accent']],
  ['pass', [...PLAIN, 'pass-soft']],
  ['fail', [...PLAIN, 'fail-soft']],
  ['unknown', [...PLAIN, 'unknown-soft']],
];
const EDGES: [string, string[]][] = [
  ['edge', PLAIN],
  ['focus', [...PLAIN, 'accent-soft']],
];

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
