/** Which language is spoken, that it changes at once, and that English stands in. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { chooseLanguage, formatter, hasMessage, locale, rememberedLanguage, t } from '.';
import { LANGUAGES, languageFor, localeFor, usableLocale } from './language.svelte';

/** What the system says it speaks. */
function system(language: string) {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue(language);
}

beforeEach(() => localStorage.clear());
afterEach(async () => {
  vi.restoreAllMocks();
  await chooseLanguage('en');
});

test.each([
  ['de-at', 'de-AT'],
  ['en-US', 'en-US'],
  // What WebKitGTK says under `LANG=C`; numbers and dates threw, and the mission screen stayed empty.
  ['c', 'en'],
  ['', 'en'],
])('the locale of a system that says "%s" is %s', (said, used) => {
  expect(usableLocale(said)).toBe(used);
  expect(() => new Intl.NumberFormat(usableLocale(said))).not.toThrow();
});

test.each([
  // What the settings say, what the system says: the language of sentences, the locale of numbers and dates.
  [null, 'de-AT', 'de', 'de-AT'],
  [null, 'en-GB', 'en', 'en-GB'],
  [null, 'fr-FR', 'en', 'fr-FR'],
  [null, 'c', 'en', 'en'],
  ['de', 'en-US', 'de', 'de'],
  ['de', 'de-CH', 'de', 'de-CH'],
  ['en', 'de-DE', 'en', 'en'],
  // Settings of a version that had more languages.
  ['tlh', 'de-DE', 'en', 'tlh'],
])('chosen %s on a system that says %s: %s sentences, %s numbers', (chosen, said, tag, numbers) => {
  system(said);
  expect(languageFor(chosen).tag).toBe(tag);
  expect(localeFor(chosen)).toBe(numbers);
});

describe('speaking', () => {
  test('every language is loaded, and its own word for the settings is shown', async () => {
    const words = new Set<string>();
    for (const { tag } of LANGUAGES) {
      expect(await chooseLanguage(tag), tag).toBe(true);
      words.add(t('nav-settings'));
    }
    expect(words.size, 'each says it differently').toBe(LANGUAGES.length);
  });

  test('the document says which it is, for those who hear it', async () => {
    await chooseLanguage('de');
    expect(document.documentElement.lang).toBe('de');
    expect(document.documentElement.dir).toBe('ltr');
    await chooseLanguage('en');
    expect(document.documentElement.lang).toBe('en');
  });

  test('numbers and dates follow, also from a formatter that was made before', async () => {
    const number = formatter((locale) => new Intl.NumberFormat(locale));
    expect(number().format(1234.5)).toBe('1,234.5');
    await chooseLanguage('de');
    expect(locale()).toBe('de');
    expect(number().format(1234.5)).toBe('1.234,5');
  });

  test('the last wish wins, also when an earlier catalogue arrives later', async () => {
    const [first, second] = [chooseLanguage('de'), chooseLanguage('en')];
    await Promise.all([first, second]);
    expect(t('nav-settings')).toBe('Settings');
  });

  test('a catalogue that cannot be loaded changes nothing, and says so', async () => {
    const german = LANGUAGES.find(({ tag }) => tag === 'de');
    if (!german) throw new Error('German is a language of the window');
    vi.spyOn(german, 'load').mockRejectedValue(new Error('no such chunk'));
    expect(await chooseLanguage('de')).toBe(false);
    expect(t('nav-settings')).toBe('Settings');
    expect(document.documentElement.lang).toBe('en');
  });

  test('what a catalogue lacks is English', async () => {
    const german = LANGUAGES.find(({ tag }) => tag === 'de');
    if (!german) throw new Error('German is a language of the window');
    vi.spyOn(german, 'load').mockResolvedValue('nav-settings = Einstellungen\n');
    await chooseLanguage('de');
    expect(t('nav-settings')).toBe('Einstellungen');
    expect(hasMessage('nav-missions')).toBe(true);
    expect(t('nav-missions')).toBe('Missions');
  });

  test('what was chosen last is known before the settings are', async () => {
    await chooseLanguage('de');
    expect(rememberedLanguage()).toBe('de');
    await chooseLanguage(null);
    expect(rememberedLanguage(), 'nothing chosen is the system’s').toBeNull();
  });
});
