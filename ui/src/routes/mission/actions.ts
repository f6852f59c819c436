/** What the keyboard, the palette and the help offer on the Mission screen. */
import { firstPlace } from '~/lib/mission/evidence';
import { t } from '~/messages';
import type { Action } from '~/shell';

import type { Panel } from './mentor/panel.svelte';
import type { LeftTab, MiddleTab, MissionState } from './mission.svelte';

/** Puts what was typed in place of what a blank was corrected to; works in the next field too. */
export const KEEP_KEY = 'mod+shift+k';
/** Writes what is typed in a blank exactly as it is. */
export const ANYWAY_KEY = 'mod+enter';

/** Edits the template in the window, saves what is typed there, takes it back, ends it. */
export const EDIT_KEY = 'i';
export const SAVE_KEY = 'mod+s';
export const DISCARD_KEY = 'mod+shift+d';
export const DONE_KEY = 'mod+e';
/** To the next line with a problem; with Shift, inside the template, to the one before. */
export const PROBLEM_KEY = 'f8';

/** What needs the page and not only the state. */
interface OnPage {
  focusBlanks: () => void;
  answerAsTyped: () => void;
  editTemplate: () => void;
  doneEditing: () => void;
  goToProblem: () => void;
  goNext: () => void;
  move: (step: number) => void;
  focusPane: (side: 'left' | 'middle') => void;
}

export function missionActions(screen: MissionState, page: OnPage): Action[] {
  const group = t('mission-actions');
  const started = () => screen.started;
  const action = (id: string, label: string, keys: string[], run: () => void, available?: () => boolean): Action =>
    available === undefined ? { id, label, group, keys, run } : { id, label, group, keys, run, available };
  /** A key that shows a tab also goes there: what had the focus may be gone with the tab before. */
  const left = (id: LeftTab, label: string, key: string) =>
    action(`mission.${id}`, label, [key], () => {
      screen.showLeft(id);
      requestAnimationFrame(() => page.focusPane('left'));
    });
  const middle = (id: MiddleTab, label: string, key: string) =>
    action(`mission.${id}`, label, [key], () => {
      screen.showMiddle(id);
      requestAnimationFrame(() => page.focusPane('middle'));
    });
  return [
    action(
      'mission.start',
      t('mission-start'),
      ['s'],
      () => void screen.start(),
      () => screen.mission !== null && !screen.started,
    ),
    action('mission.next-criterion', t('mission-next-criterion'), ['j'], () => page.move(1)),
    action('mission.previous-criterion', t('mission-previous-criterion'), ['k'], () => page.move(-1)),
    action(
      'mission.open-editor',
      t('mission-open-selected'),
      ['e'],
      () => void screen.file.openEditor(firstPlace(screen.selected?.result)),
      started,
    ),
    action(
      'mission.hint',
      t('mission-reveal-hint'),
      ['h'],
      () => void (screen.selectedId !== null && screen.revealHint(screen.selectedId)),
      () => screen.selectedId !== null,
    ),
    action(
      'mission.blanks',
      t('blanks-action'),
      ['a'],
      () => {
        screen.showMiddle('blanks');
        requestAnimationFrame(() => page.focusBlanks());
      },
      () => screen.hasBlanks,
    ),
    action(
      'mission.blank-as-typed',
      t('blanks-action-as-typed'),
      [ANYWAY_KEY],
      () => page.answerAsTyped(),
      () => screen.hasBlanks && screen.blanks.focused !== null,
    ),
    action(
      'mission.blank-keep',
      t('blanks-action-keep'),
      [KEEP_KEY],
      () => void screen.blanks.keepMine(),
      () => screen.hasBlanks && screen.blanks.refusable,
    ),
    left('brief', t('mission-tab-brief'), 'b'),
    left('criteria', t('mission-tab-criteria'), 'c'),
    left('history', t('mission-tab-history'), 'y'),
    middle('architecture', t('mission-tab-architecture'), 'shift+a'),
    middle('template', t('mission-tab-template'), 't'),
    middle('changes', t('mission-tab-changes'), 'd'),
    action(
      'mission.edit-here',
      t('editor-edit-here'),
      [EDIT_KEY],
      () => page.editTemplate(),
      () => screen.started && screen.editing.phase === 'off',
    ),
    action(
      'mission.edit-save',
      t('editor-action-save'),
      [SAVE_KEY],
      () => void screen.editing.save(),
      () => screen.editing.phase === 'on',
    ),
    action(
      'mission.edit-discard',
      t('editor-action-discard'),
      [DISCARD_KEY],
      () => screen.editing.discard(),
      () => screen.editing.phase === 'on' && screen.editing.dirty,
    ),
    action(
      'mission.edit-done',
      t('editor-action-done'),
      [DONE_KEY],
      () => page.doneEditing(),
      () => screen.editing.phase === 'on',
    ),
    action('mission.next-problem', t('editor-next-problem'), [PROBLEM_KEY], () => page.goToProblem(), started),
    action('mission.grade', t('mission-read-again'), ['r'], () => void screen.gradeNow(), started),
    action('mission.copy-path', t('mission-copy-path'), ['p'], () => void screen.file.copyPath(), started),
    action('mission.open-folder', t('mission-open-folder'), ['o'], () => void screen.file.openFolder(), started),
    action(
      'mission.now',
      t('mission-back-to-now'),
      ['n'],
      () => void screen.lookAtNow(),
      () => screen.lookedAt !== null,
    ),
    action(
      'mission.next',
      t('mission-go-next'),
      ['shift+n'],
      () => page.goNext(),
      () => screen.nextId !== null,
    ),
    action(
      'mission.sabotage',
      t('mission-sabotage'),
      ['x'],
      () => void screen.sabotage(),
      () => screen.canSabotage && screen.busy === null,
    ),
    action(
      'mission.save-before',
      t('time-before'),
      [','],
      () => void screen.time.step(-1),
      () => screen.started && screen.time.index !== 0,
    ),
    action(
      'mission.save-after',
      t('time-after'),
      ['.'],
      () => void screen.time.step(1),
      () => screen.lookedAt !== null,
    ),
    action('mission.flip-before', t('time-flip-before'), ['<'], () => void screen.time.stepToFlip(-1), started),
    action(
      'mission.flip-after',
      t('time-flip-after'),
      ['>'],
      () => void screen.time.stepToFlip(1),
      () => screen.lookedAt !== null,
    ),
    action('mission.last-green', t('time-last-green'), ['shift+l'], () => void screen.time.lookAtLastGreen(), started),
    action('mission.compare-save', t('time-compare'), ['v'], () => void screen.time.toggleMark(), started),
    action(
      'mission.restore',
      t('mission-restore'),
      ['shift+r'],
      () => void (screen.lookedAt !== null && screen.restore(screen.lookedAt.summary)),
      () => screen.lookedAt !== null && screen.busy === null,
    ),
    action('mission.export-saves', t('time-export'), [], () => void screen.time.exportSaves(), started),
    action('mission.delete-saves', t('time-delete'), [], () => void screen.time.askToDelete(), started),
    action(
      'mission.undo-restore',
      t('mission-undo'),
      ['u'],
      () => void screen.undoRestore(),
      () => screen.canUndoRestore,
    ),
  ];
}

