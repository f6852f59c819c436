/**
 * The Mission screen's state: what the engine said, what the learner looks at, and the asking in between. No markup, no text.
 *
 * The way of a save is the fast path: one `get_attempt`, then paint. Everything else that a save makes stale (the template's text, the
 * history, what comes next) is asked for after that paint.
 */
import type {
  AgainstDto,
  AppInfoDto,
  AttemptDto,
  AttemptSummaryDto,
  CriterionDto,
  CriterionHintsDto,
  CriterionResultDto,
  ErrorDto,
  EventDto,
  MissionCardDto,
  MissionDto,
  MissionMakeDto,
  SettingsViewDto,
  StartedDto,
  WatchStateDto,
} from '~/bindings';
import type { Place } from '~/lib/mission/evidence';
import { firstPlace } from '~/lib/mission/evidence';
import { linesOf } from '~/lib/mission/template';
import type { ShownVerdict } from '~/lib/mission/verdict';
import { needsWork } from '~/lib/mission/verdict';
import { asError, type Platform } from '~/platform';

import { Blanks } from './blanks.svelte';
import { Diagram } from './diagram.svelte';
import { EditHere } from './edit-here.svelte';
import { flippedToPass, folderOf, isFullPass, suggestNext } from './rules';
import { Texts } from './texts.svelte';
import { TimeMachine, type TimeNotice } from './time.svelte';

export type LeftTab = 'brief' | 'criteria' | 'history';
export type MiddleTab = 'architecture' | 'blanks' | 'template' | 'changes';

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
  | { kind: 'problem'; error: ErrorDto };

/** A criterion with what came of it. */
export interface CriterionView {
  criterion: CriterionDto;
  result: CriterionResultDto | undefined;
  verdict: ShownVerdict;
}

/** Runs work after the next paint; replaced in tests. */
export type AfterPaint = (work: () => void) => void;

const afterNextPaint: AfterPaint = (work) => {
  // A hidden window does not paint; it must not hold work back either.
  if (document.hidden) setTimeout(work, 0);
  else requestAnimationFrame(() => setTimeout(work, 0));
};

export class MissionState {
  readonly missionId: string;

  mission = $state.raw<MissionDto | null>(null);
  /** Why the mission could not be shown at all. */
  loadProblem = $state.raw<ErrorDto | null>(null);
  /** The newest attempt. */
  attempt = $state.raw<AttemptDto | null>(null);
  /** An older attempt that is being looked at. */
  lookedAt = $state.raw<AttemptDto | null>(null);
  watch = $state.raw<WatchStateDto | null>(null);
  /** Whether it is known how the watch stands; before that nothing is said about it. */
  watchKnown = $state(false);
  /** Criteria that the newest attempt flipped to pass; they glow once. */
  flipped = $state.raw<ReadonlySet<string>>(new Set());
  /** The mission was passed for the first time while this screen was open. */
  justPassed = $state(false);
  solutionUnlocked = $state(false);
  canUndoRestore = $state(false);

  hints = $state.raw<Record<string, CriterionHintsDto>>({});
  next = $state.raw<MissionCardDto | null>(null);
  /** Where a mission's folder goes and which editor opens; asked for only before the start. */
  info = $state.raw<AppInfoDto | null>(null);
  settings = $state.raw<SettingsViewDto | null>(null);

  leftTab = $state<LeftTab>('brief');
  middleTab = $state<MiddleTab>('architecture');
  selectedId = $state<string | null>(null);
  /** The criterion that has the pointer or the focus in the list: the picture shows what it is about. */
  pointedId = $state<string | null>(null);
  /** The criteria about what has the pointer or the focus in the picture. */
  highlighted = $state.raw<ReadonlySet<string>>(new Set());
  hintsOpen = $state(false);
  /** Counts how often hints were asked for, so that they are brought into sight each time. */
  hintsAsked = $state(0);
  /** What the learner asked for and waits on: buttons are held back meanwhile. */
  busy = $state<'start' | 'restore' | 'grade' | 'sabotage' | 'export' | 'delete' | null>(null);

