/**
 * What comes back and when, for the whole window: a count beside Progress, a line on the missions, the list in Progress. Fetched once and again
 * after what can change it; asking for a mission that practises something is here too.
 */
import type { ErrorDto, EventDto, PracticeDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

import type { Shell } from '.';

/** It follows a save after the save's own paint and the list's. */
const DELAY_MS = 250;

export class Practice {
  view = $state.raw<PracticeDto | null>(null);
  /** Why it is not there. */
  problem = $state.raw<ErrorDto | null>(null);
  /** A mission is being looked for: for this skill, or `due` for what is due. */
  looking = $state<string | null>(null);

  readonly #platform: Platform;
  readonly #shell: Pick<Shell, 'go' | 'notify'>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(platform: Platform, shell: Pick<Shell, 'go' | 'notify'>) {
    this.#platform = platform;
    this.#shell = shell;
  }

  /** How many skills are due now; 0 while nothing comes back. */
  get due(): number {
    return this.view?.enabled === true ? this.view.due : 0;
  }

  /** The names of the due skills. */
  get dueSkills(): string[] {
    return this.due === 0 ? [] : (this.view?.skills ?? []).filter(({ due }) => due).map(({ skill }) => skill);
  }

  /** Asks, and listens until the returned function is called. */
  start(): () => void {
    const subscription = this.#platform.subscribe((event) => this.#hear(event));
    subscription.catch(() => undefined);
    void this.load();
    return () => {
      clearTimeout(this.#timer);
      subscription.then((stop) => stop()).catch(() => undefined);
    };
  }

  async load(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const view = await this.#platform.invoke('get_practice', {});
      if (turn === this.#turn) [this.view, this.problem] = [view, null];
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asError(thrown);
    }
  }

  /** Goes to a mission that practises `skill`, or what is due; one is made when there is none. */
  async practise(skill: string | null): Promise<void> {
    if (this.looking !== null) return;
    this.looking = skill ?? 'due';
    try {
      const { missionId } = await this.#platform.invoke('practise', { skill });
      if (missionId !== null) this.#shell.go({ name: 'mission', missionId });
    } catch (thrown) {
      this.#shell.notify({ tone: 'problem', text: asError(thrown).message });
    } finally {
      this.looking = null;
      void this.load();
    }
  }

  #hear({ kind }: EventDto): void {
    if (kind !== 'attemptGraded' && kind !== 'missionChanged') return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), DELAY_MS);
  }
}
