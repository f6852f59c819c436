import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { ariaKeys, chordLabel, parseChord } from './chord';
import { KeyMap } from './keymap.svelte';

function press(keys: KeyMap, key: string, init: KeyboardEventInit & { at?: number; target?: HTMLElement } = {}) {
  const { at = 0, target = document.body, ...rest } = init;
  const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...rest });
  Object.defineProperty(event, 'timeStamp', { value: at });
  Object.defineProperty(event, 'target', { value: target });
  const handled = keys.handle(event);
  return { handled, prevented: event.defaultPrevented };
}

function action(id: string, keys: string[], run: () => void, available?: () => boolean) {
  return { id, label: id, group: 'test', keys, run, ...(available && { available }) };
}

describe('keys', () => {
  let keys: KeyMap;
  const ran: string[] = [];

  beforeEach(() => {
    ran.length = 0;
    keys = new KeyMap();
    keys.add([
      action('missions', ['g m'], () => ran.push('missions')),
      action('palette', ['mod+k'], () => ran.push('palette')),
      action('hint', ['h'], () => ran.push('hint')),
      action('help', ['?'], () => ran.push('help')),
      action('mentor', ['shift+h'], () => ran.push('mentor')),
    ]);
  });
  afterEach(() => document.body.replaceChildren());

  test('one key runs its action and keeps the browser from acting on it', () => {
    expect(press(keys, 'h')).toEqual({ handled: true, prevented: true });
    expect(ran).toEqual(['hint']);
  });

  test('a chord runs on its second press, in time', () => {
    expect(press(keys, 'g', { at: 1000 }).handled, 'the first press runs nothing').toBe(false);
    press(keys, 'm', { at: 1500 });
    expect(ran).toEqual(['missions']);
  });

  test('a chord that comes too late is forgotten', () => {
    press(keys, 'g', { at: 1000 });
    press(keys, 'm', { at: 4000 });
    expect(ran).toEqual([]);
  });

  test('a press that does not continue a chord counts for itself', () => {
    press(keys, 'g', { at: 1000 });
    press(keys, 'h', { at: 1100 });
    expect(ran).toEqual(['hint']);
  });

  test('Shift is part of the sign, not of the chord', () => {
    press(keys, '?', { shiftKey: true });
    expect(ran).toEqual(['help']);
  });

  test('with a letter Shift is another key; Caps Lock is not Shift', () => {
    press(keys, 'H', { shiftKey: true });
    press(keys, 'H');
    expect(ran).toEqual(['mentor', 'hint']);
  });

  test.each([
    ['another modifier', { altKey: true }],
    ['Control, without which the key is another', { ctrlKey: true }],
  ])('a plain key with %s is left alone', (_, modifiers) => {
    expect(press(keys, 'h', modifiers).handled).toBe(false);
  });

  test('in a field only chords with Control work', () => {
    const field = document.body.appendChild(document.createElement('input'));
    press(keys, 'h', { target: field });
    press(keys, 'k', { target: field, ctrlKey: true });
    expect(ran).toEqual(['palette']);
  });

  test('a check box is no field to type in', () => {
    const box = document.body.appendChild(document.createElement('input'));
    box.type = 'checkbox';
    press(keys, 'h', { target: box });
    expect(ran).toEqual(['hint']);
  });

  test('an open dialog keeps plain keys for itself', () => {
    const dialog = document.body.appendChild(document.createElement('div'));
    dialog.setAttribute('role', 'dialog');
    const button = dialog.appendChild(document.createElement('button'));
    press(keys, 'h', { target: button });
    expect(ran).toEqual([]);
  });

  test('what a screen offers wins while it is there, and is gone with it', () => {
    const remove = keys.add([action('other', ['h'], () => ran.push('other'))]);
    press(keys, 'h');
    remove();
    press(keys, 'h');
    expect(ran).toEqual(['other', 'hint']);
    expect(keys.actions.map(({ id }) => id)).not.toContain('other');
  });

  test('an action that is not available is neither run nor listed', () => {
    const run = vi.fn();
    keys.add([action('undo', ['u'], run, () => false)]);
    expect(press(keys, 'u').handled).toBe(false);
    expect(run).not.toHaveBeenCalled();
    expect(keys.actions.map(({ id }) => id)).not.toContain('undo');
  });
});

test.each([
  ['g m', 'G M', undefined],
  ['mod+k', 'Ctrl K', 'Control+K'],
  ['mod+,', 'Ctrl ,', 'Control+,'],
  ['/', '/', '/'],
  ['shift+h', 'Shift H', 'Shift+H'],
  ['arrowdown', '↓', 'ARROWDOWN'],
])('%s is shown as %s', (keys, label, aria) => {
  expect(chordLabel(keys)).toBe(label);
  expect(ariaKeys(keys), 'for screen readers').toBe(aria);
  expect(parseChord(keys).length).toBe(keys.split(' ').length);
});
