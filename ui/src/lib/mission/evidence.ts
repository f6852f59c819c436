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

export interface Evident {
  /** Each named once, in the report's order. */
  subjects: string[];
  /** Each once, ascending. */
  lines: number[];
}

export function evident(result: CriterionResultDto): Evident {
  const subjects = new Set(result.evidence.map(subject).filter((name): name is string => name !== null));
  const lines = new Set(result.evidence.map((evidence) => evidence.line));
  return { subjects: [...subjects], lines: [...lines].sort((a, b) => a - b) };
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
