import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import CriterionCard from '~/lib/mission/CriterionCard.svelte';
import Markdown from '~/lib/mission/Markdown.svelte';
import TemplateView from '~/lib/mission/TemplateView.svelte';
import type { Scenario } from '~/platform/fake';

import { violations } from '../../../tests/axe';
import { ORDERS, show } from '../../../tests/mission';

// Whole screens are rendered and looked at by role: a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

function cards(): HTMLElement[] {
  return screen.getAllByTestId('criterion');
}

function verdicts(): (string | undefined)[] {
  return cards().map((card) => card.dataset.verdict);
}

describe('a mission that is not started', () => {
  it('shows what is asked, the starter and the way in; starting shows the criteria', async () => {
    const { user, asked, leave } = await show('fresh');
    expect(screen.getByText('What is asked')).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'Template' }));
    expect(screen.getByRole('region', { name: 'The starter template' })).toHaveTextContent('AWSTemplateFormatVersion');
    expect(await screen.findByText(/A folder for this mission is made in/u)).toBeVisible();
    expect(screen.queryByTestId('workspace-path'), 'there is no file yet').toBeNull();
    await user.click(screen.getByTestId('start-mission'));
    expect(await screen.findByTestId('workspace-path')).toHaveAttribute('data-path', expect.stringMatching(/^\//u));
    expect(cards().length).toBeGreaterThan(0);
    expect(asked('start_mission')).toHaveLength(1);
    leave();
  });

  it('has criteria without a verdict', async () => {
    const { user, leave } = await show('fresh');
    await user.click(screen.getByRole('tab', { name: /Criteria/u }));
    expect(new Set(verdicts()), 'nothing has been graded').toEqual(new Set(['none']));
    expect(screen.queryByTestId('hint-button'), 'hints are not spent before the start').toBeNull();
    leave();
  });
});

describe('a save', () => {
  it('flips cards, score and attempt id together, and says so once', async () => {
    const { platform, said, leave } = await show();
    const list = screen.getByTestId('criteria');
    expect(verdicts()).toContain('fail');
    const report = platform.solve(ORDERS);
    await vi.waitFor(() => expect(list).toHaveAttribute('data-attempt-id', String(report.summary.id)));
    expect(new Set(verdicts()), 'the cards are of the same paint as the id').toEqual(new Set(['pass']));
    expect(screen.getByTestId('score')).toHaveAttribute('data-score', '1');
    expect(screen.getByTestId('score')).toHaveTextContent('100');
    expect(said).toEqual(['5 of 5 criteria pass']);
    expect(cards().filter((card) => card.classList.contains('flipped')).length, 'only what changed glows').toBe(2);
    leave();
  });

  it('that passes everything shows the stamp, the solution and the next mission', async () => {
    const { platform, user, routes, leave } = await show();
    expect(screen.queryByTestId('full-pass')).toBeNull();
    platform.solve(ORDERS);
    const pass = await screen.findByTestId('full-pass');
    await user.click(await within(pass).findByRole('button', { name: /^Next:/u }));
    expect(routes).toMatchObject([{ name: 'mission' }]);
    await user.click(within(pass).getByRole('button', { name: 'Compare with the solution' }));
    expect(await screen.findByText(/Your template is the solution/u)).toBeVisible();
    leave();
  });
});

