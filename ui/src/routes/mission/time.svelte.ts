/**
 * Going back and forth through a mission's saves: which are kept, which one is aimed at, which one is marked to be compared, and taking them
 * along or deleting them. What is shown of a save (criteria, template, picture) is the screen's.
 */
import type { AttemptDto, AttemptListDto, AttemptSummaryDto, ErrorDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

/** What the time machine moves. */
export interface Hands {
  newest: () => AttemptDto | null;
  /** The older save that is shown; nothing while it is now. */
  looked: () => AttemptDto | null;
  /** Shows a save, or with nothing goes back to now; `settled` says that no other is wanted meanwhile. */
  look: (attempt: AttemptDto | null, settled: boolean) => Promise<void>;
  /** The save that others are compared with. */
  marked: () => number | null;
  /** Compares what is shown with a save, or, with nothing, no longer does. */
  compare: (attemptId: number | null) => void;
  during: (what: 'export' | 'delete', work: () => Promise<void>) => Promise<void>;
  tell: (notice: TimeNotice) => void;
  fail: (thrown: unknown) => void;
}

export type TimeNotice =
  { kind: 'savesExported'; path: string; count: number } | { kind: 'savesDeleted'; count: number };

/** Saves that were looked at last and need not be asked for again: a save never changes. */
const REMEMBERED = 32;

export class TimeMachine {
  history = $state.raw<AttemptListDto | null>(null);
  /** Why the saves could not be listed, when none are shown. */
  problem = $state.raw<ErrorDto | null>(null);
  /** The save that is wanted; what is shown follows it. Nothing is now. */
  aimId = $state<number | null>(null);
  /** It is asked whether the saves are to be deleted. */
  deleting = $state(false);

  readonly saves = $derived<readonly AttemptSummaryDto[]>(this.history?.attempts ?? []);
  /** Where the wanted save stands. A save that is not in the list is newer than it. */
  readonly index = $derived.by(() => {
    const found = this.aimId === null ? -1 : this.indexOf(this.aimId);
    return found < 0 ? this.saves.length - 1 : found;
  });
  /** The save that others are compared with. */
  readonly markedId = $derived.by(() => this.hands.marked());
  readonly markedIndex = $derived.by(() => {
    const found = this.markedId === null ? -1 : this.indexOf(this.markedId);
    return found < 0 ? null : found;
  });
  readonly lastGreenId = $derived(this.history?.lastGreenId ?? null);

  private readonly platform: Platform;
  private readonly missionId: string;
  private readonly hands: Hands;
  private readonly remembered = new Map<number, AttemptDto>();
  private following: Promise<void> | null = null;
  /** Counts what makes an older list of the saves out of date. */
  private turn = 0;
  /** The last list that was asked for and will be shown. */
  private listing: Promise<void> | null = null;

  constructor(platform: Platform, missionId: string, hands: Hands) {
    this.platform = platform;
    this.missionId = missionId;
    this.hands = hands;
  }

  /** The mission was begun anew, or is not begun any more. */
  forget(): void {
    this.dropLists();
    this.history = null;
    this.problem = null;
    this.aimId = null;
    this.unmark();
    this.remembered.clear();
  }

  /** Lists the saves; of several lists that are on their way, the last that was asked for is shown, whichever comes last. */
  async ask(): Promise<void> {
    this.listing = this.list(++this.turn);
    await this.listing;
  }

  private async list(mine: number): Promise<void> {
    try {
      const history = await this.platform.invoke('list_attempts', { missionId: this.missionId });
      if (mine !== this.turn) {
        await this.listing;
        return;
      }
      this.history = history;
      this.problem = null;
    } catch (thrown) {
      if (mine !== this.turn) return;
      if (this.history === null) this.problem = asError(thrown);
      else this.hands.fail(thrown);
    }
  }

  /** What is on its way is older than what is known now. */
  private dropLists(): void {
    this.turn += 1;
    this.listing = null;
  }

  // Looking

  /**
   * Wants a save to be shown. While one is asked for, only the last that was wanted is asked for next: holding an arrow key never leaves a
   * queue behind.
   */
  async lookAt(attemptId: number): Promise<void> {
    if (attemptId === this.hands.newest()?.summary.id) return this.lookAtNow();
    this.aimId = attemptId;
    this.following ??= this.follow().finally(() => (this.following = null));
    await this.following;
  }

  async lookAtNow(): Promise<void> {
    this.aimId = null;
    if (this.hands.looked() !== null) await this.hands.look(null, true);
  }

  private async follow(): Promise<void> {
    for (;;) {
      const id = this.aimId;
      if (id === null || id === this.hands.looked()?.summary.id) return;
      let attempt: AttemptDto;
      try {
        attempt = await this.attempt(id);
      } catch (thrown) {
        // Another is wanted by now: that this one could not be shown is not worth a word.
        if (this.aimId !== id) continue;
        this.aimId = this.hands.looked()?.summary.id ?? null;
        this.hands.fail(thrown);
        return;
      }
      if (this.aimId !== null) await this.hands.look(attempt, this.aimId === id);
    }
  }

  private async attempt(id: number): Promise<AttemptDto> {
    const known = this.remembered.get(id);
    const attempt = known ?? (await this.platform.invoke('get_attempt', { attemptId: id }));
    // Put behind the others, so that the first is the one that was not looked at for longest.
    this.remembered.delete(id);
    this.remembered.set(id, attempt);
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > REMEMBERED && oldest !== undefined) this.remembered.delete(oldest);
    return attempt;
  }

  /** Looks at the save at a place in the list. */
  async lookAtIndex(index: number): Promise<void> {
    const save = this.saves[Math.min(Math.max(index, 0), this.saves.length - 1)];
    if (save !== undefined) await this.lookAt(save.id);
  }

  /** Looks `count` saves later, or earlier when it is negative. */
  async step(count: number): Promise<void> {
    await this.refresh();
    await this.lookAtIndex(this.index + count);
  }

  /** Looks at the next save later (1) or earlier (-1) that flipped a criterion; stays when there is none. */
  async stepToFlip(direction: 1 | -1): Promise<void> {
    await this.refresh();
    const flips = this.history?.flips ?? [];
    for (let at = this.index + direction; at >= 0 && at < flips.length; at += direction) {
      if ((flips[at]?.length ?? 0) > 0) return this.lookAtIndex(at);
    }
  }

  async lookAtLastGreen(): Promise<void> {
    await this.refresh();
    if (this.lastGreenId !== null) await this.lookAt(this.lastGreenId);
  }

  // Comparing

  /** Marks the save that is wanted, to compare the others with it; when it is marked, it no longer is. */
  async toggleMark(): Promise<void> {
    await this.refresh();
    const save = this.saves[this.index];
    if (save === undefined || save.id === this.markedId) this.unmark();
    else this.hands.compare(save.id);
  }

  unmark(): void {
    if (this.markedId !== null) this.hands.compare(null);
  }

  // Taking along and deleting

  async exportSaves(): Promise<void> {
    const folder = await this.platform.pickFolder();
    if (folder === null) return;
    await this.hands.during('export', async () => {
      await this.refresh();
      const { path } = await this.platform.invoke('export_history', { missionId: this.missionId, path: folder });
      this.hands.tell({ kind: 'savesExported', path, count: this.saves.length });
    });
  }

  /** Asks first; with nothing to delete there is nothing to ask. */
  async askToDelete(): Promise<void> {
    await this.refresh();
    this.deleting = this.saves.length > 1;
  }

  /** Deletes all saves but the newest. */
  async deleteSaves(): Promise<void> {
    await this.hands.during('delete', async () => {
      const before = this.saves.length;
      const history = await this.platform.invoke('delete_history', { missionId: this.missionId });
      this.dropLists();
      this.history = history;
      this.remembered.clear();
      if (this.markedIndex === null) this.unmark();
      this.hands.tell({ kind: 'savesDeleted', count: Math.max(before - history.attempts.length, 0) });
      await this.lookAtNow();
    });
  }

  private indexOf(attemptId: number): number {
    return this.saves.findIndex((save) => save.id === attemptId);
  }

  /** Keys work while the list is not shown, and it may then be older than the newest save. */
  private async refresh(): Promise<void> {
    const newest = this.hands.newest()?.summary.id;
    if (newest !== undefined && this.saves.at(-1)?.id !== newest) await this.ask();
  }
}
