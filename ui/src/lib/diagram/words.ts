/** A scene in words: for names that screen readers hear, for tooltips, and for the list beside the picture. */
import type { SceneBadgeDto, SceneEdgeDto, SceneNodeDto, SceneStateDto } from '~/bindings';
import { hasMessage, t } from '~/messages';

/** How it stands, in a word or two. */
export function stateWord(state: SceneStateDto): string {
  return t(`diagram-state-${state}`);
}

/** What stands beside a node's name: `SQS queue, not met`. */
export function nodeRest(node: SceneNodeDto): string {
  if (node.kind === 'ghost') return t('diagram-missing');
  const words = t('diagram-rest', { service: node.service, state: stateWord(node.state) });
  return node.collapsed ? `${words}, ${t('diagram-holds', { count: node.holds })}` : words;
}

/** What stands beside a badge's name. */
export function badgeRest(badge: SceneBadgeDto): string {
  return t('diagram-rest', { service: t(`diagram-badge-${badge.kind}`), state: stateWord(badge.state) });
}

/** `Jobs, SQS queue, not met`. */
export function nodeWords(node: SceneNodeDto): string {
  return t('diagram-named', { label: node.label, rest: nodeRest(node) });
}

/** `WorkerRole, role, not met`. */
export function badgeWords(badge: SceneBadgeDto): string {
  return t('diagram-named', { label: badge.id, rest: badgeRest(badge) });
}

/** `Orders delivers to Jobs, passes`: the relation as criteria name it, between the two ends. */
export function edgeWords(edge: SceneEdgeDto, labelOf: (id: string) => string): string {
  const ends = { from: labelOf(edge.from), relation: relationWords(edge.relation), to: labelOf(edge.to) };
  const words = t('diagram-edge', { ...ends, state: stateWord(edge.state) });
  return edge.via === null ? words : `${words}, ${t('diagram-via', { id: edge.via })}`;
}

/** `delivers` as `delivers to`: a verb for between two names. Of a relation that has no words yet, its name, `isBackedUpBy` as `is backed up by`. */
export function relationWords(relation: string): string {
  if (hasMessage(`diagram-relation-${relation}`)) return t(`diagram-relation-${relation}`);
  return relation.replace(/([a-z])([A-Z])/gu, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}
