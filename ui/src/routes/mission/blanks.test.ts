/** Blanks in their place: answering by keyboard, corrections that can be refused, saves from the editor in between. */
import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';

import type { BlankDto } from '~/bindings';
import { blankLines } from '~/lib/mission/blanks';

import type { Platform } from '~/platform';
import type { FakePlatform } from '~/platform/fake';

import { violations } from '../../../tests/axe';
import { show } from '../../../tests/mission';
import { Blanks } from './blanks.svelte';

vi.setConfig({ testTimeout: 30_000 });

const METERS = 'meters-with-gaps';

async function open() {
  const opened = await show('practice', METERS);
  const sheet = await screen.findByRole('region', { name: 'Your template with its blanks' });
  const field = (id: string) => document.querySelector<HTMLInputElement>(`[data-blank="${id}"]`) as HTMLInputElement;
  const filled = () => opened.asked('fill_blank').map(({ request }) => request);
  return { ...opened, sheet, field, filled };
}

const count = () => screen.getByTestId('blanks-count').textContent;

describe('a started mission with blanks', () => {
  it('opens on them: the template with a field in place of each, named by what it asks', async () => {
    const { sheet, field, leave } = await open();
    expect(screen.getByRole('tab', { name: 'Blanks' })).toHaveAttribute('aria-selected', 'true');
    expect(sheet).toHaveTextContent('VisibilityTimeout:');
    expect(sheet, 'no marker is left').not.toHaveTextContent('__');
    const [first] = screen.getAllByTestId('blank');
    expect(first).toHaveAccessibleName('how long a reading stays hidden while it is worked on (blank 1 of 6)');
    expect(first).toHaveAttribute('placeholder', 'e.g. 45 s');
    expect(field('billing-mode').tagName, 'words to choose from are a list').toBe('SELECT');
    expect(count()).toBe('0 of 6 answered');
    leave();
  });

  it('is answered by keyboard from first to last, and passes', async () => {
    const { user, platform, field, leave } = await open();
    await user.keyboard('a');
    await waitFor(() => expect(field('visibility-timeout')).toHaveFocus());
    const answers = ['300', 'ReadingsFailed', '5', 'MessageRetentionPeriod', 'python3.13'];
    const ids = ['visibility-timeout', 'dead-letter-queue', 'tries', 'kept-for', 'runtime', 'billing-mode'];
    for (const [index, answer] of answers.entries()) {
      await user.keyboard(`${answer}{Enter}`);
      await waitFor(() => expect(field(ids[index + 1] ?? ''), 'the next one').toHaveFocus());
    }
    await user.selectOptions(field('billing-mode'), 'PAY_PER_REQUEST');
    await waitFor(() => expect(count()).toBe('6 of 6 answered'));
    expect(platform.text(METERS)).toContain('MessageRetentionPeriod: 1209600');
    await screen.findByTestId('full-pass');
    expect(screen.getByTestId('blanks-head')).toHaveTextContent('All are answered, and right.');
    leave();
  });

  it('goes through them by Tab without writing, and says what form an answer has', async () => {
    const { user, sheet, field, filled, leave } = await open();
    field('visibility-timeout').focus();
    await user.keyboard('45');
    expect(sheet).toHaveTextContent('a whole number of seconds from 0 to 43200');
    await user.tab();
    expect(field('dead-letter-queue')).toHaveFocus();
    expect(field('visibility-timeout'), 'what was typed stays').toHaveValue('45');
    expect(sheet).toHaveTextContent('not written yet: Enter writes it');
    await user.tab({ shift: true });
    expect(field('visibility-timeout')).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(field('visibility-timeout'), 'taken back').toHaveValue('');
    expect(field('visibility-timeout')).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(field('visibility-timeout'), 'nothing to take back: the field is left').not.toHaveFocus();
    expect(filled()).toEqual([]);
    leave();
  });

  it('chooses from a list by arrow keys, and answers by Enter', async () => {
    const { user, field, filled, leave } = await open();
    const list = field('billing-mode') as unknown as HTMLSelectElement;
    list.focus();
    await user.keyboard('{ArrowDown}');
    // jsdom does not move a list by keys: the browser's part is played here.
    list.value = 'PROVISIONED';
    list.dispatchEvent(new Event('change', { bubbles: true }));
    expect(filled(), 'walking the list writes nothing').toEqual([]);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(filled()).toMatchObject([{ blankId: 'billing-mode', answer: 'PROVISIONED' }]));
    leave();
  });
});

