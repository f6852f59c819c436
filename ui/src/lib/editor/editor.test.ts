/**
 * CodeMirror as far as jsdom goes: it lays nothing out, so what is tested is state, marks, keys and words. What it looks like, and that our
 * CSP lets it, is seen in the real window.
 */
import { EditorState } from '@codemirror/state';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Mark, MarkTone } from '~/lib/mission/template';

import { violations } from '../../../tests/axe';
import '../../../tests/codemirror';
import { openEditor, type EditorOptions, type OpenEditor } from './codemirror';
import { languageOf } from './language';
import { marksByLine, toneWord } from './marks';
import { undecided } from './merge';
import { changesTo } from './replace';
import { phrases } from './said';

const TEXT = ['Resources:', '  Jobs:', '    Type: AWS::SQS::Queue', '  Dead:', '    Type: AWS::SQS::Queue'].join('\n');

function mark(line: number, tone: MarkTone, message = 'It has no dead-letter queue.', criterionId = 'dlq'): Mark {
  return { line, column: 3, tone, message, criterionId };
}

function numbered(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, at) => `line ${from + at}`).join('\n');
}

const open: OpenEditor[] = [];

function opened(options: Partial<EditorOptions> = {}): OpenEditor {
  const host = document.body.appendChild(document.createElement('div'));
  const editor = openEditor({
    host,
    text: TEXT,
    label: 'Your template',
    description: 'Press Escape, then Tab, to leave.',
    fileName: '/home/ada/template.yaml',
    readOnly: false,
    ...options,
  });
  open.push(editor);
  return editor;
}

function lines(editor: OpenEditor): { line: number; tones: MarkTone[] }[] {
  return marksByLine(editor.view.state);
}

function text(editor: OpenEditor): string {
  return editor.view.state.doc.toString();
}

function press(editor: OpenEditor, key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const codes: Record<string, number> = { Enter: 13, F8: 119, Escape: 27 };
  const keyCode = codes[key] ?? key.toUpperCase().charCodeAt(0);
  const event = new KeyboardEvent('keydown', {
    key,
    keyCode,
    bubbles: true,
    composed: true,
    cancelable: true,
    ...more,
  });
  editor.view.contentDOM.dispatchEvent(event);
  return event;
}

afterEach(() => {
  for (const editor of open.splice(0)) {
    const { host } = editor.view.root as ShadowRoot;
    editor.destroy();
    host.remove();
  }
});

