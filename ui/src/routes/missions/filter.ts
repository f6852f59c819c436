/** Which missions a search and filters leave. */
import type { LevelDto, MissionCardDto, MissionKindDto, PackDto, StandingStateDto } from '~/bindings';
import { kindWords, levelName, serviceName } from '~/messages/names';

export interface Filter {
  search: string;
  /** Empty: any. */
  level: LevelDto | '';
  service: string;
  state: StandingStateDto | '';
  /** What kind of mission; `offline`: made by the offline generator, whatever its kind. */
  kind: MissionKindDto | 'offline' | '';
}

export const NO_FILTER: Filter = { search: '', level: '', service: '', state: '', kind: '' };

/** The packs with only the missions that fit; packs without any are left out. */
export function fitting(packs: readonly PackDto[], filter: Filter): PackDto[] {
  const words = wordsOf(filter.search);
  return packs
    .map((pack) => ({ ...pack, missions: pack.missions.filter((mission) => fits(mission, filter, words)) }))
    .filter((pack) => pack.missions.length > 0);
}

export function isFiltering(filter: Filter): boolean {
  const { search, level, service, state, kind } = filter;
  return wordsOf(search).length > 0 || [level, service, state, kind].some((chosen) => chosen !== '');
}

/** Every service that a mission uses, by the name people read. */
export function servicesOf(packs: readonly PackDto[]): string[] {
  const services = new Set(packs.flatMap((pack) => pack.missions).flatMap((mission) => mission.services));
  return [...services].sort((a, b) => serviceName(a).localeCompare(serviceName(b)));
}

/** The kinds to choose from: those that there are, when there is more than one. */
export function kindsOf(packs: readonly PackDto[]): Exclude<Filter['kind'], ''>[] {
  const missions = packs.flatMap((pack) => pack.missions);
  const kinds = (['build', 'blanks', 'sabotage', 'offline'] as const).filter((kind) =>
    missions.some((mission) => isOfKind(mission, kind)),
  );
  return kinds.length > 1 ? kinds : [];
}

function isOfKind(mission: MissionCardDto, kind: Filter['kind']): boolean {
  return kind === '' || (kind === 'offline' ? mission.source === 'offline' : mission.kind === kind);
}

function fits(mission: MissionCardDto, filter: Filter, words: readonly string[]): boolean {
  return (
    (filter.level === '' || mission.level === filter.level) &&
    (filter.service === '' || mission.services.includes(filter.service)) &&
    (filter.state === '' || mission.standing.state === filter.state) &&
    isOfKind(mission, filter.kind) &&
    words.every((word) => textOf(mission).includes(word))
  );
}

function wordsOf(search: string): string[] {
  return plain(search).split(/\s+/).filter(Boolean);
}

function textOf(mission: MissionCardDto): string {
  const services = mission.services.flatMap((service) => [service, serviceName(service)]);
  const skills = mission.skills.flatMap((skill) => [skill, skill.replace(/[.-]/g, ' ')]);
  const { title, summary, packTitle, level } = mission;
  return plain([title, summary, packTitle, levelName(level), ...kindWords(mission), ...services, ...skills].join(' '));
}

/** Lower case and without accents, so that a search need not know either. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
