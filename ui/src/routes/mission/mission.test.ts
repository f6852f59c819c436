import { describe, expect, it, vi } from 'vitest';

import type { AttemptDto, MissionCardDto, StandingStateDto } from '~/bindings';
import { FakePlatform, type Scenario } from '~/platform/fake';

import { dropDraft, keepDraft, readDraft } from './drafts';
import { MissionState, type Notice } from './mission.svelte';
import { suggestNext } from './rules';

const ORDERS = 'fan-out-order-events';

async function opened(scenario: Scenario = 'default', missionId = ORDERS) {
  const platform = new FakePlatform(scenario);
  const told: Notice[] = [];
  const later: (() => void)[] = [];
  const screen = new MissionState(
    platform,
    missionId,
    (notice) => told.push(notice),
    (work) => later.push(work),
  );
  await screen.open();
  platform.calls.length = 0;
  const painted = () => later.splice(0).forEach((work) => work());
  const asked = () => platform.calls.map((call) => call.name);
  return { platform, screen, told, painted, asked };
}

describe('a save', () => {
  it('asks for its verdicts and its picture at once, and for nothing else before it is painted', async () => {
    const { platform, screen, painted, asked } = await opened();
    const before = screen.attempt?.summary.id ?? 0;
    const report = platform.solve(ORDERS);
    await vi.waitFor(() => expect(screen.attempt?.summary.id, 'the new attempt is shown').toBe(report.summary.id));
    expect(report.summary.id, 'a save is a new attempt').toBeGreaterThan(before);
    expect(
      asked()
        .filter((name) => name !== 'get_watch')
        .toSorted(),
      'nothing but what is painted is asked for before the paint',
    ).toEqual(['get_attempt', 'get_diagram']);
    expect(
      screen.texts.template?.attempt?.summary.id,
      'old marks stay on the old text until the new text is here',
    ).toBe(before);
    painted();
    await vi.waitFor(() => expect(screen.texts.template?.attempt?.summary.id).toBe(report.summary.id));
    expect(asked(), 'the text is asked for after the paint').toContain('compare_template');
    expect(asked(), 'the mission is not fetched again').not.toContain('get_mission');
    expect(asked(), 'nobody looks at the history').not.toContain('list_attempts');
  });

  it('of another mission changes nothing', async () => {
    const { platform, screen, asked } = await opened();
    const before = screen.attempt;
    platform.solve('private-bucket');
    await Promise.resolve();
    expect(asked()).not.toContain('get_attempt');
    expect(screen.attempt).toBe(before);
  });

  it('names what it flipped to pass, once', async () => {
    const { platform, screen } = await opened();
    const text = platform.text(ORDERS);
    const failing = new Set(
      screen.attempt?.results.filter((result) => result.verdict !== 'pass').map((result) => result.id),
    );
    expect(failing.size, 'the scenario leaves something to do').toBeGreaterThan(0);
    platform.solve(ORDERS);
    await vi.waitFor(() => expect(screen.flipped, 'all that was missing glows').toEqual(failing));
    platform.save(ORDERS, text);
    await vi.waitFor(() => expect(screen.flipped.size, 'what no longer passes does not glow').toBe(0));
  });

  it('that comes late is dropped', async () => {
    const { platform, screen } = await opened();
    const invoke = platform.invoke.bind(platform);
    let release: () => void = () => {};
    const held = new Promise<void>((done) => (release = done));
    let first = true;
    platform.invoke = async (name, request) => {
      const answer = await invoke(name, request);
      if (name === 'get_attempt' && first) {
        first = false;
        await held;
      }
      return answer;
    };
    platform.save(ORDERS, 'Resources: {}');
    const newer = platform.solve(ORDERS);
    await vi.waitFor(() => expect(screen.attempt?.summary.id).toBe(newer.summary.id));
    release();
    await held;
    await Promise.resolve();
    await Promise.resolve();
    expect(screen.attempt?.summary.id, 'an older answer does not replace a newer one').toBe(newer.summary.id);
  });
});

