/**
 * Short notices below the screen: what was done, with the way back, or what went wrong, with the next step. The newest is shown, the others wait
 * behind it; what was said stays in the log, for those who hear the window.
 */

export interface Notice {
  text: string;
  /** A problem, and what waits for the learner, stay until they are dismissed; the rest leave by themselves. */
  tone: 'info' | 'waits' | 'problem';
  action?: { label: string; run: () => void };
  /** What it is about: a newer word about the same thing takes the place of the older one. */
  about?: string;
}

export interface ShownNotice extends Notice {
  id: number;
}

const STAY_MS = 5000;
/** A way back is looked for longer than a word is read. */
const STAY_WITH_ACTION_MS = 12_000;
const KEPT_AT_MOST = 6;
const LOGGED_AT_MOST = 30;

export class Notices {
  #kept = $state.raw<readonly ShownNotice[]>([]);
  #log = $state.raw<readonly ShownNotice[]>([]);
  #nextId = 1;
  #held = false;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** What has not left yet, the newest first. */
  get kept(): readonly ShownNotice[] {
    return this.#kept;
  }

  /** What was said, the oldest first, also what has left. */
  get log(): readonly ShownNotice[] {
    return this.#log;
  }

  add(notice: Notice): void {
    const added = { ...notice, id: this.#nextId++ };
    const replaced = (other: ShownNotice) =>
      other.text === added.text || (added.about !== undefined && other.about === added.about);
    const kept = [added, ...this.#kept.filter((other) => !replaced(other))].slice(0, KEPT_AT_MOST);
    for (const other of this.#kept) if (!kept.includes(other)) this.#stop(other.id);
    this.#kept = kept;
    this.#log = [...this.#log, added].slice(-LOGGED_AT_MOST);
    if (!this.#held) this.#leaveLater(added);
  }

  dismiss(id: number): void {
    this.#stop(id);
    this.#kept = this.#kept.filter((notice) => notice.id !== id);
    // What is gone is neither pointed at nor focused any more, whether or not that was told.
    if (this.#kept.length === 0) this.#held = false;
  }

  /** What was said about something holds no longer. The log keeps it: it was said. */
  withdraw(about: string): void {
    for (const notice of this.#kept) if (notice.about === about) this.dismiss(notice.id);
  }

  /** Keeps them all while they are pointed at or have the focus: nobody should have to hurry to read or press one. */
  hold(): void {
    this.#held = true;
    for (const { id } of this.#kept) this.#stop(id);
  }

  /** Lets them leave by themselves again. */
  release(): void {
    this.#held = false;
    for (const notice of this.#kept) this.#leaveLater(notice);
  }

  #leaveLater({ id, tone, action }: ShownNotice): void {
    if (tone !== 'info') return;
    this.#stop(id);
    const stay = action ? STAY_WITH_ACTION_MS : STAY_MS;
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), stay),
    );
  }

  #stop(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }
}
