/** *Edit here* without a screen: what is saved, what is kept, and that no version is ever lost. */
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { AttemptDto } from '~/bindings';
import { FakePlatform } from '~/platform/fake';

import { ORDERS } from '../../../tests/mission';
import { dropDraft, keepDraft, readDraft } from './drafts';
import { EditHere } from './edit-here.svelte';
import type { Surface } from './surface';

/** An editor that only holds its text. */
class Text implements Surface {
  calls: string[] = [];
  constructor(
    private readonly editing: EditHere,
    public text: string,
  ) {}
  replace(text: string, how: 'undoable' | 'silent'): void {
    if (text === this.text) return;
    this.calls.push(how);
    this.type(text);
  }
  type(text: string): void {
    this.text = text;
    this.editing.typed(text);
  }
  rebase(): void {}
  saveBegan(): void {
    this.calls.push('began');
  }
  saveEnded(saved: boolean): void {
    this.calls.push(saved ? 'saved' : 'not saved');
  }
  goToProblem(): void {}
  focus(): void {}
  keep() {
    return { text: this.text };
  }
}

/** Holds answers to a command back, as they are when it is asked, until they are let go. */
function hold(platform: FakePlatform, name: 'get_template' | 'save_template') {
  const invoke = platform.invoke.bind(platform);
  const held: (() => void)[] = [];
  const holding = { held, on: true };
  platform.invoke = async (asked, request) => {
    const answer = await invoke(asked, request);
    if (holding.on && asked === name) await new Promise<void>((go) => held.push(go));
    return answer;
  };
  return holding;
}

async function begun(platform = new FakePlatform()) {
  const shown: AttemptDto[] = [];
  const screen = {
    missionId: ORDERS,
    attempt: null as AttemptDto | null,
    takeSaved: (attempt: AttemptDto) => {
      screen.attempt = attempt;
      shown.push(attempt);
    },
    draftSeen: vi.fn(),
  };
  const editing = new EditHere(platform, screen);
  await editing.open();
  const editor = new Text(editing, editing.file?.text ?? '');
  editing.attach(editor);
  const file = () => platform.text(ORDERS);
  /** As the screen does when it hears of it. */
  const outside = async (text: string) => {
    screen.attempt = platform.save(ORDERS, text);
    await editing.heard();
  };
  return { platform, editing, editor, file, outside, shown, screen };
}

beforeEach(() => {
  localStorage.clear();
  dropDraft(ORDERS);
});

