/**
 * Which language the window speaks, and the catalogues of those it knows. English comes with the start and stands in for whatever another
 * catalogue lacks; the others are loaded when they are first asked for. What a message says is `index.ts`.
 */
import { FluentBundle, FluentResource } from '@fluent/bundle';

import english from './en.ftl?raw';

export interface Language {
  /** As `SettingsDto.language` names it. */
  tag: string;
  /** In the language itself: who looks for theirs need not read another. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** The text of its catalogue. */
  load: () => Promise<string>;
}

export const LANGUAGES: readonly Language[] = [
  { tag: 'en', name: 'English', direction: 'ltr', load: () => Promise.resolve(english) },
  { tag: 'de', name: 'Deutsch', direction: 'ltr', load: async () => (await import('./de.ftl?raw')).default },
];

/** What is shown now. */
export interface Shown {
  /** The language of the sentences. */
  tag: string;
  /** What numbers and dates are written for. */
  locale: string;
  /** The language's own catalogue; English needs none beside the one that is always there. */
  bundle: FluentBundle | null;
}

const LAST = 'mission-architect.language';
const ENGLISH = 'en';

export const fallback = bundleOf(ENGLISH, new FluentResource(english));

let shown = $state.raw<Shown>({ tag: ENGLISH, locale: systemLocale(), bundle: null });
/** The newest wish: a catalogue that arrives after another was asked for is not shown. */
let asked = 0;

/** What is shown; whatever renders it follows when it changes. */
export function shownLanguage(): Shown {
  return shown;
}

/** What numbers and dates are written for. A function, so that what renders with it follows the language. */
export function locale(): string {
  return shown.locale;
}

/** A formatter that is made once for each locale: making one costs far more than using it. */
export function formatter<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const known = made.get(shown.locale) ?? make(shown.locale);
    made.set(shown.locale, known);
    return known;
  };
}

/**
 * Speaks the language that the settings name, otherwise the system's, otherwise English; at once, or as soon as its catalogue is there. One
 * that cannot be loaded leaves the window as it is, with `false`.
 */
export async function chooseLanguage(chosen: string | null): Promise<boolean> {
  const turn = ++asked;
  remember(chosen);
  const language = languageFor(chosen);
  if (language.tag === ENGLISH) {
    show(language, localeFor(chosen), null);
    return true;
  }
  try {
    const resource = new FluentResource(await language.load());
    if (turn === asked) show(language, localeFor(chosen), bundleOf(language.tag, resource));
    return true;
  } catch {
    return false;
  }
}

/** Speaks from a catalogue that is no file: the made one of tests and of looking at layouts. */
export function showCatalogue(tag: string, locale: string, resource: FluentResource): void {
  asked++;
  show({ tag, direction: 'ltr' }, locale, bundleOf(tag, resource));
}

/** Before the settings are known: what was chosen last, so that the window does not begin in another language. */
export function rememberedLanguage(): string | null {
  return localStorage.getItem(LAST);
}

/** The language that is spoken for a choice: nothing chosen is the system's, one without a catalogue is English. */
export function languageFor(chosen: string | null): Language {
  const wanted = chosen ?? primary(systemLocale());
  const language = LANGUAGES.find(({ tag }) => tag === wanted) ?? LANGUAGES[0];
  if (!language) throw new Error('there is always English');
  return language;
}

/** WebKitGTK says `c` for a system without a locale (`LANG=C`, a container), and `Intl` throws on that. */
export function usableLocale(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? ENGLISH;
  } catch {
    return ENGLISH;
  }
}

/**
 * Without a choice numbers and dates are the system's, also where its sentences are not known. With one they are the language's, as
 * the system's country writes it: `de-AT` for German in Austria.
 */
export function localeFor(chosen: string | null): string {
  const system = systemLocale();
  return chosen === null || primary(system) === chosen ? system : usableLocale(chosen);
}

function systemLocale(): string {
  return usableLocale(typeof navigator === 'undefined' ? '' : navigator.language);
}

function primary(locale: string): string {
  return locale.split('-')[0] ?? locale;
}

function show({ tag, direction }: Pick<Language, 'tag' | 'direction'>, locale: string, bundle: FluentBundle | null) {
  shown = { tag, locale, bundle };
  document.documentElement.lang = tag;
  document.documentElement.dir = direction;
}

function remember(chosen: string | null): void {
  if (chosen === null) localStorage.removeItem(LAST);
  else localStorage.setItem(LAST, chosen);
}

/** A line that Fluent cannot read is left out by it; `messages.test.ts` finds those. */
function bundleOf(tag: string, resource: FluentResource): FluentBundle {
  const bundle = new FluentBundle([tag], { useIsolating: false });
  bundle.addResource(resource);
  return bundle;
}
