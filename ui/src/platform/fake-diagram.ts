/**
 * The invented engine's side of pictures: a scene of the fake template, laid out in columns. It reads the few shapes that the fake
 * templates have; folding, layout and states are the real engine's work (crates/diagram).
 */
import type {
  CriterionResultDto,
  DiagramFormatDto,
  SceneBadgeKindDto,
  SceneDto,
  SceneEdgeDto,
  SceneNodeDto,
  SceneStateDto,
} from '~/bindings';

import { widthOf as textWidth } from '~/lib/diagram/shorten';

import type { FakeCriterion } from './fake-grader';
import type { Answers } from './fake-parts';

export type DiagramCommands = 'get_diagram' | 'export_diagram' | 'get_icons';

/** Pictures that no fake template has. */
export const DIAGRAM_SCENARIOS = [
  'diagram-150',
  'diagram-500',
  'diagram-empty',
  'diagram-unreadable',
  'diagram-hostile',
  'diagram-groups',
  'diagram-icons',
] as const;

/** What is drawn. */
interface Subject {
  text: string;
  criteria: readonly FakeCriterion[];
  results: readonly CriterionResultDto[];
  /** Its answers are kept back: nothing is said of how it stands. */
  blanks: boolean;
}

interface Resource {
  id: string;
  type: string;
  body: string;
  line: number;
}

interface Wire {
  from: string;
  to: string;
  relation: string;
  via: string | null;
  line: number | null;
  state: SceneStateDto;
  criteria: string[];
}

type Box = Omit<SceneNodeDto, 'x' | 'y' | 'width' | 'height'>;

const HEIGHT = 46;
const COLUMN_GAP = 62;
const ROW_GAP = 34;
const PAD = 18;
const HEAD = 34;

const SERVICES: Record<string, [string, string]> = {
  'AWS::SNS::Topic': ['SNS topic', 'megaphone'],
  'AWS::SQS::Queue': ['SQS queue', 'inbox'],
  'AWS::Lambda::Function': ['Lambda function', 'square-function'],
  'AWS::S3::Bucket': ['S3 bucket', 'archive'],
  'AWS::DynamoDB::Table': ['DynamoDB table', 'table-2'],
  'AWS::Events::Rule': ['EventBridge rule', 'calendar-clock'],
  'AWS::ApiGateway::RestApi': ['API Gateway API', 'webhook'],
  'AWS::EC2::VPC': ['VPC', 'network'],
  'AWS::EC2::Subnet': ['Subnet', 'network'],
  'AWS::EC2::Instance': ['EC2 instance', 'server'],
  'AWS::RDS::DBInstance': ['RDS database', 'database'],
  'AWS::StepFunctions::StateMachine': ['State machine', 'workflow'],
};

const CONNECTORS = new Set(['AWS::SNS::Subscription', 'AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Permission']);
const BADGES: Record<string, SceneBadgeKindDto> = {
  'AWS::IAM::Role': 'role',
  'AWS::Logs::LogGroup': 'logs',
  'AWS::SQS::QueuePolicy': 'policy',
  'AWS::KMS::Key': 'key',
  'AWS::EC2::SecurityGroup': 'guard',
};

export class FakeDiagram {
  scenario = 'default';
  private readonly subject: (missionId: string, attemptId: number | null) => Subject;

  constructor(subject: (missionId: string, attemptId: number | null) => Subject) {
    this.subject = subject;
  }

  readonly answers: Answers<DiagramCommands> = {
    get_diagram: ({ missionId, attemptId, collapsed }) => this.scene(missionId, attemptId, collapsed),
    export_diagram: ({ missionId, attemptId, collapsed, format, path }) => {
      if (path !== null) return { path, text: null };
      return { path: null, text: written(this.scene(missionId, attemptId, collapsed), format) };
    },
    get_icons: ({ types }) => ({
      icons: types
        .filter((type) => type.startsWith('AWS::S'))
        .map((type) => ({ type, dataUrl: `data:image/svg+xml,${encodeURIComponent(ICON)}` })),
    }),
  };

  private scene(missionId: string, attemptId: number | null, collapsed: readonly string[]): SceneDto {
    switch (this.scenario) {
      case 'diagram-150':
        return generated(150);
      case 'diagram-500':
        return generated(500);
      case 'diagram-empty':
        return { nodes: [], edges: [], width: 0, height: 0 };
      case 'diagram-hostile':
        return hostile();
      case 'diagram-groups':
        return network(collapsed);
      default:
        return sceneOf(this.subject(missionId, attemptId));
    }
  }
}

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><rect width="24" height="24" rx="4" fill="#7a49d8"/></svg>';

