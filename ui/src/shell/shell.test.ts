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

  const texts = (notices: Notices) => notices.kept.map(({ text }) => text);

  test('what was done leaves by itself; a problem stays', () => {
    const notices = new Notices();
    notices.add({ tone: 'info', text: 'done' });
    notices.add({ tone: 'problem', text: 'broken' });
    vi.advanceTimersByTime(10_000);
    expect(texts(notices)).toEqual(['broken']);
  });

  test('they wait while they are pointed at, also one that comes meanwhile', () => {
    const notices = new Notices();
    notices.add({ tone: 'info', text: 'done' });
    notices.hold();
    notices.add({ tone: 'info', text: 'done as well' });
    vi.advanceTimersByTime(60_000);
    expect(texts(notices), 'while pointed at').toEqual(['done as well', 'done']);
    notices.release();
    vi.advanceTimersByTime(10_000);
    expect(texts(notices), 'after they were left').toEqual([]);
  });

  test('one that is put away under the pointer holds no other', () => {
    const notices = new Notices();
    notices.add({ tone: 'info', text: 'done' });
    notices.hold();
    notices.dismiss(notices.kept[0]?.id ?? 0);
    notices.add({ tone: 'info', text: 'next' });
    vi.advanceTimersByTime(10_000);
    expect(texts(notices), 'nobody said that the pointer left').toEqual([]);
  });

  test('what holds no longer is taken back, and nothing else; the log keeps what was said', () => {
    const notices = new Notices();
    notices.add({ tone: 'problem', text: 'broken' });
    notices.add({ tone: 'info', text: 'not saved', about: 'draft a' });
    notices.add({ tone: 'info', text: 'not saved either', about: 'draft b' });
    notices.withdraw('draft a');
    expect(texts(notices)).toEqual(['not saved either', 'broken']);
    notices.withdraw('draft c');
    expect(texts(notices)).toHaveLength(2);
    expect(notices.log.map(({ text }) => text)).toContain('not saved');
  });

  test('a way back stays longer than a word', () => {
    const notices = new Notices();
    notices.add({ tone: 'info', text: 'done' });
    notices.add({ tone: 'info', text: 'restored', action: { label: 'Undo', run: () => {} } });
    vi.advanceTimersByTime(6000);
    expect(texts(notices), 'after the word is read').toEqual(['restored']);
    vi.advanceTimersByTime(10_000);
    expect(texts(notices), 'it does leave').toEqual([]);
  });

  test('the newest comes first, the same sentence is there once, and they do not pile up', () => {
    const notices = new Notices();
    for (const text of ['a', 'b', 'b', 'c', 'd', 'e', 'f', 'g']) notices.add({ tone: 'problem', text });
    expect(texts(notices)).toEqual(['g', 'f', 'e', 'd', 'c', 'b']);
  });

  test('a newer word about the same thing takes the place of the older one, and stays as long as it needs', () => {
    const notices = new Notices();
    notices.add({ tone: 'info', text: '“X” is in the queue.', about: 'x' });
    notices.add({ tone: 'info', text: '“Y” is in the queue.', about: 'y' });
    vi.advanceTimersByTime(4000);
    notices.add({ tone: 'problem', text: '“X” could not be made.', about: 'x' });
    expect(texts(notices)).toEqual(['“X” could not be made.', '“Y” is in the queue.']);
    vi.advanceTimersByTime(10_000);
    expect(texts(notices), 'the timer of the word that was replaced is gone with it').toEqual([
      '“X” could not be made.',
    ]);
    expect(vi.getTimerCount(), 'at rest no timer runs').toBe(0);
  });

  test('the log keeps what has left, and not for ever', () => {
    const notices = new Notices();
    for (let turn = 1; turn <= 40; turn++) notices.add({ tone: 'info', text: `word ${turn}`, about: 'one thing' });
    vi.advanceTimersByTime(10_000);
    expect(texts(notices)).toEqual([]);
    expect(notices.log.map(({ text }) => text).slice(-2)).toEqual(['word 39', 'word 40']);
    expect(notices.log).toHaveLength(30);
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