/** The mentor's; `canAsk` says whether there is somebody to ask. */
export function mentorActions(screen: MissionState, panel: Panel, canAsk: () => boolean): Action[] {
  const group = t('mentor-name');
  const { mentor } = panel;
  const open = () => (screen.hintsOpen = true);
  return [
    {
      id: 'mentor.ask',
      label: t('mentor-action-ask'),
      group,
      keys: ['m'],
      run: () => {
        open();
        panel.want({ kind: canAsk() ? 'question' : 'levels' });
      },
    },
    {
      id: 'mentor.hint',
      get label() {
        const level = mentor.nextLevel(screen.selectedId);
        return t('mentor-action-hint', { level: t(`mentor-level-${level}`) });
      },
      group,
      keys: ['shift+h'],
      run: () => {
        open();
        panel.view = 'talk';
        const criterionId = screen.selectedId;
        void mentor.ask({ kind: 'hint', criterionId, level: mentor.nextLevel(criterionId) });
      },
      available: () => canAsk() && screen.started && screen.selectedId !== null && mentor.live === null,
    },
    {
      id: 'mentor.stop',
      label: t('mentor-action-stop'),
      group,
      keys: ['mod+.'],
      run: () => void mentor.stop(),
      available: () => mentor.live !== null,
    },
    {
      id: 'mentor.sent',
      label: t('mentor-sent'),
      group,
      keys: ['w'],
      run: () => panel.showSent(),
      available: () => panel.wouldAsk !== null,
    },
    {
      id: 'mentor.search',
      label: t('mentor-search'),
      group,
      keys: ['f'],
      run: () => {
        open();
        panel.view = 'search';
      },
    },
  ];
}
