/** Where a verdict shows: the few words of a card and the place that an editor is opened at. */
import type { CriterionResultDto, EvidenceDto } from '../../bindings';

export interface Place {
  line: number;
  column: number;
}

/** `Worker.Runtime`, `Jobs`, or nothing when the evidence is about the template as a whole. */
function subject(evidence: EvidenceDto): string | null {
  if (evidence.resource === null) return null;
  return evidence.path === null ? evidence.resource : `${evidence.resource}.${evidence.path}`;
}

/** The same for one quiet line: a path of several steps is left to the line number, which says it shorter. */
function shortSubject(evidence: EvidenceDto): string | null {
  return evidence.path !== null && /[.[\]]/u.test(evidence.path) ? evidence.resource : subject(evidence);
}

export interface Evident {
  /** Each named once, in the report's order, with whole paths. */
  subjects: string[];
  /** As they are named where there is little room. */
  short: string[];
  /** Each once, ascending. */
  lines: number[];
}

export function evident(result: CriterionResultDto): Evident {
  const named = (name: typeof subject) => [
    ...new Set(result.evidence.map(name).filter((name): name is string => name !== null)),
  ];
  const lines = new Set(result.evidence.map((evidence) => evidence.line));
  return { subjects: named(subject), short: named(shortSubject), lines: [...lines].sort((a, b) => a - b) };
}

/** Where a learner should look first. */
export function firstPlace(result: CriterionResultDto | undefined): Place | null {
  const evidence = result?.evidence[0];
  return evidence === undefined ? null : { line: evidence.line, column: evidence.column };
}

export interface FoundAndNeeded {
  found: string | null;
  expected: string | null;
}

/** The first evidence that says what was asked for; a sealed criterion says nothing. */
export function foundAndNeeded(result: CriterionResultDto): FoundAndNeeded | null {
  const telling = result.evidence.find((evidence) => evidence.expected !== null || evidence.found !== null);
  return telling === undefined ? null : { found: telling.found, expected: telling.expected };
}