describe('marks', () => {
  it('stand in the lines they are about, worst first, and say it below the line', () => {
    const editor = opened();
    editor.setMarks([mark(3, 'pass', 'The queue is there'), mark(3, 'fail'), mark(5, 'warning', 'Unused', 'x')], 'dlq');
    expect(lines(editor)).toEqual([
      { line: 3, tones: ['pass', 'fail'] },
      { line: 5, tones: ['warning'] },
    ]);
    const remarks = [...editor.view.contentDOM.querySelectorAll('.remark')].map((remark) => remark.textContent);
    expect(remarks, 'what is met needs no sentence in the text').toEqual([
      `${toneWord('fail')}It has no dead-letter queue.`,
      `${toneWord('warning')}Unused`,
    ]);
    expect(
      editor.view.contentDOM.querySelectorAll('.remark.chosen'),
      'the selected criterion’s is told apart',
    ).toHaveLength(1);
    expect(editor.view.contentDOM.querySelectorAll('.mark-fail'), 'one line has a colour of failing').toHaveLength(1);
  });

  it('never make markup of what a template says', () => {
    const editor = opened();
    editor.setMarks([mark(1, 'fail', 'Use `<img src=x onerror=alert(1)>` here')], null);
    expect(editor.view.contentDOM.querySelector('img'), 'hostile text stays text').toBeNull();
    expect(editor.view.contentDOM.querySelector('.remark code')).toHaveTextContent('<img src=x onerror=alert(1)>');
  });

  it('go along with what is typed above them', () => {
    const editor = opened();
    editor.setMarks([mark(3, 'fail')], null);
    editor.view.dispatch({ changes: { from: 0, insert: '# one\n# two\n' } });
    expect(lines(editor)).toEqual([{ line: 5, tones: ['fail'] }]);
  });

  it.each([
    ['a line put in above', (at: number) => ({ from: at, insert: '# new\n' }), 4],
    [
      'a line begun at its end',
      (at: number) => ({ from: at + '    Type: AWS::SQS::Queue'.length, insert: '\n    ' }),
      3,
    ],
    ['more lines in its place', (at: number) => ({ from: at, to: at + 26, insert: '    Type: X\n    Y: 1\n' }), 3],
  ])('know their line after %s', (_, change, line) => {
    const editor = opened();
    editor.setMarks([mark(3, 'fail')], null);
    editor.view.dispatch({ changes: change(TEXT.indexOf('    Type')) });
    expect(lines(editor)).toEqual([{ line, tones: ['fail'] }]);
  });

  it('of a save stand right although something was typed while it was graded', () => {
    const editor = opened();
    editor.saveBegan();
    editor.view.dispatch({ changes: { from: 0, insert: '# typed meanwhile\n' } });
    editor.saveEnded(true);
    editor.setMarks([mark(3, 'fail')], null);
    expect(lines(editor), 'line 3 of what was saved is line 4 by now').toEqual([{ line: 4, tones: ['fail'] }]);
  });

  it('are about the file, not about what a refused save was to put there', () => {
    const editor = opened();
    editor.view.dispatch({ changes: { from: 0, insert: '# not in the file\n' } });
    editor.saveBegan();
    editor.saveEnded(false);
    editor.setMarks([mark(3, 'fail')], null);
    expect(lines(editor)).toEqual([{ line: 4, tones: ['fail'] }]);
  });

  it('of an error at the end of the file stand in the last line', () => {
    const editor = opened();
    editor.setMarks([mark(99, 'error', 'It ends too early', '')], null);
    expect(lines(editor)).toEqual([{ line: 5, tones: ['error'] }]);
  });

  it('are gone through with F8, round and round, and said', () => {
    const editor = opened({ readOnly: true });
    editor.setMarks(
      [mark(2, 'pass'), mark(3, 'fail', 'No `RedrivePolicy`'), mark(5, 'unknown', 'Cannot tell', 'y')],
      null,
    );
    const line = () => editor.view.state.doc.lineAt(editor.view.state.selection.main.head).number;
    const walked = [1, 2, 3].map(() => {
      press(editor, 'F8');
      return line();
    });
    expect(walked, 'a criterion that is met is no problem').toEqual([3, 5, 3]);
    expect(editor.view.dom.querySelector('.cm-announced')).toHaveTextContent(
      `Line 3. ${toneWord('fail')}: No \`RedrivePolicy\``,
    );
    press(editor, 'F8', { shiftKey: true });
    expect(line(), 'Shift goes the other way').toBe(5);
  });
});

describe('a text that takes another’s place', () => {
  it('keeps the cursor at its word and the marks at their lines', () => {
    const editor = opened();
    editor.setMarks([mark(5, 'fail')], null);
    const at = TEXT.indexOf('Dead');
    editor.view.dispatch({ selection: { anchor: at } });
    editor.replace(`# from outside\n${TEXT}`, 'silent');
    const { head } = editor.view.state.selection.main;
    expect(text(editor).slice(head, head + 4)).toBe('Dead');
    expect(lines(editor)).toEqual([{ line: 6, tones: ['fail'] }]);
  });

  it('from outside is not what undo takes back; what the learner asked for is', () => {
    const editor = opened();
    editor.view.dispatch({ changes: { from: 0, insert: '# mine\n' }, userEvent: 'input.type' });
    editor.replace(`# theirs\n${text(editor)}`, 'silent');
    press(editor, 'z', { ctrlKey: true });
    expect(text(editor), 'only what was typed is undone').toBe(`# theirs\n${TEXT}`);
    editor.replace('nothing', 'undoable');
    press(editor, 'z', { ctrlKey: true });
    expect(text(editor)).toBe(`# theirs\n${TEXT}`);
  });

  it.each([
    ['', 'a'],
    ['a', ''],
    ['abc', 'abc'],
    ['a\nb\nc\n', 'a\nc\nd\n'],
    ['😀 one', '😀😀 one'],
    ['a', 'a\n'],
    ['a\n', '\na'],
    ['a\nb', 'b\na'],
    [numbered(0, 60_000), numbered(30_000, 90_000)],
  ])('is exactly that text, case %#', (before, after) => {
    const state = EditorState.create({ doc: before });
    expect(state.update({ changes: changesTo(before, after) }).newDoc.toString(), 'the changes make the text').toBe(
      after,
    );
  });
});

describe('its state', () => {
  it('goes on after it was closed: text, cursor and undo', () => {
    const first = opened();
    first.view.dispatch({
      changes: { from: 0, insert: '# mine\n' },
      selection: { anchor: 3 },
      userEvent: 'input.type',
    });
    const second = opened({ kept: first.keep() });
    expect(text(second)).toBe(`# mine\n${TEXT}`);
    expect(second.place()).toMatchObject({ line: 1, column: 3 });
    press(second, 'z', { ctrlKey: true });
    expect(text(second), 'the history is kept too').toBe(TEXT);
  });
});

