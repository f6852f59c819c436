/** The mentor's pane as a learner meets it, on the invented engine. */
import { screen, within } from '@testing-library/svelte';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import type { Scenario } from '~/platform/fake';

import { violations } from '../../../../tests/axe';
import { ORDERS, show } from '../../../../tests/mission';

// Whole screens are rendered and looked at by role: a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

// Compiling what is loaded late takes long in a test, and no time in a build.
beforeAll(async () => void (await import('./Sent.svelte')));

async function pane(scenario: Scenario = 'mentor') {
  const shown = await show(scenario);
  // The reply is sent by hand.
  shown.platform.bedrock.mentor.paceMs = 0;
  const mentor = await screen.findByTestId('mentor');
  const ready = scenario === 'default' ? 'mentor-off' : 'mentor-question';
  await within(mentor).findByTestId(ready);
  const running = async () => {
    await vi.waitFor(() => expect(shown.platform.bedrock.mentor.running).not.toBeNull());
    const reply = shown.platform.bedrock.mentor.running;
    if (reply === null) throw new Error('nothing is answered');
    return reply;
  };
  const exchanges = () => within(mentor).queryAllByTestId('exchange');
  return { ...shown, mentor, running, exchanges };
}

describe('without Bedrock', () => {
  it('the author’s hints are there, what works is said, and one press connects', async () => {
    const { mentor, bedrock, user, asked, leave } = await pane('default');
    expect(within(mentor).getByTestId('hints')).toHaveTextContent('Poisoned messages end in a dead-letter queue');
    await user.click(within(mentor).getByTestId('hint-next'));
    expect(asked('reveal_hint'), 'hints are given all the same').toHaveLength(1);
    const off = within(mentor).getByTestId('mentor-off');
    expect(off).toHaveTextContent('The author’s hints, grading and everything else work without it.');
    expect(within(mentor).queryByTestId('mentor-question'), 'nothing that cannot be used').toBeNull();
    await user.click(within(off).getByRole('button', { name: 'Connect Bedrock' }));
    expect(bedrock.connecting).toBe(true);
    expect(screen.queryByTestId('mentor-button'), 'no card sends to nobody').toBeNull();
    leave();
  });
});

describe('asking', () => {
  it('is typed after M, sent by Enter, broken into lines by Shift and Enter', async () => {
    const { user, mentor, asked, running, exchanges, leave } = await pane('mentor-empty');
    await user.keyboard('m');
    const field = within(mentor).getByTestId('mentor-question');
    await vi.waitFor(() => expect(field).toHaveFocus());
    await user.keyboard('Why{Shift>}{Enter}{/Shift}so?{Enter}');
    expect(asked('ask_mentor')).toMatchObject([{ request: { question: 'Why\nso?', criterionId: null } }]);
    expect(field, 'ready for the next').toHaveValue('');
    const reply = await running();
    reply.send('Look at **Jobs**.\n\nThen');
    await vi.waitFor(() => expect(exchanges()[0]).toHaveTextContent('Then'));
    expect(within(mentor).getByText('Jobs', { selector: 'strong' })).toBeVisible();
    reply.end('done');
    await vi.waitFor(() => expect(exchanges()[0]).toHaveAttribute('data-state', 'done'));
    expect(exchanges()[0], 'what it cost').toHaveTextContent(/\$0\.00\d+ · 1,\d+ tokens/u);
    leave();
  });

  it('shows the price before it is paid', async () => {
    const { mentor, leave } = await pane('mentor-empty');
    await vi.waitFor(() =>
      expect(within(mentor).getByTestId('mentor-price')).toHaveTextContent('≈ $0.0042, at most $0.013'),
    );
    leave();
  });

  it('gives hints of four levels, of which the last is marked', async () => {
    const { user, mentor, asked, running, leave } = await pane('mentor-empty');
    const levels = within(mentor).getByRole('group', { name: /^Hint of the mentor on “Poisoned/u });
    const buttons = within(levels).getAllByRole('button');
    expect(buttons.map((button) => button.textContent.trim())).toEqual([
      'Nudge',
      'Where',
      'Similar case',
      'Everything',
    ]);
    expect(buttons.map((button) => button.classList.contains('last'))).toEqual([false, false, false, true]);
    expect(buttons[3], 'said, and not only seen').toHaveAttribute('title', expect.stringMatching(/solution/u));
    await user.click(buttons[3] as HTMLElement);
    expect(asked('ask_mentor')).toMatchObject([{ request: { level: 4, criterionId: 'dlq', question: null } }]);
    expect(buttons[0], 'one at a time').toBeDisabled();
    (await running()).end('done');
    leave();
  });

  it('goes up a level with each Shift and H, and plain H stays with the author', async () => {
    const { user, asked, running, leave } = await pane('mentor-empty');
    for (let turn = 0; turn < 2; turn++) {
      await user.keyboard('{Shift>}H{/Shift}');
      (await running()).end('done');
      await vi.waitFor(() => expect(screen.getByTestId('mentor-send')).toBeVisible());
    }
    expect(asked('ask_mentor').map(({ request }) => (request as { level: number }).level)).toEqual([1, 2]);
    expect(asked('reveal_hint')).toHaveLength(0);
    await user.keyboard('h');
    expect(asked('reveal_hint')).toHaveLength(1);
    leave();
  });

  it('begins on a criterion’s card, which asks nothing by itself', async () => {
    const { user, mentor, asked, leave } = await pane('mentor-empty');
    await user.click(screen.getByTestId('mentor-button'));
    await vi.waitFor(() => expect(within(mentor).getByTestId('mentor-level-1')).toHaveFocus());
    expect(asked('ask_mentor'), 'money is not spent by the way').toHaveLength(0);
    leave();
  });

  it('is counted near the limit, and what is too long is not cut off but not sent', async () => {
    const { user, mentor, asked, leave } = await pane('mentor-empty');
    const field = within(mentor).getByTestId('mentor-question');
    await user.click(field);
    await user.paste('x'.repeat(3700));
    expect(mentor).toHaveTextContent('3,700 of 4,000 characters.');
    await user.paste('x'.repeat(400));
    expect(within(mentor).getByRole('alert')).toHaveTextContent('4,100 characters: at most 4,000 can be asked.');
    expect(field).toHaveAttribute('aria-invalid', 'true');
    expect(within(mentor).getByTestId('mentor-send')).toBeDisabled();
    await user.keyboard('{Enter}');
    expect(asked('ask_mentor')).toHaveLength(0);
    leave();
  });
});

