/** The invented engine's side of saves: how each was graded, comparing and restoring them, and the hints that were seen. */
import type { EventDto } from '~/bindings';

import { compareLines } from './fake-diff';
import type { FakeMission } from './fake-missions';
import { type Answers, refusal } from './fake-parts';
import type { FakeWork } from './fake-work';

export type SavesCommands =
  | 'grade_now'
  | 'list_attempts'
  | 'get_attempt'
  | 'compare_template'
  | 'restore_attempt'
  | 'undo_restore'
  | 'list_hints'
  | 'reveal_hint';

/** What the rest of the engine does for it. */
export interface SavedBy {
  now: () => number;
  work: () => FakeWork;
  mission: (missionId: string) => FakeMission;
  emit: (event: EventDto) => void;
}

export class FakeSaves {
  /** Comparisons end early, as those of very long files do. */
  truncates = false;

  readonly #saves: SavedBy;

  constructor(saves: SavedBy) {
    this.#saves = saves;
  }

  readonly answers: Answers<SavesCommands> = {
    grade_now: ({ missionId }) => {
      const work = this.#saves.work().started(missionId);
      const newest = work.attempts.at(-1);
      if (!newest) throw refusal('notStarted', 'This mission has not been started.');
      this.#saves.emit({ kind: 'attemptGraded', missionId, attemptId: newest.summary.id });
      return newest.report;
    },
    list_attempts: ({ missionId }) => this.#saves.work().saves(missionId),
    get_attempt: ({ attemptId }) => this.#saves.work().attempt(attemptId).attempt.report,
    compare_template: ({ missionId, attemptId, against, againstId }) => {
      const mission = this.#saves.mission(missionId);
      const work = this.#saves.work().started(missionId);
      const shown = attemptId === null ? work.attempts.at(-1) : this.#saves.work().attempt(attemptId).attempt;
      const before = work.attempts[work.attempts.findIndex((attempt) => attempt === shown) - 1];
      if (against === 'solution' && work.passedAtMs === null) {
        throw refusal('solutionLocked', 'The solution is shown once every criterion has passed.');
      }
      const green = work.attempts.findLast(({ summary }) => summary.passed === summary.total);
      const other = {
        starter: mission.starter,
        previous: before?.text ?? mission.starter,
        lastGreen: green?.text ?? mission.starter,
        attempt: againstId === null ? mission.starter : this.#saves.work().attempt(againstId).attempt.text,
        solution: mission.solution,
      };
      return {
        lines: compareLines(other[against], shown?.text ?? mission.starter),
        lossy: false,
        truncated: this.truncates,
      };
    },
    restore_attempt: ({ attemptId }) => {
      const { missionId, work, attempt } = this.#saves.work().attempt(attemptId);
      work.undo = work.attempts.at(-1)?.text ?? null;
      const restored = this.#saves
        .work()
        .record(this.#saves.mission(missionId), work, attempt.text, 'restore', this.#saves.now());
      this.#saves.emit({ kind: 'attemptGraded', missionId, attemptId: restored.summary.id });
      return { attempt: restored.report, canUndo: true };
    },
    undo_restore: ({ missionId }) => {
      const work = this.#saves.work().started(missionId);
      if (work.undo === null) throw refusal('nothingToUndo', 'There is no restore to take back.');
      const undone = this.#saves
        .work()
        .record(this.#saves.mission(missionId), work, work.undo, 'undo', this.#saves.now());
      work.undo = null;
      this.#saves.emit({ kind: 'attemptGraded', missionId, attemptId: undone.summary.id });
      return { attempt: undone.report, canUndo: false };
    },
    list_hints: ({ missionId }) => {
      const mission = this.#saves.mission(missionId);
      return { hints: mission.criteria.map((criterion) => this.#saves.work().hints(mission, criterion.id)) };
    },
    reveal_hint: ({ missionId, criterionId }) => {
      const mission = this.#saves.mission(missionId);
      const work = this.#saves.work().started(missionId);
      const hints = this.#saves.work().hints(mission, criterionId);
      work.hints.set(criterionId, Math.min(hints.revealed.length + 1, hints.available));
      return this.#saves.work().hints(mission, criterionId);
    },
  };
}
