/** What a criterion is made of: which of it a card tells, and what its pieces are called. */
import type { CriterionResultDto, PartDto } from '../../bindings';

/** Those that say more than the sentence above them does: a lone part that was told already says nothing new. Of what passes no
 *  sentence is shown, so that each part does. */
export function toldParts(result: CriterionResultDto | undefined): PartDto[] {
  if (result === undefined || result.verdict === 'locked') return [];
  const [only, ...others] = result.parts;
  if (only === undefined) return [];
  const isTold =
    result.verdict !== 'pass' && others.length === 0 && result.message.includes(only.text.replace(/\.$/u, ''));
  return isTold ? [] : result.parts;
}

export type PartNoun = 'condition' | 'connection' | 'statement' | 'resource' | 'way' | 'part';

/** What the parts of a kind are. A kind that is not known yet has parts all the same. */
export function nounOf(kind: string): PartNoun {
  const nouns: Record<string, PartNoun> = {
    check: 'condition',
    graph: 'connection',
    iam: 'statement',
    preset: 'resource',
    anyOf: 'way',
  };
  return nouns[kind] ?? 'part';
}
