/** What follows from attempts and missions alone. */
import type { AttemptDto, MissionCardDto, VerdictDto } from '~/bindings';

/** `total` leaves skipped criteria out; a mission in which none counts is not passed. */
export function isFullPass(attempt: AttemptDto): boolean {
  return attempt.summary.total > 0 && attempt.summary.passed === attempt.summary.total;
}

export function flippedToPass(before: AttemptDto, now: AttemptDto): Set<string> {
  const old = new Map<string, VerdictDto>(before.results.map((result) => [result.id, result.verdict]));
  return new Set(
    now.results.filter((result) => result.verdict === 'pass' && old.get(result.id) !== 'pass').map(({ id }) => id),
  );
}

/** The next mission after this one that is not passed; else the first that is not. */
export function suggestNext(cards: MissionCardDto[], missionId: string): MissionCardDto | null {
  const here = cards.findIndex((card) => card.id === missionId);
  const open = (card: MissionCardDto) => card.id !== missionId && card.standing.state !== 'passed';
  return cards.slice(here + 1).find(open) ?? cards.find(open) ?? null;
}

/** The folder that `path` lies in, with either kind of separator. */
export function folderOf(path: string | null): string | null {
  if (path === null) return null;
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return end > 0 ? path.slice(0, end) : null;
}
