/** CodeMirror's own words, from our catalogue; its keys are the English it is written with. */
import { EditorState, type Extension } from '@codemirror/state';

import { t } from '~/messages';

/** A function, not a constant: the language can be another by the time an editor opens. */
export function phrases(): Extension {
  return EditorState.phrases.of({
    Find: t('editor-find'),
    Replace: t('editor-replace-with'),
    next: t('editor-find-next'),
    previous: t('editor-find-previous'),
    all: t('editor-find-all'),
    'match case': t('editor-match-case'),
    regexp: t('editor-regexp'),
    'by word': t('editor-by-word'),
    replace: t('editor-replace'),
    'replace all': t('editor-replace-all'),
    close: t('editor-close'),
    'current match': t('editor-current-match'),
    'on line': t('editor-on-line'),
    'replaced $ matches': t('editor-replaced-matches'),
    'replaced match on line $': t('editor-replaced-on-line'),
    'Go to line': t('editor-go-to-line'),
    go: t('editor-go'),
    'Folded lines': t('editor-folded-lines'),
    'Unfolded lines': t('editor-unfolded-lines'),
    to: t('editor-to'),
    'folded code': t('editor-folded-code'),
    unfold: t('editor-unfold'),
    'Fold line': t('editor-fold-line'),
    'Unfold line': t('editor-unfold-line'),
    'Control character': t('editor-control-character'),
    'Selection deleted': t('editor-selection-deleted'),
    '$ unchanged lines': t('editor-unchanged-lines'),
  });
}
