import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';

import { FakePlatform, type Scenario } from '~/platform/fake';

import { violations } from '../../../tests/axe';
import { ORDERS, show } from '../../../tests/mission';
import { MissionState, type Notice } from './mission.svelte';
// Loaded when it is first opened; here before anybody waits for it.
import './DeleteSaves.svelte';

// Whole screens are rendered and looked at by role: a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

/** The state without a screen, with the list of saves. */
async function opened(scenario: Scenario = 'history-40') {
  const platform = new FakePlatform(scenario);
  const told: Notice[] = [];
  const state = new MissionState(
    platform,
    ORDERS,
    (notice) => told.push(notice),
    (work) => work(),
  );
  await state.open();
  await state.time.ask();
  const asked = (name: string) => platform.calls.filter((call) => call.name === name).map(({ request }) => request);
  platform.calls.length = 0;
  return { platform, state, time: state.time, told, asked };
}

/** The screen with the time machine open and its slider focused. */
async function machine(scenario: Scenario = 'history-40') {
  const shown = await show(scenario);
  await shown.user.click(screen.getByRole('tab', { name: 'History' }));
  const slider = await screen.findByTestId('time-slider');
  slider.focus();
  const now = () => Number(slider.getAttribute('aria-valuenow'));
  const count = Number(slider.getAttribute('aria-valuemax'));
  const criteriaAt = () => screen.getByTestId('moment').dataset.attempt;
  return { ...shown, slider, now, count, criteriaAt };
}

/** Holds answers to a command back until they are let go one by one. */
function hold(platform: FakePlatform, name: 'get_attempt' | 'list_attempts') {
  const invoke = platform.invoke.bind(platform);
  const held: (() => void)[] = [];
  platform.invoke = async (asked, request) => {
    if (asked === name) {
      const answer = invoke(asked, request);
      await new Promise<void>((go) => held.push(go));
      return answer;
    }
    return invoke(asked, request);
  };
  return held;
}

