/** Names that data brings in short form, as people write them. */
import type { InForceDto, LevelDto, MissionCardDto, ProblemDto, VaultDto } from '~/bindings';

import { sentence } from '~/lib/sentence';

import { shownLanguage } from './language.svelte';

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

/** What people call an editor: a name of its own stays, the others are words. */
export function editorName({ id, label }: { id: string; label: string }): string {
  const message = `editor-name-${id}`;
  return hasMessage(message) ? t(message) : label;
}

/** What signs the calls to Bedrock. */
export function keySource({ source, profile }: Pick<InForceDto, 'source' | 'profile'>): string {
  if (source !== 'profile' || profile === null) return t(`key-source-${source}`);
  return t('key-source-profile', { name: profile.name, kind: t(`profile-kind-${profile.kind}`) });
}

/** What is there too, and not used; nothing when there is nothing. */
export function overridden({ overrides }: Pick<InForceDto, 'overrides'>): string | null {
  if (overrides === null) return null;
  return overrides.profile === null
    ? t('in-force-over-variable', { name: overrides.variable ?? '' })
    : t('in-force-over-profile', { name: overrides.profile });
}

/** How the system’s keyring stands, with the next step where something is wrong. */
export function keyringWords({ keyring, keyringReason, keyringNote, fileProblem }: VaultDto): string {
  const words = [t(`vault-keyring-${keyring}`)];
  if (keyringReason !== null) words.push(t('vault-keyring-says', { words: keyringReason }));
  if (keyringNote !== null) words.push(t(`vault-keyring-note-${keyringNote}`));
  if (fileProblem !== null) words.push(fileProblem);
  return words.map((part) => (words.length > 1 ? sentence(part) : part)).join(' ');
}

/**
 * What stands in the way of the model, in a few words of the window’s language; nothing where the engine’s sentence, which is English and says
 * more, is in that language already, or where the catalogue does not know the code.
 */
export function inShort({ code }: Pick<ProblemDto, 'code'>): string | null {
  const message = `bedrock-why-${code}`;
  if (shownLanguage().tag === 'en' || !hasMessage(message)) return null;
  return sentence(t('bedrock-paused-why', { why: t(message) }));
}

/** What stands in the way of the model: in the window’s language first, then, as detail, in the engine’s words. */
export function whatIsWrong(problem: Pick<ProblemDto, 'code' | 'message'>): string {
  return [inShort(problem), problem.message].filter((part) => part !== null).join(' ');
}

/** What to do about something that stands in the way of the model; what the catalogue does not know is said as the engine says it. */
export function nextStep({
  step,
  profile,
  nextStep: words,
}: Pick<ProblemDto, 'step' | 'profile' | 'nextStep'>): string {
  const message = `next-${step}`;
  return hasMessage(message) ? t(message, { profile: profile ?? '' }) : words;
}
