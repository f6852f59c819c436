/** What clicks and keys mean on a picture. What they lead to, a line opened or a group folded, is the caller's. */
import type { SceneNodeDto } from '~/bindings';

import type { Camera } from './camera';
import type { SceneIndex, StopKey } from './scene';
import { isWalkKey, walk } from './walk';

/** Between a click on a group and the second one that folds it. */
const DOUBLE_MS = 260;

/** What is pressed, and what can come of it. */
interface Pressed {
  index: () => SceneIndex;
  camera: Camera;
  /** A pointer chose it: Tab comes back to it. */
  choose: (key: StopKey) => void;
  focus: (key: StopKey) => void;
  open: (line: number, column: number) => void;
  fold: (groupId: string) => void;
  leave: () => void;
}

/** What of the picture an element belongs to. */
export function stopOf(target: EventTarget | null): StopKey | null {
  if (!(target instanceof Element)) return null;
  return target.closest<SVGElement>('[data-stop]')?.dataset.stop ?? null;
}

export class Presses {
  readonly #pressed: Pressed;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(pressed: Pressed) {
    this.#pressed = pressed;
  }

  /** What was pressed shortly before is not waited for any more. */
  stop(): void {
    clearTimeout(this.#waiting);
  }

  click(event: MouseEvent): void {
    const { camera, choose, fold } = this.#pressed;
    if (camera.dragged) return;
    const target = event.target instanceof Element ? event.target : null;
    const folds = target?.closest<SVGElement>('[data-fold]')?.dataset.fold;
    if (folds !== undefined) {
      fold(folds);
      return;
    }
    const key = stopOf(target);
    if (key === null) return;
    choose(key);
    const group = this.#groupOf(key);
    if (group === null) {
      this.#open(key);
      return;
    }
    this.stop();
    // Not by a pointer but by assistive technology, which was told that the group folds.
    if (event.detail === 0) {
      fold(group.id);
      return;
    }
    // A second click folds it: an editor that opens at the first would be in the way.
    if (event.detail <= 1) this.#waiting = setTimeout(() => this.#open(key), DOUBLE_MS);
  }

  doubleClick(event: MouseEvent): void {
    this.stop();
    const key = stopOf(event.target);
    const group = key === null ? null : this.#groupOf(key);
    if (group) this.#pressed.fold(group.id);
  }

  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#ofPicture(event.key) && !this.#ofStop(event)) return;
    // The window has keys of its own; here these mean something else.
    event.preventDefault();
    event.stopPropagation();
  }

  /** Keys that mean the picture, wherever the focus is in it. */
  #ofPicture(key: string): boolean {
    const { camera, leave } = this.#pressed;
    switch (key) {
      case '+':
      case '=':
        camera.larger();
        return true;
      case '-':
      case '_':
        camera.smaller();
        return true;
      case '0':
        camera.whole();
        return true;
      case 'f':
      case 'F':
        camera.fitAll();
        return true;
      case 'Escape':
        leave();
        return true;
      default:
        return false;
    }
  }

  /** Keys that mean what has the focus. */
  #ofStop(event: KeyboardEvent): boolean {
    const { index, focus, fold } = this.#pressed;
    const key = stopOf(event.target);
    if (key === null) return false;
    if (isWalkKey(event.key)) {
      const next = walk(index(), key, event.key, event.shiftKey);
      if (next !== null) focus(next);
      return true;
    }
    if (event.key === 'Enter') {
      this.#open(key);
      return true;
    }
    if (event.key === ' ') {
      const group = this.#groupOf(key);
      if (group) fold(group.id);
      else this.#open(key);
      return true;
    }
    return false;
  }

  #open(key: StopKey): void {
    const about = this.#pressed.index().about(key);
    if (about !== null && about.line !== null) this.#pressed.open(about.line, about.column ?? 1);
  }

  #groupOf(key: StopKey): SceneNodeDto | null {
    const node = this.#pressed.index().nodes.get(key);
    return node?.kind === 'group' ? node : null;
  }
}
