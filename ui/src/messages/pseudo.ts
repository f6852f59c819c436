/**
 * A language that nobody speaks, made of English: accented, a good third longer, in brackets. What is shown without brackets was never in the
 * catalogue; what is cut off or pushed about will be so in German. For tests and for looking at layouts; never shipped.
 */
import { FluentResource } from '@fluent/bundle';

import english from './en.ftl?raw';
import { showCatalogue } from './language.svelte';

/** Names for the ends that each text has; nothing else in the window uses these signs. */
export const OPEN = '⟦';
export const CLOSE = '⟧';
/** Private use, as `x-` languages are: no catalogue and no `Intl` has it. */
export const PSEUDO = 'en-x-pseudo';

type Pattern = NonNullable<FluentResource['body'][number]['value']>;

const PLAIN = 'abcdefghiklmnoprstuwyzACDEFGHIKLNOPRSTUWYZ';
const ACCENTED = 'àƀçďéƒĝĥíķĺɱñöþŕšţûŵýžÀÇĎÉƑĜĤÍĶĹÑÖÞŔŠŢÛŴÝŽ';
const VOWELS = /[aeiouAEIOU]/gu;

/** Speaks it; dates and numbers without Latin letters, so that those of English cannot hide among them. */
export function speakPseudo(): void {
  showCatalogue(PSEUDO, 'ja', pseudo(english));
}

/** A catalogue with every text of `source` disguised. */
export function pseudo(source: string): FluentResource {
  const resource = new FluentResource(source);
  for (const message of resource.body) {
    if (message.value === null) continue;
    const disguised = disguise(message.value);
    message.value = [OPEN, ...(typeof disguised === 'string' ? [disguised] : disguised), CLOSE];
  }
  return resource;
}

/** Texts are changed, also those that a number chooses between; arguments stay. */
function disguise(pattern: Pattern): Pattern {
  if (typeof pattern === 'string') return lengthened(pattern);
  return pattern.map((element) => {
    if (typeof element === 'string') return lengthened(element);
    if (element.type !== 'select') return element;
    return {
      ...element,
      variants: element.variants.map((variant) => ({ ...variant, value: disguise(variant.value) })),
    };
  });
}

/** Vowels three times in place of once are about 70 % more letters, twice about 40 %. */
function lengthened(text: string): string {
  return [...text.replace(VOWELS, (vowel) => vowel + vowel)].map(accented).join('');
}

function accented(letter: string): string {
  const at = PLAIN.indexOf(letter);
  return at < 0 ? letter : ([...ACCENTED][at] ?? letter);
}
