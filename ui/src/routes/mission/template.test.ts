/** The Template and Changes tabs on the Mission screen, with CodeMirror where jsdom can hold it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { screen, waitFor, within } from '@testing-library/svelte';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { violations } from '../../../tests/axe';
import { letItLoad } from '../../../tests/codemirror';
import { ORDERS, show } from '../../../tests/mission';
import { dropDraft } from './drafts';

// Whole screens are rendered: a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

beforeAll(async () => {
  letItLoad();
  // The chunk is loaded once, so that no test waits for it.
  await import('~/lib/editor/codemirror');
});

beforeEach(() => {
  localStorage.clear();
  dropDraft(ORDERS);
});

function content(): HTMLElement {
  const found = document.querySelector('[data-editor]')?.shadowRoot?.querySelector<HTMLElement>('.cm-content');
  if (!found) throw new Error('the editor is not on the screen');
  return found;
}

async function template(scenario?: Parameters<typeof show>[0]) {
  const shown = await show(scenario);
  await shown.user.click(screen.getByRole('tab', { name: /^Template/u }));
  await waitFor(() => expect(content()).toBeVisible());
  return shown;
}

describe('the template', () => {
  it('is read in the editor, with the failing line marked and its message said', async () => {
    const { leave } = await template();
    expect(content()).toHaveAttribute('aria-label', 'Your template');
    expect(content()).toHaveAttribute('aria-readonly', 'true');
    expect(content().querySelector('.mark-fail')).toHaveTextContent('VisibilityTimeout: 180');
    expect(content().querySelector('.remark.fail.chosen'), 'of the criterion that is selected').toHaveTextContent(
      /dead-letter queue of Jobs/u,
    );
    expect(screen.getByText('1 line to look at')).toBeVisible();
    leave();
  });

  it('has nothing axe objects to, read and edited', async () => {
    const { user, leave } = await template();
    expect(await violations()).toEqual([]);
    await user.click(screen.getByTestId('edit-here'));
    await screen.findByTestId('edit-save');
    expect(await violations()).toEqual([]);
    leave();
  });

  it('is edited here by keys alone: begun, saved and ended', async () => {
    const { user, platform, leave } = await template();
    await user.keyboard('i');
    const save = await screen.findByTestId('edit-save');
    expect(save, 'there is nothing to save yet').toBeDisabled();
    expect(content()).not.toHaveAttribute('aria-readonly');
    const view = (await import('@codemirror/view')).EditorView.findFromDOM(content());
    view?.dispatch({ changes: { from: 0, insert: '# mine\n' } });
    await waitFor(() => expect(save).toBeEnabled());
    expect(screen.getByText('Not saved yet')).toBeVisible();
    await user.keyboard('{Control>}s{/Control}');
    await screen.findByText('Saved and graded');
    expect(platform.text(ORDERS)).toMatch(/^# mine\n/u);
    await waitFor(() => expect(content().querySelector('.mark-fail'), 'the mark went along').toBeInTheDocument());
    await user.keyboard('{Control>}e{/Control}');
    expect(await screen.findByTestId('edit-here')).toBeVisible();
    expect(content()).toHaveAttribute('aria-readonly', 'true');
    leave();
  });

  it('shows both versions when the file was changed outside, and what is chosen is what is saved', async () => {
    const { user, platform, leave } = await template('edit-conflict');
    await user.click(screen.getByTestId('edit-here'));
    await screen.findByTestId('edit-save');
    const { EditorView } = await import('@codemirror/view');
    EditorView.findFromDOM(content())?.dispatch({ changes: { from: 0, insert: '# mine\n' } });
    await waitFor(() => expect(screen.getByTestId('edit-save')).toBeEnabled());
    await user.click(screen.getByTestId('edit-save'));
    const conflict = await screen.findByTestId('edit-conflict');
    expect(await violations()).toEqual([]);
    await user.click(within(conflict).getByRole('button', { name: 'Go through both' }));
    const merging = await screen.findByTestId('edit-merging');
    expect(merging).toHaveTextContent('4 places are left to choose');
    const [, takeFirst] = content().querySelectorAll<HTMLButtonElement>('.merge-choice');
    takeFirst?.click();
    await waitFor(() => expect(merging).toHaveTextContent('3 places are left to choose'));
    await user.click(screen.getByTestId('edit-save'));
    await screen.findByText('Merged, saved and graded');
    expect(platform.text(ORDERS), 'the file’s beginning was taken').not.toMatch(/^# mine/u);
    leave();
  });

  it('keeps what was typed when the screen is left, says so, and offers it again', async () => {
    const first = await template();
    await first.user.keyboard('i');
    await screen.findByTestId('edit-save');
    const { EditorView } = await import('@codemirror/view');
    EditorView.findFromDOM(content())?.dispatch({ changes: { from: 0, insert: '# mine\n' } });
    first.leave();
    expect(first.notices.at(-1)?.text).toMatch(/is not saved yet/u);
    const second = await template();
    expect(second.withdrawn, 'back here it is seen, and need not be said').toContain(first.notices.at(-1)?.about);
    const tab = screen.getByRole('tab', { name: 'Template unsaved' });
    expect(tab, 'seen from any tab').toBeVisible();
    expect(tab, 'by a dot where there is no room for the word').toHaveClass('news');
    expect(screen.getByRole('tab', { name: /^Criteria \d of \d$/u }), 'a count is no news').not.toHaveClass('news');
    const source = readFileSync(join(import.meta.dirname, '../../lib/mission/Tabs.svelte'), 'utf8');
    expect(source, 'the dot is not read out as part of the name: the word is still there').toMatch(
      /content: '•' \/ '';/u,
    );
    const draft = screen.getByTestId('edit-draft');
    second.withdrawn.length = 0;
    await second.user.click(within(draft).getByRole('button', { name: 'Go on editing' }));
    await screen.findByTestId('edit-save');
    expect(second.withdrawn, 'also what was said only after this screen came, at the end of a save').toContain(
      first.notices.at(-1)?.about,
    );
    expect(content()).toHaveTextContent('# mine');
    second.leave();
  });

  it('that cannot be edited here says why', async () => {
    const { user, leave } = await template('edit-locked');
    await user.click(screen.getByTestId('edit-here'));
    expect(await screen.findByTestId('edit-locked')).toHaveTextContent(/not UTF-8/u);
    leave();
  });

  it('of a save that is looked at is only read', async () => {
    const { user, leave } = await template();
    await user.keyboard(',');
    await screen.findByTestId('look-back');
    expect(screen.queryByTestId('edit-here'), 'the past is not edited').toBeNull();
    leave();
  });
});

describe('changes', () => {
  it('since the last save that passed everything say when there is none', async () => {
    const { user, leave } = await show();
    await user.click(screen.getByRole('tab', { name: 'Changes' }));
    await user.click(screen.getByRole('radio', { name: 'Last all green' }));
    expect(await screen.findByText(/No save has passed every criterion yet/u)).toBeVisible();
    leave();
  });

  it('against any save are chosen from a list', async () => {
    const { user, asked, leave } = await show();
    await user.click(screen.getByRole('tab', { name: 'Changes' }));
    await user.click(screen.getByRole('radio', { name: 'A save' }));
    expect(screen.getByText('Choose the save that your template is compared with.')).toBeVisible();
    const list = await screen.findByRole('combobox', { name: 'Which save' });
    const [, newest] = within(list).getAllByRole<HTMLOptionElement>('option');
    await user.selectOptions(list, newest?.value ?? '');
    expect(await screen.findByText('Nothing differs from that save.'), 'the newest is what is shown').toBeVisible();
    expect(asked('compare_template').at(-1)?.request).toMatchObject({
      against: 'attempt',
      againstId: Number(newest?.value),
    });
    leave();
  });
});
