/** Pieces of the window that it starts without: each is loaded once, and asked for again when it could not be. */
import type { Component } from 'svelte';

export class Pieces {
  #tries = $state(0);

  /** A promise for each, so that going back does not load again. */
  once<T extends Component<never>>(get: () => Promise<{ default: T }>): () => Promise<T> {
    let loading: Promise<T> | undefined;
    return () => {
      // Read, so that a screen that could not be loaded is asked for once more when the learner says so.
      void this.#tries;
      loading ??= get().then(
        (module) => module.default,
        (thrown: unknown) => {
          loading = undefined;
          throw thrown;
        },
      );
      return loading;
    };
  }

  /** The learner says so. */
  again(): void {
    this.#tries += 1;
  }
}
