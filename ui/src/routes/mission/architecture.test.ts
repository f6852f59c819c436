/** The Architecture tab on the Mission screen: what is asked when, what is said in its place, and what goes out of it. */
import { screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { SceneDto } from '~/bindings';
import { FakePlatform, type Scenario } from '~/platform/fake';
import { ORDERS_STEPS } from '~/platform/fake-missions';

import { violations } from '../../../tests/axe';
import { ORDERS, show as showMission } from '../../../tests/mission';

import { Diagram } from './diagram.svelte';
import { Exports } from './exports';

vi.setConfig({ testTimeout: 30_000 });

async function show(scenario: Scenario = 'default', missionId = ORDERS) {
  const shown = await showMission(scenario, missionId);
  await shown.user.click(await screen.findByRole('tab', { name: 'Architecture' }));
  return shown;
}

/** Looks until it holds; a busy machine takes its time. */
const until = <T>(look: () => T): Promise<T> => vi.waitFor(look, { timeout: 20_000 });

async function box(id: string): Promise<HTMLElement> {
  return until(() => {
    const found = screen.queryAllByTestId('diagram-node').find((one) => one.dataset.id === id);
    if (found === undefined) throw new Error(`there is no box ${id} yet`);
    return found;
  });
}

const card = (id: string) =>
  screen.getAllByTestId('criterion').find((one) => one.dataset.criterionId === id) as HTMLElement;

beforeEach(() => localStorage.clear());

describe('the tab', () => {
  it('is the first and the one that is open, but not where there are blanks to answer', async () => {
    const { leave } = await showMission();
    expect(screen.getByRole('tab', { name: 'Architecture' })).toHaveAttribute('aria-selected', 'true');
    leave();
    const blanks = await showMission('practice', 'meters-with-gaps');
    await until(() => expect(screen.getByRole('tab', { name: 'Blanks' })).toHaveAttribute('aria-selected', 'true'));
    blanks.leave();
  });

  it('has a key, which goes into the picture; Escape goes back to the tab', async () => {
    const { user, leave } = await show();
    await box('Orders');
    await user.click(screen.getByRole('tab', { name: 'Template' }));
    (document.activeElement as HTMLElement).blur();
    await user.keyboard('{Shift>}A{/Shift}');
    const orders = await box('Orders');
    await until(() => expect(document.activeElement).toBe(orders));
    await user.keyboard('{Escape}');
    expect(screen.getByRole('tab', { name: 'Architecture' })).toHaveFocus();
    leave();
  });

  it('draws the starter before the start', async () => {
    const { asked, leave } = await show('fresh');
    await box('Orders');
    expect(asked('get_diagram').at(-1)?.request).toEqual({ missionId: ORDERS, attemptId: null, collapsed: [] });
    leave();
  });
});

describe('a save', () => {
  it('asks for verdicts and picture side by side', async () => {
    const { platform, asked, leave } = await show();
    await box('Jobs');
    const before = platform.calls.length;
    const { summary } = platform.solve(ORDERS);
    expect(
      platform.calls
        .slice(before)
        .map((call) => call.name)
        .toSorted(),
      'both at once, in the same turn as the event',
    ).toEqual(expect.arrayContaining(['get_attempt', 'get_diagram']));
    expect((await box('JobsDead')).dataset.state).not.toBe('ghost');
    expect(
      asked('get_diagram').filter((call) => (call.request as { attemptId: number }).attemptId === summary.id),
      'and the picture once',
    ).toHaveLength(1);
    expect((await box('Jobs')).classList.contains('glows'), 'what was mended glows').toBe(true);
    leave();
  });

  it('asks for no picture that nobody sees, and for it when the tab is opened', async () => {
    const { platform, asked, user, leave } = await show();
    await box('Jobs');
    await user.click(screen.getByRole('tab', { name: 'Template' }));
    const before = asked('get_diagram').length;
    const { summary } = platform.solve(ORDERS);
    await until(() => expect(screen.getByTestId('criteria')).toHaveAttribute('data-attempt-id', String(summary.id)));
    expect(asked('get_diagram')).toHaveLength(before);
    await user.click(screen.getByRole('tab', { name: 'Architecture' }));
    await box('JobsDead');
    leave();
  });

  it('that is looked at is drawn as it was', async () => {
    const { platform, user, leave } = await show();
    platform.solve(ORDERS);
    await box('JobsDead');
    await user.keyboard(',');
    await screen.findByTestId('look-back');
    await box('ghost:dlq:dead');
    expect((await box('Jobs')).classList.contains('glows'), 'looking back mends nothing').toBe(false);
    await user.click(await box('Jobs'));
    expect(
      platform.calls.some((call) => call.name === 'open_editor'),
      'its lines are not those of the file',
    ).toBe(false);
    leave();
  });

  it('of a text that cannot be read keeps the last picture, dimmed, and names the line', async () => {
    const { platform, asked, user, leave } = await show();
    await box('Jobs');
    platform.save(ORDERS, (ORDERS_STEPS[1] ?? '').replace('  Jobs:', '\tJobs:'));
    const note = await screen.findByTestId('diagram-unreadable');
    expect(note).toHaveTextContent(/A tab cannot indent YAML\..*last template that could be read/u);
    expect(screen.getByTestId('diagram')).toHaveClass('stale');
    expect(await box('Jobs'), 'it is still there').toBeVisible();
    await user.click(within(note).getByRole('button', { name: /Open in editor/u }));
    expect(asked('open_editor').at(-1)?.request).toMatchObject({ line: 15, column: 1 });
    platform.solve(ORDERS);
    await until(() => expect(screen.queryByTestId('diagram-unreadable')).toBeNull());
    expect(screen.getByTestId('diagram')).not.toHaveClass('stale');
    leave();
  });
});

describe('in place of a picture', () => {
  it('says the next step when there is nothing to draw', async () => {
    const { asked, user, leave } = await show('diagram-empty');
    const empty = await screen.findByTestId('diagram-empty');
    expect(empty).toHaveTextContent('Add the first one under Resources');
    await user.click(within(empty).getByRole('button', { name: 'Open in editor' }));
    expect(asked('open_editor')).toHaveLength(1);
    leave();
  });

  it('says what went wrong, and tries again', async () => {
    const { platform, user, leave } = await show('diagram-empty');
    await screen.findByTestId('diagram-empty');
    platform.failures.set('get_diagram', { code: 'internal', message: 'The database is locked.', detail: null });
    platform.solve(ORDERS);
    expect(await screen.findByText('The database is locked.')).toBeVisible();
    platform.failures.clear();
    platform.diagram.scenario = 'default';
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await box('JobsDead');
    expect(screen.queryByText('The database is locked.')).toBeNull();
    leave();
  });

  it('says how to read a very large one', async () => {
    const { leave } = await show('diagram-500');
    expect(await screen.findByText(/^500 resources: enlarge to read/u)).toBeVisible();
    leave();
  });

  it('links nothing while blanks are open: where an answer goes would be part of it', async () => {
    const { platform, user, leave } = await show('practice', 'meters-with-gaps');
    expect(await screen.findByText(/blanks? (is|are) still open/u)).toBeVisible();
    const [first] = await until(() => {
      const boxes = screen.getAllByTestId('diagram-node');
      expect(boxes.length).toBeGreaterThan(0);
      return boxes;
    });
    expect(first?.dataset.state, 'nothing is said of how it stands').toBe('none');
    expect(platform.calls.some((call) => call.name === 'get_diagram')).toBe(true);
    await user.hover(screen.getAllByTestId('criterion')[0] as HTMLElement);
    expect(document.querySelectorAll('.lit, .dim')).toHaveLength(0);
    leave();
  });
});

describe('criteria and boxes', () => {
  it('mark each other', async () => {
    const { user, leave } = await show();
    const jobs = await box('Jobs');
    expect(jobs, 'the selected criterion is about it').toHaveClass('marked');
    await user.hover(card('dlq'));
    await until(() => expect(jobs).toHaveClass('lit'));
    expect(await box('Audit')).toHaveClass('dim');
    await user.unhover(card('dlq'));
    await until(() => expect(jobs).not.toHaveClass('lit'));
    await user.hover(jobs);
    await until(() => expect(card('dlq')).toHaveClass('highlighted'));
    expect(card('topic')).not.toHaveClass('highlighted');
    await user.unhover(jobs);
    (await box('Orders')).focus();
    await until(() => expect(card('topic')).toHaveClass('highlighted'));
    leave();
  });
});

describe('the help', () => {
  it('has the keys of the picture while it is shown', async () => {
    const { keys, user, leave } = await show();
    await box('Jobs');
    const explained = () => keys.explained.flatMap((group) => group.rows.flatMap((row) => row.keys));
    await until(() => expect(explained()).toEqual(expect.arrayContaining(['space', 'pageup', '0', 'f', '+', '-'])));
    await user.click(screen.getByRole('tab', { name: 'Template' }));
    await until(() => expect(explained(), 'elsewhere they mean nothing').not.toContain('space'));
    leave();
    expect(keys.explained, 'nothing stays behind').toEqual([]);
  });
});

describe('what is pointed at', () => {
  it('is nothing once another tab took the criteria from under the pointer', async () => {
    const { user, leave } = await show();
    const jobs = await box('Jobs');
    await user.hover(card('dlq'));
    await until(() => expect(jobs).toHaveClass('lit'));
    await user.keyboard('b');
    await until(() => expect(screen.queryByTestId('criteria'), 'the brief is shown').toBeNull());
    expect(document.querySelectorAll('.lit, .dim'), 'the picture does not stay dimmed').toHaveLength(0);
    leave();
  });
});

describe('folded groups', () => {
  it('are asked for folded, and remembered', async () => {
    const { user, asked, leave } = await show('diagram-groups');
    (await box('Network')).focus();
    await user.keyboard(' ');
    await until(() => expect(screen.getAllByTestId('diagram-node')).toHaveLength(2));
    expect(asked('get_diagram').at(-1)?.request).toMatchObject({ collapsed: ['Network'] });
    leave();
    const again = await show('diagram-groups');
    await box('Network');
    expect(again.asked('get_diagram')[0]?.request, 'as they were left').toMatchObject({ collapsed: ['Network'] });
    again.leave();
  });

  it('that cannot be remembered are only forgotten', async () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new Error('denied');
    });
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('denied');
    });
    const diagram = new Diagram(new FakePlatform('diagram-groups'), { missionId: ORDERS, shown: null, lookedAt: null });
    await diagram.want(null);
    diagram.fold('Network');
    await until(() => expect(diagram.drawn?.scene.nodes).toHaveLength(2));
  });
});

