/**
 * What the grader said, in the lines it said it about: a sign in the gutter, a colour, the sentence below the line. It was said about a text
 * that is in the file; what is typed since moves the marks along, and a save in between is told apart from what was typed after it.
 */
import {
  type ChangeDesc,
  ChangeSet,
  type EditorState,
  type Extension,
  type Line,
  RangeSet,
  StateEffect,
  StateField,
  type Range,
  Text,
} from '@codemirror/state';
import {
  type Command,
  Decoration,
  type DecorationSet,
  EditorView,
  gutter,
  gutterLineClass,
  GutterMarker,
  gutterWidgetClass,
  WidgetType,
} from '@codemirror/view';
import { flushSync, mount } from 'svelte';

import { inlineParts } from '~/lib/mission/inline';
import MarkIcon from '~/lib/mission/MarkIcon.svelte';
import type { Mark, MarkTone } from '~/lib/mission/template';
import { t } from '~/messages';

import { changesTo } from './replace';

/** The worst of a line decides its sign and its colour. */
const ORDER: readonly MarkTone[] = ['error', 'fail', 'warning', 'partial', 'unknown', 'info', 'pass'];

function worst(marks: readonly Mark[]): MarkTone {
  return ORDER.find((tone) => marks.some((mark) => mark.tone === tone)) ?? 'info';
}

export function toneWord(tone: MarkTone): string {
  const words: Record<MarkTone, string> = {
    pass: t('mission-verdict-pass'),
    partial: t('mission-verdict-partial'),
    fail: t('mission-verdict-fail'),
    unknown: t('mission-verdict-unknown'),
    error: t('mission-remark-error'),
    warning: t('mission-remark-warning'),
    info: t('mission-remark-info'),
  };
  return words[tone];
}

/** A text that was or may become the file's, and what was typed since. */
interface Since {
  doc: Text;
  changes: ChangeDesc;
}

interface Placed {
  mark: Mark;
  at: number;
}

interface Said {
  /** The text that the marks are about. */
  base: Since;
  /** What is being saved right now. */
  sent: Since | null;
  placed: readonly Placed[];
  selectedId: string | null;
  lines: DecorationSet;
  signs: RangeSet<GutterMarker>;
  /** The line's colour, in the gutters. */
  gutters: RangeSet<GutterMarker>;
}

export const setMarks = StateEffect.define<readonly Mark[]>();
export const selectCriterion = StateEffect.define<string | null>();
/** The text that is in the file: marks are about it. */
export const rebase = StateEffect.define<string>();
/** The text as it is goes to the file now. */
export const saveBegan = StateEffect.define<null>();
/** And came there, or did not. */
export const saveEnded = StateEffect.define<boolean>();

const said = StateField.define<Said>({
  create: (state) => draw(state.doc, { base: from(state.doc), sent: null, placed: [], selectedId: null }),
  update(value, transaction) {
    let { base, sent, placed, selectedId } = value;
    const changes = transaction.changes;
    if (transaction.docChanged) {
      base = { doc: base.doc, changes: base.changes.composeDesc(changes.desc) };
      sent = sent && { doc: sent.doc, changes: sent.changes.composeDesc(changes.desc) };
      placed = placed.map(({ mark, at }) => ({ mark, at: moved(at, transaction.startState.doc, changes.desc) }));
    }
    let redraw = transaction.docChanged;
    for (const effect of transaction.effects) {
      if (effect.is(rebase)) {
        base = since(effect.value, transaction.newDoc);
      } else if (effect.is(saveBegan)) {
        sent = from(transaction.startState.doc);
      } else if (effect.is(saveEnded)) {
        if (effect.value && sent !== null) base = sent;
        sent = null;
      } else if (effect.is(setMarks)) {
        placed = place(effect.value, base);
        redraw = true;
      } else if (effect.is(selectCriterion)) {
        selectedId = effect.value;
        redraw = true;
      }
    }
    if (!redraw) return { ...value, base, sent };
    return draw(transaction.newDoc, { base, sent, placed, selectedId });
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.lines),
});

