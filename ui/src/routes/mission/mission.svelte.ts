/**
 * The Mission screen's asking: what the engine says and what the learner does. What is shown of it is in `shown.svelte.ts`. No markup, no text.
 *
 * The way of a save is the fast path: one `get_attempt`, then paint. Everything else that a save makes stale (the template's text, the
 * history, what comes next) is asked for after that paint.
 */
import type {
  AgainstDto,
  AppInfoDto,
  AttemptDto,
  AttemptSummaryDto,
  ErrorDto,
  EventDto,
  MissionDto,
  SettingsViewDto,
} from '~/bindings';
import { asError, type Platform } from '~/platform';

import { afterNextPaint, type AfterPaint } from './after-paint';
import { Blanks } from './blanks.svelte';
import { Diagram } from './diagram.svelte';
import { EditHere } from './edit-here.svelte';
import { LearnersFile } from './file.svelte';
import type { Notice } from './notices';
import { flippedToPass, folderOf, isFullPass, suggestNext } from './rules';
import { MissionShown, type LeftTab, type MiddleTab } from './shown.svelte';
import { Texts } from './texts.svelte';
import { TimeMachine } from './time.svelte';

export type { AfterPaint } from './after-paint';
export type { Notice } from './notices';
export type { CriterionView, LeftTab, MiddleTab } from './shown.svelte';

export class MissionState extends MissionShown {
  readonly missionId: string;

  /** Why the mission could not be shown at all. */
  loadProblem = $state.raw<ErrorDto | null>(null);
  canUndoRestore = $state(false);

  /** Where a mission's folder goes and which editor opens; asked for only before the start. */
  info = $state.raw<AppInfoDto | null>(null);
  settings = $state.raw<SettingsViewDto | null>(null);

  /** What the learner asked for and waits on: buttons are held back meanwhile. */
  busy = $state<'start' | 'restore' | 'grade' | 'sabotage' | 'export' | 'delete' | null>(null);

  /** The template as a file on the disk. */
  readonly file: LearnersFile;
  /** The template's text and its comparisons. */
  readonly texts: Texts;
  readonly blanks: Blanks;
  /** The template, drawn. */
  readonly diagram: Diagram;
  /** The template, edited in the window. */
  readonly editing: EditHere;
  /** The saves, and looking back at them. */
  readonly time: TimeMachine;

  private readonly platform: Platform;
  private readonly tell: (notice: Notice) => void;
  private readonly afterPaint: AfterPaint;
  private stopListening: (() => void) | null = null;
  private closed = false;

  constructor(
    platform: Platform,
    missionId: string,
    tell: (notice: Notice) => void,
    afterPaint: AfterPaint = afterNextPaint,
  ) {
    super();
    this.platform = platform;
    this.missionId = missionId;
    this.tell = tell;
    this.afterPaint = afterPaint;
    this.file = new LearnersFile(platform, {
      missionId,
      started: () => this.started,
      path: () => this.mission?.workspace ?? null,
      opened: (label) => tell({ kind: 'opened', label }),
      copied: () => tell({ kind: 'copied' }),
      fail: (thrown) => this.fail(thrown),
    });
    this.texts = new Texts(platform, this);
    this.diagram = new Diagram(platform, this);
    this.editing = new EditHere(platform, this);
    this.blanks = new Blanks(platform, missionId, (thrown) => this.fail(thrown));
    this.time = new TimeMachine(platform, missionId, {
      newest: () => this.attempt,
      looked: () => this.lookedAt,
      look: (attempt, settled) => this.look(attempt, settled),
      marked: () => this.texts.againstId,
      compare: (attemptId) => this.compareWithAttempt(attemptId),
      during: (what, work) => this.during(what, work),
      tell,
      fail: (thrown) => this.fail(thrown),
    });
  }

  /** Begins: listens first, then asks, so that a save in between is not lost. */
  async open(): Promise<void> {
    const stop = await this.platform.subscribe((event) => this.hear(event));
    if (this.closed) {
      stop();
      return;
    }
    this.stopListening = stop;
    await this.load();
  }

  close(): void {
    this.closed = true;
    const tellKept = () => {
      if (this.editing.close()) this.tell({ kind: 'draftKept', missionId: this.missionId });
    };
    if (this.editing.saving) void this.editing.settled().then(tellKept);
    else tellKept();
    this.stopListening?.();
    this.stopListening = null;
  }

  async load(): Promise<void> {
    this.loadProblem = null;
    try {
      const mission = await this.platform.invoke('get_mission', { missionId: this.missionId });
      const first = this.mission === null;
      this.take(mission);
      if (first && mission.workspace !== null) {
        this.leftTab = 'criteria';
        if (this.hasBlanks) this.middleTab = 'blanks';
        // What is not saved comes first: this is where it is said, and gone on with.
        if (this.editing.draft !== null) this.middleTab = 'template';
      }
      this.platform.ready();
    } catch (thrown) {
      this.loadProblem = asError(thrown);
      return;
    }
    await Promise.all([this.file.askWatch(), this.started ? this.afterSave() : this.askBeforeStart()]);
  }

