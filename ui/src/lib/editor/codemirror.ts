/**
 * A template in CodeMirror, to read or to edit. The beginning of the lazy chunk: see `load.ts`. It knows lines, marks and texts, and
 * nothing of missions or of the engine.
 */
import { defaultKeymap, history, historyField, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import {
  Compartment,
  EditorState,
  type Extension,
  StateEffect,
  StateField,
  Transaction,
  type TransactionSpec,
} from '@codemirror/state';
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  type KeyBinding,
  keymap,
  lineNumbers,
} from '@codemirror/view';

import type { Place } from '~/lib/mission/evidence';
import type { Mark } from '~/lib/mission/template';

import { languageOf, languageSupport } from './language';
import { look } from './look';
import { goToProblem, markings, markOf, rebase, saveBegan, saveEnded, selectCriterion, setMarks } from './marks';
import { mergeWith, undecided } from './merge';
import { changesTo } from './replace';
import { phrases } from './said';

/** How much is kept in sight around a line that is gone to. */
const MARGIN_PX = 96;

/** Text as it is held while it is edited: its length is known at once, its characters are put together when asked for. */
export interface Doc {
  readonly length: number;
  toString(): string;
}

/** What of an editor outlives it: its text, its undo history, where the cursor was. */
export type Kept = Record<string, unknown>;

export interface EditorOptions {
  /** Gets a shadow root, which keeps our CSP and CodeMirror's styles apart. */
  host: HTMLElement;
  text: string;
  label: string;
  /** Said after the label: how to leave it by keyboard. */
  description: string;
  /** For the language. */
  fileName: string | null;
  readOnly: boolean;
  kept?: Kept | null;
  /** A line number was pressed, or Enter on a line that is only read. */
  onopen?: ((place: Place) => void) | undefined;
  onchange?: (doc: Doc) => void;
  /** While merging, how many places are undecided. */
  onundecided?: (places: number) => void;
}

/** The cursor's place, and how far it is scrolled. */
export interface Standing {
  line: number;
  column: number;
  scrollTop: number;
}

export interface OpenEditor {
  readonly view: EditorView;
  /** Another text that is in the file now. `undoable`: the learner did it and can take it back. */
  replace(text: string, how: 'undoable' | 'silent'): void;
  /** The text that is in the file: marks are about it. */
  rebase(file: string): void;
  setMarks(marks: readonly Mark[], selectedId: string | null): void;
  /** Brings what is said about a criterion into sight, which may have moved since it was said on `line`, and points at it. */
  reveal(line: number, criterionId: string | null): void;
  goToProblem(step: 1 | -1): void;
  saveBegan(): void;
  saveEnded(saved: boolean): void;
  /** Shows the file's text against what is typed; null ends it. */
  merge(theirs: string | null): void;
  setOpens(opens: boolean): void;
  focus(): void;
  /** Where the cursor and the window on the text are. */
  place(): Standing;
  goTo(place: Standing): void;
  keep(): Kept;
  destroy(): void;
}

/** What is said of the whole editor by a class on it. */
interface Flags {
  /** A line was gone to for a criterion. */
  pointed: boolean;
  /** The focus came by keyboard and must be seen. */
  byKey: boolean;
  /** Lines can be opened elsewhere. */
  opens: boolean;
}

const setFlags = StateEffect.define<Partial<Flags>>();
const flags = StateField.define<Flags>({
  create: () => ({ pointed: false, byKey: false, opens: false }),
  update: (value, { effects }) =>
    effects.reduce((all, effect) => (effect.is(setFlags) ? { ...all, ...effect.value } : all), value),
  provide: (field) =>
    EditorView.editorAttributes.compute([field], (state) => {
      const { pointed, byKey, opens } = state.field(field);
      return { class: [pointed && 'pointed', byKey && 'by-key', opens && 'opens'].filter(Boolean).join(' ') };
    }),
});

