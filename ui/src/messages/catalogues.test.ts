/** Every language says the same things as English: the same ids, each with the same variables and terms. What it says is for people to judge. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FluentResource } from '@fluent/bundle';
import { describe, expect, test } from 'vitest';

import { LANGUAGES } from '.';
import { pseudo } from './pseudo';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const english = read('en.ftl');
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ftl'));
const others = files.filter((file) => file !== 'en.ftl');

type Message = FluentResource['body'][number];

/** The ids of a catalogue as they are written, also of what Fluent could not read. */
const idsOf = (source: string) => [...source.matchAll(/^(-?[a-z][\w-]*) =/gm)].map(([, id = '']) => id);

/** What a message takes from outside itself: variables, terms, other messages, functions. A choice may have other cases elsewhere. */
function takes(message: Message): string[] {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) return part.forEach(visit);
    if (typeof part !== 'object' || part === null) return;
    const { type, name } = part as { type?: string; name?: string };
    if (name !== undefined && type !== undefined && ['var', 'term', 'mesg', 'func'].includes(type)) {
      found.add(`${type} ${name}`);
    }
    Object.values(part).forEach(visit);
  };
  visit([message.value, message.attributes]);
  return [...found].sort();
}

const bodyOf = (source: string) => new Map(new FluentResource(source).body.map((message) => [message.id, message]));

test('every catalogue is a language that can be chosen, and the other way round', () => {
  expect(files.map((file) => file.replace('.ftl', '')).sort()).toEqual(LANGUAGES.map(({ tag }) => tag).sort());
});

describe.each(others)('%s', (file) => {
  const source = read(file);
  const [here, there] = [bodyOf(source), bodyOf(english)];

  test('every line of it is understood: Fluent leaves out what it cannot read', () => {
    expect(idsOf(source).filter((id) => !here.has(id.replace(/^-/, '-')))).toEqual([]);
  });

  test('no id stands twice, where the second would silently win', () => {
    const ids = idsOf(source);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('it has no id that English does not have', () => {
    expect([...here.keys()].filter((id) => !there.has(id))).toEqual([]);
  });

  test('it lacks no id that English has', () => {
    expect([...there.keys()].filter((id) => !here.has(id))).toEqual([]);
  });

  test('each text takes the same variables and terms', () => {
    const wrong = [...here.values()].flatMap((message) => {
      const original = there.get(message.id);
      if (!original) return [];
      const [has, wants] = [takes(message), takes(original)];
      return has.join() === wants.join() ? [] : [`${message.id}: has ${has.join(', ')}, wants ${wants.join(', ')}`];
    });
    expect(wrong).toEqual([]);
  });

  test('each choice has a last resort, and one for every number that the language tells apart', () => {
    const tag = file.replace('.ftl', '');
    const needed = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    const lacking: string[] = [];
    const visit = (id: string, part: unknown): void => {
      if (Array.isArray(part)) return part.forEach((inner) => visit(id, inner));
      if (typeof part !== 'object' || part === null) return;
      const { type, variants } = part as { type?: string; variants?: { key: { type: string; value: unknown } }[] };
      if (
        type === 'select' &&
        variants?.some(
          ({ key }) =>
            key.type === 'str' && needed.includes(String(key.value) as Intl.LDMLPluralRule) && key.value !== 'other',
        )
      ) {
        const has = variants.map(({ key }) => String(key.value));
        // `other` is the last resort, under whatever name.
        lacking.push(
          ...needed
            .filter((category) => category !== 'other' && !has.includes(category))
            .map((category) => `${id}: ${category}`),
        );
      }
      Object.values(part).forEach((inner) => visit(id, inner));
    };
    for (const [id, { value }] of here) visit(id, value);
    expect(lacking).toEqual([]);
  });
});

test('the made language has every text, takes what English takes, and is a good third longer', () => {
  const made = new Map(pseudo(english).body.map((message) => [message.id, message]));
  const letters = (message: Message) => {
    let count = 0;
    const visit = (part: unknown): void => {
      if (typeof part === 'string') count += part.length;
      else if (Array.isArray(part)) part.forEach(visit);
      else if (typeof part === 'object' && part !== null && 'variants' in part) {
        (part as { variants: { value: unknown }[] }).variants.forEach(({ value }) => visit(value));
      }
    };
    visit(message.value);
    return count;
  };
  let [before, after] = [0, 0];
  for (const [id, original] of bodyOf(english)) {
    const disguised = made.get(id);
    if (!disguised) throw new Error(`${id} is missing`);
    expect(takes(disguised), id).toEqual(takes(original));
    before += letters(original);
    after += letters(disguised);
  }
  expect(after / before, 'as much longer as German can be').toBeGreaterThan(1.3);
});
