/** The Usage screen and the queue on it, as a learner meets them. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import App from '~/App.svelte';
import { FakePlatform, type Scenario } from '~/platform/fake';

import { violations } from '../../../tests/axe';

async function open(scenario: Scenario, hash = '#/usage') {
  location.hash = hash;
  const platform = new FakePlatform(scenario);
  render(App, { props: { platform } });
  await screen.findByRole('heading', { level: 1, name: 'Usage' });
  await waitFor(() => expect(document.documentElement.dataset.ready, 'something useful is shown').toBe('true'));
  const asked = (name: string) => platform.calls.filter((call) => call.name === name);
  return { platform, user: userEvent.setup(), asked };
}

/** The rows of the table beside a drawing, each as its texts. */
function tableOf(title: string): string[][] {
  const section = screen.getByRole('region', { name: title });
  return within(section)
    .getAllByRole('row')
    .map((row) => [...row.children].map((cell) => cell.textContent.trim()));
}

const job = (title: string) => {
  const found = screen.getAllByTestId('job').find((job) => job.textContent.includes(title));
  if (!found) throw new Error(`no job “${title}”`);
  return found;
};

beforeAll(async () => {
  await import('./Usage.svelte');
});
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset.ready;
});

describe('satisfies axe', () => {
  const states: Scenario[] = [
    'bedrock',
    'bedrock-idle',
    'bedrock-paused',
    'bedrock-breaker',
    'bedrock-trouble',
    'bedrock-elsewhere',
    'bedrock-disagrees',
    'bedrock-none',
    'default',
  ];
  for (const [theme, some] of [
    ['light', states],
    ['dark', ['bedrock', 'bedrock-paused', 'default'] as Scenario[]],
  ] as const) {
    test.each([...some])(`${theme}: %s`, async (scenario) => {
      localStorage.setItem('mission-architect.theme', theme);
      await open(scenario);
      expect(await violations()).toEqual([]);
    });
  }

  test('with every table in sight and a history open', async () => {
    const { user } = await open('bedrock');
    for (const button of screen.getAllByRole('button', { name: /^As a table/ })) await user.click(button);
    await user.click(within(job('Cold archive')).getByRole('button', { expanded: false }));
    await screen.findByRole('list', { name: 'History' });
    await user.click(within(job('Cold archive')).getByRole('button', { name: /^Discard/ }));
    expect(await violations()).toEqual([]);
  });
});