describe('a save', () => {
  it('writes what is typed, shows its attempt and is clean afterwards', async () => {
    const { editing, editor, file, shown } = await begun();
    expect(editing.dirty).toBe(false);
    editor.type(`${editor.text}\n# mine\n`);
    expect(editing.dirty).toBe(true);
    await editing.save();
    expect(file(), 'the file has it').toMatch(/# mine\n$/u);
    expect(shown, 'painted through the screen').toHaveLength(1);
    expect(editing.marked, 'the marks are about what was saved').toBe(shown[0]);
    expect([editing.dirty, editing.happened]).toEqual([false, 'saved']);
    expect(readDraft(ORDERS), 'nothing is left beside the file').toBeNull();
  });

  it('of nothing new writes nothing', async () => {
    const { platform, editing } = await begun();
    await editing.save();
    expect(platform.calls.map(({ name }) => name)).not.toContain('save_template');
    expect(editing.happened).toBe('unchanged');
  });

  it('does not hold typing back, and knows what was typed meanwhile', async () => {
    const { editing, editor, file } = await begun();
    editor.type('first');
    const saving = editing.save();
    editor.type('first and second');
    await saving;
    expect(file()).toBe('first');
    expect(editing.dirty, 'the rest is not in the file').toBe(true);
    await editing.save();
    expect(file()).toBe('first and second');
  });

  it('that finds no room keeps the text and says why; with room it goes on', async () => {
    const { platform, editing, editor, file } = await begun(new FakePlatform('edit-full-disk'));
    const before = file();
    editor.type('mine');
    await editing.save();
    expect(editing.problem, 'the sentence is the engine’s').toMatchObject({
      what: 'save',
      error: { code: 'unwritable' },
    });
    expect([file(), editing.text, editing.dirty]).toEqual([before, 'mine', true]);
    expect(readDraft(ORDERS)?.text, 'also when the window closes now').toBe('mine');
    platform.edit.full = false;
    await editing.save();
    expect([file(), editing.problem]).toEqual(['mine', null]);
  });
});

describe('a file that is changed from outside', () => {
  it('is shown at once while nothing is typed', async () => {
    const { editing, editor, outside } = await begun();
    await outside('theirs');
    expect([editor.text, editing.dirty, editing.happened]).toEqual(['theirs', false, 'reloaded']);
    expect(editor.calls, 'undo does not take another hand’s change back').toEqual(['silent']);
  });

  it('is not written over, and both are offered', async () => {
    const { editing, editor, file, outside } = await begun();
    editor.type('mine');
    await outside('theirs');
    expect([editing.theirs?.text, editing.text]).toEqual(['theirs', 'mine']);
    await editing.save();
    expect([file(), editing.happened], 'a save waits for the choice').toEqual(['theirs', 'decide']);
  });

  it('between the key and the disk is noticed by the save', async () => {
    const { editing, editor, file } = await begun(new FakePlatform('edit-conflict'));
    editor.type('mine');
    await editing.save();
    expect(editing.theirs, 'nothing was written').not.toBeNull();
    expect(file()).not.toBe('mine');
    expect(editor.calls).toEqual(['began', 'not saved']);
  });

  it('gives way to mine when that is chosen', async () => {
    const { editing, editor, file, outside } = await begun();
    editor.type('mine');
    await outside('theirs');
    await editing.keepMine();
    expect([file(), editing.theirs, editing.dirty]).toEqual(['mine', null, false]);
  });

  it('that changes again under the choice is offered anew', async () => {
    const { platform, editing, editor, file, outside } = await begun();
    editor.type('mine');
    await outside('theirs');
    platform.edit.meanwhile = () => 'theirs, again';
    await editing.keepMine();
    expect([file(), editing.theirs?.text, editing.text]).toEqual(['theirs, again', 'theirs, again', 'mine']);
  });

  it('is taken when that is chosen, and undo brings mine back', async () => {
    const { editing, editor, outside } = await begun();
    editor.type('mine');
    await outside('theirs');
    editing.takeTheirs();
    expect([editor.text, editing.dirty, editing.theirs]).toEqual(['theirs', false, null]);
    expect(editor.calls.at(-1)).toBe('undoable');
  });

  it('is merged and saved over what stands there', async () => {
    const { editing, editor, file, outside } = await begun();
    editor.type('mine');
    await outside('theirs');
    editing.merge();
    editor.type('mine and theirs');
    await editing.save();
    expect([file(), editing.merging, editing.happened]).toEqual(['mine and theirs', false, 'merged']);
  });

  it('to what is typed here is no conflict', async () => {
    const { editing, editor, outside } = await begun();
    editor.type('the same');
    await outside('the same');
    expect([editing.theirs, editing.dirty]).toEqual([null, false]);
  });

  it('and back again is none any more', async () => {
    const { editing, editor, file, outside } = await begun();
    const first = file();
    editor.type('mine');
    await outside('theirs');
    await outside(first);
    expect([editing.theirs, editing.dirty, editing.text]).toEqual([null, true, 'mine']);
  });

  it('so that it cannot be edited here ends editing and keeps the text', async () => {
    const { platform, editing, editor, outside } = await begun();
    editor.type('mine');
    platform.edit.locked = 'This file is not UTF-8.';
    await outside('theirs');
    expect([editing.phase, editing.locked, editing.draft?.text]).toEqual(['off', 'This file is not UTF-8.', 'mine']);
  });

  it('while a save is under way is looked at after it', async () => {
    const { platform, editing, editor, file } = await begun();
    editor.type('mine');
    const saving = editing.save();
    await editing.heard();
    await saving;
    const reads = platform.calls.filter(({ name }) => name === 'get_template');
    expect(reads, 'once to begin, once after the save').toHaveLength(2);
    expect([file(), editing.dirty, editing.theirs]).toEqual(['mine', false, null]);
  });
});

describe('a slow look at the file', () => {
  it('does not put an older text back over a save', async () => {
    const { platform, editing, editor, file } = await begun();
    const reads = hold(platform, 'get_template');
    const looking = editing.look();
    await vi.waitFor(() => expect(reads.held).toHaveLength(1));
    reads.on = false;
    editor.type('mine');
    await editing.save();
    reads.held[0]?.();
    await looking;
    expect([file(), editor.text, editing.file?.text], 'what was saved is what is known').toEqual([
      'mine',
      'mine',
      'mine',
    ]);
    expect([editing.dirty, editing.theirs, editing.happened]).toEqual([false, null, 'saved']);
    const asked = platform.calls.filter(({ name }) => name === 'get_template');
    expect(asked, 'to begin, the slow one, and once more for what it may have seen').toHaveLength(3);
  });

  it('does not overtake a newer one', async () => {
    const { platform, editing, editor } = await begun();
    const reads = hold(platform, 'get_template');
    const slow = editing.look();
    await vi.waitFor(() => expect(reads.held).toHaveLength(1));
    reads.on = false;
    platform.save(ORDERS, 'theirs');
    await editing.look();
    reads.held[0]?.();
    await slow;
    expect([editor.text, editing.file?.text]).toEqual(['theirs', 'theirs']);
  });

  it('is nothing to editing that has ended', async () => {
    const { platform, editing } = await begun();
    const reads = hold(platform, 'get_template');
    const slow = editing.look();
    await vi.waitFor(() => expect(reads.held).toHaveLength(1));
    reads.on = false;
    editing.done();
    platform.save(ORDERS, 'theirs');
    await editing.open();
    reads.held[0]?.();
    await slow;
    expect(editing.file?.text, 'the file as it was when editing began again').toBe('theirs');
  });
});

describe('a save that is under way', () => {
  it('leaves no draft beside a file that has it, when editing ends at once', async () => {
    const { editing, editor, file } = await begun();
    editor.type('mine');
    const saving = editing.save();
    editing.done();
    await saving;
    expect([file(), editing.draft, readDraft(ORDERS), editing.unsaved]).toEqual(['mine', null, null, false]);
  });

  it('keeps what was typed after it as a draft on what it wrote', async () => {
    const { platform, editing, editor } = await begun();
    const saves = hold(platform, 'save_template');
    editor.type('mine');
    const saving = editing.save();
    await vi.waitFor(() => expect(saves.held).toHaveLength(1));
    editor.type('mine and more');
    editing.done();
    saves.held[0]?.();
    await saving;
    expect(editing.draft?.text).toBe('mine and more');
    await editing.open();
    expect([editing.text, editing.theirs], 'no conflict with oneself').toEqual(['mine and more', null]);
  });

  it('is waited for before editing begins again', async () => {
    const { platform, editing, editor } = await begun();
    const saves = hold(platform, 'save_template');
    editor.type('mine');
    const saving = editing.save();
    await vi.waitFor(() => expect(saves.held).toHaveLength(1));
    editing.done();
    const opening = editing.open();
    saves.held[0]?.();
    await Promise.all([saving, opening]);
    expect([editing.phase, editing.text, editing.dirty]).toEqual(['on', 'mine', false]);
  });

  it('says nothing of a draft when the screen is left, before it is known', async () => {
    const { editing, editor } = await begun();
    editor.type('mine');
    const saving = editing.save();
    expect(editing.close()).toBe(false);
    await saving;
    expect([editing.close(), readDraft(ORDERS)]).toEqual([false, null]);
  });
});

describe('what is typed and not saved', () => {
  it('is dropped once it is seen that the file has it, also without editing', async () => {
    const { platform, editing, editor } = await begun();
    editor.type('mine');
    editing.done();
    await editing.heard();
    expect(editing.draft?.text, 'not while the file says something else').toBe('mine');
    platform.save(ORDERS, 'mine');
    await editing.heard();
    expect([editing.draft, readDraft(ORDERS)]).toEqual([null, null]);
  });

  it('stays as a draft when editing ends, and goes on from there', async () => {
    const { editing, editor } = await begun();
    editor.type('mine');
    editing.done();
    expect(editing.draft?.text).toBe('mine');
    await editing.open();
    expect([editing.text, editing.dirty, editing.draft]).toEqual(['mine', true, null]);
  });

  it('is there after the window was closed, without a word to the editor', async () => {
    const first = await begun();
    first.editor.type('mine');
    expect(first.editing.close(), 'the screen is told that something stays behind').toBe(true);
    const second = new EditHere(new FakePlatform(), {
      missionId: ORDERS,
      attempt: null,
      takeSaved: () => {},
      draftSeen: () => {},
    });
    second.findDraft();
    expect(second.draft?.text).toBe('mine');
  });

  it('need not be told of any more once it is gone on with, saved, discarded or forgotten with its mission', async () => {
    const { editing, editor, screen } = await begun();
    const seen = () => {
      const times = screen.draftSeen.mock.calls.length;
      screen.draftSeen.mockClear();
      return times;
    };
    seen();
    editor.type('mine');
    editing.done();
    expect(seen(), 'it stays behind: what is said of that holds').toBe(0);
    await editing.open();
    expect(seen(), 'it is at hand again').toBe(1);
    await editing.save();
    expect(seen(), 'it is in the file').toBe(1);
    editor.type('more');
    editing.discard();
    expect(seen(), 'it is gone, as the learner wished').toBe(1);
    editor.type('even more');
    editing.done();
    editing.discard();
    expect(seen(), 'so it is when it is discarded as a draft').toBe(1);
    editing.forget();
    expect(seen(), 'it went with its mission').toBe(1);
  });

  it('is written a moment after the last key', async () => {
    vi.useFakeTimers();
    try {
      const { editor } = await begun();
      editor.type('mine');
      expect(readDraft(ORDERS), 'not for each key').toBeNull();
      vi.advanceTimersByTime(1000);
      expect(readDraft(ORDERS)?.text).toBe('mine');
    } finally {
      vi.useRealTimers();
    }
  });

  it('on a file that changed since is a conflict, not an overwriting', async () => {
    keepDraft(ORDERS, { text: 'mine', hash: 'of another file', atMs: 1 });
    const { editing } = await begun();
    expect(editing.text).toBe('mine');
    expect(editing.theirs?.text, 'what is in the file is offered').toBe(editing.file?.text);
  });

  it('that the file has by now is forgotten', async () => {
    const platform = new FakePlatform();
    keepDraft(ORDERS, { text: platform.text(ORDERS), hash: 'whatever', atMs: 1 });
    const { editing } = await begun(platform);
    expect([editing.dirty, readDraft(ORDERS)]).toEqual([false, null]);
  });

  it('is discarded so that undo brings it back', async () => {
    const { editing, editor, file } = await begun();
    editor.type('mine');
    editing.discard();
    expect([editor.text, editing.dirty, editor.calls.at(-1)]).toEqual([file(), false, 'undoable']);
  });

  it('goes with the mission', async () => {
    const { editing, editor } = await begun();
    editor.type('mine');
    editing.forget();
    expect([editing.phase, readDraft(ORDERS)]).toEqual(['off', null]);
  });

  it('is kept until the window closes when the browser has no room, and that is said', async () => {
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const { editing, editor } = await begun();
    editor.type('mine');
    editing.done();
    expect([editing.draftKept, editing.draft?.text]).toEqual([false, 'mine']);
    full.mockRestore();
  });

  it('is not taken from a storage that holds something else', () => {
    localStorage.setItem(`template-draft:${ORDERS}`, '{"text": 3}');
    expect(readDraft(ORDERS)).toBeNull();
    localStorage.setItem(`template-draft:${ORDERS}`, 'not json');
    expect(readDraft(ORDERS)).toBeNull();
  });
});

describe('a template that cannot be edited here', () => {
  it('says why and does not begin', async () => {
    const { editing } = await begun(new FakePlatform('edit-locked'));
    expect([editing.phase, editing.locked]).toEqual(['off', expect.stringMatching(/UTF-8/u)]);
  });

  it('for now says what is wrong, and another try begins', async () => {
    const platform = new FakePlatform();
    platform.failures.set('get_template', { code: 'unreadable', message: 'Permission denied.', detail: null });
    const { editing } = await begun(platform);
    expect(editing.problem).toMatchObject({ what: 'open', error: { message: 'Permission denied.' } });
    platform.failures.delete('get_template');
    await editing.open();
    expect([editing.phase, editing.problem]).toEqual(['on', null]);
  });
});