describe('what the criteria need', () => {
  it('is not said before all blanks are answered, neither on the cards nor in the template', async () => {
    const { user, platform, field, leave } = await open();
    const card = () => screen.getAllByTestId('criterion').find((card) => card.dataset.criterionId === 'tries');
    expect(screen.getByText(/^What is missing is said once all blanks are answered/u)).toBeVisible();
    expect(card()).toHaveTextContent('Not met');
    expect(card()).not.toHaveTextContent(/needs|what the valley needs/u);
    expect(within(card() as HTMLElement).getByTestId('hint-button'), 'a hint may be asked for').toBeVisible();
    await user.keyboard('t');
    expect(await screen.findByRole('region', { name: 'Your template' })).not.toHaveTextContent('Not met');
    await user.keyboard('a');
    await waitFor(() => expect(field('visibility-timeout')).toHaveFocus());
    // Answered, wrongly, in the file.
    platform.save(METERS, platform.text(METERS).replaceAll(/__[a-z-]+__/gu, '7'));
    await waitFor(() => expect(count()).toBe('6 of 6 answered'));
    expect(card()).toHaveTextContent('is not what the valley needs');
    expect(screen.queryByText(/^What is missing/u)).toBeNull();
    leave();
  });
});

describe('a correction', () => {
  it('is shown below its blank, said once, and refused by its button', async () => {
    const { user, platform, sheet, field, filled, leave } = await open();
    field('visibility-timeout').focus();
    await user.keyboard('5min{Enter}');
    await waitFor(() => expect(field('visibility-timeout')).toHaveValue('300'));
    expect(sheet).toHaveTextContent('5min →became 300 · 5 minutes are 300 seconds.');
    expect(document.querySelector('[aria-live="polite"].visually-hidden:not(:empty)')).toHaveTextContent(
      '5min was written as 300. 5 minutes are 300 seconds.',
    );
    await waitFor(() => expect(field('dead-letter-queue')).toHaveFocus());
    await user.tab({ shift: true });
    expect(screen.getByTestId('blank-keep'), 'one step back').toHaveFocus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(field('visibility-timeout')).toHaveValue('5min'));
    expect(filled().at(-1)).toEqual({
      missionId: METERS,
      blankId: 'visibility-timeout',
      answer: '5min',
      asWritten: true,
    });
    expect(platform.text(METERS)).toContain('VisibilityTimeout: 5min');
    expect(screen.queryByTestId('blank-keep')).toBeNull();
    expect(field('visibility-timeout'), 'its button is gone, the blank has the focus').toHaveFocus();
    leave();
  });

  it('is refused by its key from the next field, and goes with the next answer', async () => {
    const { user, field, leave } = await open();
    field('visibility-timeout').focus();
    await user.keyboard('5min{Enter}');
    await waitFor(() => expect(field('dead-letter-queue')).toHaveFocus());
    await user.keyboard('Oth');
    await user.keyboard('{Control>}{Shift>}k{/Shift}{/Control}');
    await waitFor(() => expect(field('visibility-timeout')).toHaveValue('5min'));
    expect(field('dead-letter-queue'), 'nobody is disturbed').toHaveFocus();
    expect(field('dead-letter-queue')).toHaveValue('Oth');
    field('runtime').focus();
    await user.keyboard('Python3.13{Enter}');
    await waitFor(() => expect(screen.getByTestId('blank-keep')).toBeVisible());
    field('tries').focus();
    await user.keyboard('5{Enter}');
    await waitFor(() => expect(screen.queryByTestId('blank-keep'), 'another blank was touched last').toBeNull());
    leave();
  });
});

