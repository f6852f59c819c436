/** What a mission is besides its criteria: a second part, made offline, broken on purpose; what is to be kept; hints used with a save. */
import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';

import { violations } from '../../../tests/axe';
import { ORDERS, show } from '../../../tests/mission';
import { serviceName } from './words';

vi.setConfig({ testTimeout: 30_000 });

const SABOTAGE = `${ORDERS}-sabotage-1`;

describe('a second part', () => {
  it('is what comes next once the first is passed, by button and by key', async () => {
    const { user, routes, leave } = await show('practice');
    const pass = await screen.findByTestId('full-pass');
    const part = within(pass).getByRole('button', { name: 'Part two: The same orders for less' });
    expect(within(pass).queryByRole('button', { name: /^Next:/u }), 'one thing comes next').toBeNull();
    await user.click(part);
    await user.keyboard('{Shift>}n{/Shift}');
    expect(routes).toEqual([
      { name: 'mission', missionId: 'orders-for-less' },
      { name: 'mission', missionId: 'orders-for-less' },
    ]);
    leave();
  });

  it('names the first in its brief', async () => {
    const { leave } = await show('practice', 'orders-for-less');
    expect(screen.getByText('Second part of')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Fan out order events' })).toHaveAttribute('href', `#/mission/${ORDERS}`);
    leave();
  });
});

describe('breaking it', () => {
  it('is offered after a pass, and opens the new mission', async () => {
    const { user, platform, routes, notices, asked, leave } = await show();
    expect(screen.queryByTestId('sabotage'), 'not before').toBeNull();
    platform.solve(ORDERS);
    await user.click(await screen.findByTestId('sabotage'));
    await waitFor(() => expect(routes).toEqual([{ name: 'mission', missionId: SABOTAGE }]));
    expect(notices.at(-1)?.text).toBe('3 things in your own template were changed over night. Find and mend them.');
    expect(asked('sabotage_mission')).toHaveLength(1);
    leave();
  });

  it('has a key, which does nothing before the pass', async () => {
    const { user, platform, keys, asked, leave } = await show();
    await user.keyboard('x');
    expect(asked('sabotage_mission')).toHaveLength(0);
    platform.solve(ORDERS);
    await screen.findByTestId('full-pass');
    expect(keys.actions.map(({ label }) => label)).toContain('Break it for me');
    await user.keyboard('x');
    await waitFor(() => expect(asked('sabotage_mission')).toHaveLength(1));
    leave();
  });

  it('takes nobody away who left the mission meanwhile: the new one is offered', async () => {
    const { user, platform, routes, notices, leave } = await show('practice');
    const invoke = platform.invoke.bind(platform);
    let goOn = () => {};
    platform.invoke = async (name, request) => {
      if (name === 'sabotage_mission') await new Promise<void>((resolve) => (goOn = resolve));
      return invoke(name, request);
    };
    await user.click(await screen.findByTestId('sabotage'));
    leave();
    goOn();
    await waitFor(() => expect(notices.at(-1)?.text).toMatch(/Find and mend them/u));
    expect(routes, 'stays where they went').toEqual([]);
    notices.at(-1)?.action?.run();
    expect(routes).toEqual([{ name: 'mission', missionId: SABOTAGE }]);
  });

  it('that cannot be done says why', async () => {
    const { user, platform, notices, routes, leave } = await show('practice');
    platform.failures.set('sabotage_mission', {
      code: 'badRequest',
      message: 'Nothing in it can be broken.',
      detail: null,
    });
    await user.click(await screen.findByTestId('sabotage'));
    await waitFor(() =>
      expect(notices.at(-1)).toMatchObject({ tone: 'problem', text: 'Nothing in it can be broken.' }),
    );
    expect(routes).toEqual([]);
    expect(screen.getByTestId('sabotage'), 'and can be tried again').toBeEnabled();
    leave();
  });

  it('gives a mission that says how many things changed, not where, and whose solution is locked', async () => {
    const { user, asked, leave } = await show('practice', SABOTAGE);
    expect(screen.getByText(/Sabotage · 3 things changed · SNS/u)).toBeVisible();
    expect(screen.getByText(/3 things were changed over night in your own template of/u)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Fan out order events' })).toBeVisible();
    await user.keyboard('s');
    await screen.findByTestId('workspace-path');
    await waitFor(() =>
      expect(
        screen.getAllByTestId('criterion').find((card) => card.classList.contains('selected'))?.dataset.verdict,
        'the first thing to mend',
      ).toBe('fail'),
    );
    await user.keyboard('d');
    await user.click(await screen.findByRole('radio', { name: /Solution/u }));
    expect(screen.getByText(/The solution unlocks when every criterion passes/u)).toBeVisible();
    expect(asked('compare_template').map(({ request }) => (request as { against: string }).against)).not.toContain(
      'solution',
    );
    await user.keyboard('x');
    expect(asked('sabotage_mission'), 'what is broken is not broken again').toHaveLength(0);
    leave();
  });
});

describe('what the starter meets on purpose', () => {
  it('is marked quietly, and said when it was broken', async () => {
    const { platform, leave } = await show('practice', 'meters-with-gaps');
    const card = () => screen.getAllByTestId('criterion').find((card) => card.dataset.criterionId === 'timeout');
    expect(card()).toHaveTextContent('already met: do not break it');
    platform.save('meters-with-gaps', platform.text('meters-with-gaps').replace('Timeout: 50', 'Timeout: 90'));
    await waitFor(() => expect(card()).toHaveTextContent('The starter met this: something that you changed broke it.'));
    leave();
  });
});

describe('hints used with a save', () => {
  it('are counted and named at the save that is looked at', async () => {
    const { user, leave } = await show('practice');
    await user.click(screen.getByRole('tab', { name: 'History' }));
    const slider = await screen.findByTestId('time-slider');
    const moment = screen.getByTestId('moment');
    expect(moment).toHaveTextContent('1 hint');
    expect(within(moment).getByTestId('hints-used')).toHaveTextContent(
      'hints to level 1: Poisoned messages end in a dead-letter queue',
    );
    slider.focus();
    await user.keyboard('{Home}');
    await waitFor(() => expect(within(moment).queryByTestId('hints-used')).toBeNull());
    expect(moment, 'none had been seen at the start').not.toHaveTextContent('hint');
    leave();
  });
});

it.each([
  ['practice', ORDERS],
  ['practice', SABOTAGE],
  ['practice', 'queue-behind-a-shop-48111'],
] as const)('axe has nothing to say: %s %s', async (scenario, missionId) => {
  const { leave } = await show(scenario, missionId);
  await new Promise((done) => setTimeout(done, 0));
  const found = (await violations()).filter((line) => !/^(?:region|document-title|landmark)/u.test(line));
  expect(found).toEqual([]);
  leave();
});

describe('the start', () => {
  it.each([
    ['meters-with-gaps', false],
    [SABOTAGE, false],
    [ORDERS, true],
  ])('of %s names a score only where everyone starts with it', async (missionId, named) => {
    const { user, platform, notices, leave } = await show('practice', missionId);
    await platform.invoke('forget_mission', { missionId });
    await user.keyboard('b');
    await user.click(await screen.findByTestId('start-mission'));
    await waitFor(() => expect(notices.at(-1)?.text).toMatch(/^The template is ready\./u));
    expect(notices.at(-1)?.text.includes('is where everyone starts')).toBe(named);
    leave();
  });
});

it('calls services by the names that AWS gives them, not by their codes in capitals', () => {
  const names = ['athena', 'glue', 'cloudtrail', 'elasticloadbalancing', 'firehose'].map(serviceName);
  expect(names).toEqual(['Athena', 'Glue', 'CloudTrail', 'Load Balancing', 'Data Firehose']);
});