describe('a reply that comes in', () => {
  it('is stopped by its button and by Ctrl and full stop, and keeps what came', async () => {
    const { user, mentor, running, exchanges, leave } = await pane('mentor-empty');
    for (const stop of ['button', 'keys']) {
      await user.click(within(mentor).getByTestId('mentor-level-1'));
      const reply = await running();
      reply.send(`Kept by ${stop}`);
      await vi.waitFor(() => expect(exchanges().at(-1)).toHaveTextContent(`Kept by ${stop}`));
      if (stop === 'button') await user.click(within(mentor).getByTestId('mentor-stop'));
      else await user.keyboard('{Control>}.{/Control}');
      await vi.waitFor(() => expect(exchanges().at(-1)).toHaveAttribute('data-state', 'stopped'));
      expect(exchanges().at(-1)).toHaveTextContent(`Kept by ${stop}`);
      expect(exchanges().at(-1), 'in words').toHaveTextContent('You stopped it here.');
    }
    leave();
  });

  it('is a log that does not speak; one line does, politely', async () => {
    const { user, mentor, running, leave } = await pane('mentor-empty');
    const log = within(mentor).getByRole('log');
    expect(log).toHaveAttribute('aria-live', 'off');
    const status = within(mentor).getByTestId('mentor-status');
    const heard: string[] = [];
    const observer = new MutationObserver(() => heard.push(status.textContent.trim()));
    observer.observe(status, { childList: true, characterData: true, subtree: true });
    await user.click(within(mentor).getByTestId('mentor-level-1'));
    const reply = await running();
    for (let piece = 0; piece < 50; piece++) reply.send('word ');
    reply.end('done');
    await vi.waitFor(() => expect(status).toHaveTextContent('The mentor has answered.'));
    expect(heard.length, 'not each piece').toBeLessThanOrEqual(3);
    expect(within(mentor).getAllByRole('status').length, 'the copy buttons and this').toBeGreaterThan(0);
    leave();
  });

  it('can be copied while it comes', async () => {
    const { user, mentor, running, exchanges, leave } = await pane('mentor-empty');
    const copied: string[] = [];
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text));
    await user.click(within(mentor).getByTestId('mentor-level-1'));
    const reply = await running();
    reply.send('**Half**');
    const copy = await within(mentor).findByRole('button', { name: 'Copy this reply' });
    await user.click(copy);
    expect(copied, 'as it was written').toEqual(['**Half**']);
    const text = exchanges()[0]?.querySelector('strong')?.firstChild;
    reply.send(' and more');
    await vi.waitFor(() => expect(exchanges()[0]).toHaveTextContent('and more'));
    expect(exchanges()[0]?.querySelector('strong')?.firstChild, 'what may be selected is not made anew').toBe(text);
    reply.end('done');
    leave();
  });

  it('is followed, until the learner scrolls up; a button leads back', async () => {
    const { user, mentor, running, leave } = await pane('mentor');
    const log = within(mentor).getByRole('log');
    // jsdom lays nothing out.
    let height = 1000;
    Object.defineProperty(log, 'scrollHeight', { get: () => height });
    Object.defineProperty(log, 'clientHeight', { get: () => 300 });
    await user.click(within(mentor).getByTestId('mentor-level-1'));
    const reply = await running();
    height = 1200;
    reply.send('more\n\n');
    await vi.waitFor(() => expect(log.scrollTop, 'at the end').toBe(1200));
    log.dispatchEvent(new Event('scroll'));
    log.scrollTop = 400;
    log.dispatchEvent(new Event('scroll'));
    const newest = await within(mentor).findByRole('button', { name: 'Jump to newest' });
    height = 1400;
    reply.send('and more\n\n');
    await vi.waitFor(() => expect(log).toHaveTextContent('and more'));
    expect(log.scrollTop, 'the learner reads here').toBe(400);
    await user.click(newest);
    expect(log.scrollTop).toBe(1400);
    await vi.waitFor(() => expect(within(mentor).queryByRole('button', { name: 'Jump to newest' })).toBeNull());
    height = 1600;
    reply.end('done');
    leave();
  });
});