it('stays in sight when it is of the last blank: the focus goes on only to what is below', async () => {
  const { user, field, leave } = await open();
  field('billing-mode').focus();
  await user.selectOptions(field('billing-mode'), 'PAY_PER_REQUEST');
  await waitFor(() => expect(field('visibility-timeout'), 'the first that is empty').toHaveFocus());
  field('runtime').focus();
  await user.keyboard('Python3.13{Enter}');
  await waitFor(() => expect(screen.getByTestId('blank-keep')).toBeVisible());
  expect(field('runtime')).toHaveFocus();
  leave();
});

describe('an answer of the wrong form', () => {
  it('is said in a sentence, stays in the field, and is written anyway when it is wanted', async () => {
    const { user, platform, sheet, field, leave } = await open();
    field('tries').focus();
    await user.keyboard('many{Enter}');
    await waitFor(() => expect(sheet).toHaveTextContent('This has to be a whole number from 1 to 1000.'));
    expect(field('tries')).toHaveFocus();
    expect(field('tries')).toHaveValue('many');
    expect(field('tries')).toHaveAttribute('aria-invalid', 'true');
    expect(field('tries')).toHaveAccessibleDescription(/This has to be a whole number/u);
    expect(platform.text(METERS), 'nothing was written').toContain('__tries__');
    expect(await violations()).not.toContainEqual(expect.stringMatching(/aria|label|name/u));
    await user.click(screen.getByTestId('blank-anyway'));
    await waitFor(() => expect(platform.text(METERS)).toContain('maxReceiveCount: many'));
    leave();
  });

  it('is written as it is typed by its key, without asking first', async () => {
    const { user, platform, field, leave } = await open();
    field('tries').focus();
    await user.keyboard('!Ref Tries{Control>}{Enter}{/Control}');
    await waitFor(() => expect(platform.text(METERS)).toContain('maxReceiveCount: !Ref Tries'));
    leave();
  });

  it('is forgotten when it is typed anew', async () => {
    const { user, sheet, field, leave } = await open();
    field('tries').focus();
    await user.keyboard('many{Enter}');
    await waitFor(() => expect(sheet).toHaveTextContent('This has to be'));
    await user.keyboard('{Backspace}');
    expect(sheet).not.toHaveTextContent('This has to be');
    leave();
  });
});

describe('the file', () => {
  it('refreshes them when it is saved, without stealing the focus or what is typed', async () => {
    const { user, platform, field, leave } = await open();
    field('tries').focus();
    await user.keyboard('12');
    field('tries').setSelectionRange(1, 1);
    const text = platform.text(METERS).replace('__runtime__', 'python3.12');
    platform.save(METERS, text.replace('Resources:', 'Metadata:\n  Kept: by hand\n\nResources:'));
    await waitFor(() => expect(field('runtime')).toHaveValue('python3.12'));
    expect(field('tries'), 'three lines further down').toHaveFocus();
    expect(field('tries')).toHaveValue('12');
    expect(field('tries').selectionStart).toBe(1);
    expect(count()).toBe('1 of 6 answered');
    leave();
  });

  it('may lose a blank: that is said, with the way to the editor, and with what was typed', async () => {
    const { user, platform, field, asked, leave } = await open();
    field('tries').focus();
    await user.keyboard('7');
    platform.save(METERS, platform.text(METERS).replace(/ +maxReceiveCount.*\n/u, ''));
    const lost = await screen.findByTestId('blanks-lost');
    expect(lost).toHaveTextContent('how often a reading is tried');
    expect(lost).toHaveTextContent(
      'The line of Readings.RedrivePolicy.maxReceiveCount is not in the template any more.',
    );
    expect(lost).toHaveTextContent('You had typed “7”.');
    await user.click(within(lost).getByRole('button', { name: 'Open in editor' }));
    expect(asked('open_editor')).toHaveLength(1);
    leave();
  });

  it('takes an emptied answer as a blank again', async () => {
    const { user, platform, field, leave } = await open();
    field('tries').focus();
    await user.keyboard('5{Enter}');
    await waitFor(() => expect(count()).toBe('1 of 6 answered'));
    await user.clear(field('tries'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(platform.text(METERS)).toContain('__tries__'));
    expect(count()).toBe('0 of 6 answered');
    leave();
  });

  it('that cannot be written says so, and what was typed stays', async () => {
    const { user, platform, field, notices, leave } = await open();
    platform.failures.set('fill_blank', {
      code: 'unwritable',
      message: 'The template cannot be written.',
      detail: null,
    });
    field('tries').focus();
    await user.keyboard('5{Enter}');
    await waitFor(() => expect(notices.at(-1)?.text).toBe('The template cannot be written.'));
    expect(field('tries')).toHaveValue('5');
    expect(field('tries')).toHaveFocus();
    leave();
  });

  it('that cannot be read says why, and is asked for again', async () => {
    const { platform, user, leave } = await show('practice', METERS);
    await platform.invoke('forget_mission', { missionId: METERS });
    await user.keyboard('b');
    platform.failures.set('get_blanks', { code: 'unreadable', message: 'It cannot be read.', detail: null });
    await user.click(await screen.findByTestId('start-mission'));
    expect(await screen.findByText('It cannot be read.')).toBeVisible();
    platform.failures.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('blanks-count')).toBeVisible();
    leave();
  });
});

