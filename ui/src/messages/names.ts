/** Names that data brings in short form, as people write them. */
import type { LevelDto, MissionCardDto } from '~/bindings';

import { hasMessage, t } from '.';

export function levelName(level: LevelDto): string {
  return t(`level-${level}`);
}

/** A service's name; one the catalogue does not know, as a pack of someone else may bring, is shown as it is written. */
export function serviceName(service: string): string {
  const id = `service-${service}`;
  return hasMessage(id) ? t(id) : service;
}

/** In one line, or broken after a dot: no line begins with one, and no name is cut in two. */
export function servicesLine(services: readonly string[]): string {
  return services.map((service) => serviceName(service).replaceAll(' ', '\u00a0')).join('\u00a0· ');
}

/** What is out of the ordinary about a mission, a few words each: its kind, and where it comes from when it was not bundled. */
export function kindWords({ kind, source }: Pick<MissionCardDto, 'kind' | 'source'>): string[] {
  if (kind === 'sabotage') return [t('kind-sabotage')];
  const words = kind === 'blanks' ? [t('kind-blanks')] : [];
  if (source === 'offline') return [...words, t('kind-offline')];
  return source === 'file' ? [...words, t('kind-file')] : words;
}