  // What the engine says

  private hear(event: EventDto): void {
    if (event.kind === 'watchChanged') {
      void this.file.askWatch();
    } else if (event.missionId !== this.missionId) {
      return;
    } else if (event.kind === 'attemptGraded' && event.attemptId !== null) {
      void this.takeGraded(event.attemptId);
    } else if (event.kind === 'missionChanged') {
      void this.askMission();
    }
  }

  private async takeGraded(attemptId: number): Promise<void> {
    // Side by side with the verdicts, when the picture is what is looked at; else it is asked for when it is opened.
    if (this.middleTab === 'architecture' && this.lookedAt === null) void this.diagram.want(attemptId);
    try {
      const attempt = await this.platform.invoke('get_attempt', { attemptId });
      // Put there by the learner, from a file that was dropped or a save: that is what they want to see now.
      if (attempt.summary.origin === 'restore' || attempt.summary.origin === 'undo') this.backToNow();
      this.takeAttempt(attempt);
    } catch (thrown) {
      this.fail(thrown);
      return;
    }
    this.afterPaint(() => void this.afterSave());
  }

  /** Shows an attempt as the newest; one that is older than what is shown came late and is dropped. */
  private takeAttempt(attempt: AttemptDto): void {
    const before = this.attempt;
    if (before !== null && attempt.summary.id < before.summary.id) return;
    if (before?.summary.id === attempt.summary.id) return;
    this.flipped = before === null ? new Set() : flippedToPass(before, attempt);
    this.attempt = attempt;
    void this.editing.heard();
    if (isFullPass(attempt) && !this.solutionUnlocked) {
      this.solutionUnlocked = true;
      this.justPassed = before !== null;
    }
    this.chooseSelection();
  }

  /** What was saved in the window is shown at once; what it made stale follows the paint. */
  takeSaved(attempt: AttemptDto): void {
    this.takeAttempt(attempt);
    this.afterPaint(() => void this.afterSave());
  }

  draftSeen(): void {
    this.tell({ kind: 'draftSeen', missionId: this.missionId });
  }

  private take(mission: MissionDto): void {
    // The solution may have been unlocked by a save that is newer than this answer.
    const unlocked = this.solutionUnlocked || mission.solutionUnlocked;
    const wasStarted = (this.mission?.workspace ?? null) !== null;
    this.mission = mission;
    this.hints = Object.fromEntries(mission.criteria.map((criterion) => [criterion.id, criterion.hints]));
    if (mission.workspace === null) {
      this.attempt = null;
      this.lookedAt = null;
      this.time.forget();
      this.texts.forget();
      this.diagram.forget();
      this.blanks.forget();
      // What was typed is only gone for good when the mission is: before a start, or with temporary data, it is merely not shown.
      if (wasStarted) this.editing.forget();
      if (this.middleTab === 'blanks') this.middleTab = 'architecture';
      this.justPassed = false;
      this.solutionUnlocked = mission.solutionUnlocked;
    } else {
      this.solutionUnlocked = unlocked;
      this.editing.findDraft();
      if (mission.attempt !== null) this.takeAttempt(mission.attempt);
    }
    this.canUndoRestore = mission.canUndoRestore;
    this.chooseSelection();
  }

  // What is asked for

