/** What the engine gives as a code is said in the window’s language; what is a name stays one. */
import { render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';

import type { InForceDto, VaultDto } from '~/bindings';
import WhatIsWrong from '~/lib/WhatIsWrong.svelte';

import { chooseLanguage } from '.';
import { editorName, inShort, keyringWords, keySource, nextStep, overridden, whatIsWrong } from './names';

afterEach(async () => {
  await chooseLanguage('en');
});

const vault: VaultDto = { keyring: 'available', keyringReason: null, keyringNote: null, fileProblem: null, held: [] };

test('editors: names stay, words do not', async () => {
  await chooseLanguage('de');
  const names = [
    { id: 'vscode', label: 'Visual Studio Code' },
    { id: 'system', label: 'the system’s default' },
    { id: 'neovim', label: 'Neovim in a terminal' },
  ].map(editorName);
  expect(names).toEqual(['Visual Studio Code', 'Das Standardprogramm des Systems', 'Neovim im Terminal']);
});

test.each([
  ['bearer', null, 'der Bedrock-API-Schlüssel, den du eingefügt hast'],
  ['environment', null, 'die Zugriffsschlüssel der Umgebung'],
  ['profile', { name: 'work', kind: 'role' }, 'das Profil „work“ (nimmt eine Rolle an)'],
] as [InForceDto['source'], InForceDto['profile'], string][])('who asks: %s', async (source, profile, words) => {
  await chooseLanguage('de');
  expect(keySource({ source, profile })).toBe(words);
});

test('what is overridden', async () => {
  await chooseLanguage('de');
  expect(overridden({ overrides: null }), 'nothing is').toBeNull();
  expect(overridden({ overrides: { variable: null, profile: 'work' } })).toContain('Auch das Profil');
  expect(overridden({ overrides: { variable: 'AWS_ACCESS_KEY_ID', profile: null } })).toContain('AWS_ACCESS_KEY_ID');
});

test('the keyring, and what the system says of it in its own words', async () => {
  expect(keyringWords(vault), 'all is well: no sentence').toBe('encrypted by your login');
  await chooseLanguage('de');
  expect(keyringWords({ ...vault, keyring: 'locked' })).toContain('Er ist gesperrt');
  const broken = keyringWords({
    ...vault,
    keyring: 'unavailable',
    keyringReason: 'no secret service',
    keyringNote: 'waits',
  });
  expect(broken).toMatch(/^Er funktioniert nicht\..*Das System sagt: .*no secret service.*Er wartet noch/);
});

test('what to do, with the profile that it is about; an unknown code in the engine’s words', async () => {
  await chooseLanguage('de');
  const sso = nextStep({ step: 'sso-login', profile: 'work', nextStep: 'Run it.' });
  expect(sso).toMatch(/^Führe .*aws sso login --profile .*work.* aus/);
  expect(nextStep({ step: 'of-a-later-version', profile: null, nextStep: 'Run it.' })).toBe('Run it.');
});

test('what is wrong, in the window’s language first; the engine’s sentence stays as detail', async () => {
  const denied = { code: 'access-denied', message: 'AWS says no.' };
  expect([inShort(denied), whatIsWrong(denied)], 'English is the engine’s own').toEqual([null, 'AWS says no.']);
  await chooseLanguage('de');
  expect(whatIsWrong(denied)).toBe('Bedrock: Zugriff verweigert. AWS says no.');
  const newer = { code: 'of-a-later-version', message: 'AWS says no.' };
  expect(whatIsWrong(newer), 'a code that nobody has words for').toBe('AWS says no.');
});

test('what is wrong, where it is shown: each language is read out as what it is', async () => {
  await chooseLanguage('de');
  render(WhatIsWrong, { props: { problem: { code: 'no-credentials', message: 'Run `aws configure`.' } } });
  expect(screen.getByText('Bedrock: keine Zugangsdaten.'), 'what comes first is German').not.toHaveAttribute('lang');
  expect(screen.getByText('aws configure').closest('[lang]'), 'the detail is English').toHaveAttribute('lang', 'en');
});
