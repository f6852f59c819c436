/** What the shell does for screens: go somewhere, say something, offer actions. Screens get it with `useShell`. */
import { getContext, setContext } from 'svelte';

import type { Action, KeyGroup } from '~/keys/keymap.svelte';

import type { Bedrock } from './bedrock.svelte';
import type { Notice } from './notices.svelte';
import type { Route } from './router.svelte';

export type { Action } from '~/keys/keymap.svelte';
export type { Bedrock } from './bedrock.svelte';
export type { Notice } from './notices.svelte';
export type { Route } from './router.svelte';
export { hrefOf } from './router.svelte';

export interface Shell {
  go(route: Route): void;
  /** Shows a notice over the screen. */
  notify(notice: Notice): void;
  /** Takes back what was said about something: it holds no longer, or is seen where it is. */
  withdraw(about: string): void;
  /** Says a sentence to screen readers, politely, without showing it. */
  announce(text: string): void;
  /** Offers actions to the keyboard, the palette and the help until the returned function is called. */
  addActions(actions: readonly Action[]): () => void;
  /** Explains, in the help, keys that something on the screen answers itself, until the returned function is called. */
  explainKeys(group: KeyGroup): () => void;
}

/** What a notice is about when it is about a mission: the next one about it takes its place. */
export function aboutMission(missionId: string): string {
  return `mission ${missionId}`;
}

/** What a notice is about when it is about something that was typed and is not in the file. */
export function aboutDraft(missionId: string): string {
  return `draft ${missionId}`;
}

/** The key under which the shell is handed to components; tests pass their own to `render` in `context`. */
export const SHELL = Symbol('shell');

export function provideShell(shell: Shell): void {
  setContext(SHELL, shell);
}

export function useShell(): Shell {
  return getContext<Shell>(SHELL);
}

/** The key under which the window's view of Bedrock is handed to components; tests pass their own to `render` in `context`. */
export const BEDROCK = Symbol('bedrock');

export function provideBedrock(bedrock: Bedrock): void {
  setContext(BEDROCK, bedrock);
}

/** How Bedrock stands, shared by the whole window. */
export function useBedrock(): Bedrock {
  return getContext<Bedrock>(BEDROCK);
}