describe('scrubbing', () => {
  it('goes by keys: one, ten, the first and now; the value says where, when and how it stood', async () => {
    const { user, now, count, slider, leave } = await machine();
    expect(now(), 'it begins at the newest').toBe(count);
    await user.keyboard('{ArrowLeft}');
    expect(now()).toBe(count - 1);
    await user.keyboard('{Shift>}{ArrowLeft}{/Shift}');
    expect(now(), 'ten back').toBe(count - 11);
    await user.keyboard('{ArrowRight}');
    expect(now()).toBe(count - 10);
    await user.keyboard('{Home}{ArrowLeft}');
    expect(now(), 'it stays at the first').toBe(1);
    expect(slider).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^save 1 of \d+, .+, \d of 5 pass, starter$/u),
    );
    expect(await screen.findByTestId('look-back')).toBeVisible();
    await user.keyboard('{End}');
    expect(now()).toBe(count);
    await waitFor(() => expect(screen.queryByTestId('look-back'), 'the newest is now').toBeNull());
    leave();
  });

  it('shows criteria, template and what flipped of that save', async () => {
    const { platform, user, slider, leave } = await machine('default');
    await user.keyboard('{ArrowLeft}');
    const id = Number(screen.getByTestId('moment').dataset.attempt);
    const { history } = await listed(platform);
    const flips = within(screen.getByTestId('flips')).getAllByRole('listitem');
    const index = history.attempts.findIndex((save) => save.id === id);
    expect(flips, 'as many as the engine names').toHaveLength(history.flips[index]?.length ?? NaN);
    expect(flips[0], 'from what to what').toHaveTextContent(/→/u);
    await user.click(screen.getByRole('tab', { name: /Criteria/u }));
    await waitFor(() => expect(screen.getByTestId('criteria')).toHaveAttribute('data-attempt-id', String(id)));
    expect(slider.isConnected, 'the tab has changed').toBe(false);
    leave();
  });

  it('goes by pointer along the line, also dragged', async () => {
    const { now, slider, count, leave } = await machine();
    const canvas = slider.querySelector('svg') as SVGElement;
    // jsdom has no capture of pointers.
    let captured = false;
    slider.setPointerCapture = () => (captured = true);
    slider.hasPointerCapture = () => captured;
    await fireEvent.pointerMove(canvas, { clientX: 30 });
    expect(now(), 'hovering moves nothing').toBe(count);
    await fireEvent.pointerDown(canvas, { button: 0, clientX: 30 });
    const pressed = now();
    expect(pressed).toBeLessThan(count);
    await fireEvent.pointerMove(canvas, { clientX: 70 });
    expect(now(), 'it follows the pointer').toBeGreaterThan(pressed);
    await fireEvent.pointerDown(slider, { button: 0, clientX: 5 });
    expect(now(), 'the scrollbar is not the line').not.toBe(1);
    leave();
  });

  it('a thousand have an overview, where the pointer goes to any of them; a few need none', async () => {
    const few = await machine('default');
    expect(screen.queryByTestId('time-overview')).toBeNull();
    few.leave();
    const { user, now, count, slider, leave } = await machine('history-1000');
    const strip = screen.getByTestId('time-overview');
    expect(strip, 'the slider says the same to screen readers').toHaveAttribute('aria-hidden', 'true');
    let captured = false;
    strip.setPointerCapture = () => (captured = true);
    strip.hasPointerCapture = () => captured;
    vi.spyOn(strip, 'getBoundingClientRect').mockReturnValue({ left: 100, width: 200 } as DOMRect);
    await fireEvent.pointerMove(strip, { clientX: 150 });
    expect(now(), 'hovering moves nothing').toBe(count);
    await fireEvent.pointerDown(strip, { button: 0, clientX: 150 });
    expect(now(), 'a quarter of the way').toBe(Math.floor(count / 4) + 1);
    await fireEvent.pointerMove(strip, { clientX: 90 });
    expect(now(), 'before its beginning is the first').toBe(1);
    slider.blur();
    await user.pointer({ keys: '[MouseLeft]', target: strip, coords: { clientX: 150 } });
    expect(slider, 'what was pressed cannot have the focus: the line takes it').toHaveFocus();
    await user.keyboard('{ArrowRight}');
    expect(now(), 'so keys go on from where the pointer was').toBe(Math.floor(count / 4) + 2);
    leave();
  });

  it('goes by keys from anywhere on the screen, also to the last save that changed a verdict', async () => {
    const { platform, user, leave } = await show('history-40');
    await user.keyboard(',');
    const { history } = await listed(platform);
    const before = history.attempts.at(-2)?.id;
    await waitFor(() => expect(screen.getByTestId('criteria')).toHaveAttribute('data-attempt-id', String(before)));
    await user.keyboard('<');
    const flipped = history.flips.findLastIndex((flips, index) => flips.length > 0 && index < history.flips.length - 2);
    const wanted = String(history.attempts[flipped]?.id);
    await waitFor(() => expect(screen.getByTestId('criteria')).toHaveAttribute('data-attempt-id', wanted));
    await user.keyboard('n');
    await waitFor(() => expect(screen.queryByTestId('look-back')).toBeNull());
    leave();
  });

  it('never queues up: while one save is on its way, only the last that was wanted is asked for', async () => {
    const { platform, time, state, asked } = await opened();
    const held = hold(platform, 'get_attempt');
    const last = time.saves.length - 1;
    const ids = time.saves.map((save) => save.id);
    const done = Promise.all([1, 2, 3, 4, 5].map((back) => time.lookAtIndex(last - back)));
    expect(time.index, 'the slider is there at once').toBe(last - 5);
    await vi.waitFor(() => expect(held, 'one is on its way').toHaveLength(1));
    held.shift()?.();
    await vi.waitFor(() => expect(held).toHaveLength(1));
    held.shift()?.();
    await done;
    expect(asked('get_attempt'), 'the first, and the last that was wanted').toEqual([
      { attemptId: ids[last - 1] },
      { attemptId: ids[last - 5] },
    ]);
    expect(state.shown?.summary.id, 'the last one wins').toBe(ids[last - 5]);
    expect(state.texts.template?.attempt?.summary.id, 'with its text').toBe(ids[last - 5]);
  });

  it('an answer that comes after going back to now changes nothing', async () => {
    const { platform, time, state } = await opened();
    const held = hold(platform, 'get_attempt');
    const looking = time.lookAtIndex(3);
    await vi.waitFor(() => expect(held).toHaveLength(1));
    await time.lookAtNow();
    held.shift()?.();
    await looking;
    expect(state.lookedAt).toBeNull();
    expect(time.index).toBe(time.saves.length - 1);
  });

  it('does not ask again for what was just looked at', async () => {
    const { time, asked } = await opened();
    for (const index of [5, 6, 5, 6, 5]) await time.lookAtIndex(index);
    expect(asked('get_attempt')).toHaveLength(2);
    for (let index = 0; index < 39; index++) await time.lookAtIndex(index);
    await time.lookAtIndex(0);
    expect(asked('get_attempt').length, 'what was looked at long ago is asked for again').toBeGreaterThan(38);
  });

  it('says it once when a save cannot be shown, and stays where it was', async () => {
    const { platform, time, state, told } = await opened();
    await time.lookAtIndex(5);
    platform.failures.set('get_attempt', { code: 'data', message: 'The save cannot be read.', detail: null });
    await time.lookAtIndex(4);
    expect(time.index, 'the slider goes back').toBe(5);
    expect(state.lookedAt?.summary.id).toBe(time.saves[5]?.id);
    expect(told).toMatchObject([{ kind: 'problem', error: { message: 'The save cannot be read.' } }]);
  });
});

