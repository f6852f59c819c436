/** Making a mission without a model, from what a learner wishes. No markup, no text. */
import type { ErrorDto, OfflineMissionDto, OfflineRequestDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

export class OfflineMission {
  /** As it was typed; empty: a new one is drawn. */
  seed = $state('');
  making = $state(false);
  /** Why none was made. */
  problem = $state.raw<ErrorDto | null>(null);

  /** Blanks and commas are how people group digits. */
  readonly #digits = $derived(this.seed.replace(/[\s,.'_]/gu, ''));
  /** Not a number that every program can hold. */
  readonly seedWrong = $derived(
    this.#digits !== '' && !(/^\d+$/u.test(this.#digits) && Number.isSafeInteger(Number(this.#digits))),
  );

  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Makes it; gives it when there is one. */
  async make(wishes: Pick<OfflineRequestDto, 'topic' | 'services' | 'level'>): Promise<OfflineMissionDto | null> {
    if (this.making || this.seedWrong) return null;
    this.making = true;
    this.problem = null;
    const seed = this.#digits === '' ? null : Number(this.#digits);
    try {
      return await this.#platform.invoke('make_offline_mission', { ...wishes, skills: [], seed });
    } catch (thrown) {
      this.problem = asError(thrown);
      return null;
    } finally {
      this.making = false;
    }
  }
}
