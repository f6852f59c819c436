/** Looking for words in conversations: as the learner types, in this mission's or in all. */
import type { ErrorDto, HitDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

/** The learner types on meanwhile. */
const DELAY_MS = 180;

export class Search {
  words = $state('');
  everywhere = $state(true);
  /** Nothing before the first answer. */
  hits = $state.raw<readonly HitDto[] | null>(null);
  problem = $state.raw<ErrorDto | null>(null);

  readonly #platform: Platform;
  readonly #missionId: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(platform: Platform, missionId: string) {
    this.#platform = platform;
    this.#missionId = missionId;
  }

  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), DELAY_MS);
  }

  async look(): Promise<void> {
    const turn = ++this.#turn;
    const words = this.words.trim();
    if (words === '') {
      this.hits = null;
      this.problem = null;
      return;
    }
    try {
      const { hits } = await this.#platform.invoke('search_conversations', {
        words,
        missionId: this.everywhere ? null : this.#missionId,
      });
      if (turn === this.#turn) [this.hits, this.problem] = [hits, null];
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asError(thrown);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#turn++;
  }
}
