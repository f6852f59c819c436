/** Names of levels and services for the mission screen. */
import type { LevelDto } from '~/bindings';
import { hasMessage, t } from '~/messages';

export function levelWord(level: LevelDto): string {
  const words: Record<LevelDto, string> = {
    foundation: t('level-foundation'),
    associate: t('level-associate'),
    professional: t('level-professional'),
  };
  return words[level];
}

/** AWS's own spelling where the catalogue has it; otherwise capitals, which most service names are. */
export function serviceName(service: string): string {
  const id = `service-${service}`;
  return hasMessage(id) ? t(id) : service.toUpperCase();
}