export function openEditor(options: EditorOptions): OpenEditor {
  const { host, readOnly, onopen, onchange, onundecided } = options;
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
  const hint = root.appendChild(document.createElement('p'));
  hint.id = 'how-to-leave';
  hint.hidden = true;
  hint.textContent = options.description;
  const merging = new Compartment();

  const extensions: Extension = [
    basics(readOnly),
    languageSupport(languageOf(options.fileName, options.text)),
    flags,
    merging.of([]),
    look,
    phrases(),
    openingKeys(readOnly, onopen),
    lineNumbers({ domEventHandlers: { mousedown: (view, block) => pressedNumber(view, block.from, onopen) } }),
    markings(),
    foldGutter({ markerDOM: foldSign }),
    // What can be typed in can have the focus; that it says so is for those who read pages, not for browsers.
    EditorView.contentAttributes.of({
      'aria-label': options.label,
      'aria-describedby': hint.id,
      spellcheck: 'false',
      tabindex: '0',
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onchange?.(update.state.doc);
      const places = undecided(update.state);
      if (places !== null && places !== undecided(update.startState)) onundecided?.(places);
    }),
    focusSeen(),
  ];
  const config = { extensions };
  const state = options.kept
    ? EditorState.fromJSON(options.kept, config, { history: historyField })
    : EditorState.create({ ...config, doc: options.text });
  const view = new EditorView({ state, parent: root, root });
  const forget = rememeasure(view);
  const keepKeys = (event: KeyboardEvent) => keysStayHere(event, readOnly);
  host.addEventListener('keydown', keepKeys);
  // A focus that is handed to the whole comes to what scrolls, which has no keys.
  view.scrollDOM.addEventListener('focus', () => view.focus());

  return {
    view,
    replace: (text, how) => view.dispatch(replacement(view.state, text, how)),
    rebase: (file) => view.dispatch({ effects: rebase.of(file) }),
    setMarks: (marks, selectedId) => view.dispatch({ effects: [selectCriterion.of(selectedId), setMarks.of(marks)] }),
    reveal: (line, criterionId) => reveal(view, line, criterionId),
    goToProblem: (step) => {
      view.focus();
      goToProblem(step)(view);
    },
    saveBegan: () => view.dispatch({ effects: saveBegan.of(null) }),
    saveEnded: (saved) => view.dispatch({ effects: saveEnded.of(saved) }),
    merge: (theirs) => {
      view.dispatch({ effects: merging.reconfigure(theirs === null ? [] : mergeWith(theirs)) });
      const places = undecided(view.state);
      if (places !== null) onundecided?.(places);
    },
    setOpens: (opens) => view.dispatch({ effects: setFlags.of({ opens }) }),
    focus: () => view.focus(),
    place: () => standing(view),
    goTo: (place) => goTo(view, place),
    keep: () => view.state.toJSON({ history: historyField }) as Kept,
    destroy: () => {
      host.removeEventListener('keydown', keepKeys);
      forget();
      view.destroy();
      hint.remove();
    },
  };
}

/** Keys that mean something else in the window, also while a template is edited: what CodeMirror does on them has other ways. */
const OF_THE_WINDOW: readonly (string | undefined)[] = ['Shift-Mod-k', 'Mod-Enter'];

