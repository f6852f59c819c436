/** What can be done wherever the learner is: going somewhere, and what concerns the window itself. What a screen offers is the screen's. */
import type { ThemeDto } from '~/bindings';
import { t } from '~/messages';
import { asError } from '~/platform';

import type { Action, Shell } from '.';
import type { Drops } from './drops.svelte';
import type { Practice } from './practice.svelte';
import type { Session } from './session.svelte';
import { larger, smaller, USUAL_ZOOM } from './zoom';
import type { Zoom } from './zoom.svelte';

/** What of the window they act on. */
interface Parts {
  shell: Shell;
  session: Session;
  practice: Practice;
  drops: Drops;
  zoom: Zoom;
  /** Opens what floats over the screen. */
  connect: () => void;
  palette: () => void;
  help: () => void;
  /** To the newest notice, while there is one. */
  notice: Pick<Action, 'run' | 'available'>;
}

export function windowActions(parts: Parts): Action[] {
  const { shell, session, practice, drops } = parts;
  const go = t('group-go');
  const window = t('group-window');
  const theme = (name: ThemeDto): Action => ({
    id: `theme-${name}`,
    group: window,
    label: t(`action-theme-${name}`),
    keys: [],
    run: () => void setTheme(parts, name),
    available: () => session.settings !== null && session.settings.theme !== name,
  });
  return [
    {
      id: 'missions',
      group: go,
      label: t('action-missions'),
      keys: ['g m'],
      run: () => shell.go({ name: 'missions' }),
    },
    {
      id: 'new-mission',
      group: go,
      label: t('action-new-mission'),
      keys: ['g n'],
      words: t('action-new-mission-words'),
      run: () => shell.go({ name: 'missions', part: 'new' }),
    },
    {
      id: 'new-offline',
      group: go,
      label: t('action-new-offline'),
      keys: ['g o'],
      words: t('action-new-offline-words'),
      run: () => shell.go({ name: 'missions', part: 'offline' }),
    },
    {
      id: 'practise',
      group: go,
      label: t('action-practise'),
      keys: ['g d'],
      words: t('action-practise-words'),
      run: () => void practice.practise(null),
      available: () => practice.due > 0 && practice.looking === null,
    },
    {
      id: 'progress',
      group: go,
      label: t('action-progress'),
      keys: ['g p'],
      run: () => shell.go({ name: 'progress' }),
    },
    { id: 'usage', group: go, label: t('action-usage'), keys: ['g u'], run: () => shell.go({ name: 'usage' }) },
    {
      id: 'queue',
      group: go,
      label: t('action-queue'),
      keys: ['g q'],
      words: t('action-queue-words'),
      run: () => shell.go({ name: 'usage', part: 'queue' }),
    },
    {
      id: 'connect',
      group: go,
      label: t('action-connect'),
      keys: ['g b'],
      words: t('action-connect-words'),
      run: parts.connect,
    },
    {
      id: 'settings',
      group: go,
      label: t('action-settings'),
      keys: ['mod+,', 'g s'],
      run: () => shell.go({ name: 'settings' }),
    },
    {
      id: 'open-file',
      group: go,
      label: t('action-open-file'),
      keys: ['mod+o'],
      words: t('action-open-file-words'),
      run: () => void drops.choose(),
    },
    {
      id: 'resume',
      group: go,
      get label() {
        return t('action-resume', { title: session.list?.resume?.title ?? '' });
      },
      keys: ['g r'],
      run: () => session.list?.resume && shell.go({ name: 'mission', missionId: session.list.resume.id }),
      available: () => Boolean(session.list?.resume),
    },
    { id: 'palette', group: window, label: t('action-palette'), keys: ['mod+k'], run: parts.palette },
    {
      id: 'notice',
      group: window,
      label: t('action-notice'),
      keys: ['g i'],
      ...parts.notice,
    },
    { id: 'keys', group: window, label: t('action-keys'), keys: ['?'], run: parts.help },
    theme('light'),
    theme('dark'),
    theme('system'),
    zoomTo(parts, 'in', ['mod++', 'mod+='], larger),
    zoomTo(parts, 'out', ['mod+-'], smaller),
    zoomTo(parts, 'usual', ['mod+0'], () => USUAL_ZOOM),
    {
      id: 'language',
      group: window,
      label: t('action-language'),
      keys: [],
      words: t('action-language-words'),
      run: () => shell.go({ name: 'settings', part: 'appearance' }),
    },
  ];
}

function zoomTo(
  { session, zoom }: Parts,
  name: 'in' | 'out' | 'usual',
  keys: string[],
  to: (percent: number) => number,
): Action {
  return {
    id: `zoom-${name}`,
    group: t('group-window'),
    label: t(`action-zoom-${name}`),
    words: t('action-zoom-words'),
    keys,
    run: () => zoom.set(to(zoom.percent)),
    available: () => session.settings !== null,
  };
}

async function setTheme({ session, shell }: Parts, theme: ThemeDto): Promise<void> {
  if (!session.settings) return;
  try {
    await session.saveSettings({ ...session.settings, theme });
  } catch (thrown) {
    shell.notify({ tone: 'problem', text: asError(thrown).message });
  }
}
