/** What a scene says beyond its boxes: who is connected with whom, how much there is, what changed since the one before. Pure. */
import type { SceneBadgeDto, SceneDto, SceneEdgeDto, SceneNodeDto, SceneStateDto } from '~/bindings';

/** A badge with the node that it stands on. */
export interface PlacedBadge {
  badge: SceneBadgeDto;
  node: SceneNodeDto;
}

/** Something that can have the focus. Keys of nodes, edges and badges never meet: their first letter differs. */
export type StopKey = string;

export const nodeKey = (id: string): StopKey => `n ${id}`;
export const edgeKey = (id: string): StopKey => `e ${id}`;
export const badgeKey = (nodeId: string, id: string): StopKey => `b ${nodeId} ${id}`;

export class SceneIndex {
  readonly scene: SceneDto;
  readonly nodes: ReadonlyMap<StopKey, SceneNodeDto>;
  readonly edges: ReadonlyMap<StopKey, SceneEdgeDto>;
  readonly badges: ReadonlyMap<StopKey, PlacedBadge>;
  readonly outgoing: ReadonlyMap<string, SceneEdgeDto[]>;
  readonly incoming: ReadonlyMap<string, SceneEdgeDto[]>;
  readonly children: ReadonlyMap<string | null, SceneNodeDto[]>;
  /** As a page is read: rows from above, each from the left. */
  readonly reading: readonly SceneNodeDto[];

  constructor(scene: SceneDto) {
    this.scene = scene;
    this.nodes = new Map(scene.nodes.map((node) => [nodeKey(node.id), node]));
    this.edges = new Map(scene.edges.map((edge) => [edgeKey(edge.id), edge]));
    this.badges = new Map(
      scene.nodes.flatMap((node) =>
        node.badges.map((badge) => [badgeKey(node.id, badge.id), { badge, node }] as const),
      ),
    );
    this.outgoing = group(scene.edges, 'from');
    this.incoming = group(scene.edges, 'to');
    const known = new Set(scene.nodes.map((node) => node.id));
    const children = new Map<string | null, SceneNodeDto[]>();
    for (const node of scene.nodes) {
      const parent = node.parent !== null && known.has(node.parent) ? node.parent : null;
      children.set(parent, [...(children.get(parent) ?? []), node]);
    }
    this.children = children;
    this.reading = [...scene.nodes].sort((a, b) => a.y - b.y || a.x - b.x);
  }

  /** Whether there is such a stop. */
  has(key: StopKey): boolean {
    return this.nodes.has(key) || this.edges.has(key) || this.badges.has(key);
  }

  node(id: string): SceneNodeDto | undefined {
    return this.nodes.get(nodeKey(id));
  }

  /** The box that the learner works on: what the criteria `marked` ask of and is not met, else what else is not met, else what they are about. */
  workedOn(marked: ReadonlySet<string>): SceneNodeDto | null {
    const boxes = this.reading.filter((node) => node.kind !== 'group' || node.collapsed);
    const asked = boxes.filter((node) => node.criteria.some((id) => marked.has(id)));
    const unmet = (node: SceneNodeDto) => UNMET.has(node.state);
    return asked.find(unmet) ?? boxes.find(unmet) ?? asked[0] ?? null;
  }

  /** What a stop stands for, as far as criteria and places go. */
  about(key: StopKey): { criteria: readonly string[]; line: number | null; column: number | null } | null {
    return this.nodes.get(key) ?? this.edges.get(key) ?? this.badges.get(key)?.badge ?? null;
  }
}

function group(edges: readonly SceneEdgeDto[], by: 'from' | 'to'): Map<string, SceneEdgeDto[]> {
  const groups = new Map<string, SceneEdgeDto[]>();
  for (const edge of edges) {
    const one = groups.get(edge[by]);
    if (one) one.push(edge);
    else groups.set(edge[by], [edge]);
  }
  return groups;
}

export interface Counts {
  resources: number;
  connections: number;
  /** Missing resources, and missing connections between what is there. */
  missing: number;
}

export function countsOf(scene: SceneDto): Counts {
  const ghosts = new Set(scene.nodes.filter((node) => node.kind === 'ghost').map((node) => node.id));
  const folded = scene.nodes.reduce((sum, node) => sum + (node.collapsed ? node.holds : 0), 0);
  const real = scene.edges.filter((edge) => edge.state !== 'ghost');
  // A role on two functions is one role, and a connector with two connections one resource.
  const ids = new Set([
    // The box for all that are too many to draw is no resource itself.
    ...scene.nodes.filter((node) => node.kind !== 'ghost' && node.id !== 'more:').map((node) => node.id),
    ...scene.nodes.flatMap((node) => node.badges.map((badge) => badge.id)),
    ...real.flatMap((edge) => (edge.via === null ? [] : [edge.via])),
  ]);
  const loose = scene.edges.filter((edge) => edge.state === 'ghost' && !ghosts.has(edge.from) && !ghosts.has(edge.to));
  return {
    resources: ids.size + folded,
    connections: real.length,
    missing: ghosts.size + loose.length,
  };
}

/**
 * The new scene with the old one's objects where nothing about them changed, so that only what changed is drawn anew. A save that changes
 * one value then touches one box of 150.
 */
export function keepUnchanged(before: SceneDto | null, now: SceneDto): SceneDto {
  if (before === null) return now;
  const kept = <T extends { id: string }>(old: readonly T[], fresh: readonly T[]): T[] => {
    const known = new Map(old.map((one) => [one.id, one]));
    return fresh.map((one) => {
      const candidate = known.get(one.id);
      return candidate !== undefined && JSON.stringify(candidate) === JSON.stringify(one) ? candidate : one;
    });
  };
  return { ...now, nodes: kept(before.nodes, now.nodes), edges: kept(before.edges, now.edges) };
}

const UNMET: ReadonlySet<SceneStateDto> = new Set(['fail', 'unknown', 'ghost']);

/** The nodes that were not met in `before` and pass now; what was a ghost may have come under another name, and is then new. */
export function flippedNodes(before: SceneDto | null, now: SceneDto): ReadonlySet<string> {
  if (before === null) return new Set();
  const old = new Map(before.nodes.map((node) => [node.id, node.state]));
  const ghosts = new Set(before.nodes.filter((node) => node.kind === 'ghost').flatMap((node) => node.criteria));
  const flipped = now.nodes.filter((node) => {
    if (node.state !== 'pass') return false;
    const state = old.get(node.id);
    return state === undefined ? node.criteria.some((id) => ghosts.has(id)) : UNMET.has(state);
  });
  return new Set(flipped.map((node) => node.id));
}