function from(doc: Text): Since {
  return { doc, changes: ChangeSet.empty(doc.length).desc };
}

function since(file: string, now: Text): Since {
  const text = now.toString();
  if (text === file) return from(now);
  const changes = ChangeSet.of(changesTo(file, text), file.length);
  return { doc: Text.of(file.split('\n')), changes: changes.desc };
}

function place(marks: readonly Mark[], { doc, changes }: Since): Placed[] {
  return marks.map((mark) => {
    // An end-of-file error may point one line past the end.
    const line = doc.line(Math.min(Math.max(mark.line, 1), doc.lines));
    return { mark, at: moved(Math.min(line.from + Math.max(mark.column - 1, 0), line.to), doc, changes) };
  });
}

/**
 * Where a place is after changes. A line that is put in before its first character moves it down; of a line that is replaced by others the
 * first is its own.
 */
function moved(at: number, doc: Text, changes: ChangeDesc): number {
  return changes.mapPos(at, at === doc.lineAt(at).from ? 1 : -1);
}

/** Marks by the line they stand in now, first to last. */
function byLine(doc: Text, placed: readonly Placed[]): [number, Mark[]][] {
  const lines = new Map<number, Mark[]>();
  for (const { mark, at } of placed) {
    const start = doc.lineAt(Math.min(at, doc.length)).from;
    lines.set(start, [...(lines.get(start) ?? []), mark]);
  }
  return [...lines].sort(([a], [b]) => a - b);
}

function draw(doc: Text, rest: Omit<Said, 'lines' | 'signs' | 'gutters'>): Said {
  const decorations: Range<Decoration>[] = [];
  const signs: Range<GutterMarker>[] = [];
  const gutters: Range<GutterMarker>[] = [];
  for (const [start, marks] of byLine(doc, rest.placed)) {
    const tone = worst(marks);
    const spoken = marks.filter((mark) => mark.tone !== 'pass');
    signs.push(new Sign(tone, marks.map((mark) => `${toneWord(mark.tone)}: ${mark.message}`).join('\n')).range(start));
    if (spoken.length === 0) continue;
    gutters.push(new GutterColour(tone).range(start));
    decorations.push(Decoration.line({ class: `mark-${tone}` }).range(start));
    const remarks = new Remarks(spoken, rest.selectedId);
    decorations.push(Decoration.widget({ widget: remarks, block: true, side: 1 }).range(doc.lineAt(start).to));
  }
  return { ...rest, lines: Decoration.set(decorations), signs: RangeSet.of(signs), gutters: RangeSet.of(gutters) };
}

/** The signs of the plain view, drawn once and beforehand: nothing of Svelte may run while CodeMirror paints, and nothing is to be unmounted. */
const icons = new Map(
  ORDER.map((tone): [MarkTone, HTMLElement] => {
    const icon = document.createElement('span');
    icon.className = 'mark-icon';
    mount(MarkIcon, { target: icon, props: { tone } });
    return [tone, icon];
  }),
);
flushSync();

class Sign extends GutterMarker {
  constructor(
    readonly tone: MarkTone,
    readonly text: string,
  ) {
    super();
  }

  override eq(other: Sign): boolean {
    return other.tone === this.tone && other.text === this.text;
  }

  override toDOM(): Node {
    const sign = document.createElement('span');
    sign.title = this.text.replaceAll('`', '');
    const icon = icons.get(this.tone)?.cloneNode(true);
    if (icon) sign.appendChild(icon);
    return sign;
  }
}

class GutterColour extends GutterMarker {
  override readonly elementClass: string;

  constructor(readonly tone: MarkTone) {
    super();
    this.elementClass = `mark-${tone}`;
  }

  override eq(other: GutterColour): boolean {
    return other.tone === this.tone;
  }
}

class Remarks extends WidgetType {
  readonly tone: MarkTone;

  constructor(
    readonly marks: readonly Mark[],
    readonly selectedId: string | null,
  ) {
    super();
    this.tone = worst(marks);
  }