it('of a mission that is not started wait for the start, which leads to the first', async () => {
  const { user, platform, leave } = await show('practice', METERS);
  await platform.invoke('forget_mission', { missionId: METERS });
  await user.keyboard('b');
  await waitFor(() => expect(screen.getByRole('region', { name: 'Brief' })).toHaveFocus());
  expect(screen.queryByRole('tab', { name: 'Blanks' })).toBeNull();
  expect(screen.getByText('The blanks are answered here, by keyboard, or in the file')).toBeVisible();
  screen.getByTestId('start-mission').focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toHaveAttribute('data-blank', 'visibility-timeout'));
  leave();
});

it('axe has nothing to say, also of a correction', async () => {
  const { user, field, leave } = await open();
  const found = async () => (await violations()).filter((line) => !/^(?:region|document-title|landmark)/u.test(line));
  expect(await found()).toEqual([]);
  field('visibility-timeout').focus();
  await user.keyboard('5min{Enter}');
  await screen.findByTestId('blank-keep');
  expect(await found()).toEqual([]);
  leave();
});

/** Holds answers back until they are let go, one by one. */
function holdAnswers(platform: FakePlatform) {
  const invoke = platform.invoke.bind(platform);
  const held: (() => void)[] = [];
  platform.invoke = async (name, request) => {
    if (name === 'fill_blank') await new Promise<void>((resolve) => held.push(resolve));
    return invoke(name, request);
  };
  return {
    waiting: () => held.length,
    async release(): Promise<void> {
      await waitFor(() => expect(held, 'an answer waits').not.toEqual([]));
      held.shift()?.();
    },
  };
}

