/** What the learner did in the invented engine: the missions they began, each save with how it was graded, the hints they saw. */
import type {
  AttemptDto,
  AttemptListDto,
  AttemptSummaryDto,
  CriterionHintsDto,
  DiagnosticDto,
  FlipDto,
  OriginDto,
  StandingDto,
  WatchPhaseDto,
} from '~/bindings';

import { flipsBetween, gradeFake } from './fake-grader';
import type { FakeMission } from './fake-missions';
import { refusal, sum } from './fake-parts';

const MINUTE_MS = 60_000;

export interface Attempt {
  summary: AttemptSummaryDto;
  report: AttemptDto;
  flips: FlipDto[];
  text: string;
}

export interface Work {
  attempts: Attempt[];
  path: string;
  phase: WatchPhaseDto;
  reason: string | null;
  passedAtMs: number | null;
  undo: string | null;
  hints: Map<string, number>;
}

/** What the rest of the engine says. */
interface Engine {
  now: () => number;
  mission: (missionId: string) => FakeMission;
  /** Where the folders of missions go. */
  workspaces: () => string;
}

export class FakeWork {
  readonly #engine: Engine;
  readonly #byMission = new Map<string, Work>();
  #lastAttempt = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** How many missions were begun. */
  get size(): number {
    return this.#byMission.size;
  }

  get(missionId: string): Work | undefined {
    return this.#byMission.get(missionId);
  }

  has(missionId: string): boolean {
    return this.#byMission.has(missionId);
  }

  forget(missionId: string): void {
    this.#byMission.delete(missionId);
  }

  started(missionId: string): Work {
    const work = this.#byMission.get(missionId);
    if (!work) throw refusal('notStarted', 'This mission has not been started.');
    return work;
  }

  attempt(id: number): { missionId: string; work: Work; attempt: Attempt } {
    for (const [missionId, work] of this.#byMission) {
      const attempt = work.attempts.find((attempt) => attempt.summary.id === id);
      if (attempt) return { missionId, work, attempt };
    }
    throw refusal('notFound', `There is no attempt ${id}.`);
  }

  start(missionId: string, atMs: number): Work {
    const work: Work = {
      attempts: [],
      path: `${this.#engine.workspaces()}/${missionId}/template.yaml`,
      phase: 'watching',
      reason: null,
      passedAtMs: null,
      undo: null,
      hints: new Map(),
    };
    this.#byMission.set(missionId, work);
    const mission = this.#engine.mission(missionId);
    this.record(mission, work, mission.starter, 'start', atMs);
    return work;
  }

  record(mission: FakeMission, work: Work, text: string, origin: OriginDto, atMs: number): Attempt {
    const results = gradeFake(mission.criteria, text);
    const earned = sum(results.map((result) => result.earned));
    const possible = sum(results.map((result) => result.weight));
    const summary: AttemptSummaryDto = {
      id: ++this.#lastAttempt,
      atMs,
      origin,
      score: earned / possible,
      passed: results.filter((result) => result.verdict === 'pass').length,
      total: results.length,
      gradeUs: 400 + ((text.length * 7) % 500),
      hintsUsed: sum([...work.hints.values()]),
    };
    const hints = [...work.hints].map(([criterionId, level]) => ({
      criterionId,
      label: mission.criteria.find(({ id }) => id === criterionId)?.label ?? criterionId,
      level,
    }));
    const report: AttemptDto = {
      missionId: mission.id,
      summary,
      earned,
      possible,
      results,
      diagnostics: diagnosticsOf(text),
      hints,
    };
    const flips = flipsBetween(work.attempts.at(-1)?.report.results ?? [], results);
    const attempt: Attempt = { summary, report, flips: work.attempts.length === 0 ? [] : flips, text };
    work.attempts.push(attempt);
    if (summary.passed === summary.total) work.passedAtMs ??= atMs;
    return attempt;
  }

