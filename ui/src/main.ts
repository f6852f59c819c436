/** Starts the window: finds the platform, mounts the shell. */
import { mount } from 'svelte';

import App from './App.svelte';
import { chooseLanguage, rememberedLanguage } from './messages';
import type { Platform } from './platform';
import { tauriPlatform } from './platform/tauri';
import './styles/app.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

const asked = new URLSearchParams(import.meta.env.MODE === 'production' ? '' : location.search);
const theme = asked.get('theme');
if (import.meta.env.MODE !== 'production' && asked.get('language') === 'pseudo') {
  // After the settings have come: they name a language that is spoken.
  void import('./messages/pseudo').then(({ speakPseudo }) => setTimeout(speakPseudo, 1500));
}
// In the language that was chosen last, so that the window need not change it while it is read.
await chooseLanguage(rememberedLanguage());
mount(App, {
  target,
  props: { platform: await platform(), forcedTheme: theme === 'light' || theme === 'dark' ? theme : undefined },
});

/** The app's engine; in a browser, which only developers use, an invented one. It is not part of what is shipped. */
async function platform(): Promise<Platform> {
  if (import.meta.env.MODE !== 'production' && !('__TAURI_INTERNALS__' in window)) {
    const { fakePlatform } = await import('./platform/fake');
    return fakePlatform(asked.get('scenario') ?? undefined);
  }
  return tauriPlatform();
}