function basics(readOnly: boolean): Extension {
  const editing: Extension = [
    history(),
    indentOnInput(),
    dropCursor(),
    keymap.of([...historyKeymap, indentWithTab]),
    EditorState.allowMultipleSelections.of(true),
  ];
  const problems: KeyBinding[] = [
    { key: 'F8', run: goToProblem(1), shift: goToProblem(-1) },
    ...searchKeymap,
    ...foldKeymap,
    ...defaultKeymap.filter(({ key }) => !OF_THE_WINDOW.includes(key)),
  ];
  return [
    highlightSpecialChars(),
    drawSelection(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    codeFolding(),
    search({ top: false }),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    readOnly ? EditorState.readOnly.of(true) : editing,
    keymap.of(problems),
  ];
}

/** Enter on a line that is only read opens it where it can be edited. */
function openingKeys(readOnly: boolean, onopen: EditorOptions['onopen']): Extension {
  if (!readOnly) return [];
  const run = (view: EditorView) => {
    if (onopen === undefined || !view.state.field(flags).opens) return false;
    onopen(placeAt(view, view.state.selection.main.head));
    return true;
  };
  return keymap.of([{ key: 'Enter', run }]);
}

function pressedNumber(view: EditorView, at: number, onopen: EditorOptions['onopen']): boolean {
  if (onopen === undefined || !view.state.field(flags).opens) return false;
  onopen(placeAt(view, at));
  return true;
}

/** A line's first word. */
function placeAt(view: EditorView, at: number): Place {
  const line = view.state.doc.lineAt(at);
  return { line: line.number, column: line.text.search(/\S|$/u) + 1 };
}

function foldSign(open: boolean): HTMLElement {
  const sign = document.createElement('span');
  sign.className = open ? 'fold' : 'fold closed';
  sign.textContent = open ? '⌄' : '›';
  return sign;
}

function replacement(state: EditorState, text: string, how: 'undoable' | 'silent'): TransactionSpec {
  const changes = changesTo(state.doc.toString(), text);
  const silent = [Transaction.addToHistory.of(false), Transaction.remote.of(true)];
  return how === 'silent' ? { changes, annotations: silent } : { changes, userEvent: 'input.replace' };
}

function reveal(view: EditorView, line: number, criterionId: string | null): void {
  const { doc } = view.state;
  if (line < 1) {
    view.dispatch({ effects: setFlags.of({ pointed: false }) });
    return;
  }
  const { from } = markOf(view.state, criterionId) ?? doc.line(Math.min(line, doc.lines));
  view.dispatch({ selection: { anchor: from }, effects: setFlags.of({ pointed: true }) });
  // By hand: CodeMirror would move everything around the template too, away from the criterion that was chosen.
  const show = () => ({
    read: () => ({ block: view.lineBlockAt(from), height: view.scrollDOM.clientHeight, top: view.scrollDOM.scrollTop }),
    write: ({ block, height, top }: { block: { top: number; bottom: number }; height: number; top: number }) => {
      const margin = Math.min(MARGIN_PX, height / 4);
      const above = block.top - top - margin;
      const below = block.bottom - top - height + margin;
      if (above < 0) view.scrollDOM.scrollTop += above;
      else if (below > 0) view.scrollDOM.scrollTop += Math.min(below, above);
      view.scrollDOM.scrollLeft = 0;
    },
  });
  view.requestMeasure(show());
  // Heights far from sight were guessed: once more, when they are known.
  requestAnimationFrame(() => view.requestMeasure(show()));
}

function standing(view: EditorView): Standing {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  return { line: line.number, column: head - line.from, scrollTop: view.scrollDOM.scrollTop };
}

function goTo(view: EditorView, { line: number, column, scrollTop }: Standing): void {
  const { doc } = view.state;
  const line = doc.line(Math.min(number, doc.lines));
  view.dispatch({ selection: { anchor: Math.min(line.from + column, line.to) } });
  view.requestMeasure({ read: () => null, write: () => (view.scrollDOM.scrollTop = scrollTop) });
}

/** A focus that came by keyboard is drawn around the whole; one that came by a press has its cursor. */
function focusSeen(): Extension {
  let pressed = false;
  const set = (view: EditorView, byKey: boolean) => {
    // After the event: CodeMirror is in the middle of its own update then.
    queueMicrotask(() => {
      if (view.state.field(flags).byKey !== byKey) view.dispatch({ effects: setFlags.of({ byKey }) });
    });
  };
  return EditorView.domEventHandlers({
    mousedown: (_, view) => {
      pressed = true;
      set(view, false);
    },
    focus: (_, view) => set(view, !pressed),
    blur: (_, view) => {
      pressed = false;
      set(view, false);
    },
  });
}

/**
 * Outside the shadow root nobody sees that something is being typed: plain keys stay here, or they would run what the window does on them.
 * Function keys, and Control or Command with a key, go on.
 */
function keysStayHere(event: KeyboardEvent, readOnly: boolean): void {
  if (event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/u.test(event.key)) return;
  const [target] = event.composedPath();
  const typing = target instanceof HTMLElement && (target.matches('input, select') || !readOnly);
  if (typing || event.defaultPrevented) event.stopPropagation();
}

/** Text that became larger, another theme or a font that came later: everything is measured anew. */
function rememeasure(view: EditorView): () => void {
  let gone = false;
  const again = () => {
    if (!gone) view.requestMeasure();
  };
  const observer = new MutationObserver(again);
  observer.observe(document.documentElement, { attributes: true });
  void document.fonts?.ready.then(again);
  return () => {
    gone = true;
    observer.disconnect();
  };
}
