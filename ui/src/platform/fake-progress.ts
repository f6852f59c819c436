/** What the invented learner got done, and on which evenings. */
import type { ProgressDto, StandingDto } from '~/bindings';

import type { FakeMission } from './fake-missions';
import { sum } from './fake-parts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What is known of the learner. */
interface Known {
  missions: readonly FakeMission[];
  started: number;
  standing: (mission: FakeMission) => StandingDto;
  memory: (skill: string) => ProgressDto['skills'][number]['memory'];
  now: number;
}

export function progressOf({ missions, started, standing, memory, now }: Known): ProgressDto {
  const passed = missions.filter((mission) => standing(mission).state === 'passed');
  const skills = [...new Set(missions.flatMap((mission) => mission.skills))].sort();
  const teaching = (skill: string, from: readonly FakeMission[]) =>
    from.filter(({ skills }) => skills.includes(skill)).length;
  return {
    missions: missions.length,
    started,
    passed: passed.length,
    criteriaPassed: sum(missions.map((mission) => standing(mission).passed)),
    passedMissions: passed
      .map((mission) => ({ id: mission.id, title: mission.title, atMs: standing(mission).passedAtMs ?? 0 }))
      .sort((a, b) => b.atMs - a.atMs),
    skills: skills.map((skill) => ({
      skill,
      missions: teaching(skill, missions),
      passed: teaching(skill, passed),
      memory: memory(skill),
    })),
    activity: started === 0 ? [] : activity(now),
  };
}

/** Evenings of the last months, the same each time: today, yesterday and the four days before, and about every third day before that. */
function activity(now: number): ProgressDto['activity'] {
  const quarterMs = 15 * MINUTE_MS;
  const today = Math.floor(now / quarterMs) * quarterMs;
  const days = Array.from({ length: 190 }, (_, day) => 189 - day);
  return days
    .filter((day) => day < 6 || (day * 7919) % 11 < 4)
    .map((day) => {
      const saves = 1 + ((day * 31) % 23);
      return { startMs: today - day * DAY_MS, saves, passes: day % 9 === 4 ? 1 : 0 };
    });
}