describe('the first full pass', () => {
  it('unlocks the solution, celebrates once and suggests what is next', async () => {
    const { platform, screen, painted } = await opened();
    screen.compareWith('solution');
    expect(screen.solutionUnlocked, 'locked before').toBe(false);
    expect(screen.texts.changes?.comparison, 'nothing of it is shown').toBeNull();
    platform.solve(ORDERS);
    await vi.waitFor(() => expect(screen.solutionUnlocked).toBe(true));
    expect(screen.justPassed).toBe(true);
    painted();
    await vi.waitFor(() => expect(screen.next?.standing.state, 'something that is not passed').not.toBe('passed'));
    await vi.waitFor(() => expect(screen.texts.changes?.comparison, 'the open tab shows it now').not.toBeNull());
  });

  it('is not celebrated again when a passed mission is opened', async () => {
    const { screen } = await opened('passed');
    expect(screen.passedAll).toBe(true);
    expect(screen.solutionUnlocked).toBe(true);
    expect(screen.justPassed).toBe(false);
  });

  it('keeps the solution unlocked when a later save breaks it', async () => {
    const { platform, screen } = await opened('passed');
    platform.save(ORDERS, 'Resources: {}');
    await vi.waitFor(() => expect(screen.passedAll).toBe(false));
    expect(screen.solutionUnlocked).toBe(true);
  });
});

describe('starting', () => {
  it('shows the brief first, then the criteria, and says what happened', async () => {
    const { screen, told, asked } = await opened('fresh');
    expect(screen.started).toBe(false);
    expect(screen.leftTab).toBe('brief');
    expect(screen.texts.template, 'there is no text but the starter').toBeNull();
    expect(screen.starterLines.length).toBeGreaterThan(1);
    await screen.start();
    expect(screen.started).toBe(true);
    expect(screen.leftTab).toBe('criteria');
    expect(screen.texts.template?.lines, 'the first text is the starter').toEqual(screen.starterLines);
    expect(told.map((notice) => notice.kind)).toEqual(['started']);
    expect(asked()).toContain('start_mission');
  });

  it('puts the folder where the learner says, and does nothing when they say nothing', async () => {
    const { platform, screen, asked } = await opened('fresh');
    platform.pickedFolder = null;
    await screen.startElsewhere();
    expect(asked(), 'the picker was left').not.toContain('start_mission');
    platform.pickedFolder = '/tmp/here';
    await screen.startElsewhere();
    expect(screen.mission?.workspace).toBe('/tmp/here/template.yaml');
  });

  it('that fails says why and can be tried again', async () => {
    const { platform, screen, told } = await opened('fresh');
    platform.failures.set('start_mission', { code: 'unwritable', message: 'No room.', detail: null });
    await screen.start();
    expect(told).toMatchObject([{ kind: 'problem', error: { message: 'No room.' } }]);
    expect(screen.busy, 'the button is given back').toBeNull();
    expect(screen.started).toBe(false);
  });
});

describe('hints', () => {
  it('come one at a time and then no more', async () => {
    const { screen, asked } = await opened();
    const id = screen.criteria.find((view) => view.verdict === 'fail')?.criterion.id ?? '';
    const available = screen.hints[id]?.available ?? 0;
    const before = screen.hints[id]?.revealed.length ?? 0;
    expect(available, 'the scenario has hints').toBeGreaterThan(before);
    await screen.revealHint(id);
    expect(screen.hints[id]?.revealed.length).toBe(before + 1);
    expect(screen.hintsOpen, 'the drawer opens').toBe(true);
    for (let level = before + 1; level < available; level += 1) await screen.revealHint(id);
    const count = asked().filter((name) => name === 'reveal_hint').length;
    await screen.revealHint(id);
    expect(asked().filter((name) => name === 'reveal_hint').length, 'nothing is left to ask for').toBe(count);
  });

  it('of the grader are asked for anew after a save, since they are about the template', async () => {
    const { platform, screen, painted } = await opened('policies');
    expect(screen.hints['least-privilege'], 'all are revealed').toMatchObject({ source: 'grader', available: 3 });
    const report = platform.solve(ORDERS);
    await vi.waitFor(() => expect(screen.attempt?.summary.id).toBe(report.summary.id));
    painted();
    await vi.waitFor(() =>
      expect(screen.hints['least-privilege'], 'and gone when it is met').toMatchObject({ revealed: [], none: 'met' }),
    );
  });

  it('are not spent before the start', async () => {
    const { screen, asked } = await opened('fresh');
    await screen.revealHint(screen.criteria[0]?.criterion.id ?? '');
    expect(asked()).not.toContain('reveal_hint');
  });
});

