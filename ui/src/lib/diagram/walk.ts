/**
 * Where an arrow key leads in a picture. Right follows a connection to what it leads to, left goes back along one, up and down go to the
 * neighbours by position; where no connection leads on, so do left and right. With Shift the connections and badges themselves are stops.
 */
import type { SceneEdgeDto, SceneNodeDto } from '~/bindings';

import { badgeKey, edgeKey, nodeKey, type SceneIndex, type StopKey } from './scene';

export type WalkKey = 'ArrowRight' | 'ArrowLeft' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End' | 'PageDown' | 'PageUp';

const WALK_KEYS: ReadonlySet<string> = new Set<WalkKey>([
  'ArrowRight',
  'ArrowLeft',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageDown',
  'PageUp',
]);

export function isWalkKey(key: string): key is WalkKey {
  return WALK_KEYS.has(key);
}

/** The stop that `key` leads to from `from`; nothing when it leads nowhere. */
export function walk(index: SceneIndex, from: StopKey, key: WalkKey, shift = false): StopKey | null {
  const { reading } = index;
  if (key === 'Home') return keyOf(reading[0]);
  if (key === 'End') return keyOf(reading.at(-1));
  const edge = index.edges.get(from);
  if (edge) return fromEdge(index, edge, key);
  const placed = index.badges.get(from);
  if (placed) return fromBadge(placed.node, from, key);
  const node = index.nodes.get(from);
  if (!node) return keyOf(reading[0]);
  // The one way that leads everywhere.
  if (key === 'PageDown') return keyOf(reading[reading.indexOf(node) + 1]);
  if (key === 'PageUp') return keyOf(reading[reading.indexOf(node) - 1]);
  return shift ? intoDetail(index, node, key) : fromNode(index, node, key);
}

function fromNode(index: SceneIndex, node: SceneNodeDto, key: WalkKey): StopKey | null {
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const along = key === 'ArrowRight' ? index.outgoing.get(node.id) : index.incoming.get(node.id);
    const ends = (along ?? [])
      .map((edge) => index.node(key === 'ArrowRight' ? edge.to : edge.from))
      .filter((end): end is SceneNodeDto => end !== undefined && end !== node);
    const [, y] = anchor(node);
    const level = (end: SceneNodeDto) => Math.abs(anchor(end)[1] - y);
    const nearest = ends.sort((a, b) => level(a) - level(b))[0];
    return keyOf(nearest ?? beside(index, node, key));
  }
  return keyOf(beside(index, node, key));
}

/** The nearest node in the direction of the key, by position. */
function beside(index: SceneIndex, node: SceneNodeDto, key: WalkKey): SceneNodeDto | undefined {
  const [x, y] = anchor(node);
  const away = (other: SceneNodeDto): number | null => {
    const [dx, dy] = [anchor(other)[0] - x, anchor(other)[1] - y];
    const upright = key === 'ArrowDown' || key === 'ArrowUp';
    const forward = key === 'ArrowDown' || key === 'ArrowRight' ? 1 : -1;
    const [ahead, aside] = upright ? [dy * forward, dx] : [dx * forward, dy];
    return ahead <= 4 ? null : ahead + 2 * Math.abs(aside);
  };
  let best: SceneNodeDto | undefined;
  let least = Infinity;
  for (const other of index.reading) {
    const distance = other === node ? null : away(other);
    if (distance !== null && distance < least) [best, least] = [other, distance];
  }
  return best;
}

/** The connections beside a node and the badges on it. */
function intoDetail(index: SceneIndex, node: SceneNodeDto, key: WalkKey): StopKey | null {
  if (key === 'ArrowRight') return edgeOf(byLabel(index.outgoing.get(node.id))[0]);
  if (key === 'ArrowLeft') return edgeOf(byLabel(index.incoming.get(node.id))[0]);
  const badge = key === 'ArrowDown' ? node.badges[0] : undefined;
  return badge === undefined ? null : badgeKey(node.id, badge.id);
}

function fromEdge(index: SceneIndex, edge: SceneEdgeDto, key: WalkKey): StopKey | null {
  if (key === 'ArrowRight') return keyOf(index.node(edge.to));
  if (key === 'ArrowLeft') return keyOf(index.node(edge.from));
  const step = key === 'ArrowDown' || key === 'PageDown' ? 1 : -1;
  for (const siblings of [index.outgoing.get(edge.from), index.incoming.get(edge.to)]) {
    const row = byLabel(siblings);
    const next = row[row.indexOf(edge) + step];
    if (row.length > 1) return edgeOf(next);
  }
  return null;
}

function fromBadge(node: SceneNodeDto, from: StopKey, key: WalkKey): StopKey | null {
  const keys = node.badges.map((badge) => badgeKey(node.id, badge.id));
  if (key === 'ArrowRight') return keys[keys.indexOf(from) + 1] ?? null;
  if (key === 'ArrowLeft') return keys[keys.indexOf(from) - 1] ?? nodeKey(node.id);
  return nodeKey(node.id);
}

function byLabel(edges: readonly SceneEdgeDto[] | undefined): SceneEdgeDto[] {
  return [...(edges ?? [])].sort((a, b) => a.labelAt[1] - b.labelAt[1] || a.labelAt[0] - b.labelAt[0]);
}

/** Where a node is for the one who walks: the middle of a box, the title of a group that is open. */
function anchor(node: SceneNodeDto): readonly [number, number] {
  if (node.kind === 'group' && !node.collapsed) return [node.x + Math.min(node.width / 2, 60), node.y + 12];
  return [node.x + node.width / 2, node.y + node.height / 2];
}

function keyOf(node: SceneNodeDto | undefined): StopKey | null {
  return node === undefined ? null : nodeKey(node.id);
}

function edgeOf(edge: SceneEdgeDto | undefined): StopKey | null {
  return edge === undefined ? null : edgeKey(edge.id);
}
