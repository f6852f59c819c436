/**
 * How CodeMirror looks: our tokens, which reach into its shadow root because custom properties inherit. The rules of app.css do not, so
 * what they say of type, focus and motion is said here again.
 */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

const CODE_LINE = '1.6';

/** Said of a tone, wherever it stands. */
const TONES: Record<string, { color: string; soft: string }> = {
  fail: { color: 'var(--fail)', soft: 'var(--fail-soft)' },
  error: { color: 'var(--fail)', soft: 'var(--fail-soft)' },
  unknown: { color: 'var(--unknown)', soft: 'var(--unknown-soft)' },
  warning: { color: 'var(--unknown)', soft: 'var(--unknown-soft)' },
  partial: { color: 'var(--pass)', soft: 'var(--pass-soft)' },
  pass: { color: 'var(--pass)', soft: 'transparent' },
  info: { color: 'var(--ink-2)', soft: 'var(--sunken)' },
};

const toneRules = Object.fromEntries(
  Object.entries(TONES).flatMap(([tone, { color, soft }]) => [
    [`.cm-line.mark-${tone}, .cm-gutterElement.mark-${tone}, .remark.${tone}`, { backgroundColor: soft }],
    [`.cm-lineNumbers .mark-${tone}`, { color: 'var(--ink-2)' }],
    [`.mark-icon > .${tone}, .remark.${tone} .remark-word`, { color }],
  ]),
);

/** Lines with a colour behind them. */
const COLOURED = ['fail', 'error', 'unknown', 'warning', 'partial', 'info']
  .map((tone) => `.cm-line.mark-${tone}`)
  .concat('.cm-changedLine', '.cm-inlineChangedLine', '.cm-deletedChunk');