  override eq(other: Remarks): boolean {
    const chosen = (widget: Remarks) => widget.marks.map((mark) => isChosen(mark, widget.selectedId)).join();
    return (
      other.marks.length === this.marks.length &&
      chosen(other) === chosen(this) &&
      other.marks.every((mark, at) => mark.tone === this.marks[at]?.tone && mark.message === this.marks[at]?.message)
    );
  }

  override toDOM(): HTMLElement {
    const all = document.createElement('div');
    for (const mark of this.marks) {
      const remark = all.appendChild(document.createElement('div'));
      remark.className = `remark ${mark.tone}`;
      remark.classList.toggle('chosen', isChosen(mark, this.selectedId));
      const text = remark.appendChild(document.createElement('div'));
      text.className = 'remark-text';
      const word = text.appendChild(document.createElement('span'));
      word.className = 'remark-word';
      word.textContent = toneWord(mark.tone);
      const sentence = text.appendChild(document.createElement('span'));
      for (const part of inlineParts(mark.message)) {
        if (part.code) sentence.appendChild(document.createElement('code')).textContent = part.text;
        else sentence.append(part.text);
      }
    }
    return all;
  }

  override get estimatedHeight(): number {
    return 28 * this.marks.length;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

function isChosen(mark: Mark, selectedId: string | null): boolean {
  return mark.criterionId !== null && mark.criterionId === selectedId;
}

/** The line that a criterion is about, as it is now. */
export function markOf(state: EditorState, criterionId: string | null): Line | null {
  const found = state
    .field(said)
    .placed.find(({ mark }) => mark.criterionId !== null && mark.criterionId === criterionId);
  return found === undefined ? null : state.doc.lineAt(Math.min(found.at, state.doc.length));
}

/** What there is something to do about, with where it stands now, first to last. */
export function problemsIn(state: EditorState): Placed[] {
  const open = state.field(said).placed.filter(({ mark }) => mark.tone !== 'pass');
  return [...open].sort((a, b) => a.at - b.at);
}

/** Marks as the field holds them, by line; for tests. */
export function marksByLine(state: EditorState): { line: number; tones: MarkTone[] }[] {
  return byLine(state.doc, state.field(said).placed).map(([start, marks]) => ({
    line: state.doc.lineAt(start).number,
    tones: marks.map((mark) => mark.tone),
  }));
}

/** To the next (or the previous) line with a problem, round and round; what it is about is said. */
export function goToProblem(step: 1 | -1): Command {
  return (view) => {
    const { state } = view;
    const lines = new Map<number, Placed[]>();
    for (const problem of problemsIn(state)) {
      const { number } = state.doc.lineAt(problem.at);
      lines.set(number, [...(lines.get(number) ?? []), problem]);
    }
    const numbers = [...lines.keys()];
    if (numbers.length === 0) {
      view.dispatch({ effects: EditorView.announce.of(t('editor-no-problems')) });
      return true;
    }
    const here = state.doc.lineAt(state.selection.main.head).number;
    const ahead = step === 1 ? numbers.find((line) => line > here) : numbers.findLast((line) => line < here);
    const line = ahead ?? (step === 1 ? numbers[0] : numbers.at(-1)) ?? 1;
    const problems = lines.get(line) ?? [];
    const text = problems.map(({ mark }) => `${toneWord(mark.tone)}: ${mark.message}`).join(' ');
    view.dispatch({
      selection: { anchor: problems[0]?.at ?? 0 },
      effects: [
        EditorView.scrollIntoView(problems[0]?.at ?? 0, { y: 'center' }),
        EditorView.announce.of(t('editor-problem-at', { line, text })),
      ],
    });
    return true;
  };
}

export function markings(): Extension {
  return [
    said,
    gutter({ class: 'marks-gutter', markers: (view) => view.state.field(said).signs }),
    gutterLineClass.compute([said], (state) => state.field(said).gutters),
    gutterWidgetClass.of((_, widget) => (widget instanceof Remarks ? new GutterColour(widget.tone) : null)),
  ];
}