describe('keys', () => {
  it('walk the criteria, open the editor at the line and reveal hints', async () => {
    const { user, asked, leave } = await show();
    const failing = cards().find((card) => card.dataset.verdict === 'fail');
    if (failing === undefined) throw new Error('the scenario has a failing criterion');
    const label = within(failing).getByRole('button', { current: true });
    label.focus();
    await user.keyboard('{ArrowUp}');
    expect(document.activeElement, 'the focus goes along').toBe(cards()[2]?.querySelector('.label'));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(asked('open_editor').at(-1)?.request, 'the line of the evidence').toMatchObject({ line: 19 });
    await user.keyboard('{Home}');
    expect(document.activeElement).toBe(cards()[0]?.querySelector('.label'));
    (document.activeElement as HTMLElement).blur();
    await user.keyboard('jjj');
    expect(failing, 'j moves without focus in the list').toHaveClass('selected');
    await user.keyboard('h');
    expect(asked('reveal_hint')).toHaveLength(1);
    await user.keyboard('e');
    expect(asked('open_editor')).toHaveLength(2);
    leave();
  });

  it('resize the panes and the width is remembered', async () => {
    localStorage.clear();
    const { user, leave } = await show();
    const [separator] = screen.getAllByRole('separator');
    separator?.focus();
    await user.keyboard('{ArrowRight}');
    expect(localStorage.getItem('mission-panes')).toMatch(/^\d+ \d+$/u);
    leave();
  });

  it('choose what is compared with, and the pane is never empty until the answer', async () => {
    const { platform, user, leave } = await show();
    await user.click(screen.getByRole('tab', { name: 'Changes' }));
    await screen.findByRole('region', { name: 'Changes in your template' });
    const invoke = platform.invoke.bind(platform);
    let go = () => {};
    platform.invoke = async (name, request) => {
      const answer = await invoke(name, request);
      if (name === 'compare_template') await new Promise<void>((letGo) => (go = letGo));
      return answer;
    };
    const panel = document.querySelector<HTMLElement>('#mission-middle') as HTMLElement;
    await user.click(within(panel).getByRole('radio', { name: /save before/iu }));
    expect(within(panel).getByRole('status')).toHaveTextContent('One moment');
    go();
    await vi.waitFor(() => expect(within(panel).queryByRole('status')).toBeNull());
    leave();
  });

  it('move in a row of tabs', async () => {
    const { user, leave } = await show();
    screen.getByRole('tab', { name: /Criteria/u }).focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'History' })).toHaveFocus();
    expect(await screen.findByTestId('time-slider'), 'the panel follows').toBeVisible();
    leave();
  });
});

describe('history', () => {
  it('is walked by arrow keys, looks back with a banner, and restores with an undo', async () => {
    const { platform, user, notices, leave } = await show();
    const text = platform.text(ORDERS);
    await user.click(screen.getByRole('tab', { name: 'History' }));
    const slider = await screen.findByTestId('time-slider');
    expect(slider, 'it begins at the newest').toHaveAttribute('aria-valuenow', slider.getAttribute('aria-valuemax'));
    slider.focus();
    await user.keyboard('{ArrowLeft}');
    const banner = await screen.findByTestId('look-back');
    expect(banner).toHaveTextContent(/You are looking at the save of/u);
    await user.click(within(banner).getByRole('button', { name: 'Restore this save' }));
    await vi.waitFor(() => expect(notices.at(-1)?.action?.label).toBe('Undo restore'));
    expect(screen.queryByTestId('look-back'), 'it is now').toBeNull();
    notices.at(-1)?.action?.run();
    await vi.waitFor(() => expect(platform.text(ORDERS)).toBe(text));
    leave();
  });
});

describe('changes', () => {
  it('count and fold, and keep the solution locked with a sentence', async () => {
    const { user, asked, leave } = await show();
    await user.click(screen.getByRole('tab', { name: 'Changes' }));
    const diff = await screen.findByRole('region', { name: 'Changes in your template' });
    expect(diff.querySelectorAll('[data-change="added"]').length, 'what was added is there').toBeGreaterThan(0);
    const fold = within(diff).getAllByRole('button', { name: /unchanged line/u });
    const before = diff.querySelectorAll('[data-change]').length;
    await user.click(fold[0] as HTMLElement);
    expect(diff.querySelectorAll('[data-change]').length, 'a fold opens').toBeGreaterThan(before);
    await user.click(screen.getByRole('radio', { name: /Solution/u }));
    expect(screen.getByText(/The solution unlocks when every criterion passes/u)).toBeVisible();
    expect(
      asked('compare_template').map((call) => (call.request as { against: string }).against),
      'it is not even asked for',
    ).not.toContain('solution');
    leave();
  });
});

