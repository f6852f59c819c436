import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { splitPath } from '~/lib/path';

import { Notices } from './notices.svelte';
import { hrefOf, parseRoute, type Route } from './router.svelte';

describe('addresses', () => {
  const routes: [string, Route][] = [
    ['#/missions', { name: 'missions' }],
    ['#/progress', { name: 'progress' }],
    ['#/settings', { name: 'settings' }],
    ['#/settings/budgets', { name: 'settings', part: 'budgets' }],
    ['#/usage', { name: 'usage' }],
    ['#/usage/queue', { name: 'usage', part: 'queue' }],
    ['#/mission/fan-out', { name: 'mission', missionId: 'fan-out' }],
    ['#/mission/a%2Fb%20c', { name: 'mission', missionId: 'a/b c' }],
  ];
  test.each(routes)('%s goes there and back', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(hrefOf(route)).toBe(hash);
  });

  test.each(['', '#', '#/', '#/nowhere', '#/mission', '#/mission/'])('%j is the missions', (hash) => {
    expect(parseRoute(hash)).toEqual({ name: 'missions' });
  });

  test('a malformed address is a mission that does not exist, not a crash', () => {
    expect(parseRoute('#/mission/%E0%A4%A')).toEqual({ name: 'mission', missionId: '%E0%A4%A' });
  });
});

describe('notices', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('what was done leaves by itself; a problem stays', () => {
    const notices = new Notices();
    notices.add({ tone: 'info', text: 'done' });
    notices.add({ tone: 'problem', text: 'broken' });
    vi.advanceTimersByTime(10_000);
    expect(notices.shown.map(({ text }) => text)).toEqual(['broken']);
  });

  test('one that is pointed at waits until it is left', () => {
    const notices = new Notices();
    notices.add({ tone: 'info', text: 'done' });
    const id = notices.shown[0]?.id ?? 0;
    notices.hold(id);
    vi.advanceTimersByTime(60_000);
    expect(notices.shown, 'while pointed at').toHaveLength(1);
    notices.resume(id);
    vi.advanceTimersByTime(10_000);
    expect(notices.shown, 'after it was left').toHaveLength(0);
  });

  test('a way back stays longer than a word', () => {
    const notices = new Notices();
    notices.add({ tone: 'info', text: 'done' });
    notices.add({ tone: 'info', text: 'restored', action: { label: 'Undo', run: () => {} } });
    vi.advanceTimersByTime(6000);
    expect(
      notices.shown.map(({ text }) => text),
      'after the word is read',
    ).toEqual(['restored']);
    vi.advanceTimersByTime(10_000);
    expect(notices.shown, 'it does leave').toHaveLength(0);
  });

  test('the same sentence is shown once, and never more than three', () => {
    const notices = new Notices();
    for (const text of ['a', 'b', 'b', 'c', 'd']) notices.add({ tone: 'problem', text });
    expect(notices.shown.map(({ text }) => text)).toEqual(['b', 'c', 'd']);
  });
});

test.each([
  ['/home/ada/Missions/orders/template.yaml', '/home/ada/Missions', '/orders/template.yaml'],
  ['C:\\Users\\ada\\orders\\template.yaml', 'C:\\Users\\ada', '\\orders\\template.yaml'],
  ['orders/template.yaml', '', 'orders/template.yaml'],
  ['/template.yaml', '', '/template.yaml'],
])('%s keeps its last two parts whole', (path, folder, file) => {
  expect(splitPath(path)).toEqual({ folder, file });
});
