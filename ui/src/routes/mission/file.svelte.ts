/** The learner's own file: whether it is watched, and what opens it. What it says is graded and shown elsewhere. */
import type { WatchStateDto } from '~/bindings';
import type { Place } from '~/lib/mission/evidence';
import { editorName } from '~/messages/names';
import type { Platform } from '~/platform';

/** What is asked of the screen. */
interface Screen {
  readonly missionId: string;
  readonly started: () => boolean;
  /** Where the file is; nothing before the start. */
  readonly path: () => string | null;
  opened: (editor: string) => void;
  copied: () => void;
  fail: (thrown: unknown) => void;
}

export class LearnersFile {
  watch = $state.raw<WatchStateDto | null>(null);
  /** Whether it is known how the watch stands; before that nothing is said about it. */
  watchKnown = $state(false);

  readonly #platform: Platform;
  readonly #screen: Screen;

  constructor(platform: Platform, screen: Screen) {
    this.#platform = platform;
    this.#screen = screen;
  }

  async askWatch(): Promise<void> {
    try {
      const { watch } = await this.#platform.invoke('get_watch', {});
      this.watch = watch;
      this.watchKnown = true;
    } catch (thrown) {
      this.#screen.fail(thrown);
    }
  }

  async openEditor(place: Place | null): Promise<void> {
    const { missionId, started, opened, fail } = this.#screen;
    if (!started()) return;
    try {
      const at = { line: place?.line ?? 1, column: place?.column ?? 1 };
      opened(editorName(await this.#platform.invoke('open_editor', { missionId, ...at })));
    } catch (thrown) {
      fail(thrown);
    }
  }

  async openFolder(): Promise<void> {
    const { missionId, fail } = this.#screen;
    try {
      await this.#platform.invoke('open_folder', { missionId });
    } catch (thrown) {
      fail(thrown);
    }
  }

  async copyPath(): Promise<void> {
    const { path, copied, fail } = this.#screen;
    const text = path();
    if (text === null) return;
    try {
      await navigator.clipboard.writeText(text);
      copied();
    } catch (thrown) {
      fail(thrown);
    }
  }
}
