/** What the Mission screen shows: the mission, how a save of it stands, what of that is chosen. What is asked and done is `mission.svelte.ts`'s. */
import type {
  AttemptDto,
  CriterionDto,
  CriterionHintsDto,
  CriterionResultDto,
  MissionCardDto,
  MissionDto,
} from '~/bindings';
import type { Place } from '~/lib/mission/evidence';
import { firstPlace } from '~/lib/mission/evidence';
import { linesOf } from '~/lib/mission/template';
import type { ShownVerdict } from '~/lib/mission/verdict';
import { needsWork } from '~/lib/mission/verdict';

import type { Blanks } from './blanks.svelte';
import { isFullPass } from './rules';

export type LeftTab = 'brief' | 'criteria' | 'history';
export type MiddleTab = 'architecture' | 'blanks' | 'template' | 'changes';

/** A criterion with what came of it. */
export interface CriterionView {
  criterion: CriterionDto;
  result: CriterionResultDto | undefined;
  verdict: ShownVerdict;
}

export abstract class MissionShown {
  mission = $state.raw<MissionDto | null>(null);
  /** The newest attempt. */
  attempt = $state.raw<AttemptDto | null>(null);
  /** An older attempt that is being looked at. */
  lookedAt = $state.raw<AttemptDto | null>(null);
  /** Criteria that the newest attempt flipped to pass; they glow once. */
  flipped = $state.raw<ReadonlySet<string>>(new Set());
  /** The mission was passed for the first time while this screen was open. */
  justPassed = $state(false);
  solutionUnlocked = $state(false);

  hints = $state.raw<Record<string, CriterionHintsDto>>({});
  next = $state.raw<MissionCardDto | null>(null);

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

  /** Its blanks, where it has some. */
  abstract readonly blanks: Blanks;
  /** The learner has selected a criterion themselves. */
  protected chose = false;

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

  /** Keeps the learner's choice; without one, the first criterion there is something to do about. */
  protected chooseSelection(): void {
    if (this.selected !== null) return;
    const views = this.criteria;
    const open = views.find((view) => needsWork(view.verdict)) ?? views[0];
    this.selectedId = open?.criterion.id ?? null;
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
}