describe('asking', () => {
  const scene = (id: number): SceneDto => ({ nodes: [], edges: [], width: id, height: id });

  function slow() {
    const platform = new FakePlatform();
    const waiting: { attemptId: number | null; answer: () => void }[] = [];
    vi.spyOn(platform, 'invoke').mockImplementation((_, request) => {
      const { attemptId } = request as { attemptId: number | null };
      return new Promise((resolve) =>
        waiting.push({ attemptId, answer: () => resolve(scene(attemptId ?? 0) as never) }),
      );
    });
    return { waiting, diagram: new Diagram(platform, { missionId: ORDERS, shown: null, lookedAt: null }) };
  }

  it('ends when nothing is wished any more while a picture is on its way', async () => {
    const { waiting, diagram } = slow();
    const asking = diagram.want(1);
    diagram.forget();
    waiting[0]?.answer();
    await expect(asking, 'nothing was thrown').resolves.toBeUndefined();
    expect(waiting, 'and nothing more was asked').toHaveLength(1);
    expect(diagram.drawn).toBeNull();
  });

  it('follows the last wish: what nobody wants to see any more is neither asked for nor shown', async () => {
    const { waiting, diagram } = slow();
    for (const id of [1, 2, 3, 4]) void diagram.want(id);
    expect(
      waiting.map((one) => one.attemptId),
      'one at a time',
    ).toEqual([1]);
    waiting[0]?.answer();
    await until(() => expect(waiting).toHaveLength(2));
    expect(diagram.drawn, 'the first came too late').toBeNull();
    expect(waiting[1]?.attemptId, 'those between are left out').toBe(4);
    waiting[1]?.answer();
    await until(() => expect(diagram.drawn?.attemptId).toBe(4));
    void diagram.want(4);
    expect(waiting, 'what is there is not asked for again').toHaveLength(2);
  });
});

