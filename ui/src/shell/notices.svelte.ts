/** Short notices below the screen: what was done, with the way back, or what went wrong, with the next step. */

export interface Notice {
  text: string;
  /** A problem stays until it is dismissed; the rest leave by themselves. */
  tone: 'info' | 'problem';
  action?: { label: string; run: () => void };
}

export interface ShownNotice extends Notice {
  id: number;
}

const STAY_MS = 5000;
/** A way back is looked for longer than a word is read. */
const STAY_WITH_ACTION_MS = 12_000;
const SHOWN_AT_MOST = 3;

export class Notices {
  #shown = $state.raw<readonly ShownNotice[]>([]);
  #nextId = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  get shown(): readonly ShownNotice[] {
    return this.#shown;
  }

  add(notice: Notice): void {
    const shown = { ...notice, id: this.#nextId++ };
    const others = this.#shown.filter((other) => other.text !== notice.text);
    this.#shown = [...others, shown].slice(-SHOWN_AT_MOST);
    if (notice.tone === 'info') this.resume(shown.id);
  }

  dismiss(id: number): void {
    this.hold(id);
    this.#shown = this.#shown.filter((notice) => notice.id !== id);
  }

  /** Keeps a notice while it is pointed at or has focus: nobody should have to hurry to read or press it. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** Lets a notice leave by itself again. */
  resume(id: number): void {
    const notice = this.#shown.find((shown) => shown.id === id);
    if (notice?.tone !== 'info') return;
    this.hold(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), notice.action ? STAY_WITH_ACTION_MS : STAY_MS),
    );
  }
}
