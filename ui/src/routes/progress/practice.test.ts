/** What is due: beside Progress, on the missions, in Progress and in Settings, in the whole window. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import App from '~/App.svelte';
import { FakePlatform, type Scenario } from '~/platform/fake';

import { violations } from '../../../tests/axe';

import { strengthOf } from './skills';

async function open(scenario: Scenario, hash: string, prepare: (platform: FakePlatform) => void = () => {}) {
  location.hash = hash;
  const platform = new FakePlatform(scenario);
  prepare(platform);
  render(App, { props: { platform } });
  await screen.findByRole('heading', { level: 1 });
  const asked = (name: string) => platform.calls.filter((call) => call.name === name).map(({ request }) => request);
  return { platform, asked, user: userEvent.setup() };
}

const progress = async (scenario: Scenario, prepare?: (platform: FakePlatform) => void) => {
  const opened = await open(scenario, '#/progress', prepare);
  return { ...opened, due: await screen.findByTestId('practice') };
};

beforeAll(async () => {
  await Promise.all([
    import('./Progress.svelte'),
    import('~/routes/settings/Settings.svelte'),
    import('~/routes/mission/Mission.svelte'),
  ]);
});
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset.ready;
});

describe('what is due', () => {
  test('is listed on top, with when it was practised and what would be offered', async () => {
    const { due } = await progress('practice');
    await waitFor(() => expect(due).toHaveTextContent('3 skills are due'));
    expect(due).toHaveTextContent('“Fan out order events, broken over night” practises 2 of them.');
    expect(
      within(due)
        .getAllByRole('listitem')
        .map((row) => row.textContent),
    ).toEqual([
      expect.stringMatching(/^Dead letter\s+Messaging.*wrong 2 of 4 times/u),
      expect.stringMatching(/^Ordering\s+Messaging/u),
      expect.stringMatching(/^Least privilege\s+Security/u),
    ]);
  });

  test('is cut short when it is much, and shown whole when it is wanted', async () => {
    const { user, due } = await progress('practice', (platform) => {
      for (let index = 0; index < 9; index++) platform.practice.remember(`cost.part-${index}`, -1, 0.8);
    });
    await waitFor(() => expect(within(due).getAllByRole('listitem')).toHaveLength(5));
    await user.click(within(due).getByRole('button', { name: 'Show all 12' }));
    expect(within(due).getAllByRole('listitem')).toHaveLength(12);
    expect(within(due).queryByRole('button', { name: /^Show all/u })).toBeNull();
  });

  test('is practised by its button, all of it or one skill', async () => {
    const { user, asked } = await progress('practice');
    await user.click(await screen.findByRole('button', { name: 'Practise Ordering' }));
    await waitFor(() => expect(location.hash).toBe('#/mission/exactly-the-order'));
    location.hash = '#/progress';
    await user.click(await screen.findByTestId('practise'));
    await waitFor(() => expect(location.hash).toBe('#/mission/fan-out-order-events-sabotage-1'));
    expect(asked('practise')).toEqual([{ skill: 'messaging.ordering' }, { skill: null }]);
  });

  test('that no mission practises has one made', async () => {
    const { user, due, asked } = await progress('practice', (platform) => {
      platform.practice.memory = [];
      platform.practice.remember('streaming.windows', -1, 0.8);
    });
    await waitFor(() => expect(due).toHaveTextContent('A new mission is made for it on this machine'));
    await user.click(screen.getByTestId('practise'));
    await waitFor(() => expect(location.hash).toMatch(/^#\/mission\/queue-behind-a-shop-/u));
    expect(asked('practise')).toHaveLength(1);
  });

  test('stands beside Progress and below the mission to resume, and has a key', async () => {
    const { user, platform } = await open('practice', '#/missions');
    const line = await screen.findByTestId('due-line');
    expect(line).toHaveTextContent('3 skills are due Dead letter, Ordering, Least privilege');
    expect(screen.getByRole('link', { name: /^Progress 3 skills are due/u })).toBeVisible();
    platform.failures.set('practise', { code: 'badRequest', message: 'Nothing is due now.', detail: null });
    await user.keyboard('gd');
    expect(await screen.findByTestId('notice')).toHaveTextContent('Nothing is due now.');
    platform.failures.clear();
    await user.click(within(line).getByRole('button', { name: 'Practise' }));
    await waitFor(() => expect(location.hash).toMatch(/^#\/mission\//u));
  });

  test('follows a save', async () => {
    const { platform } = await open('practice', '#/missions');
    await screen.findByTestId('due-line');
    platform.practice.memory = [];
    platform.solve('meters-with-gaps');
    await waitFor(() => expect(screen.queryByTestId('due-line')).toBeNull());
  });
});

describe('when nothing is due', () => {
  test('it says when something will be', async () => {
    const { due } = await progress('default');
    await waitFor(() => expect(due).toHaveTextContent(/^Nothing is due Next: Lambda, /u));
    expect(screen.queryByTestId('due-line')).toBeNull();
  });

  test('and nothing was practised, it explains itself', async () => {
    const { due } = await progress('default', (platform) => (platform.practice.memory = []));
    await waitFor(() => expect(due).toHaveTextContent('Nothing comes back yet'));
    expect(due).toHaveTextContent('at growing intervals');
  });

  test('because it is switched off, it leads to the setting', async () => {
    const { due } = await progress('practice-off');
    expect(due).toHaveTextContent('Spaced return is off');
    expect(within(due).getByRole('link', { name: 'Switch it on in Settings' })).toHaveAttribute(
      'href',
      '#/settings/practice',
    );
  });

  test('because it could not be read, it says why and is asked again', async () => {
    const { user, platform, due } = await progress('practice', (platform) =>
      platform.failures.set('get_practice', { code: 'data', message: 'The database is locked.', detail: null }),
    );
    expect(await within(due).findByText('The database is locked.')).toBeVisible();
    platform.failures.clear();
    await user.click(within(due).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(due).toHaveTextContent('3 skills are due'));
  });
});

test('the skill map says how each is remembered, as a word', async () => {
  await progress('practice');
  const map = await screen.findByTestId('skill-map');
  const row = (name: string) =>
    within(map)
      .getAllByRole('listitem')
      .find((row) => row.querySelector('.name')?.textContent === name);
  expect(row('Dead letter')).toHaveTextContent(/due\s+1 of 3/u);
  expect(row('Access')).toHaveTextContent('fresh');
  expect(row('Lambda')).toHaveTextContent('fading');
  expect(row('Replay'), 'never practised').not.toHaveTextContent(/fresh|fading|due/u);
  expect(within(map).getByRole('region', { name: 'Messaging' })).toHaveTextContent('begun');
});

test.each([
  [0.99, 90, false, 'fresh'],
  [0.95, 90, false, 'fresh'],
  [0.94, 90, false, 'fading'],
  [0.86, 70, false, 'fresh'],
  [0.99, 90, true, 'due'],
] as const)('with a chance of %d, wanted %d %%, due %s, it is %s', (retrievability, wanted, due, word) => {
  const memory = {
    skill: 'a.b',
    due,
    dueAtMs: 0,
    practisedAtMs: 0,
    reviews: 1,
    lapses: 0,
    retrievability,
    stabilityDays: 1,
  };
  expect(strengthOf(memory, wanted)).toBe(word);
});

describe('the settings', () => {
  test('switch it off and on again, and what is due follows', async () => {
    const { user, asked } = await open('practice', '#/settings/practice');
    const group = within(await screen.findByRole('region', { name: 'Practice' }));
    const box = group.getByRole('checkbox', { name: 'Bring back what was hard' });
    await user.click(box);
    await waitFor(() => expect(asked('put_settings').at(-1)).toMatchObject({ spacedReturn: false }));
    expect(group.getByRole('slider')).toBeDisabled();
    await waitFor(() => expect(screen.queryByRole('link', { name: /skills are due/u })).toBeNull());
    await user.click(box);
    await waitFor(() => expect(screen.getByRole('link', { name: /3 skills are due/u })).toBeVisible());
  });

  test('set how well it should still be known, in words too, and write it once', async () => {
    const { asked } = await open('default', '#/settings/practice');
    const group = await screen.findByRole('region', { name: 'Practice' });
    const slider = within(group).getByRole('slider', {
      name: /How well it should still be known/u,
    }) as HTMLInputElement;
    expect(slider).toHaveAccessibleDescription(/good balance/u);
    for (const value of ['93', '95', '96']) {
      slider.value = value;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await waitFor(() => expect(group).toHaveTextContent('96 %'));
    expect(slider).toHaveAccessibleDescription(/early and often/u);
    expect(asked('put_settings'), 'not while it is dragged').toHaveLength(0);
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    await waitFor(() => expect(asked('put_settings')).toMatchObject([{ retentionPercent: 96 }]));
  });

  test('that are refused say why', async () => {
    const { user } = await open('default', '#/settings/practice', (platform) =>
      platform.failures.set('put_settings', {
        code: 'setting',
        message: 'config.toml cannot be written.',
        detail: null,
      }),
    );
    const group = await screen.findByRole('region', { name: 'Practice' });
    await user.click(within(group).getByRole('checkbox'));
    expect(await within(group).findByRole('alert')).toHaveTextContent('config.toml cannot be written.');
  });
});

test.each<[Scenario, string]>([
  ['practice', '#/progress'],
  ['practice-off', '#/progress'],
  ['default', '#/settings/practice'],
])('axe has nothing to say: %s %s', async (scenario, hash) => {
  await open(scenario, hash);
  await screen.findByText(hash === '#/progress' ? 'Skills' : 'Bring back what was hard');
  expect(await violations()).toEqual([]);
});