describe('figures', () => {
  test('each drawing has a table for those who cannot see it, with the same money', async () => {
    const { platform } = await open('bedrock');
    const usage = await platform.invoke('get_usage', { range: 'month' });
    const [head, ...rows] = tableOf('Spend by model and purpose');
    expect(head).toContain('Cache read');
    expect(rows).toHaveLength(usage.rows.length);
    const dearest = [...usage.rows].sort((a, b) => b.nusd - a.nusd)[0];
    expect(rows[0]?.[0]).toBe(dearest?.modelLabel);
    expect(rows[0]?.[11], 'tokens charged').toBe(dearest?.chargedTokens.toLocaleString('en-US'));
    // A day on which only kept answers were asked for again has no call, and costs nothing: which day that is depends on the hour.
    const paid = usage.days.filter(({ calls, nusd }) => calls > 0 || nusd > 0);
    expect(tableOf('Spend by day').length - 1, 'a row for each day with calls').toBe(paid.length);
    expect(tableOf('Budgets')).toContainEqual([
      'Everything, this month',
      'USD',
      expect.any(String),
      '$0.17',
      '$5.00',
      'fits',
    ]);
    expect(tableOf('How long calls took')[1]?.[0]).toBe('First text');
    expect(tableOf('Tokens by kind').map(([kind]) => kind)).toEqual([
      'Kind',
      'Input',
      'Output',
      'Cache read',
      'Cache written',
    ]);
  });

  test('the table takes the drawing’s place when it is asked for', async () => {
    const { user } = await open('bedrock');
    const section = screen.getByRole('region', { name: 'Tokens by kind' });
    expect(section.querySelectorAll('svg').length).toBe(4);
    const button = within(section).getByRole('button', { name: /As a table/ });
    await user.click(button);
    expect(button).toHaveAttribute('aria-pressed', 'true');
    expect(section.querySelectorAll('svg').length, 'no drawing').toBe(0);
    expect(within(section).getAllByRole('table'), 'one table, not two').toHaveLength(1);
  });

  test('another stretch of time is asked for, by mouse and by key', async () => {
    const { user, asked } = await open('bedrock');
    await user.click(screen.getByRole('radio', { name: '7 days' }));
    await waitFor(() => expect(asked('get_usage').at(-1)?.request).toEqual({ range: 'week' }));
    await user.keyboard('4');
    await waitFor(() => expect(asked('get_usage').at(-1)?.request).toEqual({ range: 'all' }));
    expect(screen.getByRole('radio', { name: 'All' })).toBeChecked();
  });

  test('what is spent meanwhile is shown without being asked for', async () => {
    const { platform } = await open('bedrock-idle');
    expect(screen.getByRole('heading', { name: 'Nothing spent yet' })).toBeInTheDocument();
    platform.bedrock.usage.record({
      atMs: platform.now() - 1,
      model: 'global.anthropic.claude-sonnet-4-6',
      purpose: 'mission',
      end: 'whole',
      input: 1500,
      output: 2500,
      cacheRead: 0,
      cacheWrite: 0,
      firstMs: 500,
      wholeMs: 30_000,
    });
    // The figure of facts: 1,500 in and 2,500 out on Sonnet cost 0.042 USD.
    await waitFor(() => expect(screen.getByText('Spent').closest('div')).toHaveTextContent('$0.042'));
    expect(screen.queryByRole('heading', { name: 'Nothing spent yet' })).toBeNull();
  });

  test('the ledger adds up, or says what does not', async () => {
    await open('bedrock');
    expect(screen.getByTestId('adds-up')).toHaveTextContent('The ledger adds up');
    cleanup();
    await open('bedrock-disagrees');
    expect(await screen.findByRole('alert')).toHaveTextContent(/does not add up.*1,204,300,000/);
    expect(screen.queryByTestId('adds-up'), 'it does not say both').toBeNull();
  });

  test('nothing was ever asked: what works without, and how to begin', async () => {
    const { user } = await open('default');
    expect(screen.getByText(/Bundled missions, grading and the authors’ hints work without it/)).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'Queue' }), 'there is no queue to speak of').toBeNull();
    await user.click(screen.getByRole('button', { name: 'Connect Bedrock' }));
    expect(await screen.findByRole('dialog', { name: 'Connect Bedrock' })).toBeInTheDocument();
  });

  test('a ledger that cannot be read says so and can be asked again', async () => {
    const platform = new FakePlatform('bedrock');
    platform.failures.set('get_usage', { code: 'data', message: 'The database is locked.', detail: null });
    location.hash = '#/usage';
    render(App, { props: { platform } });
    await screen.findByText(/The database is locked\./);
    platform.failures.clear();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('region', { name: 'Budgets' })).toBeInTheDocument();
  });
});

