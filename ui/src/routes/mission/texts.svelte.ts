/** The texts of a mission's template: the shown save's, and what it is compared with. Which save is shown is the screen's to say. */
import type { AgainstDto, AttemptDto, ComparedLineDto, ComparisonDto, ErrorDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

/** The template's text together with the attempt that was graded on it, so that a mark never stands on another text's line. */
export interface ShownTemplate {
  lines: string[];
  attempt: AttemptDto | null;
  lossy: boolean;
  truncated: boolean;
}

export interface Changes {
  against: AgainstDto;
  /** The save that it is compared with, for `attempt`. */
  againstId: number | null;
  attemptId: number;
  comparison: ComparisonDto | null;
  problem: ErrorDto | null;
}

/** What is asked of the screen; an answer that is no longer about it is dropped. */
interface Shown {
  readonly missionId: string;
  readonly shown: AttemptDto | null;
  readonly solutionUnlocked: boolean;
}

export class Texts {
  template = $state.raw<ShownTemplate | null>(null);
  templateProblem = $state.raw<ErrorDto | null>(null);
  changes = $state.raw<Changes | null>(null);
  against = $state<AgainstDto>('starter');
  /** The save that is compared with, for `attempt`. */
  againstId = $state<number | null>(null);

  private readonly platform: Platform;
  private readonly screen: Shown;
  private fromStarter: { attemptId: number; comparison: ComparisonDto } | null = null;

  constructor(platform: Platform, screen: Shown) {
    this.platform = platform;
    this.screen = screen;
  }

  forget(): void {
    this.template = null;
    this.changes = null;
  }

  /** Compares with a save from now on; with nothing, with the save before, if it was a save. */
  compareWithAttempt(attemptId: number | null): void {
    if (attemptId !== null) this.against = 'attempt';
    else if (this.against === 'attempt') this.against = 'previous';
    this.againstId = attemptId;
  }

  /** The shown attempt's text; it comes as the newer side of a comparison with the starter, which Changes shows as well. */
  async askTemplate(): Promise<void> {
    const attempt = this.screen.shown;
    if (attempt === null) return;
    if (this.template?.attempt?.summary.id === attempt.summary.id) {
      this.templateProblem = null;
      return;
    }
    try {
      const comparison = await this.compare(attempt, 'starter', null);
      if (this.screen.shown?.summary.id !== attempt.summary.id) return;
      const { lossy, truncated } = comparison;
      this.template = { lines: newerText(comparison.lines), attempt, lossy, truncated };
      this.templateProblem = null;
      this.fromStarter = { attemptId: attempt.summary.id, comparison };
    } catch (thrown) {
      if (this.screen.shown?.summary.id !== attempt.summary.id) return;
      // Another save's lines, without a word, would pass for this one's.
      this.template = null;
      this.templateProblem = asError(thrown);
    }
  }

  async askChanges(): Promise<void> {
    const attempt = this.screen.shown;
    if (attempt === null) return;
    const { against } = this;
    const againstId = against === 'attempt' ? this.againstId : null;
    const attemptId = attempt.summary.id;
    const answer: Changes = { against, againstId, attemptId, comparison: null, problem: null };
    const locked = against === 'solution' && !this.screen.solutionUnlocked;
    const unsaid = against === 'attempt' && againstId === null;
    if (locked || unsaid) {
      this.changes = answer;
      return;
    }
    if (against === 'starter' && this.fromStarter?.attemptId === attemptId) {
      this.changes = { ...answer, comparison: this.fromStarter.comparison };
      return;
    }
    try {
      answer.comparison = await this.compare(attempt, against, againstId);
    } catch (thrown) {
      answer.problem = asError(thrown);
    }
    const wanted = this.against === against && (against !== 'attempt' || this.againstId === againstId);
    if (wanted && this.screen.shown?.summary.id === attemptId) this.changes = answer;
  }

  private compare(attempt: AttemptDto, against: AgainstDto, againstId: number | null): Promise<ComparisonDto> {
    return this.platform.invoke('compare_template', {
      missionId: this.screen.missionId,
      attemptId: attempt.summary.id,
      against,
      againstId,
    });
  }
}

function newerText(lines: ComparedLineDto[]): string[] {
  return lines.filter((line) => line.change !== 'removed').map((line) => line.text);
}