it('says when a text is too long to be shown whole', async () => {
  const { user, leave } = await show('long');
  await user.click(screen.getByRole('tab', { name: 'Template' }));
  expect(await screen.findByText(/^Only the first \d+ lines are shown/u), 'in the template').toBeVisible();
  await user.click(screen.getByRole('tab', { name: 'Changes' }));
  expect(await screen.findByText(/^Only the first \d+ lines are shown/u), 'in the changes').toBeVisible();
  leave();
  const short = await show();
  await short.user.click(screen.getByRole('tab', { name: 'Template' }));
  await screen.findByRole('region', { name: 'Your template' });
  expect(screen.queryByText(/^Only the first/u), 'of a short one nothing is said').toBeNull();
  short.leave();
});

it('goes on at the first thing to do when the button that started the mission is gone', async () => {
  const { user, leave } = await show('fresh');
  screen.getByTestId('start-mission').focus();
  await user.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.activeElement, 'the selected criterion').toHaveClass('label'));
  leave();
});

describe('the watch', () => {
  it.each([
    ['missing', 'The template is not there', 'Start again here'],
    ['unreadable', 'The template cannot be read', 'Read and grade it now'],
    ['link', 'The template became a link to somewhere else', 'Start again here'],
  ] as const)('%s: says what happened and the next step, and goes when it is mended', async (scenario, title, step) => {
    const { platform, leave } = await show(scenario);
    const banner = await screen.findByTestId('watch-banner');
    expect(banner).toHaveTextContent(title);
    expect(within(banner).getByRole('button', { name: step })).toBeVisible();
    platform.setPhase(ORDERS, 'watching', null);
    await vi.waitFor(() => expect(screen.queryByTestId('watch-banner')).toBeNull());
    leave();
  });
});

it('says why a mission could not be opened, and the next step', async () => {
  const { platform, user, leave } = await show('failing');
  expect(await screen.findByText(/The database is locked/u)).toBeVisible();
  platform.failures.clear();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Fan out order events' })).toBeVisible();
  leave();
});

describe('axe', () => {
  const looks: [string, Scenario, string | null][] = [
    ['not started', 'fresh', null],
    ['criteria', 'default', null],
    ['policies', 'policies', null],
    ['full pass', 'passed', null],
    ['history', 'default', 'History'],
    ['changes', 'default', 'Changes'],
    ['brief', 'default', 'Brief'],
    ['missing', 'missing', null],
    ['unreadable', 'unreadable', null],
    ['failing', 'failing', null],
  ];
  // The elements are the same in both themes, and jsdom knows no colours (tests/contrast.test.ts does): one dark look stands for the rest.
  const dark = looks.filter(([name]) => name === 'criteria').map((look) => ['dark', ...look] as const);
  it.each([...looks.map((look) => ['light', ...look] as const), ...dark])(
    'has nothing to say: %s, %s',
    async (theme, _name, scenario, tab) => {
      document.documentElement.dataset.theme = theme;
      document.documentElement.lang = 'en';
      const { user, leave } = await show(scenario);
      if (tab !== null) await user.click(screen.getByRole('tab', { name: tab }));
      await new Promise((done) => setTimeout(done, 0));
      // The shell gives the page its landmarks and title; here is only the screen.
      const found = (await violations()).filter((line) => !/^(?:region|document-title|landmark)/u.test(line));
      expect(found).toEqual([]);
      leave();
    },
  );
});

describe('a card', () => {
  const criterion = {
    id: 'c',
    label: 'A queue',
    weight: 2,
    tag: null,
    requires: [],
    skills: [],
    given: false,
    hints: { criterionId: 'c', revealed: [], available: 3, source: 'author' as const, none: null, proof: null },
  };
  const handlers = { onselect: () => {}, onopen: () => {}, onhint: () => {} };

  it('says of what cannot be decided that it cannot be told, not that it is wrong', () => {
    render(CriterionCard, {
      props: {
        criterion,
        result: {
          id: 'c',
          label: 'A queue',
          kind: 'property',
          verdict: 'unknown',
          earned: 0,
          weight: 2,
          message: 'Depends on `IsProd`.',
          evidence: [],
          parts: [],
        },
        verdict: 'unknown',
        hints: criterion.hints,
        selected: false,
        flipped: false,
        canOpen: true,
        ...handlers,
      },
    });
    const card = screen.getByTestId('criterion');
    expect(card).toHaveTextContent('Can’t tell yet');
    expect(card).not.toHaveTextContent('Not met');
    expect(within(card).getByText('IsProd').tagName, 'a backtick is code, not a tick').toBe('CODE');
    expect(within(card).getByRole('button', { name: 'Open in editor' }), 'no line is invented').toBeVisible();
  });
});