  readonly started = $derived(this.mission !== null && this.mission.workspace !== null);
  /** A template with blanks, which is to be answered here too. */
  readonly hasBlanks = $derived(this.started && this.mission?.make.kind === 'blanks');
  /**
   * Blanks are to be answered before it is said what a criterion needs: that is often the answer, word for word. A save that is looked at was
   * graded before.
   */
  readonly veiled = $derived.by(() => {
    const { sheet, answered, all } = this.blanks;
    return this.hasBlanks && !this.passedAll && (sheet === null || answered < all.length);
  });
  /** It was passed, and is none that was broken: a save may have passed it since the mission was asked for. */
  readonly canSabotage = $derived(
    this.mission !== null &&
      (this.mission.make.canSabotage || (this.solutionUnlocked && this.mission.make.kind !== 'sabotage')),
  );
  /** What the criteria, the header and the template show. */
  readonly shown = $derived(this.lookedAt ?? this.attempt);
  readonly passedAll = $derived(this.shown !== null && isFullPass(this.shown));
  readonly criteria = $derived.by<CriterionView[]>(() => {
    const results = new Map(this.shown?.results.map((result) => [result.id, result]));
    return (this.mission?.criteria ?? []).map((criterion) => {
      const result = results.get(criterion.id);
      return { criterion, result, verdict: result?.verdict ?? 'none' };
    });
  });
  /** Once all is met: the second part, else what is suggested. */
  readonly nextId = $derived(this.passedAll ? (this.mission?.make.nextPart?.missionId ?? this.next?.id ?? null) : null);
  readonly selected = $derived(this.criteria.find((view) => view.criterion.id === this.selectedId) ?? null);
  /** Where the selected criterion shows in the template. */
  readonly selectedPlace = $derived<Place | null>(firstPlace(this.selected?.result));
  readonly starterLines = $derived(linesOf(this.mission?.starter ?? ''));

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
  /** The learner has selected a criterion themselves. */
  private chose = false;

  constructor(
    platform: Platform,
    missionId: string,
    tell: (notice: Notice) => void,
    afterPaint: AfterPaint = afterNextPaint,
  ) {
    this.platform = platform;
    this.missionId = missionId;
    this.tell = tell;
    this.afterPaint = afterPaint;
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
    await Promise.all([this.askWatch(), this.started ? this.afterSave() : this.askBeforeStart()]);
  }

  // What the engine says

  private hear(event: EventDto): void {
    if (event.kind === 'watchChanged') {
      void this.askWatch();
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

  /** Keeps the learner's choice; without one, the first criterion there is something to do about. */
  private chooseSelection(): void {
    if (this.selected !== null) return;
    const views = this.criteria;
    const open = views.find((view) => needsWork(view.verdict)) ?? views[0];
    this.selectedId = open?.criterion.id ?? null;
  }

  // What is asked for

  private async askMission(): Promise<void> {
    try {
      this.take(await this.platform.invoke('get_mission', { missionId: this.missionId }));
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  private async askWatch(): Promise<void> {
    try {
      const { watch } = await this.platform.invoke('get_watch', {});
      this.watch = watch;
      this.watchKnown = true;
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

  /** Marks the criteria about what is pointed at in the picture. While blanks are open, that would be part of the answer. */
  highlight(criterionIds: readonly string[]): void {
    const ids = this.veiled ? [] : criterionIds;
    if (ids.length === 0 && this.highlighted.size === 0) return;
    this.highlighted = new Set(ids);
  }

  select(criterionId: string): void {
    this.chose = true;
    this.selectedId = criterionId;
  }

  /** Selects the criterion `step` places on; stays within the list. */
  move(step: number): void {
    const views = this.criteria;
    const now = views.findIndex((view) => view.criterion.id === this.selectedId);
    const wanted = Math.min(Math.max(now + step, 0), views.length - 1);
    const view = views[wanted];
    if (view !== undefined) this.select(view.criterion.id);
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
      await Promise.all([this.askWatch(), this.afterSave()]);
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
      await Promise.all([this.askWatch(), this.afterSave()]);
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
      await Promise.all([this.askWatch(), this.afterSave()]);
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

  async openEditor(place: Place | null): Promise<void> {
    if (!this.started) return;
    try {
      const launched = await this.platform.invoke('open_editor', {
        missionId: this.missionId,
        line: place?.line ?? 1,
        column: place?.column ?? 1,
      });
      this.tell({ kind: 'opened', label: launched.label });
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  async openFolder(): Promise<void> {
    try {
      await this.platform.invoke('open_folder', { missionId: this.missionId });
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  async copyPath(): Promise<void> {
    const path = this.mission?.workspace;
    if (path === undefined || path === null) return;
    try {
      await navigator.clipboard.writeText(path);
      this.tell({ kind: 'copied' });
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