describe('an answer that takes its time', () => {
  it('does not take the focus from whoever went on meanwhile, and loses no second answer', async () => {
    const { user, platform, field, leave } = await open();
    const answers = holdAnswers(platform);
    field('visibility-timeout').focus();
    await user.keyboard('300{Enter}');
    field('tries').focus();
    await user.keyboard('5{Enter}');
    field('kept-for').focus();
    await user.keyboard('Mess');
    await answers.release();
    await answers.release();
    await waitFor(() => expect(count()).toBe('2 of 6 answered'));
    expect(platform.text(METERS)).toContain('VisibilityTimeout: 300');
    expect(platform.text(METERS)).toContain('maxReceiveCount: 5');
    expect(field('kept-for'), 'still there').toHaveFocus();
    expect(field('kept-for')).toHaveValue('Mess');
    leave();
  });

  it('is written once, however often Enter is pressed', async () => {
    const { user, platform, field, filled, leave } = await open();
    const answers = holdAnswers(platform);
    field('visibility-timeout').focus();
    await user.keyboard('5min{Enter}{Enter}{Enter}');
    await answers.release();
    await waitFor(() => expect(field('dead-letter-queue'), 'one field further').toHaveFocus());
    expect(answers.waiting()).toBe(0);
    expect(filled()).toHaveLength(1);
    expect(field('visibility-timeout')).toHaveValue('300');
    leave();
  });

  it('is none of a mission that was forgotten meanwhile', async () => {
    const { platform, leave } = await open();
    const answers = holdAnswers(platform);
    const blanks = new Blanks(platform satisfies Platform, METERS, (thrown) => expect.unreachable(String(thrown)));
    await blanks.load();
    blanks.type('tries', '5');
    blanks.type('runtime', 'python3.13');
    const both = Promise.all([blanks.fill('tries'), blanks.fill('runtime')]);
    await waitFor(() => expect(answers.waiting()).toBe(1));
    blanks.forget();
    await answers.release();
    expect(await both, 'the one on its way is dropped, the one behind it never sent').toEqual([false, false]);
    expect(blanks.sheet).toBeNull();
    expect(blanks.last).toBeNull();
    leave();
  });
});

describe('another answer in the file', () => {
  it('ends the correction before it: refusing it would undo the newer one', async () => {
    const { user, platform, field, leave } = await open();
    field('visibility-timeout').focus();
    await user.keyboard('5min{Enter}');
    await screen.findByTestId('blank-keep');
    platform.save(METERS, platform.text(METERS).replace('VisibilityTimeout: 300', 'VisibilityTimeout: 600'));
    await waitFor(() => expect(field('visibility-timeout')).toHaveValue('600'));
    expect(screen.queryByTestId('blank-keep')).toBeNull();
    await user.keyboard('{Control>}{Shift>}k{/Shift}{/Control}');
    expect(platform.text(METERS)).toContain('VisibilityTimeout: 600');
    leave();
  });

  it('that is the one typed here leaves nothing to write', async () => {
    const { user, platform, sheet, field, leave } = await open();
    field('tries').focus();
    await user.keyboard('5');
    field('runtime').focus();
    await waitFor(() => expect(sheet).toHaveTextContent('not written yet: Enter writes it'));
    platform.save(METERS, platform.text(METERS).replace('__tries__', '5'));
    await waitFor(() => expect(count()).toBe('1 of 6 answered'));
    expect(sheet).not.toHaveTextContent('not written yet');
    leave();
  });
});

describe('lines', () => {
  const blank = (id: string, line: number, column: number, endColumn: number): BlankDto => ({
    id,
    kind: 'integer',
    ask: id,
    example: '1',
    form: 'a whole number',
    values: [],
    resource: null,
    path: '',
    state: 'empty',
    answer: null,
    place: { line, column, endColumn },
    lost: null,
  });
  const shapes = (text: string, ...blanks: BlankDto[]) =>
    blankLines(text, blanks).map(({ pieces }) => pieces.map((piece) => (piece.blank ? `<${piece.text}>` : piece.text)));

  it('are cut where blanks stand, several in one, counted by characters', () => {
    expect(shapes('a: b\nc: 12 34 e', blank('y', 2, 7, 9), blank('x', 2, 4, 6))).toEqual([
      ['a: b'],
      ['c: ', '<12>', ' ', '<34>', ' e'],
    ]);
    expect(shapes('🦉🦉: 12', blank('x', 1, 5, 7)), 'an owl is one character').toEqual([['🦉🦉: ', '<12>']]);
  });

  it('with a place that cannot be are shown whole all the same', () => {
    expect(shapes('ab', blank('x', 1, 2, 90), blank('y', 7, 1, 2))).toEqual([['a', '<b>']]);
    expect(shapes('ab', blank('x', 1, 1, 2), blank('y', 1, 1, 3)), 'two in one place').toEqual([['<a>', '<b>']]);
  });
});
