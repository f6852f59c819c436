/** What the picture is made of, without a page: places, names, ways, and what changed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { SceneDto, SceneEdgeDto, SceneNodeDto } from '~/bindings';
import { hasMessage } from '~/messages';
import { FAKE_PACKS } from '~/platform/fake-missions';
import { FakeDiagram } from '~/platform/fake-diagram';

import { BADGE_GLYPHS, glyphName, GLYPHS, PLAIN_GLYPH } from './glyphs';
import { headOf, pathOf } from './path';
import { badgeKey, countsOf, edgeKey, flippedNodes, keepUnchanged, nodeKey, SceneIndex } from './scene';
import { shorten, widthOf } from './shorten';
import { bring, fit, hold, LEGIBLE_SCALE, MAX_SCALE, MIN_SCALE, open, shows, type View, zoomAt } from './viewport';
import { walk, type WalkKey } from './walk';
import { relationWords } from './words';

function scene(scenario: string, collapsed: string[] = []): SceneDto {
  const mission = FAKE_PACKS[0]?.missions.find((one) => one.id === 'fan-out-order-events');
  const text = mission?.solution ?? '';
  const diagram = new FakeDiagram(() => ({ text, criteria: mission?.criteria ?? [], results: [], blanks: false }));
  diagram.scenario = scenario;
  return diagram.answers.get_diagram({ missionId: 'any', attemptId: null, collapsed }) as SceneDto;
}

function node(id: string, more: Partial<SceneNodeDto> = {}): SceneNodeDto {
  return {
    id,
    label: id,
    type: 'AWS::SQS::Queue',
    service: 'SQS queue',
    glyph: 'inbox',
    kind: 'resource',
    x: 0,
    y: 0,
    width: 110,
    height: 46,
    state: 'none',
    parent: null,
    collapsed: false,
    holds: 0,
    badges: [],
    criteria: [],
    line: 1,
    column: 3,
    ...more,
  };
}

function edge(from: string, to: string, more: Partial<SceneEdgeDto> = {}): SceneEdgeDto {
  return {
    id: `${from}>${to}`,
    from,
    to,
    relation: 'delivers',
    state: 'none',
    points: [
      [0, 0],
      [10, 0],
    ],
    labelAt: [5, 0],
    labelWidth: 50,
    via: null,
    criteria: [],
    line: 1,
    column: 3,
    ...more,
  };
}

const of = (nodes: SceneNodeDto[], edges: SceneEdgeDto[] = []): SceneDto => ({ nodes, edges, width: 500, height: 300 });

describe('the view', () => {
  const picture = { width: 800, height: 400 };
  const room = { width: 400, height: 600 };

  it('fits all of a picture, in the middle, and never enlarges a small one', () => {
    const view = fit(picture, room);
    expect(shows(view, picture, room), 'all of it is in sight').toBe(true);
    expect(view.x + (picture.width * view.scale) / 2, 'in the middle').toBeCloseTo(200);
    expect(fit({ width: 50, height: 20 }, room).scale, 'one box is not blown up').toBe(1);
    expect(fit({ width: 50, height: 20 }, room, 1.5).scale, 'but follows larger text').toBe(1.5);
    expect(fit({ width: 0, height: 0 }, room).scale, 'nothing at all is no division by nothing').toBe(1);
    expect(fit({ width: 1e7, height: 1e7 }, room).scale, 'what is huge stays visible').toBe(MIN_SCALE);
  });

  it('a picture that would be too small to read opens at its beginning', () => {
    const small = { width: 200, height: 100 };
    expect(open(small, room), 'what fits is shown whole').toEqual(fit(small, room));
    const wide = open({ width: 10 * room.width, height: 40 }, room);
    expect(wide.scale, 'a long one can be read').toBe(LEGIBLE_SCALE);
    expect(wide.x, 'from where it begins').toBeGreaterThan(0);
    expect(wide.y + 20 * wide.scale, 'in the middle of what is free, as far as it fits').toBeCloseTo(
      (38 + room.height - 42) / 2,
    );
  });

  it('or around what is worked on, without going past its edges', () => {
    const long = { width: 10 * room.width, height: 40 };
    const around = { x: 2000, y: 0, width: 100, height: 40 };
    const view = open(long, room, 1, around);
    expect(view.scale, 'it can be read').toBe(LEGIBLE_SCALE);
    expect(view.x + 2050 * view.scale, 'in the middle').toBeCloseTo(room.width / 2);
    expect(open(long, room, 1, { ...around, x: 0 }), 'what is at its beginning is there').toEqual(open(long, room));
    const last = open(long, room, 1, { ...around, x: long.width - 100 });
    expect(last.x + long.width * last.scale, 'no empty paper after its end').toBeCloseTo(room.width - 10);
  });

  it('keeps free of what lies over it, also in a low room', () => {
    const tall = { width: 100, height: 900 };
    for (const height of [120, 300, 600]) {
      const view = fit(tall, { width: 400, height });
      expect(view.y, 'below the buttons').toBeGreaterThanOrEqual(Math.min(38, height / 6));
      const box = { x: 0, y: 900, width: 50, height: 40 };
      const up = bring({ x: 0, y: -900, scale: 1 }, box, { width: 400, height });
      expect(up.y + box.y, 'what has the focus is not behind them').toBe(Math.min(38, height / 6));
      const down = bring({ x: 0, y: 0, scale: 1 }, box, { width: 400, height });
      expect(down.y + box.y + box.height, 'nor behind the words').toBe(height - Math.min(42, height / 6));
    }
  });

  it('is enlarged around the pointer, within its limits', () => {
    const view: View = { x: 30, y: -20, scale: 0.8 };
    const at = { x: 123, y: 77 };
    const under = (v: View) => [(at.x - v.x) / v.scale, (at.y - v.y) / v.scale];
    const larger = zoomAt(view, 1.7, at);
    expect(under(larger)[0], 'what is under the pointer stays there').toBeCloseTo(under(view)[0] ?? NaN);
    expect(under(larger)[1]).toBeCloseTo(under(view)[1] ?? NaN);
    expect(zoomAt(view, 1e9, at).scale).toBe(MAX_SCALE);
    expect(zoomAt(view, 1e-9, at).scale).toBe(MIN_SCALE);
    expect(under(zoomAt(view, 1e9, at))[0], 'also at the limit').toBeCloseTo(under(view)[0] ?? NaN);
  });

  it('moves only as far as it must to bring something into sight', () => {
    const view: View = { x: 0, y: 0, scale: 1 };
    expect(bring(view, { x: 100, y: 100, width: 100, height: 40 }, room), 'it is in sight already').toBe(view);
    expect(bring(view, { x: 390, y: 100, width: 100, height: 40 }, room)).toEqual({ x: -98, y: 0, scale: 1 });
    expect(bring(view, { x: -50, y: 700, width: 100, height: 40 }, room)).toEqual({ x: 58, y: -182, scale: 1 });
    const wide = bring(view, { x: 500, y: 0, width: 900, height: 40 }, room);
    expect(wide.x, 'of what is wider than the room its beginning').toBe(-492);
  });

  it('does not lose the picture out of the room', () => {
    const lost = hold({ x: 5000, y: -5000, scale: 1 }, picture, room);
    expect(lost.x, 'a strip stays at the right').toBeLessThan(room.width);
    expect(lost.y + picture.height, 'and at the top').toBeGreaterThan(0);
    const fine: View = { x: 10, y: 10, scale: 1 };
    expect(hold(fine, picture, room), 'what is in sight is not touched').toBe(fine);
  });
});

describe('names in boxes', () => {
  it('are whole when they fit, else keep beginning and end', () => {
    expect(shorten('Orders', 100, 11.5)).toBe('Orders');
    const short = shorten('OrderProcessingDeadLetterQueueForTheWarehouse', 120, 11.5);
    expect(short).toMatch(/^Order.*….+$/u);
    expect(short.endsWith('e'), 'names that differ at the end stay apart').toBe(true);
    expect(widthOf(short, 11.5), 'it fits by its own measure').toBeLessThanOrEqual(120);
  });

  it.each(['A'.repeat(255), '注文'.repeat(90), '👩‍🔧🛠️'.repeat(40), 'הזמנות'.repeat(30)])(
    'of any kind fit: %s',
    (name) => {
      const short = shorten(name, 100, 11.5);
      expect(widthOf(short, 11.5)).toBeLessThanOrEqual(100);
      expect(short).toContain('…');
    },
  );

  it('do not cut an emoji into its parts', () => {
    expect(shorten('👩‍🔧👩‍🔧👩‍🔧👩‍🔧', 45, 11.5)).toMatch(/^(👩‍🔧)+…(👩‍🔧)*$/u);
  });

  it('cannot pose as others by turning the direction of what follows', () => {
    expect(shorten('\u202egnp.exe', 200, 11.5)).toBe('gnp.exe');
  });

  it('stay empty when there is no room at all', () => {
    expect(shorten('Orders', 4, 11.5)).toBe('…');
    expect(shorten('', 4, 11.5)).toBe('');
  });
});

describe('a line', () => {
  const numbers = (path: string) => [...path.matchAll(/-?[\d.]+/gu)].map(Number);

  it.each([
    [[[0, 0] as const, [100, 60] as const]],
    [[[0, 0] as const, [3, 90] as const]],
    [[[0, 0] as const, [40, 0] as const, [60, 50] as const, [120, 55.25] as const]],
  ])('begins and ends exactly at its boxes: %j', (points) => {
    const found = numbers(pathOf(points));
    expect(found.slice(0, 2)).toEqual(points[0]);
    expect(found.slice(-2).map(Math.round)).toEqual(points.at(-1)?.map(Math.round));
    expect(numbers(headOf(points)).slice(0, 2).map(Math.round), 'the tip of the head is the end').toEqual(
      points.at(-1)?.map(Math.round),
    );
  });

  it('leaves a side border level, even where it goes further down than aside', () => {
    const steep = [[0, 0] as const, [40, 200] as const];
    expect(pathOf(steep, true), 'along the wire first').toBe('M0,0C20,0 20,200 40,200');
    expect(pathOf(steep, false), 'from a lower border down').toBe('M0,0C0,100 40,100 40,200');
    const [, ...corners] = headOf(steep, true).split(' ');
    expect(
      corners.every((corner) => Number(corner.split(',')[0]) < 40),
      'its head points to the right',
    ).toBe(true);
  });

  it('makes no knot of a short piece beside a long one', () => {
    // Down out of a box, then far to the left: the engine draws the same curve (crates/diagram/src/layout/geometry.rs).
    const [, first = ''] = pathOf([
      [0, 0],
      [0, 12],
      [-300, 40],
    ]).split('C');
    const [, , x = 0, y = 0] = numbers(first);
    expect(Math.hypot(x, y - 12), 'a handle is a third of its own piece').toBeCloseTo(4, 1);
  });

  it('of too few points breaks nothing', () => {
    expect(pathOf([])).toBe('');
    expect(headOf([])).toBe('');
    expect(pathOf([[1, 2]])).toBe('M1,2');
    expect(
      headOf([
        [1, 2],
        [1, 2],
      ]),
      'two equal points have no direction, but a place',
    ).not.toContain('NaN');
  });
});

describe('walking', () => {
  const line = new SceneIndex(
    of(
      [
        node('Orders', { y: 50 }),
        node('Audit', { x: 200, y: 0 }),
        node('Jobs', {
          x: 200,
          y: 100,
          badges: [{ kind: 'role', id: 'JobsRole', type: '', state: 'none', criteria: [], line: 9, column: 3 }],
        }),
        node('Worker', { x: 400, y: 100 }),
        node('Alone', { y: 200 }),
      ],
      [
        edge('Orders', 'Audit', { labelAt: [150, 30] }),
        edge('Orders', 'Jobs', { labelAt: [150, 90] }),
        edge('Jobs', 'Worker'),
        edge('Worker', 'Worker'),
      ],
    ),
  );
  const from = (id: string, key: WalkKey, shift = false) => walk(line, nodeKey(id), key, shift);

  const ways: [string, WalkKey, string, string][] = [
    ['Orders', 'ArrowRight', 'Audit', 'along a connection, to the nearer end'],
    ['Jobs', 'ArrowRight', 'Worker', 'along a connection'],
    ['Worker', 'ArrowLeft', 'Jobs', 'back along one'],
    ['Audit', 'ArrowDown', 'Jobs', 'to the neighbour below'],
    ['Jobs', 'ArrowUp', 'Audit', 'to the one above'],
    ['Alone', 'ArrowRight', 'Jobs', 'by position, where no connection leads on'],
    ['Worker', 'Home', 'Audit', 'to what is read first'],
    ['Orders', 'End', 'Alone', 'to what is read last'],
  ];

  it.each(ways)('from %s %s leads to %s: %s', (start, key, end) => {
    expect(from(start, key)).toBe(nodeKey(end));
  });

  it('stops at connections and badges with Shift, and comes back', () => {
    const first = from('Orders', 'ArrowRight', true);
    expect(first).toBe(edgeKey('Orders>Audit'));
    expect(walk(line, edgeKey('Orders>Audit'), 'ArrowDown'), 'the next of the same box').toBe(edgeKey('Orders>Jobs'));
    expect(walk(line, edgeKey('Orders>Jobs'), 'ArrowRight')).toBe(nodeKey('Jobs'));
    expect(walk(line, edgeKey('Orders>Jobs'), 'ArrowLeft')).toBe(nodeKey('Orders'));
    expect(from('Jobs', 'ArrowDown', true)).toBe(badgeKey('Jobs', 'JobsRole'));
    expect(walk(line, badgeKey('Jobs', 'JobsRole'), 'ArrowUp')).toBe(nodeKey('Jobs'));
    expect(from('Alone', 'ArrowRight', true), 'it has no connection').toBeNull();
  });

  it('of what is not there any more begins anew', () => {
    expect(walk(line, nodeKey('Gone'), 'ArrowRight')).toBe(nodeKey('Audit'));
    expect(walk(new SceneIndex(of([])), nodeKey('Gone'), 'Home'), 'an empty picture leads nowhere').toBeNull();
  });

  it.each(['default', 'diagram-groups', 'diagram-hostile', 'diagram-150'])('reaches everything of %s', (name) => {
    const index = new SceneIndex(scene(name));
    const start = nodeKey(index.reading[0]?.id ?? '');
    const reached = new Set([start]);
    const waiting = [start];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      for (const shift of [false, true]) {
        for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'PageDown', 'PageUp'] as const) {
          const next = walk(index, at, key, shift);
          if (next === null || reached.has(next)) continue;
          reached.add(next);
          waiting.push(next);
        }
      }
    }
    const all = [...index.nodes.keys(), ...index.edges.keys(), ...index.badges.keys()];
    expect(
      all.filter((key) => !reached.has(key)),
      'a keyboard comes to every stop',
    ).toEqual([]);
  });
});

describe('what is counted', () => {
  it('is each resource once, with what is folded away, and what is missing apart', () => {
    const role = {
      kind: 'role' as const,
      id: 'Role',
      type: '',
      state: 'none' as const,
      criteria: [],
      line: 1,
      column: 1,
    };
    const picture = of(
      [
        node('A', { badges: [role] }),
        node('B', { badges: [role] }),
        node('Vpc', { kind: 'group', collapsed: true, holds: 4 }),
        node('ghost:x', { kind: 'ghost', state: 'ghost' }),
      ],
      [
        edge('A', 'B', { via: 'Subscription' }),
        edge('A', 'ghost:x', { state: 'ghost' }),
        edge('B', 'A', { state: 'ghost' }),
      ],
    );
    expect(countsOf(picture), 'A, B, the VPC and its four, one role, one subscription').toEqual({
      resources: 9,
      connections: 1,
      missing: 2,
    });
  });

  it('are without the box that stands for all that are too many to draw', () => {
    const picture = of([node('A'), node('more:', { kind: 'group', collapsed: true, holds: 5 })], []);
    expect(countsOf(picture).resources, 'A and the five').toBe(6);
  });
});

describe('what changed', () => {
  it('is all that is drawn anew: the rest keeps its objects', () => {
    const before = of([node('A'), node('B')], [edge('A', 'B')]);
    const now = of([node('A'), node('B', { state: 'pass' })], [edge('A', 'B')]);
    const kept = keepUnchanged(before, structuredClone(now));
    expect(kept.nodes[0], 'unchanged').toBe(before.nodes[0]);
    expect(kept.nodes[1], 'changed').not.toBe(before.nodes[1]);
    expect(kept.edges[0]).toBe(before.edges[0]);
    expect(kept, 'and it is the new scene').toEqual(now);
    expect(keepUnchanged(null, now)).toBe(now);
  });

  it('says what passes now and did not before', () => {
    const before = of([
      node('A', { state: 'fail' }),
      node('B', { state: 'none' }),
      node('C', { state: 'pass' }),
      node('ghost:d', { kind: 'ghost', state: 'ghost', criteria: ['dlq'] }),
    ]);
    const now = of(
      ['A', 'B', 'C']
        .map((id) => node(id, { state: 'pass' }))
        .concat(node('Dead', { state: 'pass', criteria: ['dlq'] })),
    );
    expect([...flippedNodes(before, now)], 'what failed, and what was missing, under its own name now').toEqual([
      'A',
      'Dead',
    ]);
    expect(flippedNodes(null, now).size, 'the first picture flips nothing').toBe(0);
  });
});

describe('glyphs', () => {
  const rust = readFileSync(join(import.meta.dirname, '../../../../crates/diagram/src/service.rs'), 'utf8');
  const list = /const GLYPHS: &\[&str\] = &\[([^\]]*)\]/u.exec(rust)?.[1] ?? '';
  const named = [...list.matchAll(/"([a-z0-9-]+)"/gu)].map(([, name = '']) => name);

  it('are exactly those that the engine gives', () => {
    expect(named.length, 'the list in service.rs was found').toBeGreaterThan(20);
    expect(Object.keys(GLYPHS).sort()).toEqual([...named].sort());
  });

  it('have a plain one for a name from a newer engine, and one for every badge', () => {
    expect(glyphName('rocket-of-tomorrow')).toBe(PLAIN_GLYPH);
    expect(glyphName('constructor'), 'no name of something else').toBe(PLAIN_GLYPH);
    expect(GLYPHS[PLAIN_GLYPH]).toBeDefined();
    expect(Object.keys(BADGE_GLYPHS)).toHaveLength(5);
  });
});

describe('what is worked on', () => {
  it('is what the selected criterion asks for, else what is not met, else nothing in particular', () => {
    const index = new SceneIndex(
      of([
        node('Net', { kind: 'group', state: 'fail' }),
        node('Met', { state: 'pass', criteria: ['a'], y: 1 }),
        node('Failing', { state: 'fail', criteria: ['b'], y: 2 }),
        node('Ghost', { kind: 'ghost', state: 'ghost', criteria: ['c'], y: 3 }),
      ]),
    );
    expect(index.workedOn(new Set(['c']))?.id).toBe('Ghost');
    expect(index.workedOn(new Set(['a']))?.id, 'what is met need not be worked on').toBe('Failing');
    expect(index.workedOn(new Set())?.id, 'and a whole group is no place').toBe('Failing');
    const met = new SceneIndex(of([node('Met', { state: 'pass', criteria: ['a'] })]));
    expect(met.workedOn(new Set(['a']))?.id).toBe('Met');
    expect(met.workedOn(new Set()), 'then it opens at its beginning').toBeNull();
  });
});

describe('relations in words', () => {
  it('are messages for all that criteria know', () => {
    const known = readFileSync(join(import.meta.dirname, '../../../../crates/cfn/src/graph/relation.rs'), 'utf8');
    const names = [...known.matchAll(/\(Relation::\w+, "(\w+)"\)/gu)].map(([, name]) => name ?? '');
    expect(names, 'the list is where it was').toContain('deadLettersTo');
    for (const name of names) expect(hasMessage(`diagram-relation-${name}`), name).toBe(true);
    expect(relationWords('delivers')).toBe('delivers to');
    expect(relationWords('isBackedUpBy'), 'another one is at least split').toBe('is backed up by');
  });
});
