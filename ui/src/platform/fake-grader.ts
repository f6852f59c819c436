/** The invented engine's grading: a criterion passes when its pattern is in the text. Enough to make a screen live; not a grader. */
import type { CriterionResultDto, EvidenceDto, FlipDto, PartDto, VerdictDto } from '~/bindings';

export interface FakeCriterion {
  id: string;
  label: string;
  weight: number;
  tag?: string;
  requires?: string[];
  resource: string;
  path: string;
  expected: string;
  /** In the text when the criterion is met. */
  met: RegExp;
  /** What stands there instead: its first group is what was found. */
  found?: RegExp;
  /** The line to show when nothing of it stands there. */
  near: RegExp;
  /** The sentence when it is not met. */
  fails: string;
  hints: string[];
  /** `property` when it is not given. */
  kind?: string;
  parts?: FakePart[];
  /** The hints are the grader's: none when the criterion is met. */
  fromGrader?: boolean;
  /** The starter meets it on purpose. */
  given?: boolean;
}

export interface FakePart {
  /** In the text when the part is met. */
  met: RegExp;
  is: string;
  isNot: string;
  /** Where it is shown; a part without it is nowhere. */
  near?: RegExp;
  /** Cannot be decided while it is not met. */
  undecided?: boolean;
}

export function gradeFake(criteria: readonly FakeCriterion[], text: string): CriterionResultDto[] {
  const met = new Set(criteria.filter((criterion) => criterion.met.test(text)).map((criterion) => criterion.id));
  return criteria.map((criterion) => {
    const verdict = verdictOf(criterion, met);
    return {
      id: criterion.id,
      label: criterion.label,
      kind: criterion.kind ?? 'property',
      verdict,
      earned: verdict === 'pass' ? criterion.weight : 0,
      weight: criterion.weight,
      message: messageOf(criterion, verdict, criteria),
      evidence: verdict === 'locked' ? [] : [evidenceOf(criterion, verdict, text)],
      parts: verdict === 'locked' ? [] : (criterion.parts ?? []).map((part) => partOf(criterion, part, text)),
    };
  });
}

export function flipsBetween(before: readonly CriterionResultDto[], after: readonly CriterionResultDto[]): FlipDto[] {
  return after
    .filter((result) => before.find((old) => old.id === result.id)?.verdict !== result.verdict)
    .map(({ id, label, verdict }) => ({ criterionId: id, label, verdict }));
}

function verdictOf(criterion: FakeCriterion, met: ReadonlySet<string>): VerdictDto {
  if (!(criterion.requires ?? []).every((id) => met.has(id))) return 'locked';
  return met.has(criterion.id) ? 'pass' : 'fail';
}

function messageOf(criterion: FakeCriterion, verdict: VerdictDto, criteria: readonly FakeCriterion[]): string {
  if (verdict === 'pass') return `\`${criterion.resource}.${criterion.path}\` is ${criterion.expected}.`;
  if (verdict === 'fail') return criterion.fails;
  const first = criteria.find((other) => criterion.requires?.includes(other.id));
  return `Unlocks after: ${first?.label ?? 'the criteria before it'}.`;
}

function partOf(criterion: FakeCriterion, part: FakePart, text: string): PartDto {
  const isMet = part.met.test(text);
  const near = isMet ? (part.near ?? part.met) : part.near;
  return {
    verdict: isMet ? 'pass' : part.undecided === true ? 'unknown' : 'fail',
    text: isMet ? part.is : part.isNot,
    evidence: near === undefined ? null : { ...evidenceAt(criterion, near.exec(text), text), path: null },
  };
}

function evidenceOf(criterion: FakeCriterion, verdict: VerdictDto, text: string): EvidenceDto {
  const found = verdict === 'pass' ? criterion.met : (criterion.found ?? criterion.near);
  return {
    ...evidenceAt(criterion, found.exec(text) ?? criterion.near.exec(text), text),
    found: verdict === 'pass' ? criterion.expected : (criterion.found?.exec(text)?.[1] ?? null),
    expected: criterion.expected,
  };
}

function evidenceAt(criterion: FakeCriterion, match: RegExpExecArray | null, text: string): EvidenceDto {
  const before = text.slice(0, match?.index ?? 0).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const width = match?.[0].split('\n')[0]?.length ?? 1;
  return {
    resource: criterion.resource,
    path: criterion.path,
    line: before.length,
    column,
    endLine: before.length,
    endColumn: column + width,
    found: null,
    expected: null,
  };
}
