import { afterEach, beforeEach, expect, test } from 'vitest';

import { keepingFocus } from './focus';

let list: HTMLElement;
let rest: HTMLElement;
const item = (name: string) => list.querySelector<HTMLElement>(`[data-name="${name}"]`);
const place = (name: string) => ({
  list,
  items: '[data-name]',
  same: (element: HTMLElement) => element.dataset.name === name,
  rest,
});

beforeEach(() => {
  document.body.replaceChildren();
  rest = document.body.appendChild(document.createElement('h2'));
  rest.tabIndex = -1;
  list = document.body.appendChild(document.createElement('ul'));
  for (const name of ['a', 'b', 'c']) {
    const element = list.appendChild(document.createElement('li'));
    element.dataset.name = name;
    element.tabIndex = -1;
    element.appendChild(document.createElement('button'));
  }
});
afterEach(() => document.body.replaceChildren());

async function during(name: string, work: () => void): Promise<void> {
  item(name)?.querySelector('button')?.focus();
  await keepingFocus(place(name), () => Promise.resolve(work()));
}

test('a button that goes leaves the focus with its item', async () => {
  await during('b', () => item('b')?.replaceChildren());
  expect(item('b')).toHaveFocus();
});

test('an item that goes leaves the focus with the one in its place, the last one with the one before', async () => {
  await during('b', () => item('b')?.remove());
  expect(item('c'), 'what moved up').toHaveFocus();
  await during('c', () => item('c')?.remove());
  expect(item('a'), 'nothing stands after it').toHaveFocus();
  await during('a', () => item('a')?.remove());
  expect(rest, 'nothing is left').toHaveFocus();
});

test('a focus that is somewhere already is left there', async () => {
  await during('b', () => {
    item('b')?.replaceChildren();
    rest.focus();
  });
  expect(rest, 'the learner went on meanwhile').toHaveFocus();
  rest.focus();
  await keepingFocus(place('b'), () => Promise.resolve(item('b')?.remove()));
  expect(rest, 'it was never in the list').toHaveFocus();
});
