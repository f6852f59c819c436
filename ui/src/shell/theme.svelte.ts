/** Light, dark or what the system says, put on the document. */
import type { ThemeDto } from '~/bindings';

const LAST = 'mission-architect.theme';

/** Before the settings are known: what was shown last, so that the window does not flash the other colours. */
export function rememberedTheme(): ThemeDto {
  const last = localStorage.getItem(LAST);
  return last === 'light' || last === 'dark' ? last : 'system';
}

/** Follows `theme` until the returned function is called. */
export function applyTheme(theme: ThemeDto): () => void {
  localStorage.setItem(LAST, theme);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const show = () => {
    document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  show();
  dark.addEventListener('change', show);
  return () => dark.removeEventListener('change', show);
}