/** The scene of a fake template. */
export function sceneOf({ text, criteria, results, blanks }: Subject): SceneDto {
  if (/^\t/mu.test(text)) return { nodes: [], edges: [], width: 0, height: 0 };
  const resources = resourcesOf(text);
  const known = new Set(resources.map((resource) => resource.id));
  const refs = (body: string) =>
    [...body.matchAll(/!(?:Ref|GetAtt) ([\p{L}\p{N}]+)/gu)].map(([, id = '']) => id).filter((id) => known.has(id));
  const verdicts = blanks ? [] : results;
  const about = (id: string) => verdicts.filter((result) => result.evidence.some((place) => place.resource === id));
  const stands = (id: string) => ({ state: stateOf(about(id)), criteria: about(id).map((result) => result.id) });

  const wires: Wire[] = [];
  for (const { id, type, body, line } of resources) {
    const made = { via: CONNECTORS.has(type) ? id : null, line, ...stands(id) };
    const [first, second] = refs(body);
    if (type === 'AWS::SNS::Subscription' && first && second)
      wires.push({ from: first, to: second, relation: 'delivers', ...made });
    if (type === 'AWS::Lambda::EventSourceMapping' && first && second)
      wires.push({ from: first, to: second, relation: 'triggers', ...made });
    const dead = /deadLetterTargetArn: !GetAtt (\w+)/u.exec(body)?.[1];
    if (dead && known.has(dead)) wires.push({ from: id, to: dead, relation: 'deadLettersTo', ...made });
  }
  const badged = new Set<string>();
  const boxes: Box[] = resources
    .filter(({ type }) => !CONNECTORS.has(type) && BADGES[type] === undefined)
    .map(({ id, type, body, line }) => {
      const used = refs(body).map((ref) => resources.find((resource) => resource.id === ref));
      const badges = used.flatMap((one) => {
        const kind = one && BADGES[one.type];
        if (!one || !kind) return [];
        badged.add(one.id);
        return [{ kind, id: one.id, type: one.type, line: one.line, column: 3, ...stands(one.id) }];
      });
      return { ...box(id, type, line), badges, ...stands(id) };
    });
  // What nothing uses is a box of its own.
  for (const { id, type, line } of resources) {
    if (BADGES[type] !== undefined && !badged.has(id)) boxes.push({ ...box(id, type, line), ...stands(id) });
  }
  for (const result of verdicts) {
    const criterion = criteria.find((one) => one.id === result.id);
    if (result.verdict !== 'fail' || criterion?.kind !== 'graph') continue;
    if (criterion.path === 'RedrivePolicy' && known.has(criterion.resource)) {
      const id = `ghost:${criterion.id}:dead`;
      const place = boxes.find((one) => one.id === criterion.resource)?.line ?? null;
      const ghost = { ...box(id, 'AWS::SQS::Queue', place), label: 'dead-letter queue', kind: 'ghost' as const };
      boxes.push({ ...ghost, state: 'ghost', criteria: [criterion.id] });
      wires.push(ghostWire(criterion.resource, id, 'deadLettersTo', criterion.id, place));
    }
    if (criterion.path === 'Protocol') {
      const topic = resources.find(({ type }) => type === 'AWS::SNS::Topic');
      for (const to of ['Jobs', 'Audit']) {
        if (!topic || !known.has(to) || wires.some((wire) => wire.from === topic.id && wire.to === to)) continue;
        wires.push(ghostWire(topic.id, to, 'delivers', criterion.id, topic.line));
      }
    }
  }
  return laidOut(boxes, wires);
}

function ghostWire(from: string, to: string, relation: string, criterion: string, line: number | null): Wire {
  return { from, to, relation, via: null, line, state: 'ghost', criteria: [criterion] };
}