describe('reading', () => {
  it('opens a line with Enter where lines can be opened, and changes nothing', () => {
    const onopen = vi.fn();
    const editor = opened({ readOnly: true, onopen });
    editor.view.dispatch({ selection: { anchor: TEXT.indexOf('Type') } });
    press(editor, 'Enter');
    expect(onopen, 'there is no file to open yet').not.toHaveBeenCalled();
    editor.setOpens(true);
    press(editor, 'Enter');
    expect(onopen).toHaveBeenCalledWith({ line: 3, column: 5 });
    expect(text(editor)).toBe(TEXT);
    expect(editor.view.contentDOM, 'a screen reader says that it is only to read').toHaveAttribute(
      'aria-readonly',
      'true',
    );
  });

  it('lets the window’s keys through; typing does not', () => {
    const heard = vi.fn();
    addEventListener('keydown', heard);
    press(opened({ readOnly: true }), 'j');
    expect(heard, 'j goes to the next criterion').toHaveBeenCalledTimes(1);
    const editor = opened();
    press(editor, 'j');
    expect(heard, 'j is a letter').toHaveBeenCalledTimes(1);
    press(editor, 's', { ctrlKey: true });
    expect(heard, 'Control with S is the window’s, which saves').toHaveBeenCalledTimes(2);
    const other = [press(editor, 'Enter', { ctrlKey: true }), press(editor, 'K', { ctrlKey: true, shiftKey: true })];
    expect(
      other.map(({ defaultPrevented }) => defaultPrevented),
      'as are those that the window has actions on',
    ).toEqual([false, false]);
    expect(text(editor), 'no line comes or goes').toBe(TEXT);
    removeEventListener('keydown', heard);
  });

  it('has no quarrel with axe, and says how to leave', async () => {
    const main = document.body.appendChild(document.createElement('main'));
    const host = main.appendChild(document.createElement('div'));
    const heading = main.appendChild(document.createElement('h1'));
    heading.textContent = 'Mission';
    const editor = opened({ host });
    editor.setMarks([mark(3, 'fail')], null);
    expect(await violations(main)).toEqual([]);
    const content = editor.view.contentDOM;
    const described = (editor.view.root as ShadowRoot).getElementById(content.getAttribute('aria-describedby') ?? '');
    expect(described).toHaveTextContent('Press Escape, then Tab, to leave.');
    main.remove();
  });
});

describe('a merge', () => {
  const MINE = TEXT.replace('Jobs', 'Work');
  const THEIRS = `# theirs\n${TEXT}`;

  it('offers each place with two buttons, and takes what is chosen', () => {
    const onundecided = vi.fn();
    const editor = opened({ text: MINE, onundecided });
    editor.merge(THEIRS);
    expect(onundecided).toHaveBeenLastCalledWith(2);
    const buttons = () => [...editor.view.contentDOM.querySelectorAll<HTMLButtonElement>('.merge-choice')];
    expect(buttons().map((button) => button.textContent)).toEqual([
      'Keep mine',
      'Take the file’s',
      'Keep mine',
      'Take the file’s',
    ]);
    buttons()[1]?.click();
    expect(text(editor), 'their line came in').toBe(`# theirs\n${MINE}`);
    buttons()[0]?.click();
    expect(onundecided).toHaveBeenLastCalledWith(0);
    expect(text(editor), 'mine stayed').toBe(`# theirs\n${MINE}`);
    editor.merge(null);
    expect(undecided(editor.view.state), 'it is over').toBeNull();
  });
});

describe('words', () => {
  it('of CodeMirror all come from the catalogue', () => {
    const state = EditorState.create({ extensions: phrases() });
    const [said] = state.facet(EditorState.phrases);
    const missing = Object.entries(said ?? {}).filter(([, phrase]) => phrase.startsWith('editor-') || phrase === '');
    expect(missing, 'an id without a text shows itself').toEqual([]);
    expect(state.phrase('replaced $ matches', 3), 'numbers go in where CodeMirror puts them').toMatch(/3/u);
  });

  it.each([
    ['/a/template.yaml', '{}', 'yaml'],
    ['/a/template.yml', '', 'yaml'],
    ['/a/template.JSON', '', 'json'],
    ['/a/template', ' {"Resources": {}}', 'json'],
    [null, 'Resources: {}', 'yaml'],
  ] as const)('%s with %j is %s', (name, begins, language) => {
    expect(languageOf(name, begins)).toBe(language);
  });
});