  private async askMission(): Promise<void> {
    try {
      this.take(await this.platform.invoke('get_mission', { missionId: this.missionId }));
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  private async askBeforeStart(): Promise<void> {
    try {
      [this.info, this.settings] = await Promise.all([
        this.platform.invoke('app_info', {}),
        this.platform.invoke('get_settings', {}),
      ]);
    } catch {
      // The screen then says what will happen without naming the folder and the editor.
      this.settings = null;
    }
  }

  /** What a save made stale, after its verdicts are on the screen. */
  private async afterSave(): Promise<void> {
    if (this.closed) return;
    // What the grader hints at, and what a hint was proved to do, is about the template, which has changed.
    const hintsMoved = Object.values(this.hints).some((hints) => hints.source === 'grader' || hints.proof !== null);
    await Promise.all([
      hintsMoved ? this.askHints() : undefined,
      this.hasBlanks ? this.blanks.load() : undefined,
      this.texts.askTemplate(),
      this.middleTab === 'changes' ? this.texts.askChanges() : undefined,
      this.leftTab === 'history' ? this.time.ask() : undefined,
      this.passedAll && this.next === null ? this.askNext() : undefined,
    ]);
  }

  private async askHints(): Promise<void> {
    try {
      const { hints } = await this.platform.invoke('list_hints', { missionId: this.missionId });
      this.hints = Object.fromEntries(hints.map((one) => [one.criterionId, one]));
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  private async askNext(): Promise<void> {
    try {
      const { packs } = await this.platform.invoke('list_missions', {});
      this.next = suggestNext(
        packs.flatMap((pack) => pack.missions),
        this.missionId,
      );
    } catch {
      // A suggestion is not worth an error.
      this.next = null;
    }
  }

  // What the learner does

  showLeft(tab: LeftTab): void {
    this.leftTab = tab;
    if (tab === 'history' && this.started) void this.time.ask();
  }

  showMiddle(tab: MiddleTab): void {
    this.middleTab = tab;
    if (tab === 'changes') void this.texts.askChanges();
  }

  compareWith(against: AgainstDto): void {
    this.texts.against = against;
    this.middleTab = 'changes';
    void this.texts.askChanges();
  }

  async start(folder: string | null = null): Promise<void> {
    await this.during('start', async () => {
      const mission = await this.platform.invoke('start_mission', { missionId: this.missionId, folder });
      this.backToNow();
      // What was shown before the start was only the first of the list.
      if (!this.chose) this.selectedId = null;
      this.take(mission);
      this.leftTab = 'criteria';
      if (this.hasBlanks) this.middleTab = 'blanks';
      if (mission.started !== null) {
        const { passed, total } = mission.card.standing;
        this.tell({ kind: 'started', started: mission.started, make: mission.make.kind, passed, total });
      }
      await Promise.all([this.file.askWatch(), this.afterSave()]);
    });
  }

  /** Starts again beside the template that went missing or became a link, in the folder it was in. */
  async startAgain(): Promise<void> {
    await this.start(folderOf(this.mission?.workspace ?? null));
  }

  async startElsewhere(): Promise<void> {
    const folder = await this.platform.pickFolder();
    if (folder !== null) await this.start(folder);
  }

  async gradeNow(): Promise<void> {
    await this.during('grade', async () => {
      this.takeAttempt(await this.platform.invoke('grade_now', { missionId: this.missionId }));
      await Promise.all([this.file.askWatch(), this.afterSave()]);
    });
  }

  /** Breaks the learner's own template on purpose, as a mission of its own; this one stays as it is. */
  async sabotage(): Promise<void> {
    if (!this.canSabotage) return;
    await this.during('sabotage', async () => {
      const { missionId, changes } = await this.platform.invoke('sabotage_mission', { missionId: this.missionId });
      this.tell({ kind: 'sabotaged', missionId, changes });
    });
  }

  /** Compares what is shown, also when another save is looked at, with a save; with nothing, no longer. */
  private compareWithAttempt(attemptId: number | null): void {
    this.texts.compareWithAttempt(attemptId);
    if (attemptId !== null) this.middleTab = 'changes';
    if (this.middleTab === 'changes') void this.texts.askChanges();
  }

  /** Looks at a save; the newest is now, and needs no looking back. */
  async lookAt(save: AttemptSummaryDto): Promise<void> {
    await this.time.lookAt(save.id);
  }

  async lookAtNow(): Promise<void> {
    await this.time.lookAtNow();
  }

  /** Shows a save, or now. While others are wanted already, only what costs no question follows it. */
  private async look(attempt: AttemptDto | null, settled: boolean): Promise<void> {
    this.lookedAt = attempt;
    this.flipped = new Set();
    if (settled) await this.afterLook();
  }

  private async afterLook(): Promise<void> {
    await Promise.all([this.texts.askTemplate(), this.middleTab === 'changes' ? this.texts.askChanges() : undefined]);
  }

  private backToNow(): void {
    this.lookedAt = null;
    this.time.aimId = null;
  }

  async restore(attempt: AttemptSummaryDto): Promise<void> {
    await this.during('restore', async () => {
      const restored = await this.platform.invoke('restore_attempt', { attemptId: attempt.id });
      this.backToNow();
      this.takeAttempt(restored.attempt);
      this.canUndoRestore = restored.canUndo;
      this.tell({ kind: 'restored', atMs: attempt.atMs });
      await Promise.all([this.file.askWatch(), this.afterSave()]);
    });
  }

  async undoRestore(): Promise<void> {
    await this.during('restore', async () => {
      const restored = await this.platform.invoke('undo_restore', { missionId: this.missionId });
      this.backToNow();
      this.takeAttempt(restored.attempt);
      this.canUndoRestore = restored.canUndo;
      this.tell({ kind: 'undone' });
      await this.afterSave();
    });
  }

  /** Shows a criterion's hints and, when there is one left, the next of them. */
  async revealHint(criterionId: string): Promise<void> {
    this.selectedId = criterionId;
    this.hintsOpen = true;
    this.hintsAsked += 1;
    if (!this.started) return;
    const known = this.hints[criterionId];
    if (known !== undefined && known.revealed.length >= known.available) return;
    try {
      const hints = await this.platform.invoke('reveal_hint', { missionId: this.missionId, criterionId });
      this.hints = { ...this.hints, [criterionId]: hints };
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  private async during(what: NonNullable<MissionState['busy']>, work: () => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = what;
    try {
      await work();
    } catch (thrown) {
      this.fail(thrown);
    } finally {
      this.busy = null;
    }
  }

  private fail(thrown: unknown): void {
    this.tell({ kind: 'problem', error: asError(thrown) });
  }
}
