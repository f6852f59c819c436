/** The menu on a page: what its keys do, and what they do not. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { violations } from '../../tests/axe';
import Menu from './Menu.svelte';

const leaked = vi.fn();
const heard = (event: KeyboardEvent) => leaked(event.key);

beforeEach(() => addEventListener('keydown', heard));
afterEach(() => {
  removeEventListener('keydown', heard);
  leaked.mockReset();
});

function show() {
  const onchoose = vi.fn();
  const items = [
    { id: 'one', label: 'First' },
    { id: 'two', label: 'Second', disabled: true, why: 'Not now.' },
    { id: 'three', label: 'Third' },
  ];
  const view = render(Menu, { props: { label: 'Choices', groups: [{ items }], onchoose } });
  return { ...view, onchoose, user: userEvent.setup(), opener: screen.getByRole('button', { name: 'Choices' }) };
}

it('keeps letters to itself while it is open: the window has keys of the same names', async () => {
  const { user, opener } = show();
  await user.click(opener);
  expect(screen.getByRole('menuitem', { name: 'First' })).toHaveFocus();
  await user.keyboard('t');
  expect(screen.getByRole('menuitem', { name: 'Third' }), 'a letter goes to its choice').toHaveFocus();
  await user.keyboard('w{ArrowDown}{End}');
  expect(leaked, 'none was heard outside').not.toHaveBeenCalled();
  await user.keyboard('{Tab}');
  expect(screen.queryByRole('menu'), 'Tab goes on').toBeNull();
  expect(leaked).toHaveBeenCalledExactlyOnceWith('Tab');
});

it('walks around, opens at either end, and closes with the focus back on its button', async () => {
  const { user, opener, onchoose } = show();
  opener.focus();
  await user.keyboard('{ArrowUp}');
  expect(screen.getByRole('menuitem', { name: 'Third' }), 'up opens at the end').toHaveFocus();
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('menuitem', { name: 'First' }), 'and around').toHaveFocus();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onchoose, 'what is not to be had is not chosen').not.toHaveBeenCalled();
  expect(screen.getByRole('menuitem', { name: 'Second' })).toHaveAccessibleDescription('Not now.');
  await user.keyboard('{Escape}');
  expect(opener).toHaveFocus();
  await user.keyboard('{Enter}{Enter}');
  expect(onchoose).toHaveBeenCalledExactlyOnceWith('one');
  expect(opener).toHaveFocus();
});

it('is closed by its button where a press gives that no focus, as in WebKit on a Mac', async () => {
  const { user, opener } = show();
  await user.click(opener);
  expect(await fireEvent.mouseDown(opener), 'the press takes the focus from no choice').toBe(false);
  await fireEvent.click(opener);
  expect(screen.queryByRole('menu'), 'it does not open anew').toBeNull();
});

it('has nothing that axe finds', async () => {
  const { user, opener, container } = show();
  await user.click(opener);
  expect(await violations(container)).toEqual([]);
});
