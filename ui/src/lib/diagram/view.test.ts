/** The picture on a page: walked by keyboard, moved by pointer, read as a list. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { SceneDto } from '~/bindings';
import { FakeDiagram } from '~/platform/fake-diagram';
import { FAKE_PACKS, ORDERS_STEPS } from '~/platform/fake-missions';
import { gradeFake } from '~/platform/fake-grader';

import { violations } from '../../../tests/axe';
import DiagramView from './DiagramView.svelte';
import type { ViewMemory } from './viewport';

const orders = FAKE_PACKS.flatMap((pack) => pack.missions).find((one) => one.id === 'fan-out-order-events');

function scene(scenario = 'default', collapsed: string[] = [], text = ORDERS_STEPS.at(-1) ?? ''): SceneDto {
  const criteria = orders?.criteria ?? [];
  const diagram = new FakeDiagram(() => ({ text, criteria, results: gradeFake(criteria, text), blanks: false }));
  diagram.scenario = scenario;
  return diagram.answers.get_diagram({ missionId: 'any', attemptId: null, collapsed }) as SceneDto;
}

const LABELS = new Map((orders?.criteria ?? []).map(({ id, label }) => [id, label]));

function show(picture = scene(), more: Record<string, unknown> = {}) {
  const memory: ViewMemory = { view: null, moved: false };
  const heard = { open: vi.fn(), point: vi.fn(), fold: vi.fn(), leave: vi.fn() };
  const props = {
    scene: picture,
    memory,
    criteria: LABELS,
    marked: new Set<string>(),
    pointed: new Set<string>(),
    flipped: new Set<string>(),
    icons: new Map<string, string>(),
    onopen: heard.open,
    onpoint: heard.point,
    onfold: heard.fold,
    onleave: heard.leave,
    ...more,
  };
  const view = render(DiagramView, { props });
  return { ...view, heard, memory, user: userEvent.setup() };
}

const box = (id: string) => {
  const found = screen.getAllByTestId('diagram-node').find((one) => one.dataset.id === id);
  if (found === undefined) throw new Error(`there is no box ${id}`);
  return found;
};
const focusedId = () => (document.activeElement as HTMLElement | null)?.dataset.id;
const sheet = () => document.querySelector<SVGSVGElement>('.room > svg');
const grid = () => document.querySelector<HTMLElement>('.room > .grid');

beforeEach(() => {
  // jsdom lays nothing out: the room has the size of a pane.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(440);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
});

afterEach(() => vi.restoreAllMocks());

describe('by keyboard', () => {
  it('one box is in the tab order; arrow keys walk along connections, Enter opens the line', async () => {
    const { user, heard } = show();
    await user.tab();
    expect(focusedId(), 'Tab comes to what is read first').toBe('Orders');
    expect(document.querySelectorAll('svg [tabindex="0"]'), 'only one stop is in the tab order').toHaveLength(1);
    await user.keyboard('{ArrowRight}');
    expect(focusedId()).toBe('Jobs');
    await user.keyboard('{Enter}');
    expect(heard.open, 'the line of Jobs').toHaveBeenLastCalledWith(15, 3);
    await user.keyboard('{ArrowDown}');
    expect(focusedId()).toBe('Audit');
    await user.keyboard('{ArrowLeft}');
    expect(focusedId(), 'back along the connection').toBe('Orders');
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(document.activeElement, 'a connection').toHaveAttribute('data-testid', 'diagram-edge');
    await user.keyboard('{Enter}');
    expect(heard.open, 'the line of the subscription').toHaveBeenLastCalledWith(60, 3);
    await user.keyboard('{Escape}');
    expect(heard.leave).toHaveBeenCalledOnce();
  });

  it('the keys of the window are not heard while they mean something here', async () => {
    const heard = vi.fn();
    addEventListener('keydown', heard);
    const { user } = show();
    box('Orders').focus();
    await user.keyboard('f0+-');
    expect(heard, 'F fits the picture, and does not look through conversations').not.toHaveBeenCalled();
    await user.keyboard('j');
    expect(heard, 'the others go on').toHaveBeenCalledOnce();
    await user.keyboard('{Control>}0{/Control}');
    expect(heard.mock.calls.length, 'with Ctrl they are the window’s').toBeGreaterThan(1);
    removeEventListener('keydown', heard);
  });

  it('what has the focus is brought into sight', async () => {
    const { user, memory } = show(scene('diagram-150'));
    await user.tab();
    await user.keyboard('++');
    const before = memory.view;
    await user.keyboard('{End}');
    await vi.waitFor(() => {
      const view = memory.view;
      expect(view, 'the picture moved').not.toEqual(before);
      const last = scene('diagram-150').nodes.find((node) => node.id === focusedId());
      if (view === null || last === undefined) throw new Error('the last box has the focus');
      const left = view.x + last.x * view.scale;
      expect(left, 'its left edge is in the room').toBeGreaterThanOrEqual(0);
      expect(left + last.width * view.scale, 'and its right one').toBeLessThanOrEqual(440);
    });
  });

  it('Space folds a group, and the focus stays on it', async () => {
    const { user, heard, rerender } = show(scene('diagram-groups'));
    box('Network').focus();
    expect(box('Network')).toHaveAttribute('aria-expanded', 'true');
    await user.keyboard(' ');
    expect(heard.fold).toHaveBeenCalledExactlyOnceWith('Network');
    await rerender({ scene: scene('diagram-groups', ['Network']) });
    expect(box('Network')).toHaveAttribute('aria-expanded', 'false');
    expect(box('Network')).toHaveAccessibleName(/5 resources inside/u);
    await vi.waitFor(() => expect(focusedId(), 'it is the same group').toBe('Network'));
    expect(screen.queryAllByTestId('diagram-node').map((one) => one.dataset.id)).not.toContain('WebServer');
  });

  it('the focus goes to what is still there when its box is gone', async () => {
    const { rerender } = show(scene('diagram-groups'));
    box('WebServer').focus();
    await rerender({ scene: scene('diagram-groups', ['Network']) });
    await vi.waitFor(() =>
      expect(focusedId()).toBe(scene('diagram-groups', ['Network']).nodes.toSorted((a, b) => a.y - b.y)[0]?.id),
    );
  });
});

describe('by pointer', () => {
  it('a click opens the line; a double click on a group folds it instead', async () => {
    const { user, heard } = show(scene('diagram-groups'));
    await user.click(box('WebServer'));
    expect(heard.open).toHaveBeenCalledExactlyOnceWith(40, 3);
    await user.dblClick(box('Network'));
    expect(heard.fold).toHaveBeenCalledExactlyOnceWith('Network');
    await user.click(document.querySelector('[data-fold="PublicSubnet"]') as Element);
    expect(heard.fold).toHaveBeenLastCalledWith('PublicSubnet');
    expect(heard.open, 'folding opens no editor').toHaveBeenCalledOnce();
  });

  it('a group’s line is opened when no second click comes', async () => {
    const { user, heard } = show(scene('diagram-groups'));
    await user.click(box('Network'));
    await vi.waitFor(() => expect(heard.open).toHaveBeenCalledExactlyOnceWith(12, 3));
  });

  it('dragging moves the sheet and the grid below it, draws nothing anew and is no click', async () => {
    const { heard } = show(scene('diagram-150'));
    const room = document.querySelector('.room') as HTMLElement;
    room.setPointerCapture = () => {};
    // The first picture has settled.
    await new Promise(requestAnimationFrame);
    const changed: MutationRecord[] = [];
    const watch = new MutationObserver((records) => changed.push(...records));
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    const before = sheet()?.style.transform;
    const fire = (type: string, x: number, y: number, on: Element) =>
      on.dispatchEvent(
        new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: x, clientY: y, button: 0, buttons: 1 }),
      );
    const target = screen.getAllByTestId('diagram-node')[20] as Element;
    fire('pointerdown', 100, 100, target);
    for (let step = 1; step <= 30; step += 1) {
      fire('pointermove', 100 + step * 3, 100 + step, target);
      if (step % 10 === 0) await new Promise(requestAnimationFrame);
    }
    fire('pointerup', 190, 130, target);
    target.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    changed.push(...watch.takeRecords());
    watch.disconnect();
    expect(sheet()?.style.transform, 'it moved').not.toBe(before);
    const touched = new Set(changed.map((record) => record.target));
    const allowed = new Set<Node | null>([sheet(), grid(), room]);
    expect(
      [...touched].filter((one) => !allowed.has(one)),
      'of 150 boxes nothing was written to',
    ).toEqual([]);
    expect(changed.filter((record) => record.target === sheet()).length, 'at most once a frame').toBeLessThanOrEqual(8);
    expect(heard.open, 'a drag is no click').not.toHaveBeenCalled();
    await new Promise((later) => setTimeout(later));
    target.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }));
    expect(heard.open, 'a click without a pointer comes after it, and is one').toHaveBeenCalledOnce();
  });

  it('a pointer that was let go elsewhere holds nothing any more', async () => {
    const { memory } = show();
    const room = document.querySelector('.room') as HTMLElement;
    room.setPointerCapture = () => {};
    const fire = (type: string, x: number, buttons: number) =>
      room.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: x, clientY: 9, buttons }));
    fire('pointerdown', 100, 1);
    fire('pointermove', 140, 1);
    await new Promise(requestAnimationFrame);
    const held = memory.view;
    expect(room, 'it is held').toHaveClass('grabbed');
    fire('pointermove', 200, 0);
    fire('pointermove', 300, 0);
    await new Promise(requestAnimationFrame);
    expect(memory.view, 'the picture does not stick to the pointer').toEqual(held);
    expect(room).not.toHaveClass('grabbed');
  });

  it('assistive technology folds a group by its click, as the group says', () => {
    const { heard } = show(scene('diagram-groups'));
    box('Network').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }));
    expect(heard.fold).toHaveBeenCalledExactlyOnceWith('Network');
    expect(heard.open, 'no editor comes up').not.toHaveBeenCalled();
  });

  it('the wheel enlarges around the pointer', async () => {
    const { memory } = show();
    const before = memory.view?.scale ?? 0;
    const room = document.querySelector('.room') as HTMLElement;
    const wheel = new WheelEvent('wheel', { deltaY: -200, clientX: 40, clientY: 50, cancelable: true, bubbles: true });
    room.dispatchEvent(wheel);
    expect(wheel.defaultPrevented, 'the page does not scroll with it').toBe(true);
    await new Promise(requestAnimationFrame);
    expect(memory.view?.scale).toBeGreaterThan(before);
  });
});

describe('what it shows', () => {
  it('marks what is asked about, both ways, without leaving anything unreadable', async () => {
    const { heard, rerender, user } = show();
    expect(document.querySelectorAll('.lit, .dim'), 'nothing is pointed at').toHaveLength(0);
    await rerender({ pointed: new Set(['dlq']) });
    expect(box('Jobs')).toHaveClass('lit');
    expect(box('ghost:dlq:dead')).toHaveClass('lit');
    expect(box('Audit')).toHaveClass('dim');
    await rerender({ pointed: new Set(['least-privilege']), marked: new Set(['topic']) });
    expect(document.querySelectorAll('.dim'), 'a criterion about nothing in the picture dims nothing').toHaveLength(0);
    expect(box('Orders')).toHaveClass('marked');
    box('Jobs').focus();
    expect(heard.point, 'the focus tells the criteria').toHaveBeenLastCalledWith(['dlq']);
    await user.hover(box('Orders'));
    expect(heard.point).toHaveBeenLastCalledWith(['topic']);
    await user.unhover(box('Orders'));
    expect(heard.point, 'the focus is still there').toHaveBeenLastCalledWith(['dlq']);
    box('Jobs').blur();
    expect(heard.point).toHaveBeenLastCalledWith([]);
  });

  it('points at nothing any more once it is gone from under the pointer', async () => {
    const { heard, user, rerender, unmount } = show();
    await user.hover(box('Orders'));
    expect(heard.point).toHaveBeenLastCalledWith(['topic']);
    await rerender({ listed: true });
    expect(heard.point, 'the list took its place').toHaveBeenLastCalledWith([]);
    await rerender({ listed: false });
    await user.hover(box('Orders'));
    expect(heard.point).toHaveBeenLastCalledWith(['topic']);
    unmount();
    expect(heard.point, 'another tab did').toHaveBeenLastCalledWith([]);
  });

  it('says states by word and sign as well as by colour, and ghosts as missing', () => {
    show();
    expect(box('Jobs')).toHaveAccessibleName(/SQS queue, not met\. Asked: Poisoned messages/u);
    expect(box('Jobs').querySelector('.mark circle'), 'a disc with a cross').not.toBeNull();
    expect(box('Orders').querySelector('.mark circle'), 'a tick has none').toBeNull();
    expect(box('ghost:dlq:dead')).toHaveAccessibleName(/^dead-letter queue, missing/u);
    expect(box('ghost:dlq:dead')).toHaveTextContent('missing');
  });

  it('keeps what is seen when another picture comes, and its boxes', async () => {
    const { memory, rerender, user } = show();
    await user.tab();
    await user.keyboard('++');
    const seen = memory.view;
    const jobs = box('Jobs');
    await rerender({ scene: scene('default', [], orders?.solution), flipped: new Set(['Jobs']) });
    expect(memory.view, 'the learner chose this').toEqual(seen);
    expect(box('Jobs'), 'the box slides: it is the same element').toBe(jobs);
    expect(box('Jobs')).toHaveClass('glows');
    expect(box('Orders'), 'only what flipped glows').not.toHaveClass('glows');
    expect(screen.queryAllByTestId('diagram-node').filter((one) => one.dataset.state === 'ghost')).toEqual([]);
  });

  it('draws the learner’s own icon in place of a glyph', () => {
    const data = 'data:image/svg+xml,%3Csvg%2F%3E';
    show(scene(), { icons: new Map([['AWS::SQS::Queue', data]]) });
    expect(box('Jobs').querySelector('image')).toHaveAttribute('href', data);
    expect(box('Jobs').querySelector('use')).toBeNull();
    expect(box('Orders').querySelector('use'), 'others keep theirs').not.toBeNull();
  });

  it('draws names as nobody should give them, as text', () => {
    show(scene('diagram-hostile'));
    const odd = screen.getAllByTestId('diagram-node');
    expect(odd).toHaveLength(8);
    expect(document.querySelector('svg script'), 'markup in a name is a name').toBeNull();
    expect(box('Odd0').querySelector('.label')?.textContent?.trim(), '255 characters are shortened').toMatch(
      /^A+…A+$/u,
    );
    expect(box('Odd0').querySelector('title')?.textContent, 'and whole in the tooltip').toContain('A'.repeat(255));
    expect(box('Odd6').querySelector('.label')?.textContent?.trim()).toBe('gnp.exe');
    expect(box('Odd3')).toHaveTextContent('👩‍🔧');
  });

  it('a box that moved has its new verdict at once, and is seen to go to its place', async () => {
    const { rerender } = show();
    const moved = scene();
    const jobs = moved.nodes.find((node) => node.id === 'Jobs');
    if (jobs === undefined) throw new Error('Jobs is in the picture');
    const was = { x: jobs.x, y: jobs.y };
    Object.assign(jobs, { x: was.x + 60, y: was.y + 90, state: 'unknown' });
    await rerender({ scene: moved });
    expect(box('Jobs'), 'it is drawn at its place').toHaveAttribute('transform', `translate(${jobs.x} ${jobs.y})`);
    expect(box('Jobs').dataset.state, 'with what came of it').toBe('unknown');
    expect(box('Jobs').parentElement, 'and is still seen where it was').toHaveAttribute('transform');
    expect(box('Orders').parentElement, 'what did not move stays').not.toHaveAttribute('transform');
    await vi.waitFor(() => expect(box('Jobs').parentElement).not.toHaveAttribute('transform'));
  });

  it('a line that only went with its boxes stays the same line; one that runs anew comes in', async () => {
    const { rerender } = show();
    await new Promise(requestAnimationFrame);
    const drawn = () => screen.getAllByTestId('diagram-edge').map((edge) => edge.querySelector('.line'));
    const before = drawn();
    expect(document.querySelectorAll('.comes'), 'the first picture is simply there').toHaveLength(0);
    const next = scene();
    const [slid, bent] = next.edges;
    if (slid === undefined || bent === undefined) throw new Error('two connections are in the picture');
    for (const node of next.nodes) Object.assign(node, { x: node.x + 40, y: node.y + 30 });
    slid.points = slid.points.map(([x, y]) => [x + 40, y + 30]);
    bent.points = bent.points.map(([x, y], place) => [x + 40, y + 30 + place * 9]);
    await rerender({ scene: next });
    const after = drawn();
    expect(after[0], 'it slides, and so does not fade in as well').toBe(before[0]);
    expect(before[0]?.querySelector('.wire')?.getAttribute('d'), 'drawn at its place').toContain(
      `M${String(slid.points[0]?.[0])}`,
    );
    expect(after[1], 'it runs otherwise: another line').not.toBe(before[1]);
    expect(after[1], 'which comes in').toHaveClass('comes');
  });

  it('comes back from the list as it was seen, at once and without a slide, whatever moved meanwhile', async () => {
    const { rerender } = show(scene(), { memory: { view: { x: 12, y: 34, scale: 0.63 }, moved: true } });
    const stage = () => document.querySelector<SVGGElement>('.stage');
    const seen = () => ({
      at: sheet()?.style.transform,
      scale: stage()?.style.transform,
      size: [sheet()?.getAttribute('width'), sheet()?.getAttribute('height')],
      grid: grid()?.style.backgroundSize,
    });
    const before = seen();
    expect(before.scale, 'at a scale of its own').toBe('scale(0.63)');
    await new Promise(requestAnimationFrame);
    await rerender({ listed: true });
    expect(sheet(), 'the picture is gone').toBeNull();
    const moved = scene();
    for (const node of moved.nodes) node.x += 60;
    for (const edge of moved.edges) edge.points = edge.points.map(([x, y], place) => [x + 60, y + place * 9]);
    await rerender({ scene: moved });
    await rerender({ listed: false });
    expect(seen(), 'a new sheet shows what the tools say').toEqual(before);
    expect(stage()?.querySelectorAll('[data-slides][transform]'), 'nobody saw where it was').toHaveLength(0);
    expect(document.querySelectorAll('.comes'), 'its lines are simply there').toHaveLength(0);
  });

  it('moves only by CSS, which app.css stops for those who want no motion, and by `slide.ts`, which asks them', () => {
    const folder = import.meta.dirname;
    const sources = readdirSync(folder).filter((file) => /\.(svelte|ts)$/u.test(file) && !file.endsWith('.test.ts'));
    const scripted = sources.filter((file) =>
      /svelte\/(motion|transition|animate)|\.animate\(|<animate|SLIDE_MS/u.test(
        readFileSync(join(folder, file), 'utf8'),
      ),
    );
    expect(scripted, 'nothing else is animated by script or by SVG, which no media query would stop').toEqual([
      'slide.ts',
    ]);
    expect(readFileSync(join(folder, 'slide.ts'), 'utf8')).toContain('prefers-reduced-motion: reduce');
    const app = readFileSync(join(folder, '../../styles/app.css'), 'utf8');
    const reduced = /prefers-reduced-motion: reduce\) \{([\s\S]*?)\n\}/u.exec(app)?.[1] ?? '';
    expect(reduced).toMatch(/\*,[\s\S]*transition-duration: 0\.01ms !important/u);
    expect(reduced).toMatch(/animation-duration: 0\.01ms !important/u);
  });
});

describe('the list beside it', () => {
  function listed(root: HTMLElement) {
    const ids = [...root.querySelectorAll<HTMLElement>('[data-list-id]')].map((item) => item.dataset.listId ?? '');
    const edges = [...root.querySelectorAll<HTMLElement>('[data-list-edge]')].map(
      (item) => item.dataset.listEdge ?? '',
    );
    return { ids, edges };
  }

  it.each(['default', 'diagram-groups', 'diagram-hostile', 'diagram-150'])(
    'has the same content as the picture: %s',
    (name) => {
      const picture = scene(name);
      show(picture);
      const list = screen.getByTestId('diagram-list');
      const { ids, edges } = listed(list);
      const wanted = picture.nodes.flatMap((node) => [node.id, ...node.badges.map((badge) => badge.id)]);
      expect(ids.toSorted(), 'every box and badge').toEqual(wanted.toSorted());
      const ends = picture.edges.flatMap((edge) => [edge.id, edge.id]);
      expect(edges.toSorted(), 'every connection, at both of its ends').toEqual(ends.toSorted());
      for (const node of picture.nodes) {
        const item = list.querySelector(`[data-list-id="${CSS.escape(node.id)}"]`);
        expect(item?.textContent, node.id).toContain(node.label);
        if (node.kind !== 'ghost') expect(item?.textContent).toContain(node.service);
        expect(item?.textContent).toContain(
          { none: 'nothing asked', pass: 'met', unknown: 'can’t tell yet', fail: 'not met', ghost: 'missing' }[
            node.state
          ],
        );
      }
      expect(list.querySelector('button, [tabindex]'), 'what is not seen takes no focus').toBeNull();
    },
  );

  it('says criteria, connectors and both directions', () => {
    show();
    const item = screen.getByTestId('diagram-list').querySelector<HTMLElement>('[data-list-id="Jobs"]');
    if (item === null) throw new Error('Jobs is in the list');
    expect(item).toHaveTextContent('Asked: Poisoned messages end in a dead-letter queue');
    expect(item).toHaveTextContent('Orders delivers to Jobs, met, through OrdersToJobs');
    expect(item).toHaveTextContent('sends dead letters to dead-letter queue, missing');
  });

  it('takes the focus over from the picture, and gives it back', async () => {
    const { rerender } = show();
    await rerender({ listed: true });
    expect(document.activeElement, 'a focus that was elsewhere stays there').toBe(document.body);
    await rerender({ listed: false });
    box('Jobs').focus();
    await rerender({ listed: true });
    expect(document.activeElement, 'the same resource').toHaveTextContent(/^Jobs$/u);
    await rerender({ listed: false });
    await vi.waitFor(() => expect(focusedId()).toBe('Jobs'));
  });

  it('can be shown: then names open lines and groups fold', async () => {
    const { heard, user } = show(scene('diagram-groups'), { listed: true });
    expect(document.querySelector('[role="application"]'), 'in place of the picture').toBeNull();
    const list = screen.getByTestId('diagram-list');
    expect(list).not.toHaveClass('visually-hidden');
    await user.click(within(list).getByRole('button', { name: 'WebServer' }));
    expect(heard.open).toHaveBeenCalledExactlyOnceWith(40, 3);
    const [fold] = within(list).getAllByRole('button', { name: 'Fold' });
    if (fold) await user.click(fold);
    expect(heard.fold).toHaveBeenCalledExactlyOnceWith('Network');
  });
});

describe('axe', () => {
  it.each(['default', 'diagram-groups', 'diagram-hostile'])('finds nothing in the picture: %s', async (name) => {
    const { container } = show(scene(name));
    expect(await violations(container)).toEqual([]);
  });

  it('finds nothing in the list', async () => {
    const { container } = show(scene('diagram-groups'), { listed: true });
    expect(await violations(container)).toEqual([]);
  });
});