describe('looking back', () => {
  it('shows text and criteria of that save, stays there when a newer one is graded, and comes back', async () => {
    const { platform, screen, painted } = await opened();
    screen.showLeft('history');
    await vi.waitFor(() => expect(screen.time.history).not.toBeNull());
    const first = screen.time.history?.attempts[0];
    if (first === undefined) throw new Error('the scenario has saves');
    await screen.lookAt(first);
    expect(screen.shown?.summary.id).toBe(first.id);
    expect(screen.texts.template?.attempt?.summary.id, 'text and marks are of that save').toBe(first.id);
    const newer = platform.solve(ORDERS);
    await vi.waitFor(() => expect(screen.attempt?.summary.id).toBe(newer.summary.id));
    painted();
    expect(screen.shown?.summary.id, 'the learner is not pulled away').toBe(first.id);
    await screen.lookAtNow();
    expect(screen.shown?.summary.id).toBe(newer.summary.id);
    expect(screen.texts.template?.attempt?.summary.id).toBe(newer.summary.id);
  });

  it('restores with a way back', async () => {
    const { platform, screen, told } = await opened();
    await screen.time.ask();
    const first = screen.time.history?.attempts[0];
    if (first === undefined) throw new Error('the scenario has saves');
    const text = platform.text(ORDERS);
    await screen.lookAt(first);
    await screen.restore(first);
    expect(screen.lookedAt, 'what was restored is now').toBeNull();
    expect(screen.attempt?.summary.origin).toBe('restore');
    expect(screen.canUndoRestore).toBe(true);
    expect(told.at(-1)).toEqual({ kind: 'restored', atMs: first.atMs });
    await screen.undoRestore();
    expect(screen.attempt?.summary.origin).toBe('undo');
    expect(platform.text(ORDERS), 'nothing was lost').toBe(text);
    expect(screen.canUndoRestore).toBe(false);
  });
});

describe('the watch', () => {
  it.each(['missing', 'unreadable', 'link'] as const)('%s is known and mended', async (scenario) => {
    const { platform, screen } = await opened(scenario);
    expect(screen.file.watch?.phase).not.toBe('watching');
    platform.setPhase(ORDERS, 'watching', null);
    await vi.waitFor(() => expect(screen.file.watch?.phase).toBe('watching'));
  });

  it('is listened to no more when the screen is left', async () => {
    const { platform, screen, asked } = await opened();
    screen.close();
    platform.solve(ORDERS);
    await Promise.resolve();
    expect(asked()).toEqual([]);
  });
});

describe('failures', () => {
  it('of the mission itself are the screen, and trying again mends them', async () => {
    const { platform, screen } = await opened('failing');
    expect(screen.loadProblem?.message).toContain('database');
    platform.failures.clear();
    await screen.load();
    expect(screen.loadProblem).toBeNull();
    expect(screen.mission?.card.id).toBe(ORDERS);
  });

  it('of the editor name it', async () => {
    const { screen, told } = await opened('no-editor');
    await screen.file.openEditor({ line: 3, column: 1 });
    expect(told).toMatchObject([{ kind: 'problem', error: { code: 'editor' } }]);
  });
});

describe('a comparison', () => {
  it('that comes late does not replace the one that was asked for after it', async () => {
    const { platform, screen } = await opened('passed');
    const invoke = platform.invoke.bind(platform);
    let release: () => void = () => {};
    const held = new Promise<void>((done) => (release = done));
    platform.invoke = async (name, request) => {
      const answer = await invoke(name, request);
      if (name === 'compare_template' && 'against' in request && request.against === 'previous') await held;
      return answer;
    };
    screen.compareWith('previous');
    screen.compareWith('solution');
    await vi.waitFor(() => expect(screen.texts.changes?.against).toBe('solution'));
    release();
    await held;
    await Promise.resolve();
    expect(screen.texts.changes?.against).toBe('solution');
  });
});

describe('what is next', () => {
  const card = (id: string, state: StandingStateDto) => ({ id, standing: { state } }) as MissionCardDto;
  it.each([
    [['a:passed', 'b:passed', 'c:new'], 'b', 'c', 'the one after'],
    [['a:passed', 'b:passed', 'c:passed', 'd:started'], 'b', 'd', 'a passed one is stepped over'],
    [['a:new', 'b:passed'], 'b', 'a', 'at the end, the first that is open'],
    [['a:passed', 'b:passed'], 'b', null, 'all done'],
    [['a:new', 'b:new'], 'a', 'b', 'never the mission itself'],
  ])('%j after %s is %s', (cards, here, expected, why) => {
    const list = cards.map((text) => {
      const [id, state] = text.split(':') as [string, StandingStateDto];
      return card(id, state);
    });
    expect(suggestNext(list, here)?.id ?? null, why).toBe(expected);
  });
});

