/** What happens on the Mission screen that is worth a notice, and the words for it. */
import type { ErrorDto, MissionMakeDto, StartedDto } from '~/bindings';
import { clock } from '~/lib/mission/format';
import { t } from '~/messages';
import { editorName } from '~/messages/names';
import type { Notice as ShellNotice } from '~/shell';

import type { TimeNotice } from './time.svelte';

/** Something that happened, for the shell to say; the words are the screen's. */
export type Notice =
  | { kind: 'started'; started: StartedDto; make: MissionMakeDto['kind']; passed: number; total: number }
  | { kind: 'restored'; atMs: number }
  | { kind: 'undone' }
  | { kind: 'opened'; label: string }
  | { kind: 'copied' }
  | { kind: 'sabotaged'; missionId: string; changes: number }
  | TimeNotice
  /** The screen was left with something typed that is not in the file. */
  | { kind: 'draftKept'; missionId: string }
  /** What was said of that holds no longer. */
  | { kind: 'draftSeen'; missionId: string }
  | { kind: 'problem'; error: ErrorDto };

interface WaysOn {
  /** The mission was left before it was broken: nobody is taken away from where they are. */
  open: ((missionId: string) => void) | null;
  undo: () => void;
  settings: () => void;
}

export function noticeOf(notice: Exclude<Notice, { kind: 'copied' | 'draftSeen' }>, ways: WaysOn): ShellNotice {
  switch (notice.kind) {
    case 'started': {
      const { created, editor, editorProblem } = notice.started;
      // What is broken on purpose, or has blanks, begins at another place for everyone.
      const ready =
        notice.make === 'build'
          ? t('mission-started-created', { passed: notice.passed, total: notice.total })
          : t('mission-started-ready');
      const begun = created ? ready : t('mission-started-kept');
      if (editorProblem !== null) {
        return {
          text: `${begun} ${editorProblem}`,
          tone: 'problem',
          action: { label: t('mission-choose-editor'), run: ways.settings },
        };
      }
      return {
        text: editor === null ? begun : `${begun} ${t('mission-opened', { editor: editorName(editor) })}`,
        tone: 'info',
      };
    }
    case 'restored':
      return {
        text: t('mission-restored', { time: clock(notice.atMs) }),
        tone: 'info',
        action: { label: t('mission-undo'), run: ways.undo },
      };
    case 'undone':
      return { text: t('mission-undone'), tone: 'info' };
    case 'opened':
      return { text: t('mission-opened', { editor: notice.label }), tone: 'info' };
    case 'savesExported':
      return { text: t('time-exported', { count: notice.count, path: notice.path }), tone: 'info' };
    case 'savesDeleted':
      return { text: t('time-deleted', { count: notice.count }), tone: 'info' };
    case 'sabotaged':
      return {
        text: t('mission-sabotaged', { changes: notice.changes }),
        tone: 'info',
        ...(ways.open && { action: { label: t('bedrock-mission-open'), run: () => ways.open?.(notice.missionId) } }),
      };
    case 'draftKept':
      return {
        text: t('editor-draft-kept'),
        tone: 'waits',
        ...(ways.open && { action: { label: t('editor-draft-back'), run: () => ways.open?.(notice.missionId) } }),
      };
    case 'problem':
      return notice.error.code === 'editor'
        ? {
            text: notice.error.message,
            tone: 'problem',
            action: { label: t('mission-choose-editor'), run: ways.settings },
          }
        : { text: notice.error.message, tone: 'problem' };
  }
}
