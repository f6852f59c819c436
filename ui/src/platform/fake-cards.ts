/** How the invented engine shows a mission: as a card of the list, and whole. */
import type { MissionCardDto, MissionDto, MissionMakeDto } from '~/bindings';

import type { FakeMission, FakePack } from './fake-missions';
import type { FakeWork } from './fake-work';

export function cardOf(mission: FakeMission, packs: readonly FakePack[], work: FakeWork): MissionCardDto {
  const pack = packs.find((pack) => pack.missions.includes(mission));
  const { id, title, summary, level, services, skills, minutes } = mission;
  return {
    id,
    packTitle: pack?.title ?? '',
    position: (pack?.missions.indexOf(mission) ?? 0) + 1,
    packSize: pack?.missions.length ?? 0,
    title,
    summary,
    level,
    services,
    skills,
    minutes,
    kind: mission.kind ?? 'build',
    source: mission.source ?? 'bundled',
    standing: work.standing(mission),
  };
}

interface Whole {
  mission: FakeMission;
  packs: readonly FakePack[];
  work: FakeWork;
  make: MissionMakeDto;
  started: MissionDto['started'];
}

export function wholeOf({ mission, packs, work: works, make, started }: Whole): MissionDto {
  const work = works.get(mission.id);
  return {
    card: cardOf(mission, packs, works),
    scenario: mission.scenario,
    criteria: mission.criteria.map((criterion) => ({
      id: criterion.id,
      label: criterion.label,
      weight: criterion.weight,
      tag: criterion.tag ?? null,
      requires: (criterion.requires ?? []).map((id) => mission.criteria.find((other) => other.id === id)?.label ?? id),
      skills: mission.skills,
      given: criterion.given ?? false,
      hints: works.hints(mission, criterion.id),
    })),
    starter: mission.starter,
    sources: ['Amazon SNS: Fanout to Amazon SQS queues', 'Amazon SQS dead-letter queues'],
    make,
    workspace: work?.path ?? null,
    attempt: work?.attempts.at(-1)?.report ?? null,
    solutionUnlocked: work !== undefined && work.passedAtMs !== null,
    canUndoRestore: work !== undefined && work.undo !== null,
    started,
  };
}