describe('how a reply stands', () => {
  it.each([
    ['stopped', 'You stopped it here.', 'Try again'],
    ['failed', 'It broke off. Bedrock cut the reply off', 'Try again'],
    ['withheld', 'Held back. The reply was about to print the solution.', 'Everything'],
  ])('%s is said in words, with the next step', async (state, words, step) => {
    const { exchanges, leave } = await pane('mentor');
    await vi.waitFor(() => expect(exchanges().length).toBeGreaterThan(3));
    const one = exchanges().find((exchange) => exchange.dataset.state === state);
    expect(one).toHaveTextContent(words);
    expect(within(one as HTMLElement).getByRole('button', { name: step })).toBeEnabled();
    leave();
  });

  it('try again asks the same, and nothing was charged for what failed', async () => {
    const { user, asked, running, exchanges, leave } = await pane('mentor');
    await vi.waitFor(() => expect(exchanges().length).toBeGreaterThan(3));
    const failed = exchanges().find((exchange) => exchange.dataset.state === 'failed') as HTMLElement;
    expect(failed).toHaveTextContent('nothing charged');
    await user.click(within(failed).getByRole('button', { name: 'Try again' }));
    expect(asked('ask_mentor')).toMatchObject([{ request: { criterionId: 'dlq', level: 2, question: null } }]);
    (await running()).end('done');
    leave();
  });

  it('over budget is said before anything is asked, with when there is room and where the limits are', async () => {
    const { mentor, leave } = await pane('mentor-over-budget');
    const said = await within(mentor).findByTestId('mentor-over-budget');
    expect(said).toHaveTextContent(/Over budget: nothing is asked\..*There is room again at/u);
    expect(within(said).getByRole('link', { name: 'Budgets' })).toHaveAttribute('href', '#/settings/budgets');
    leave();
  });

  it('what could not be asked says why, gives the words back, and can be tried again', async () => {
    const { platform, user, mentor, running, leave } = await pane('mentor-empty');
    platform.failures.set('ask_mentor', { code: 'data', message: 'The database is locked.', detail: null });
    await user.type(within(mentor).getByTestId('mentor-question'), 'Why?{Enter}');
    const said = await within(mentor).findByRole('alert');
    expect(said).toHaveTextContent('Not asked. The database is locked.');
    expect(within(mentor).getByTestId('mentor-question')).toHaveValue('Why?');
    platform.failures.clear();
    await user.click(within(said).getByRole('button', { name: 'Try again' }));
    (await running()).end('done');
    leave();
  });
});

describe('what is sent', () => {
  it('is shown word for word, with what was left out and where', async () => {
    const { user, asked, leave } = await pane('mentor-empty');
    await vi.waitFor(() => expect(screen.getByRole('button', { name: 'What is sent' })).toBeEnabled());
    await user.keyboard('w');
    const dialog = await screen.findByRole('dialog', { name: 'What is sent' });
    expect(await within(dialog).findByText('Line 41: AWS account id')).toBeInTheDocument();
    expect(dialog).toHaveTextContent('You are a patient mentor.');
    expect(dialog).toHaveTextContent('AWSTemplateFormatVersion');
    expect(dialog, 'and to whom, at what price').toHaveTextContent('To Claude Sonnet 4.6: about $0.0042');
    expect(asked('ask_mentor'), 'looking sends nothing').toHaveLength(0);
    expect(await violations(dialog)).toEqual([]);
    await user.keyboard('{Escape}');
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    leave();
  });
});

