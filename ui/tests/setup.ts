// What jsdom lacks and every component test needs.
import '@testing-library/jest-dom/vitest';

import { configure } from '@testing-library/svelte';

import { rememberComputedStyles } from './computed-style';

rememberComputedStyles();

// As with the tests' own limit: how long to look for something at most.
configure({ asyncUtilTimeout: 20_000 });

// Assigned, not stubbed: `unstubGlobals` takes stubs away after the first test of a file.
class NoResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

globalThis.ResizeObserver ??= NoResizeObserver;
window.matchMedia ??= (query: string): MediaQueryList => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
});
Element.prototype.scrollIntoView ??= () => {};
