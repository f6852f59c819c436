import { describe, expect, test } from 'vitest';

import { askerOf, changeOf } from '~/routes/connect/asker';
import { FakeAccess } from '~/platform/fake-access';

import { knownModels, knownRegions } from './known';
import { nothingPasted, type Pasted, problemOf, toSave } from './secrets';

const bearer: Pasted = { ...nothingPasted('memory'), bearerKey: 'ABSKexample' };
const keys: Pasted = {
  ...nothingPasted('memory', 'accessKeys'),
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

describe('what is missing before it is sent', () => {
  const cases: [Pasted, ReturnType<typeof problemOf>][] = [
    [bearer, null],
    [{ ...bearer, bearerKey: '' }, 'key'],
    [{ ...bearer, bearerKey: 'two words' }, 'key'],
    [{ ...bearer, bearerKey: ' ABSKexample\n' }, null],
    [keys, null],
    [{ ...keys, accessKeyId: 'akia' }, 'key-id'],
    [{ ...keys, secretAccessKey: '' }, 'secret'],
    [{ ...keys, accessKeyId: 'ASIAIOSFODNN7EXAMPLE' }, 'token'],
    [{ ...keys, accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionToken: 'x' }, null],
    [{ ...bearer, place: 'file', passphrase: 'short', again: 'short' }, 'passphrase'],
    [{ ...bearer, place: 'file', passphrase: 'long enough', again: 'long enouhg' }, 'again'],
    [{ ...bearer, place: 'file', passphrase: 'long enough', again: 'long enough' }, null],
  ];
  test.each(cases)('%o: %s', (pasted, problem) => {
    expect(problemOf(pasted)).toBe(problem);
  });
});

describe('what is sent', () => {
  test('only the fields of its kind', () => {
    const both: Pasted = { ...keys, bearerKey: 'left behind', passphrase: 'not for memory' };
    expect(toSave(both)).toEqual({
      kind: 'accessKeys',
      bearerKey: null,
      accessKeyId: keys.accessKeyId,
      secretAccessKey: keys.secretAccessKey,
      sessionToken: null,
      place: 'memory',
      passphrase: null,
    });
  });

  test('keys lose the white space of pasting, a passphrase keeps its own', () => {
    const sent = toSave({ ...bearer, bearerKey: ' ABSK\n', place: 'file', passphrase: ' spaces count ' });
    expect([sent.bearerKey, sent.passphrase]).toEqual(['ABSK', ' spaces count ']);
  });
});

test.each([
  ['us-east-1', 'us.'],
  ['eu-central-1', 'eu.'],
  ['ap-southeast-2', 'apac.'],
  [null, 'us.'],
])('in %s Nova is asked through the profile of that part of the world', (region, prefix) => {
  expect(knownModels(region).at(-1)?.value.startsWith(`${prefix}amazon.nova`)).toBe(true);
});

test('the regions of the learner’s own profiles come first, each once', () => {
  const values = knownRegions(['sa-east-1', null, 'us-west-2', 'sa-east-1']).map(({ value }) => value);
  expect(values.slice(0, 2)).toEqual(['sa-east-1', 'us-west-2']);
  expect(new Set(values).size).toBe(values.length);
});

describe('who asks', () => {
  const access = new FakeAccess(
    () => {},
    () => {},
  );
  const state = () => access.state;

  test('the default profile is likely when nothing was chosen', () => {
    expect(askerOf(state())).toBe('profile:default');
    expect(askerOf({ ...state(), profiles: [] }), 'without profiles there is a key to paste').toBe('pasted');
    const inForce = {
      region: 'us-east-1',
      endpoint: 'https://bedrock-runtime.us-east-1.amazonaws.com',
      endpointIsAws: true,
      source: 'environment' as const,
      profile: null,
      overrides: null,
    };
    const settings = { ...state().settings, credentials: 'aws' as const };
    expect(askerOf({ ...state(), settings, profiles: [], inForce }), 'keys in the environment make no profile').toBe(
      '',
    );
  });

  test('what was chosen stays chosen', () => {
    const settings = { ...state().settings, credentials: 'aws' as const, profile: 'work' };
    expect(askerOf({ ...state(), settings })).toBe('profile:work');
    expect(askerOf({ ...state(), settings: { ...settings, profile: null } })).toBe('');
    expect(askerOf({ ...state(), settings: { ...settings, credentials: 'pasted' } })).toBe('pasted');
  });

  test.each([
    ['', { credentials: 'aws', profile: null }],
    ['profile:a:b', { credentials: 'aws', profile: 'a:b' }],
    ['pasted', { credentials: 'pasted', profile: null }],
  ] as const)('%j is written as %o', (asker, change) => {
    expect(changeOf(asker)).toEqual(change);
  });
});
