/**
 * All text of the window, by id, from one Fluent catalogue. Another language is another file beside `en.ftl`.
 * A test proves that each id used exists and each id in the catalogue is used.
 */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

import english from './en.ftl?raw';

/** Numbers and dates are written for the learner's own locale; sentences are English until there is another catalogue. */
export const locale: string = usableLocale(typeof navigator === 'undefined' ? '' : navigator.language);

/** WebKitGTK says `c` for a system without a locale (`LANG=C`, a container), and `Intl` throws on that. */
export function usableLocale(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

const bundle = new FluentBundle(['en'], { useIsolating: false });
const problems = bundle.addResource(new FluentResource(english));
if (problems.length > 0) throw new Error(`en.ftl: ${problems.map(String).join('; ')}`);

export type MessageArguments = Record<string, FluentVariable>;

/** The message `id`, with its arguments filled in. An unknown id shows itself, so that a mistake is seen and nothing breaks. */
export function t(id: string, args?: MessageArguments): string {
  const message = bundle.getMessage(id);
  if (!message?.value) return id;
  const errors: Error[] = [];
  const text = bundle.formatPattern(message.value, args ?? null, errors);
  if (errors.length > 0 && import.meta.env.DEV) throw new Error(`${id}: ${errors.map(String).join('; ')}`);
  return text;
}

/** Whether the catalogue has `id`; for names that come from data, such as services. */
export function hasMessage(id: string): boolean {
  return bundle.hasMessage(id);
}
