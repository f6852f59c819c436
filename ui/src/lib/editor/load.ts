/**
 * The way to CodeMirror, which is large and comes in a chunk of its own when a template is first opened. Nothing else may import
 * `codemirror.ts` but for its types.
 */
import type * as codemirror from './codemirror';

export type Code = typeof codemirror;

let asked: Promise<Code> | null = null;
let loaded: Code | null = null;

/**
 * Whether it can run here: our CSP blocks the `<style>` it would write, and it needs none where a shadow root adopts style sheets.
 * Where it does not, the plain view stays.
 */
export function canLoad(): boolean {
  return typeof ShadowRoot !== 'undefined' && 'adoptedStyleSheets' in ShadowRoot.prototype;
}

/** Loads it once; a failure is forgotten, so that the next opening tries again. */
export async function loadCode(): Promise<Code> {
  asked ??= import('./codemirror');
  try {
    loaded = await asked;
    return loaded;
  } catch (thrown) {
    asked = null;
    throw thrown;
  }
}

/** It, when it has been loaded already: then nothing else is shown first. */
export function loadedCode(): Code | null {
  return loaded;
}
