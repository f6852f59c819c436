/**
 * Keys as people write them (`mod+k`, `g m`, `shift+h`, `?`), matched against keyboard events and written for the learner's platform.
 * `mod` is Command on macOS and Control elsewhere. Which action a key runs is `keymap.svelte.ts`.
 */
import { t } from '~/messages';

/** One press: a key's lower-case name, whether Control or Command is held, and, with a letter, whether Shift is. */
export interface Press {
  key: string;
  mod: boolean;
  shift: boolean;
}

/** Presses one after the other. */
export type Chord = readonly Press[];

export function parseChord(text: string): Chord {
  return text
    .trim()
    .split(/\s+/)
    .map((part) => {
      const [, mod, shift, key = ''] = /^(mod\+)?(shift\+)?(.+)$/.exec(part) ?? [];
      return { key: key.toLowerCase(), mod: mod !== undefined, shift: shift !== undefined };
    });
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** The press of an event; nothing for a modifier alone or a combination that belongs to the system. */
export function pressOf(event: KeyboardEvent): Press | null {
  if (event.altKey || event.isComposing || ['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return null;
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  const other = isMac() ? event.ctrlKey : event.metaKey;
  const key = event.key.toLowerCase();
  // With a sign Shift is part of the sign: where `?` stands differs from keyboard to keyboard.
  return other ? null : { key, mod, shift: event.shiftKey && /^\p{Letter}$/u.test(key) };
}

export function samePress(one: Press, other: Press): boolean {
  return one.key === other.key && one.mod === other.mod && one.shift === other.shift;
}

const SIGNS: Record<string, string> = { arrowup: '↑', arrowdown: '↓', arrowleft: '←', arrowright: '→' };

/** Keys that have a word on the keyboard. */
const WORDS = new Set(['enter', 'escape', 'space', 'home', 'end', 'page-up', 'page-down']);

/** As the learner's keyboard has it, as far as their language tells. */
function keyName(key: string): string {
  const word = key.replace('page', 'page-');
  if (WORDS.has(word)) return t(`key-${word}`);
  return SIGNS[key] ?? key.toUpperCase();
}

/** A chord for a `<kbd>`, for example `G M` or `Ctrl ,`. */
export function chordLabel(text: string): string {
  return parseChord(text)
    .map(({ key, mod, shift }) => {
      const name = `${shift ? `${isMac() ? '⇧' : t('key-shift')} ` : ''}${keyName(key)}`;
      return mod ? `${isMac() ? '⌘' : t('key-control')} ${name}` : name;
    })
    .join(' ');
}

/** A chord for `aria-keyshortcuts`, which has no way to write one press after the other: then nothing. */
export function ariaKeys(text: string): string | undefined {
  const [press, ...rest] = parseChord(text);
  if (!press || rest.length > 0) return undefined;
  const name = `${press.shift ? 'Shift+' : ''}${press.key.toUpperCase()}`;
  return press.mod ? `${isMac() ? 'Meta' : 'Control'}+${name}` : name;
}