  saves(missionId: string): AttemptListDto {
    const attempts = this.#byMission.get(missionId)?.attempts ?? [];
    return {
      attempts: attempts.map(({ summary }) => summary),
      flips: attempts.map(({ flips }) => flips),
      strips: this.#engine.mission(missionId).criteria.map(({ id, label }, row) => ({
        criterionId: id,
        label,
        verdicts: attempts.map(({ report }) => report.results[row]?.verdict ?? null),
      })),
      lastGreenId: attempts.findLast(({ summary }) => summary.passed === summary.total)?.summary.id ?? null,
      // About what a compressed text and a report take.
      sizeBytes: sum(attempts.map(({ text }) => 900 + Math.round(text.length / 5))),
    };
  }

  /** Evenings of work in which things are mended and broken again, the same each time. */
  longHistory(mission: FakeMission, work: Work, count: number): void {
    const broken: [RegExp, string][] = [
      [/Resource: !GetAtt Jobs\.Arn/, 'Resource: "*"'],
      [/ {6}RedrivePolicy:\n.*\n.*\n/, ''],
      [/(worker\.handler\n\s+Runtime: )nodejs22/, '$1nodejs16'],
      [/\n {2}OrdersToAudit:[\s\S]*$/, '\n'],
      [/\n {2}OrdersToJobs:[\s\S]*$/, '\n'],
    ];
    let at = this.#engine.now() - count * 4 * MINUTE_MS - Math.floor(count / 20) * 16 * 60 * MINUTE_MS;
    const end = work.attempts[0];
    if (end) end.summary.atMs = at;
    for (let index = 0; index < count - 1; index++) {
      const left = index % 97 === 60 ? 0 : Math.max(0, 5 - Math.floor((index % 36) / 5)) + (index % 9 === 4 ? 1 : 0);
      const text = broken
        .slice(broken.length - Math.min(left, 5))
        .reduce((text, [from, to]) => text.replace(from, to), mission.solution);
      at += (index % 20 === 19 ? 16 * 60 : index % 7 === 5 ? 25 : 3) * MINUTE_MS;
      const origin = index % 31 === 22 ? 'restore' : index % 31 === 23 ? 'undo' : 'save';
      this.record(mission, work, text, origin, Math.min(at, this.#engine.now()));
    }
  }

  hints(mission: FakeMission, criterionId: string): CriterionHintsDto {
    const criterion = mission.criteria.find((criterion) => criterion.id === criterionId);
    const work = this.#byMission.get(mission.id);
    const source = criterion?.fromGrader === true ? 'grader' : 'author';
    const met = criterion?.met.test(work?.attempts.at(-1)?.text ?? '') ?? false;
    const hints = source === 'grader' && met ? [] : (criterion?.hints ?? []);
    const revealed = hints.slice(0, work?.hints.get(criterionId) ?? 0);
    // The grader's last hint tells an edit, and that was tried.
    const told = source === 'grader' && hints.length > 0 && revealed.length === hints.length;
    return {
      criterionId,
      revealed,
      available: hints.length,
      source,
      none: source === 'grader' && met ? 'met' : null,
      proof: told
        ? { verified: true, fixes: [criterion?.label ?? ''], breaks: [], completes: false, reason: null }
        : null,
    };
  }

  standing(mission: FakeMission): StandingDto {
    const work = this.#byMission.get(mission.id);
    const newest = work?.attempts.at(-1);
    const results = newest?.report.results ?? [];
    return {
      state: !work ? 'new' : work.passedAtMs === null ? 'started' : 'passed',
      passed: newest?.summary.passed ?? 0,
      total: mission.criteria.length,
      score: newest?.summary.score ?? 0,
      verdicts: results.map((result) => result.verdict),
      next: results.find((result) => result.verdict !== 'pass')?.label ?? null,
      touchedAtMs: newest?.summary.atMs ?? null,
      passedAtMs: work?.passedAtMs ?? null,
      outdated: false,
    };
  }
}

/** The one thing that makes a fake template unreadable. */
function diagnosticsOf(text: string): DiagnosticDto[] {
  const at = text.split('\n').findIndex((line) => line.startsWith('\t'));
  if (at < 0) return [];
  return [{ severity: 'error', code: 'syntax', message: 'A tab cannot indent YAML.', line: at + 1, column: 1 }];
}
