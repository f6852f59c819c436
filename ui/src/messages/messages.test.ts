/** The catalogue and the code must agree: no id without a text, no text without a use. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { hasMessage, t } from '.';

const source = join(import.meta.dirname, '..');
const catalogue = readFileSync(join(import.meta.dirname, 'en.ftl'), 'utf8');
const ids = [...catalogue.matchAll(/^([a-z][\w-]*) =/gm)].map(([, id = '']) => id);
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|svelte)$/.test(file) && !/(\.test\.ts$|bindings|platform.fake)/.test(file))
  .map((file) => readFileSync(join(source, file), 'utf8'))
  .join('\n');

/** The quoted ids in each call of `t`, also where a condition chooses between two. */
const called = [...code.matchAll(/\bt\(([^()`]*)/g)].flatMap(([, inside = '']) =>
  // Arguments after the id are not ids.
  [...(inside.split('{')[0] ?? '').matchAll(/'([a-z][\w-]*-[\w-]*)'/g)].map(([, id = '']) => id),
);
/** Ids put together, such as `level-${level}`. */
const patterns = [...code.matchAll(/`([a-z][\w-]*(?:\$\{[^}]*\}[\w-]*)+)`/g)].map(
  ([, text = '']) => new RegExp(`^${text.replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`),
);

test('every id that the code names has a text', () => {
  expect(called.length, 'the search for calls found them').toBeGreaterThan(50);
  expect([...new Set(called)].filter((id) => !hasMessage(id))).toEqual([]);
});

test('every text is used', () => {
  const used = (id: string) =>
    code.includes(`'${id}'`) || code.includes(`"${id}"`) || patterns.some((pattern) => pattern.test(id));
  expect(ids.filter((id) => !used(id))).toEqual([]);
});

test('no id stands twice, where the second would silently win', () => {
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('every line of the catalogue is understood: Fluent leaves out what it cannot read', () => {
  expect(ids.filter((id) => !hasMessage(id))).toEqual([]);
});

test.each([
  ['progress-days', { count: 1 }, '1 day'],
  ['progress-days', { count: 6 }, '6 days'],
  ['progress-day', { date: 'Monday', saves: 0, passes: 0 }, 'Monday: nothing saved'],
  ['progress-day', { date: 'Monday', saves: 1, passes: 2 }, 'Monday: 1 save, 2 missions passed'],
  ['progress-calendar-summary', { days: 74 }, 'Saves on 74 days in the last year'],
  ['settings-custom-no-file', {}, 'Say where the template goes: {file} is missing.'],
])('%s with %o', (id, args, text) => {
  expect(t(id, args)).toBe(text);
});

test('an unknown id shows itself instead of breaking the screen', () => {
  expect(t('nothing-of-that-name')).toBe('nothing-of-that-name');
});