describe('search', () => {
  it('finds, marks what was found, and goes to where it was said', async () => {
    const { user, mentor, exchanges, leave } = await pane('mentor');
    await vi.waitFor(() => expect(exchanges().length).toBeGreaterThan(3));
    await user.keyboard('f');
    const field = await within(mentor).findByTestId('mentor-search');
    await vi.waitFor(() => expect(field).toHaveFocus());
    await user.keyboard('REDRIVE');
    const [hit] = await within(mentor).findAllByTestId('mentor-hit');
    expect(hit?.querySelector('mark')).toHaveTextContent('redrive');
    await user.keyboard('{ArrowDown}');
    expect(hit, 'arrow keys lead from the field into the list').toHaveFocus();
    await user.keyboard('{Enter}');
    await vi.waitFor(() => expect(document.activeElement).toHaveAttribute('data-testid', 'exchange'));
    expect(document.activeElement).toHaveTextContent('A redrive policy on the receiving queue');
    leave();
  });

  it('says that nothing was found, and Escape leads back', async () => {
    const { user, mentor, leave } = await pane('mentor');
    await user.keyboard('f');
    await user.type(await within(mentor).findByTestId('mentor-search'), 'blimp');
    expect(await within(mentor).findByText('Nothing about “blimp” was said.')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(await within(mentor).findByTestId('mentor-question')).toBeVisible();
    leave();
  });
});

describe('deleting the conversation', () => {
  it('asks first, and can be left', async () => {
    const { user, asked, exchanges, leave } = await pane('mentor');
    await vi.waitFor(() => expect(exchanges().length).toBeGreaterThan(3));
    await user.click(screen.getByRole('button', { name: 'Delete this conversation' }));
    await user.click(await screen.findByRole('button', { name: 'Keep' }));
    expect(asked('forget_conversation')).toHaveLength(0);
    await user.click(await screen.findByRole('button', { name: 'Delete this conversation' }));
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    await vi.waitFor(() => expect(exchanges()).toHaveLength(0));
    expect(asked('forget_conversation')).toMatchObject([{ request: { missionId: ORDERS } }]);
    leave();
  });
});

describe('hints and talk in one pane', () => {
  it('hints give way to a conversation, and come back when one is asked for', async () => {
    const { user, mentor, exchanges, leave } = await pane('mentor');
    await vi.waitFor(() => expect(exchanges().length).toBeGreaterThan(3));
    const hints = within(mentor).getByTestId('hints');
    const fold = within(hints).getByRole('button', { name: /^Hints/u });
    await vi.waitFor(() => expect(fold).toHaveAttribute('aria-expanded', 'false'));
    expect(fold, 'how many were seen').toHaveTextContent('1 of 3 shown');
    await user.keyboard('h');
    expect(fold).toHaveAttribute('aria-expanded', 'true');
    expect(within(hints).getByText('2 · where to look')).toBeVisible();
    leave();
  });
});

describe('axe', () => {
  const looks: [string, Scenario][] = [
    ['off', 'default'],
    ['nothing said', 'mentor-empty'],
    ['every state of a reply', 'mentor'],
    ['over budget', 'mentor-over-budget'],
  ];
  // The elements are the same in both themes, and jsdom knows no colours (tests/contrast.test.ts does): one dark look stands for the rest.
  const dark = looks.filter(([, scenario]) => scenario === 'mentor').map((look) => ['dark', ...look] as const);
  it.each([...looks.map((look) => ['light', ...look] as const), ...dark])(
    'has nothing to say: %s, %s',
    async (theme, _name, scenario) => {
      document.documentElement.dataset.theme = theme;
      document.documentElement.lang = 'en';
      const { mentor, leave } = await pane(scenario);
      if (scenario === 'mentor') await within(mentor).findAllByTestId('exchange');
      // The shell gives the page its landmarks and title; here is only the screen.
      const found = (await violations()).filter((line) => !/^(?:region|document-title|landmark)/u.test(line));
      expect(found).toEqual([]);
      leave();
    },
  );

  it('has nothing to say while a reply comes in, and of a search', async () => {
    const { user, mentor, running, leave } = await pane('mentor');
    await user.click(within(mentor).getByTestId('mentor-level-1'));
    const reply = await running();
    reply.send('[a link](https://example.com) and `code`');
    await within(mentor).findByRole('button', { name: 'a link' });
    expect(await violations(mentor)).toEqual([]);
    reply.end('done');
    await user.keyboard('f');
    await user.type(await within(mentor).findByTestId('mentor-search'), 'queue');
    await within(mentor).findAllByTestId('mentor-hit');
    expect(await violations(mentor)).toEqual([]);
    leave();
  });
});