describe('the selection', () => {
  it('begins at the first criterion that wants work and stays in the list', async () => {
    const { screen } = await opened();
    const wanting = screen.criteria.findIndex((view) => view.verdict === 'fail');
    expect(screen.selected?.criterion.id).toBe(screen.criteria[wanting]?.criterion.id);
    screen.move(-Infinity);
    expect(screen.selected?.criterion.id).toBe(screen.criteria[0]?.criterion.id);
    screen.move(-1);
    expect(screen.selected?.criterion.id, 'there is nothing above the first').toBe(screen.criteria[0]?.criterion.id);
    screen.move(Infinity);
    screen.move(1);
    expect(screen.selected?.criterion.id).toBe(screen.criteria.at(-1)?.criterion.id);
  });

  it('outlives a save', async () => {
    const { platform, screen } = await opened();
    const last = screen.criteria.at(-1)?.criterion.id ?? '';
    screen.select(last);
    const report: AttemptDto = platform.solve(ORDERS);
    await vi.waitFor(() => expect(screen.attempt?.summary.id).toBe(report.summary.id));
    expect(screen.selectedId).toBe(last);
  });
});

describe('a draft', () => {
  const draft = { text: 'mine', hash: 'of another file', atMs: 1 };

  it('is what a mission opens with: it is where it is said, and gone on with', async () => {
    keepDraft(ORDERS, draft);
    const { screen } = await opened();
    expect([screen.middleTab, screen.editing.unsaved]).toEqual(['template', true]);
    dropDraft(ORDERS);
  });

  it('outlives a load that knows of no start, and goes with a mission that is ended here', async () => {
    const { platform, screen } = await opened();
    const invoke = platform.invoke.bind(platform);
    const ended = (state: MissionState) => {
      platform.invoke = async (name, request) => {
        const answer = await invoke(name, request);
        return name === 'get_mission' ? { ...answer, workspace: null } : answer;
      };
      return state.load();
    };
    keepDraft(ORDERS, draft);
    const fresh = new MissionState(platform, ORDERS, () => undefined);
    await ended(fresh);
    expect(fresh.started, 'as with temporary data').toBe(false);
    expect(readDraft(ORDERS)?.text, 'nobody threw it away').toBe('mine');
    await ended(screen);
    expect(screen.started).toBe(false);
    expect(readDraft(ORDERS), 'the mission is not begun any more').toBeNull();
  });
});

describe('the template’s text', () => {
  it('of another save never stands in for one that could not be had', async () => {
    const { platform, screen, painted } = await opened();
    await vi.waitFor(() => expect(screen.texts.template).not.toBeNull());
    platform.failures.set('compare_template', { code: 'internal', message: 'It broke.', detail: null });
    const report = platform.solve(ORDERS);
    await vi.waitFor(() => expect(screen.attempt?.summary.id).toBe(report.summary.id));
    painted();
    await vi.waitFor(() => expect(screen.texts.templateProblem?.message).toBe('It broke.'));
    expect(screen.texts.template, 'the save before is not this one').toBeNull();
    platform.failures.delete('compare_template');
    await screen.texts.askTemplate();
    expect([screen.texts.template?.attempt?.summary.id, screen.texts.templateProblem]).toEqual([
      report.summary.id,
      null,
    ]);
  });

  it('that could not be had is no problem of the one that is shown by now', async () => {
    const { platform, screen } = await opened();
    await vi.waitFor(() => expect(screen.texts.template).not.toBeNull());
    const shown = screen.attempt;
    await screen.time.ask();
    platform.failures.set('compare_template', { code: 'internal', message: 'It broke.', detail: null });
    const { saves } = screen.time;
    await screen.time.lookAt(saves[0]?.id ?? 0);
    expect(screen.texts.templateProblem?.message).toBe('It broke.');
    platform.failures.delete('compare_template');
    await screen.time.lookAtNow();
    expect([screen.texts.template?.attempt, screen.texts.templateProblem]).toEqual([shown, null]);
  });
});

describe('a template that was dropped', () => {
  it('is shown, also when a save was looked at', async () => {
    const { platform, screen } = await opened();
    await screen.time.ask();
    await screen.time.lookAt(screen.time.saves[0]?.id ?? 0);
    expect(screen.lookedAt).not.toBeNull();
    await platform.invoke('use_template', { missionId: ORDERS, path: '/home/ada/other.yaml' });
    await vi.waitFor(() => expect(screen.attempt?.summary.origin).toBe('restore'));
    expect([screen.lookedAt, screen.time.aimId], 'it is now').toEqual([null, null]);
  });
});
