/** The mentor's pane as one thing, wherever it stands: at the side, or in a drawer. What it shows, and where the focus is wanted. */
import type { HitDto, MentorContextDto } from '~/bindings';
import { asError, type Platform } from '~/platform';
import type { Shell } from '~/shell';

import { leaveJump, takeJump } from './jump';
import { mentorOf, type Ask, type Mentor } from './mentor.svelte';
import { Search } from './search.svelte';

/** Where the focus is wanted in the pane. */
export type Wanted = { kind: 'question' } | { kind: 'levels' } | { kind: 'exchange'; exchangeId: number };

export class Panel {
  readonly mentor: Mentor;
  readonly search: Search;
  view = $state<'talk' | 'search'>('talk');
  wanted = $state.raw<Wanted | null>(null);
  /** What is shown as sent; nothing while that is closed. */
  sent = $state.raw<Promise<MentorContextDto> | null>(null);
  /** What the button would ask, as the pane says it. */
  wouldAsk = $state.raw<Ask | null>(null);

  readonly #shell: Shell;
  readonly #leave: () => void;
  readonly #missionId: string;

  constructor(platform: Platform, shell: Shell, missionId: string) {
    const { mentor, leave } = mentorOf(platform, missionId);
    this.mentor = mentor;
    this.search = new Search(platform, missionId);
    this.#shell = shell;
    this.#leave = leave;
    this.#missionId = missionId;
    const exchangeId = takeJump(missionId);
    if (exchangeId !== null) this.wanted = { kind: 'exchange', exchangeId };
  }

  leave(): void {
    this.#leave();
  }

  /** Shows the conversation, with the focus where it is wanted. */
  want(wanted: Wanted): void {
    this.view = 'talk';
    this.wanted = wanted;
  }

  showSent(): void {
    if (this.wouldAsk !== null) this.sent = this.mentor.preview(this.wouldAsk);
  }

  /** Goes to where something was said, in this mission or in another. */
  goTo({ missionId, exchangeId }: HitDto): void {
    if (missionId === this.#missionId) {
      this.want({ kind: 'exchange', exchangeId });
      return;
    }
    leaveJump(missionId, exchangeId);
    this.#shell.go({ name: 'mission', missionId });
  }

  async forget(): Promise<void> {
    try {
      await this.mentor.forget();
    } catch (thrown) {
      this.#shell.notify({ tone: 'problem', text: asError(thrown).message });
    }
  }
}