describe('taking it along', () => {
  const shown = { missionId: ORDERS, attemptId: null, collapsed: ['Network'], dark: false };

  it('writes a file where the learner says, in the theme that is shown', async () => {
    const platform = new FakePlatform();
    const notice = await new Exports(platform, { ...shown, dark: true }).make('save svg');
    expect(notice).toMatchObject({ tone: 'info', text: expect.stringContaining(`${ORDERS}.svg`) });
    expect(platform.calls.at(-1)?.request).toMatchObject({
      format: 'svgDark',
      collapsed: ['Network'],
      path: expect.stringMatching(/\.svg$/u),
    });
  });

  it('draws a PNG of the engine’s SVG', async () => {
    const platform = new FakePlatform();
    const draw = vi.fn(async () => 'QUJD');
    await new Exports(platform, shown, draw).make('save png');
    expect(draw).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^<svg/u));
    expect(platform.calls.at(-1)?.request).toMatchObject({
      format: 'png',
      png: 'QUJD',
      path: expect.stringMatching(/\.png$/u),
    });
  });

  it('does nothing when the learner declines, and says why when it cannot', async () => {
    const platform = new FakePlatform();
    platform.pickedSavePath = () => null;
    expect(await new Exports(platform, shown).make('save mermaid')).toBeNull();
    expect(platform.calls, 'nothing was asked of the engine').toHaveLength(0);
    platform.failures.set('export_diagram', { code: 'internal', message: 'The disk is full.', detail: null });
    platform.pickedSavePath = (name) => name;
    expect(await new Exports(platform, shown).make('save dot')).toMatchObject({
      tone: 'problem',
      text: expect.stringContaining('The disk is full.'),
    });
  });

  it('goes to the clipboard from the menu, which is walked by keyboard', async () => {
    const { user, notices, leave } = await show();
    await box('Jobs');
    const opener = screen.getByRole('button', { name: 'Export' });
    opener.focus();
    await user.keyboard('{Enter}');
    const menu = await screen.findByRole('menu');
    const items = within(menu).getAllByRole('menuitem');
    await until(() => expect(items[0]).toHaveFocus());
    expect(await violations(menu)).toEqual([]);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(opener, 'the focus goes back').toHaveFocus();
    await user.keyboard('{Enter}');
    await until(() => expect(document.activeElement).toHaveAttribute('role', 'menuitem'));
    await user.keyboard('{End}{ArrowUp}{ArrowUp}{Enter}');
    await until(() => expect(notices.at(-1)?.text).toMatch(/clipboard/u));
    expect(await navigator.clipboard.readText(), 'Mermaid').toMatch(/^flowchart LR/u);
    leave();
  });
});

