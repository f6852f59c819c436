/** Names that data brings in short form, as people write them. */
import type { LevelDto } from '~/bindings';

import { hasMessage, t } from '.';

export function levelName(level: LevelDto): string {
  return t(`level-${level}`);
}

/** A service's name; one the catalogue does not know, as a pack of someone else may bring, is shown as it is written. */
export function serviceName(service: string): string {
  const id = `service-${service}`;
  return hasMessage(id) ? t(id) : service;
}

export function servicesLine(services: readonly string[]): string {
  return services.map(serviceName).join(' · ');
}
