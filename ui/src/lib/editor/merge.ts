/**
 * Both versions, chunk by chunk, when the file was changed from outside while it was edited here: the file's lines stand above the lines
 * typed here, and each place is decided by a button. What is not decided stays as it was typed.
 */
import { getChunks, unifiedMergeView } from '@codemirror/merge';
import type { EditorState, Extension } from '@codemirror/state';

import { t } from '~/messages';

export function mergeWith(theirs: string): Extension {
  return unifiedMergeView({
    original: theirs,
    highlightChanges: true,
    gutter: true,
    syntaxHighlightDeletions: false,
    mergeControls: (type, action) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'merge-choice';
      // To accept is to let what was typed stand; to reject puts the file's lines in its place.
      button.textContent = type === 'accept' ? t('editor-chunk-mine') : t('editor-chunk-theirs');
      // By keyboard too: a press alone would be the mouse's.
      button.onclick = action;
      return button;
    },
  });
}

/** How many places are not decided yet; nothing outside a merge. */
export function undecided(state: EditorState): number | null {
  return getChunks(state)?.chunks.length ?? null;
}
