/** The models that are suggested, held against the table by which Bedrock is asked. */
import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { DEFAULT_MODEL, knownModels, knownRegions } from './known';

interface Row {
  ids: string[];
  label: string | null;
}
const rows = JSON.parse(readFileSync('../crates/llm/src/models.json', 'utf8')) as Row[];

/** The row of an id as `crates/llm` finds it: the part of the world and the version do not count, the longest name does. */
function rowOf(id: string): Row | undefined {
  const model = id.replace(/^(global|us|eu|apac|jp|au)\./u, '');
  const fits = (name: string) => model.startsWith(name);
  return rows
    .filter(({ ids }) => ids.some(fits))
    .sort((a, b) => longest(b.ids.filter(fits)) - longest(a.ids.filter(fits)))[0];
}
const longest = (names: string[]) => Math.max(...names.map((name) => name.length));

describe('models that are suggested', () => {
  test.each([null, 'us-east-1', 'ca-central-1', 'eu-west-1', 'ap-northeast-1', 'sa-east-1'])('from %s', (region) => {
    const models = knownModels(region);
    expect(models.map(({ value }) => value)).toContain(DEFAULT_MODEL);
    for (const { value, label } of models) {
      const row = rowOf(value);
      // A row without a name is for models that the program was not written for.
      expect(row?.label, `${value} is in the table by name`).toBeTruthy();
      expect(label, 'under the name that the program calls it').toContain(row?.label);
    }
  });

  test('Nova is asked for by the profile of the region’s part of the world', () => {
    const nova = (region: string) => knownModels(region).at(-1)?.value;
    expect(nova('eu-central-1')).toBe('eu.amazon.nova-pro-v1:0');
    expect(nova('ap-southeast-2')).toBe('apac.amazon.nova-pro-v1:0');
    expect(nova('us-west-2')).toBe('us.amazon.nova-pro-v1:0');
  });
});

test('the learner’s own regions come first, and none twice', () => {
  expect(
    knownRegions(['eu-north-1', null, 'us-east-1'])
      .map(({ value }) => value)
      .slice(0, 3),
  ).toEqual(['eu-north-1', 'us-east-1', 'us-west-2']);
});