describe('parts of a card', () => {
  const cardOf = async (id: string) =>
    (await screen.findAllByTestId('criterion')).find((card) => card.dataset.criterionId === id) as HTMLElement;

  it('say in words what is met and what is not, and lead to the line', async () => {
    const { platform, user, leave } = await show();
    const card = await cardOf('dlq');
    const rows = within(card)
      .getAllByRole('listitem')
      .map((row) => row.textContent.replace(/\s+/gu, ' ').trim());
    expect(rows).toEqual([
      'Met: Orders delivers to Jobs. line 60',
      'Not met: Jobs has no dead-letter queue: add RedrivePolicy to Jobs. line 19 · Open in editor',
      'Not met: There is no second queue in this template yet.',
    ]);
    const ways = within(card).getAllByRole('button', { name: /Open in editor/u });
    expect(ways, 'the way there is said once').toHaveLength(1);
    await user.click(ways[0] as HTMLElement);
    expect(platform.calls.at(-1)).toMatchObject({ name: 'open_editor', request: { line: 19 } });
    leave();
  });

  it('are folded away where all is met, and unfold by key', async () => {
    const { user, leave } = await show();
    const card = await cardOf('fanout');
    const fold = within(card).getByRole('button', { name: '2 connections' });
    expect(within(card).queryAllByRole('listitem'), 'folded').toHaveLength(0);
    fold.focus();
    await user.keyboard('{Enter}');
    expect(fold).toHaveAttribute('aria-expanded', 'true');
    expect(within(card).getAllByRole('listitem')).toHaveLength(2);
    leave();
  });
});

describe('the template', () => {
  it('shows remarks below their lines, leaves them out of a copy, and opens the line that is walked to', async () => {
    const opened: unknown[] = [];
    render(TemplateView, {
      props: {
        lines: ['Resources:', '  A:', '    Type: <script>'],
        marks: [{ line: 2, column: 3, tone: 'error', message: 'Mend `A`.', criterionId: null }],
        label: 'Your template',
        reveal: null,
        selectedId: null,
        onopen: (place: unknown) => opened.push(place),
      },
    });
    const region = screen.getByRole('region', { name: 'Your template' });
    expect(region).toHaveTextContent('Mend A.');
    expect(region.querySelector('script'), 'text is text').toBeNull();
    const code = [...region.querySelectorAll('[data-line] code')].map((line) => line.textContent).join('');
    expect(code, 'line ends are in the text that is copied').toBe('Resources:\n  A:\n    Type: <script>\n');
    region.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}{ArrowDown}{Enter}');
    expect(opened, 'at the remark, else at the first word').toEqual([
      { line: 2, column: 3 },
      { line: 3, column: 5 },
    ]);
  });
});

describe('a scenario', () => {
  it('is elements without any HTML, image or live link of its author', () => {
    const { container } = render(Markdown, {
      props: {
        text: '**Bold** & `a < b`\n\n<img src=x onerror=alert(1)>\n\n[here](https://example.com) ![a cat](https://example.com/c.png)\n\n- one\n- two',
      },
    });
    expect(container.querySelector('strong')).toHaveTextContent('Bold');
    expect(container.querySelector('code'), 'no entity is shown').toHaveTextContent('a < b');
    expect(container.querySelectorAll('li')).toHaveLength(2);
    expect(container.querySelectorAll('img, a, script'), 'nothing that loads or leads away').toHaveLength(0);
    expect(container).toHaveTextContent('a cat');
    expect(container, 'raw HTML is shown as what it is').toHaveTextContent('<img src=x onerror=alert(1)>');
  });
});
