/** The verdicts as a screen says them. `none`: the mission is not started, nothing has been graded. */
import type { VerdictDto } from '../../bindings';

export type ShownVerdict = VerdictDto | 'none';

/** What a learner can still do something about now. */
export function needsWork(verdict: ShownVerdict): boolean {
  return verdict === 'fail' || verdict === 'partial' || verdict === 'unknown';
}
