/** The picture's code, a piece of its own that the window starts without: it comes while the mission is asked for. */
import type * as Piece from './architecture';

export class Drawing {
  piece = $state.raw<typeof Piece | null>(null);
  /** It could not be loaded. */
  failed = $state(false);

  load(): void {
    this.failed = false;
    import('./architecture').then(
      (piece) => (this.piece = piece),
      () => (this.failed = true),
    );
  }
}
