/** The invented engine's side of the template in the window: its saves. */
import type { AttemptListDto } from '~/bindings';

import { refusal, type Answers } from './fake-parts';

export type TemplateCommands = 'export_history' | 'delete_history';

/** What the rest of the engine does for it. */
export interface FakeSaves {
  list: (missionId: string) => AttemptListDto;
  /** Deletes all saves but the newest. */
  deleteOlder: (missionId: string) => void;
}

export class FakeTemplate {
  readonly #saves: FakeSaves;

  constructor(saves: FakeSaves) {
    this.#saves = saves;
  }

  readonly answers: Answers<TemplateCommands> = {
    export_history: ({ missionId, path }) => {
      if (this.#saves.list(missionId).attempts.length === 0) {
        throw refusal('notStarted', 'This mission has not been started.');
      }
      return { path: `${path}/${missionId}-saves` };
    },
    delete_history: ({ missionId }) => {
      this.#saves.deleteOlder(missionId);
      return this.#saves.list(missionId);
    },
  };
}