export const look: Extension = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--ink-2)',
    backgroundColor: 'var(--paper)',
    fontSize: 'var(--text-s)',
    fontVariantLigatures: 'no-contextual',
  },
  '&.cm-focused': { outline: 'none' },
  // Drawn over the gutters too; within the pane, which cuts off what stands out.
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: '0',
    zIndex: '250',
    pointerEvents: 'none',
    boxShadow: 'inset 0 0 0 2px var(--focus)',
    opacity: '0',
  },
  '&.cm-focused.by-key::after': { opacity: '1' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: CODE_LINE, overflow: 'auto' },
  '.cm-content': { padding: '8px 0 48px', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 24px 0 6px' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--accent)', marginLeft: '-1px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--accent-soft)',
  },
  '.cm-selectionMatch': { backgroundColor: 'transparent', boxShadow: 'inset 0 0 0 1px var(--edge)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    boxShadow: 'inset 0 0 0 1px var(--edge)',
    borderRadius: '2px',
  },
  '&.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    boxShadow: 'inset 0 -2px 0 var(--fail)',
  },
  '.cm-function, .cm-function span': { color: 'var(--accent)', fontWeight: '400' },
  '.faint': { color: 'var(--ink-3)' },
  '.comment': { fontStyle: 'italic' },
  [COLOURED.map((line) => `${line} .faint`).join(', ')]: { color: 'var(--ink-2)' },
  // The letters themselves stand on a stronger ground than their line.
  [COLOURED.map((line) => `${line} .cm-changedText .faint, ${line} .cm-deletedText .faint`).join(', ')]: {
    color: 'var(--ink)',
  },
  '.cm-specialChar': { color: 'var(--unknown)' },

  '.cm-gutters': { backgroundColor: 'var(--paper)', color: 'var(--ink-3)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '3.5ch', padding: '0 4px 0 8px' },
  '.marks-gutter .cm-gutterElement': { width: '20px', display: 'grid', justifyItems: 'center' },
  '.mark-icon': { display: 'grid', placeItems: 'center', height: '1.6em' },
  '.mark-icon > span': { display: 'grid' },
  '.cm-foldGutter .cm-gutterElement': { width: '14px', padding: '0', textAlign: 'center' },
  '.fold': { color: 'var(--ink-3)', opacity: '0', cursor: 'default' },
  '.cm-gutters:hover .fold, .fold.closed': { opacity: '1' },
  '.cm-foldPlaceholder': {
    margin: '0 4px',
    padding: '0 6px',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--radius-s)',
    backgroundColor: 'var(--raised)',
    color: 'var(--ink-2)',
  },
  '&.opens .cm-lineNumbers .cm-gutterElement:hover': {
    color: 'var(--accent)',
    textDecoration: 'underline',
    cursor: 'pointer',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  // At the edge, where the number stands: in the text it would touch the letters.
  '&.cm-focused .cm-lineNumbers .cm-activeLineGutter, &.pointed .cm-lineNumbers .cm-activeLineGutter': {
    boxShadow: 'inset 3px 0 0 var(--accent)',
  },
  '&.cm-focused .cm-activeLineGutter, &.pointed .cm-activeLineGutter': { color: 'var(--ink)' },

  ...toneRules,
  '.remark': {
    display: 'flex',
    gap: '8px',
    padding: '1px 16px 7px 6px',
    boxSizing: 'border-box',
    whiteSpace: 'normal',
    color: 'var(--ink-2)',
    fontFamily: 'var(--font)',
    lineHeight: 'var(--line)',
    userSelect: 'none',
    WebkitUserSelect: 'none',
    cursor: 'default',
  },
  '.remark-text': { position: 'sticky', left: '0', display: 'flex', gap: '8px', maxWidth: 'var(--room, 60ch)' },
  '.remark-word': { flex: 'none', fontWeight: '600' },
  '.remark code': {
    color: 'var(--ink)',
    fontFamily: 'var(--mono)',
    fontSize: '0.92em',
    fontWeight: '500',
    overflowWrap: 'anywhere',
  },
  '.remark.chosen .remark-text': { color: 'var(--ink)' },

  '.cm-panels': { backgroundColor: 'var(--surface)', color: 'var(--ink)', fontFamily: 'var(--font)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--rule)' },
  '.cm-panel.cm-search, .cm-panel.cm-gotoLine, .cm-dialog': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '6px 8px',
    padding: '8px 40px 8px 12px',
  },
  '.cm-panel.cm-search br': { flexBasis: '100%', content: '""' },
  '.cm-panel input, .cm-panel button, .cm-panel label': { margin: '0 !important' },
  '.cm-panel label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '5px',
    color: 'var(--ink-2)',
    fontSize: 'var(--text-s) !important',
  },
  '.cm-textfield': {
    width: '12rem',
    minHeight: '28px',
    padding: '2px 8px',
    boxSizing: 'border-box',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--radius-s)',
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    font: '400 var(--text-s) / 1.4 var(--mono)',
  },
  '.cm-panel input[type=checkbox]': { accentColor: 'var(--accent)', width: '14px', height: '14px' },
  '.cm-button': {
    minHeight: '28px',
    padding: '3px 10px',
    border: '0',
    borderRadius: 'var(--radius-s)',
    backgroundImage: 'none',
    backgroundColor: 'transparent',
    boxShadow: 'inset 0 0 0 1px var(--rule-2)',
    color: 'var(--ink-2)',
    font: '550 var(--text-s) / 1.4 var(--font)',
    '&:hover': { color: 'var(--ink)', backgroundColor: 'var(--sunken)' },
    '&:active': { backgroundImage: 'none' },
  },
  '.cm-panel.cm-search [name=close], .cm-panel [name=close], .cm-dialog-close': {
    top: '8px',
    right: '8px',
    width: '28px',
    height: '28px',
    borderRadius: 'var(--radius-s)',
    color: 'var(--ink-2)',
    fontSize: 'var(--text-l)',
    '&:hover': { color: 'var(--ink)', backgroundColor: 'var(--sunken)' },
  },
  '.cm-panel :focus-visible, .merge-choice:focus-visible': {
    outline: '2px solid var(--focus)',
    outlineOffset: '1px',
  },
  '.cm-searchMatch': {
    backgroundColor: 'transparent',
    boxShadow: 'inset 0 0 0 1px var(--unknown)',
    borderRadius: '2px',
  },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--unknown-soft)', boxShadow: 'inset 0 0 0 2px var(--unknown)' },

  // What stands in the file and what is typed here, while both are offered.
  '.cm-deletedChunk': { padding: '2px 0 4px 6px', backgroundColor: 'var(--fail-soft)', color: 'var(--ink)' },
  '.cm-changedLine, .cm-inlineChangedLine': { backgroundColor: 'var(--pass-soft) !important', color: 'var(--ink)' },
  '.cm-deletedText, .cm-deletedChunk .cm-deletedText': {
    background: 'color-mix(in srgb, var(--fail) 22%, transparent) !important',
    textDecoration: 'none',
  },
  '.cm-changedText': { background: 'color-mix(in srgb, var(--pass) 22%, transparent) !important' },
  '.cm-changeGutter': { width: '4px', padding: '0' },
  '.cm-deletedLineGutter': { background: 'var(--fail) !important' },
  '.cm-changedLineGutter, .cm-inlineChangedLineGutter': { background: 'var(--pass) !important' },
  '.cm-deletedChunk .cm-chunkButtons': {
    position: 'sticky',
    insetInlineEnd: 'auto',
    left: '0',
    display: 'inline-flex',
    gap: '6px',
    padding: '2px 8px 4px 0',
  },
  '.cm-deletedChunk button.merge-choice': {
    margin: '0',
    padding: '2px 9px',
    minHeight: '24px',
    border: '0',
    borderRadius: 'var(--radius-s)',
    backgroundColor: 'var(--raised)',
    boxShadow: 'inset 0 0 0 1px var(--edge)',
    color: 'var(--ink)',
    font: '550 var(--text-s) / 1.5 var(--font)',
    cursor: 'default',
    '&:hover': { backgroundColor: 'var(--accent-soft)' },
  },
  '@media (prefers-reduced-motion: reduce)': {
    '&.cm-focused > .cm-scroller > .cm-cursorLayer': { animation: 'none' },
  },
});