describe('the last all green', () => {
  it('is jumped to, and restored as a new save with a way back', async () => {
    const { platform, user, notices, leave } = await machine();
    const before = platform.text(ORDERS);
    const { history } = await listed(platform);
    await user.click(screen.getByRole('button', { name: 'Last all green' }));
    const green = String(history.lastGreenId);
    await waitFor(() => expect(screen.getByTestId('moment')).toHaveAttribute('data-attempt', green));
    const banner = await screen.findByTestId('look-back');
    await user.click(within(banner).getByRole('button', { name: 'Restore this save' }));
    await waitFor(() => expect(notices.at(-1)?.action?.label).toBe('Undo restore'));
    expect(screen.getByTestId('score'), 'everything is met again').toHaveAttribute('data-score', '1');
    const after = (await listed(platform)).history;
    expect(after.attempts, 'as a new save').toHaveLength(history.attempts.length + 1);
    await user.click(await screen.findByRole('button', { name: 'Undo restore' }));
    await waitFor(() => expect(platform.text(ORDERS), 'nothing was lost').toBe(before));
    leave();
  });

  it('says why it cannot be gone to', async () => {
    const { user, asked, leave } = await machine('default');
    const button = screen.getByRole('button', { name: 'Last all green' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription('No save met every criterion yet.');
    expect(screen.getByText('No save met every criterion yet.'), 'for all to see').toBeVisible();
    await user.click(button);
    expect(asked('get_attempt'), 'and does nothing').toEqual([]);
    leave();
  });

  it('has a key', async () => {
    const { platform, user, leave } = await show('history-40');
    await user.keyboard('{Shift>}l{/Shift}');
    const { history } = await listed(platform);
    const green = String(history.lastGreenId);
    await waitFor(() => expect(screen.getByTestId('criteria')).toHaveAttribute('data-attempt-id', green));
    leave();
  });
});

describe('comparing two', () => {
  it('marks one, then shows what differs to any other: in the text and criterion by criterion', async () => {
    const { platform, user, asked, leave } = await machine();
    await user.keyboard('{Home}');
    await user.click(await screen.findByRole('button', { name: 'Compare with this save' }));
    expect(screen.getByTestId('compared')).toHaveTextContent('Save 1 is marked as A');
    expect(screen.getByRole('tab', { name: 'Changes' }), 'the text is compared too').toHaveAttribute(
      'aria-selected',
      'true',
    );
    screen.getByTestId('time-slider').focus();
    await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    const { history } = await listed(platform);
    const [a, b] = [history.attempts[0]?.id, history.attempts[20]?.id];
    await waitFor(() =>
      expect(asked('compare_template').at(-1)?.request).toMatchObject({
        attemptId: b,
        against: 'attempt',
        againstId: a,
      }),
    );
    const differing = history.strips.filter(({ verdicts }) => verdicts[0] !== verdicts[20]);
    expect(differing.length, 'the scenario has something to show').toBeGreaterThan(0);
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows.slice(1, -1).map((row) => within(row).getByRole('rowheader').textContent.trim())).toEqual(
      differing.map(({ label }) => label),
    );
    expect(rows[0]).toHaveTextContent('A: save 1');
    expect(rows[0]).toHaveTextContent('B: save 21');
    const later = String(history.attempts[7]?.id);
    await user.selectOptions(screen.getByRole('combobox'), later);
    expect(rows[0], 'one mark, wherever it was set').toHaveTextContent('A: save 8');
    await user.click(screen.getByRole('button', { name: 'Stop comparing' }));
    expect(screen.queryByTestId('compared')).toBeNull();
    leave();
  });

  it('has a key that marks and takes the mark away', async () => {
    const { time, state } = await opened();
    await time.lookAtIndex(2);
    await time.toggleMark();
    expect(time.markedIndex).toBe(2);
    expect([state.texts.against, state.texts.againstId]).toEqual(['attempt', time.saves[2]?.id]);
    await time.toggleMark();
    expect(time.markedIndex).toBeNull();
    expect(state.texts.against, 'the text is compared with the save before again').toBe('previous');
  });
});

describe('taking along and deleting', () => {
  it('writes the saves into the folder that was picked, and says where; nothing when none is', async () => {
    const { platform, user, asked, notices, leave } = await machine();
    platform.pickedFolder = null;
    await user.click(screen.getByRole('button', { name: 'All saves' }));
    await user.click(screen.getByRole('menuitem', { name: 'Export all saves…' }));
    expect(asked('export_history')).toHaveLength(0);
    platform.pickedFolder = '/home/ada/Desktop';
    await user.click(screen.getByRole('button', { name: 'All saves' }));
    await user.click(screen.getByRole('menuitem', { name: 'Export all saves…' }));
    await waitFor(() => expect(notices.at(-1)?.text).toMatch(/saves were written to \/home\/ada\/Desktop\//u));
    expect(asked('export_history')[0]?.request).toEqual({ missionId: ORDERS, path: '/home/ada/Desktop' });
    leave();
  });

  it('asks before it deletes, says how many, how large and what stays; the first answer is to keep them', async () => {
    const { platform, user, asked, notices, count, leave } = await machine();
    const text = platform.text(ORDERS);
    await user.keyboard('{Home}');
    const open = async () => {
      await user.click(screen.getByRole('button', { name: 'All saves' }));
      await user.keyboard('{End}{Enter}');
      return screen.findByRole('alertdialog');
    };
    const dialog = await open();
    expect(dialog).toHaveTextContent(`Delete ${count - 1} older saves?`);
    expect(dialog, 'how large').toHaveTextContent(/All saves together take \d+ kB/u);
    expect(dialog, 'what stays').toHaveTextContent('The newest save stays, and your file is not touched.');
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Keep them' })).toHaveFocus());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(asked('delete_history'), 'kept').toHaveLength(0);
    await waitFor(() => expect(screen.getByRole('button', { name: 'All saves' }), 'back where it was').toHaveFocus());
    await user.click(within(await open()).getByRole('button', { name: `Delete ${count - 1} saves` }));
    await waitFor(() => expect(notices.at(-1)?.text).toMatch(/older saves were deleted/u));
    await waitFor(() => expect(screen.getByTestId('time-slider')).toHaveAttribute('aria-valuemax', '1'));
    expect(screen.queryByTestId('look-back'), 'what was looked at is gone: it is now').toBeNull();
    expect(platform.text(ORDERS), 'the file stays').toBe(text);
    leave();
  });

  it('has nothing to delete where only one save is', async () => {
    const { user, asked, leave } = await machine('missing');
    const platformHas = await screen.findByTestId('time-slider');
    expect(Number(platformHas.getAttribute('aria-valuemax'))).toBeGreaterThan(1);
    leave();
    expect(asked('delete_history')).toEqual([]);
    const one = await show('fresh');
    await one.user.click(screen.getByTestId('start-mission'));
    await one.user.click(await screen.findByRole('tab', { name: 'History' }));
    await user.click(await screen.findByRole('button', { name: 'All saves' }));
    const item = screen.getByRole('menuitem', { name: 'Delete older saves…' });
    expect(item).toHaveAttribute('aria-disabled', 'true');
    expect(item).toHaveAccessibleDescription('Only the newest save is there, and that one stays.');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(screen.getByRole('button', { name: 'All saves' }), 'the focus is where it was').toHaveFocus();
    expect(screen.getByText(/This is where you started/u)).toBeVisible();
    one.leave();
  });
});

describe('states', () => {
  it('says why the saves could not be listed, and tries again', async () => {
    const { platform, user, leave } = await show();
    platform.failures.set('list_attempts', { code: 'data', message: 'The database is locked.', detail: null });
    await user.click(screen.getByRole('tab', { name: 'History' }));
    expect(await screen.findByText('The database is locked.')).toBeVisible();
    platform.failures.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('time-slider')).toBeVisible();
    leave();
  });

  it('a thousand saves are a few hundred elements, wherever it stands, and the newest is in view', async () => {
    const { user, slider, count, now, leave } = await machine('history-1000');
    expect(count).toBeGreaterThanOrEqual(1000);
    expect(now()).toBe(count);
    const elements = () => screen.getByTestId('time-machine').querySelectorAll('*').length;
    expect(elements()).toBeLessThan(400);
    const x = () => Number(screen.getByTestId('playhead').getAttribute('x'));
    expect(slider.scrollLeft, 'it is scrolled to its end').toBeGreaterThan(x() - 240);
    await user.keyboard('{Home}');
    expect(elements(), 'at the other end too').toBeLessThan(400);
    expect(x()).toBeLessThan(240);
    leave();
  });

  it('moves nothing of itself: there is no motion to be reduced', () => {
    const files = [
      'src/lib/mission/HistoryLine.svelte',
      'src/lib/mission/HistoryOverview.svelte',
      'src/routes/mission/Moment.svelte',
      'src/routes/mission/History.svelte',
    ];
    for (const file of files) {
      const source = readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');
      expect(source, file).not.toMatch(
        /behavior: 'smooth'|scroll-behavior|animation:|transition:|svelte\/(?:motion|transition)/u,
      );
    }
  });

  it.each([
    ['ten', 'default'],
    ['forty', 'history-40'],
    ['a thousand', 'history-1000'],
  ] as const)('axe has nothing to say: %s', async (_name, scenario) => {
    document.documentElement.lang = 'en';
    const { user, leave } = await machine(scenario);
    await user.keyboard('{Home}');
    await user.click(screen.getByRole('button', { name: 'Compare with this save' }));
    screen.getByTestId('time-slider').focus();
    await user.keyboard('{ArrowRight}');
    await user.click(screen.getByRole('button', { name: 'All saves' }));
    const found = (await violations()).filter((line) => !/^(?:region|document-title|landmark)/u.test(line));
    expect(found).toEqual([]);
    leave();
  });
});

async function listed(platform: FakePlatform) {
  return { history: await platform.invoke('list_attempts', { missionId: ORDERS }) };
}

describe('the list of saves', () => {
  it('is the last that was asked for, whichever comes last', async () => {
    const { platform, time } = await opened();
    const held = hold(platform, 'list_attempts');
    const first = time.ask();
    const newest = platform.save(ORDERS, 'Resources: {}');
    const second = time.ask();
    held[1]?.();
    await second;
    held[0]?.();
    await first;
    expect(time.saves.at(-1)?.id).toBe(newest.summary.id);
  });

  it('does not bring deleted saves back', async () => {
    const { platform, time } = await opened();
    const held = hold(platform, 'list_attempts');
    const asked = time.ask();
    await time.deleteSaves();
    expect(time.saves, 'all but the newest are gone').toHaveLength(1);
    held[0]?.();
    await asked;
    expect(time.saves).toHaveLength(1);
  });
});