describe('the queue', () => {
  test('says where each job stands, in words', async () => {
    await open('bedrock');
    expect(job('Cold archive')).toHaveTextContent(/dead letter.*received 3 ×.*The starter passes/);
    expect(job('Ticket rush')).toHaveTextContent(/running.*lease until/);
    expect(job('Two regions')).toHaveTextContent(/put off.*in \d+ s.*put off 1 ×.*Bedrock asked us to slow down/);
    expect(job('Resize photos')).toHaveTextContent(/waiting.*received 0 ×/);
    expect(screen.getByText('This program works on the queue.')).toBeInTheDocument();
  });

  test('a dead letter shows what happened, and gets another chance', async () => {
    const { user, asked } = await open('bedrock');
    await user.click(within(job('Cold archive')).getByRole('button', { expanded: false }));
    const history = await screen.findByRole('list', { name: 'History' });
    expect(within(history).getAllByRole('listitem').length, 'each step of it').toBe(7);
    expect(history).toHaveTextContent('Objects cannot be deleted for seven years');
    await user.click(screen.getByRole('button', { name: 'Try again: Cold archive with a legal hold' }));
    await waitFor(() => expect(job('Cold archive')).toHaveTextContent('waiting'));
    expect(asked('redrive_job').map(({ request }) => request)).toEqual([{ jobId: 1 }]);
    await waitFor(() =>
      expect(screen.getByRole('list', { name: 'History' }), 'what is looked at follows').toHaveTextContent(
        'tried again',
      ),
    );
    expect(screen.queryByText('1 dead letter')).toBeNull();
  });

  test('discarding asks first; Escape keeps, and the focus is where it was', async () => {
    const { user, asked } = await open('bedrock');
    const discard = () => within(job('Cold archive')).getByRole('button', { name: /^Discard/ });
    discard().focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Keep' }), 'the safe answer').toHaveFocus();
    await user.keyboard('{Escape}');
    expect(discard()).toHaveFocus();
    await user.keyboard('{Enter}{Enter}');
    expect(asked('discard_job'), 'Enter twice does no harm').toEqual([]);
    await user.click(discard());
    const question = screen.getByRole('group', { name: 'Discard it for good?' });
    await user.click(within(question).getByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(screen.getAllByTestId('job')).toHaveLength(3));
    expect(asked('discard_job')).toHaveLength(1);
  });

  test('a job is taken back', async () => {
    const { user, asked } = await open('bedrock');
    await user.click(screen.getByRole('button', { name: 'Cancel: Resize photos as they arrive' }));
    await waitFor(() => expect(screen.getAllByTestId('job')).toHaveLength(3));
    expect(asked('cancel_job')).toHaveLength(1);
  });

  test('what is refused says why', async () => {
    const { user, platform } = await open('bedrock');
    platform.failures.set('cancel_job', { code: 'data', message: 'The disk is full.', detail: null });
    await user.click(screen.getByRole('button', { name: 'Cancel: Resize photos as they arrive' }));
    expect(await screen.findByTestId('notice')).toHaveTextContent('The disk is full.');
    expect(screen.getByRole('button', { name: 'Cancel: Resize photos as they arrive' })).toBeEnabled();
  });

  test('arrows move between jobs, which are one stop of Tab', async () => {
    const { user } = await open('bedrock');
    const titles = () => [...document.querySelectorAll<HTMLElement>('[data-job]')].slice(1);
    titles()[0]?.focus();
    await user.keyboard('{ArrowRight}');
    expect(titles()[1]).toHaveFocus();
    expect(titles().filter((title) => title.tabIndex === 0)).toHaveLength(1);
  });

  test('a long queue is shown in pages', async () => {
    const { user, platform } = await open('bedrock-idle');
    for (let index = 0; index < 120; index++) {
      platform.bedrock.queue.enqueue({ missionId: `m${index}`, title: `Mission ${index}`, model: 'x' });
    }
    await waitFor(() => expect(screen.getAllByTestId('job')).toHaveLength(50));
    await user.click(screen.getByRole('button', { name: 'Show more (70 left)' }));
    expect(screen.getAllByTestId('job')).toHaveLength(100);
  });

  test('an address that names it brings it into focus', async () => {
    await open('bedrock', '#/usage/queue');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Queue' })).toHaveFocus());
  });

  test('another program’s runner is told', async () => {
    await open('bedrock-elsewhere');
    expect(screen.getByText('Another program (process 4711) works on the queue.')).toBeInTheDocument();
  });
});