function resourcesOf(text: string): Resource[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith('Resources:'));
  if (start < 0) return [];
  const found: Resource[] = [];
  for (const [at, line] of lines.entries()) {
    if (at <= start) continue;
    const id = /^ {2}([^\s:#]+):\s*$/u.exec(line)?.[1];
    if (id !== undefined) found.push({ id, type: '', body: '', line: at + 1 });
    const last = found.at(-1);
    if (last === undefined) continue;
    last.type ||= /^ {4}Type: (\S+)/u.exec(line)?.[1] ?? '';
    last.body += `${line}\n`;
  }
  return found;
}

function stateOf(results: readonly CriterionResultDto[]): SceneStateDto {
  const verdicts = new Set(results.map((result) => result.verdict));
  if (verdicts.has('fail') || verdicts.has('partial')) return 'fail';
  if (verdicts.has('unknown')) return 'unknown';
  return verdicts.has('pass') ? 'pass' : 'none';
}

function box(id: string, type: string, line: number | null): Box {
  const [service, glyph] = SERVICES[type] ?? [type.split('::').slice(-2).join(' '), 'box'];
  return {
    id,
    label: id,
    type,
    service,
    glyph,
    kind: 'resource',
    state: 'none',
    parent: null,
    collapsed: false,
    holds: 0,
    badges: [],
    criteria: [],
    line,
    column: line === null ? null : 3,
  };
}

/** Columns from the left by how far a box is from where things begin; groups one below the other. */
function laidOut(boxes: readonly Box[], wires: readonly Wire[]): SceneDto {
  const ids = new Set(boxes.map((one) => one.id));
  const depth = new Map(boxes.map((one) => [one.id, 0]));
  for (let round = 0; round < 8; round += 1) {
    for (const { from, to } of wires) {
      if (from === to) continue;
      const next = (depth.get(from) ?? 0) + 1;
      if (next > (depth.get(to) ?? 0) && next < 7) depth.set(to, next);
    }
  }
  const byDepth: Box[][] = [];
  for (const one of boxes) (byDepth[depth.get(one.id) ?? 0] ??= []).push(one);
  // As high as it is wide, about.
  const most = Math.max(6, Math.ceil(Math.sqrt(boxes.length * 2.5)));
  const columns = byDepth.flatMap((column) =>
    Array.from({ length: Math.ceil(column.length / most) }, (_, at) => column.slice(at * most, (at + 1) * most)),
  );
  const tallest = Math.max(...columns.map((column) => column.length), 0);
  const nodes: SceneNodeDto[] = [];
  let x = 0;
  for (const column of columns) {
    const width = Math.max(...column.map((one) => widthOf(one)));
    const top = ((tallest - column.length) * (HEIGHT + ROW_GAP)) / 2;
    for (const [row, one] of column.entries()) {
      nodes.push({ ...one, x, y: top + row * (HEIGHT + ROW_GAP), width: widthOf(one), height: HEIGHT });
    }
    x += width + COLUMN_GAP;
  }
  const order = new Map(boxes.map((one, place) => [one.id, place]));
  nodes.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  return {
    nodes,
    edges: wires.filter((wire) => ids.has(wire.from) && ids.has(wire.to)).map((wire) => edge(wire, nodes)),
    width: Math.max(x - COLUMN_GAP, 0),
    height: Math.max(tallest * (HEIGHT + ROW_GAP) - ROW_GAP, 0),
  };
}

function widthOf(one: { label: string; service: string }): number {
  return Math.min(Math.max(110, 34 + textWidth(one.label, 11.5), 36 + textWidth(one.service, 10)), 240);
}

function edge(wire: Wire, nodes: readonly SceneNodeDto[]): SceneEdgeDto {
  const of = (id: string) => nodes.find((node) => node.id === id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [from, to] = [of(wire.from), of(wire.to)];
  const beside = to.x >= from.x + from.width;
  const points: [number, number][] = beside
    ? [
        [from.x + from.width, from.y + from.height / 2],
        [to.x, to.y + to.height / 2],
      ]
    : [
        [from.x + from.width / 2, from.y + from.height],
        [to.x + to.width / 2, to.y],
      ];
  const [[x1, y1] = [0, 0], [x2, y2] = [0, 0]] = points;
  const { relation, via, state, criteria, line } = wire;
  return {
    id: `${wire.from}>${relation}>${wire.to}`,
    from: wire.from,
    to: wire.to,
    relation,
    state,
    points,
    labelAt: [(x1 + x2) / 2, (y1 + y2) / 2 - 9],
    labelWidth: relation.length * 6,
    via,
    criteria,
    line,
    column: line === null ? null : 3,
  };
}

const TYPES = Object.keys(SERVICES).filter((type) => !type.startsWith('AWS::EC2::') || type.endsWith('Instance'));
const STATES: SceneStateDto[] = ['pass', 'pass', 'none', 'pass', 'fail', 'none', 'unknown'];

/** A large one, the same each time. */
function generated(count: number): SceneDto {
  const boxes = Array.from({ length: count }, (_, at) => {
    const one = box(`Resource${at}`, TYPES[at % TYPES.length] ?? '', at * 6 + 10);
    return { ...one, state: STATES[at % STATES.length] ?? 'none' };
  });
  const wires = boxes.slice(1).map((one, at): Wire => {
    const from = boxes[Math.floor(at / 3)]?.id ?? '';
    return { from, to: one.id, relation: 'triggers', via: null, line: one.line, state: one.state, criteria: [] };
  });
  return laidOut(boxes, wires);
}

/** Names as nobody should give them. */
function hostile(): SceneDto {
  const names = [
    'A'.repeat(255),
    'תור־הזמנות',
    'طابور‏الطلبات',
    '👩‍🔧 repair 🛠️ shop',
    '注文キュー',
    '<script>globalThis.hostileRan=1</script>',
    '\u202egnp.exe',
    'Z\u0334\u0351\u0363\u0334algo',
  ];
  const boxes = names.map((name, at) => ({
    ...box(name, TYPES[at % TYPES.length] ?? '', at + 3),
    id: `Odd${at}`,
    label: name,
    state: STATES[at % STATES.length] ?? 'none',
  }));
  const wires = boxes.slice(1).map((one, at): Wire => {
    return {
      from: boxes[Math.floor(at / 2)]?.id ?? '',
      to: one.id,
      relation: 'delivers',
      via: null,
      line: 9,
      state: 'none',
      criteria: [],
    };
  });
  wires.push({ from: 'Odd0', to: 'Odd0', relation: 'deadLettersTo', via: null, line: 9, state: 'fail', criteria: [] });
  return laidOut(boxes, wires);
}

/** A network with two subnets. */
function network(collapsed: readonly string[]): SceneDto {
  const plain = (
    id: string,
    type: string,
    line: number,
    state: SceneStateDto = 'none',
    parent: string | null = null,
  ) => ({
    ...box(id, type, line),
    state,
    parent,
  });
  const group = (id: string, type: string, line: number, parent: string | null, holds: number) => ({
    ...plain(id, type, line, 'pass', parent),
    kind: 'group' as const,
    holds,
  });
  const at = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
  const strip = (one: Box, place: ReturnType<typeof at>): SceneNodeDto => ({ ...one, ...place });
  const guard = {
    kind: 'guard' as const,
    id: 'WebGuard',
    type: 'AWS::EC2::SecurityGroup',
    state: 'fail' as const,
    criteria: ['topic'],
    line: 80,
    column: 3,
  };
  const api = strip(plain('PublicApi', 'AWS::ApiGateway::RestApi', 5, 'pass'), at(0, 120, 140, HEIGHT));
  const wires = (pairs: [string, string, string][]): Wire[] =>
    pairs.map(([from, to, relation]) => ({
      from,
      to,
      relation,
      via: null,
      line: 44,
      state: 'pass',
      criteria: ['fanout'],
    }));
  if (collapsed.includes('Network')) {
    const folded = { ...group('Network', 'AWS::EC2::VPC', 12, null, 5), collapsed: true };
    const nodes = [strip(folded, at(240, 118, 150, 52)), api];
    return {
      nodes,
      edges: wires([['PublicApi', 'Network', 'invokes']]).map((one) => edge(one, nodes)),
      width: 390,
      height: 220,
    };
  }
  const small = collapsed.includes('PrivateSubnet');
  const subnet = small
    ? strip({ ...group('PrivateSubnet', 'AWS::EC2::Subnet', 30, 'Network', 1), collapsed: true }, at(464, 60, 170, 52))
    : strip(group('PrivateSubnet', 'AWS::EC2::Subnet', 30, 'Network', 1), at(464, HEAD + 4, 178, HEAD + HEIGHT + PAD));
  const nodes = [
    strip(group('Network', 'AWS::EC2::VPC', 12, null, 5), at(220, 0, 440, 270)),
    strip(
      group('PublicSubnet', 'AWS::EC2::Subnet', 20, 'Network', 2),
      at(238, HEAD + 4, 170, 2 * (HEIGHT + 24) + HEAD + 6),
    ),
    subnet,
    api,
    strip(
      { ...plain('WebServer', 'AWS::EC2::Instance', 40, 'pass', 'PublicSubnet'), badges: [guard] },
      at(256, HEAD + 40, 132, HEIGHT),
    ),
    strip(plain('Jobs', 'AWS::SQS::Queue', 50, 'unknown', 'PublicSubnet'), at(256, HEAD + 116, 120, HEIGHT)),
    ...(small
      ? []
      : [strip(plain('Orders', 'AWS::RDS::DBInstance', 60, 'fail', 'PrivateSubnet'), at(482, HEAD + 40, 140, HEIGHT))]),
  ];
  const end = small ? 'PrivateSubnet' : 'Orders';
  const edges = wires([
    ['PublicApi', 'WebServer', 'invokes'],
    ['WebServer', end, 'connectsTo'],
  ]).map((one) => edge(one, nodes));
  return { nodes, edges, width: 660, height: 270 };
}

/** Enough to see that the right form was asked for. */
function written(scene: SceneDto, format: DiagramFormatDto): string {
  if (format === 'mermaid')
    return ['flowchart LR', ...scene.edges.map(({ from, to, relation }) => `  ${from} -->|${relation}| ${to}`)].join(
      '\n',
    );
  if (format === 'svg' || format === 'svgDark') {
    const fill = format === 'svg' ? '#f6f5f1' : '#0e1624';
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${scene.width}" height="${scene.height}"><rect width="100%" height="100%" fill="${fill}"/></svg>`;
  }
  return scene.nodes.map((node) => `${node.id} (${node.service})`).join('\n');
}
