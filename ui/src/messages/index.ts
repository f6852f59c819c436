/**
 * All text of the window, by id, from one Fluent catalogue a language. Another language is another file beside `en.ftl` and its row in
 * `language.svelte.ts`. A test proves that each id used exists, each id in the catalogue is used, and all catalogues have the same.
 */
import type { FluentBundle, FluentVariable } from '@fluent/bundle';

import { fallback, shownLanguage } from './language.svelte';

export { chooseLanguage, formatter, LANGUAGES, languageFor, locale, rememberedLanguage } from './language.svelte';

export type MessageArguments = Record<string, FluentVariable>;

/**
 * The message `id`, with its arguments filled in. Whatever renders with it follows the language; a constant of a module or of a component
 * that outlives a change does not. An unknown id shows itself, so that a mistake is seen and nothing breaks.
 */
export function t(id: string, args?: MessageArguments): string {
  const bundle = bundleWith(id);
  const value = bundle?.getMessage(id)?.value;
  if (!bundle || !value) return id;
  const errors: Error[] = [];
  const text = bundle.formatPattern(value, args ?? null, errors);
  if (errors.length > 0 && import.meta.env.DEV) throw new Error(`${id}: ${errors.map(String).join('; ')}`);
  return text;
}

/** Whether the catalogue has `id`; for names that come from data, such as services. */
export function hasMessage(id: string): boolean {
  return bundleWith(id) !== undefined;
}

/** The language's own catalogue, or the English one for what it lacks. */
function bundleWith(id: string): FluentBundle | undefined {
  return [shownLanguage().bundle, fallback].find((bundle) => bundle?.hasMessage(id)) ?? undefined;
}