describe('own icons', () => {
  it('are asked for once a type, and drawn', async () => {
    const { platform, asked, leave } = await show('diagram-icons');
    const jobs = await box('Jobs');
    await until(() => expect(jobs.querySelector('image')).not.toBeNull());
    platform.solve(ORDERS);
    await box('JobsDead');
    const types = asked('get_icons').flatMap((call) => (call.request as { types: string[] }).types);
    expect(types.length, 'no type is asked for twice').toBe(new Set(types).size);
    leave();
  });

  it('that cannot be read are said once, and glyphs are drawn', async () => {
    const { platform: engine, notices, leave } = await showMission('diagram-icons');
    engine.failures.set('get_icons', { code: 'internal', message: 'The folder is gone.', detail: null });
    const jobs = await box('Jobs');
    await until(() => expect(notices.filter((one) => /own icons/u.test(one.text))).toHaveLength(1));
    expect(jobs.querySelector('use'), 'the glyph').not.toBeNull();
    leave();
  });

  it('are not asked for without a folder', async () => {
    const { asked, leave } = await show();
    await box('Jobs');
    expect(asked('get_icons')).toHaveLength(0);
    leave();
  });
});

it('axe finds nothing on the screen, as a picture and as a list', async () => {
  const { user, leave } = await show();
  await box('Jobs');
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'List', pressed: false }));
  expect(await violations()).toEqual([]);
  expect(screen.getByTestId('diagram-list')).toBeVisible();
  leave();
});
