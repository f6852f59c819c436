/** The editor on the screen, as far as *Edit here* knows it: it comes and goes with the tab. */
import type { Kept } from '~/lib/editor/codemirror';

/** What is asked of the editor while there is one. */
export interface Surface {
  replace(text: string, how: 'undoable' | 'silent'): void;
  rebase(file: string): void;
  saveBegan(): void;
  saveEnded(saved: boolean): void;
  goToProblem(step: 1 | -1): void;
  focus(): void;
  keep(): Kept;
}

/** What happened last, for the line above the editor. */
export type Happened =
  'opened' | 'saved' | 'unchanged' | 'reloaded' | 'discarded' | 'took-theirs' | 'decide' | 'merged';
