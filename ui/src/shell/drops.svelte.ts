/**
 * Files that are dropped on the window, or chosen by keyboard: what is over it now, what the first of them turned out to be, and using it once
 * the learner says so. The words are in `DropOverlay.svelte` and `Dropped.svelte`.
 */
import type { DroppedDto, ErrorDto, MissionCardDto } from '~/bindings';
import { t } from '~/messages';
import { asError, type DropEvent, type Platform } from '~/platform';

import type { Session } from './session.svelte';

import type { Route, Shell } from '.';

/** A file that was let go of. */
export interface DroppedFile {
  path: string;
  /** How many more were dropped with it, which are left alone. */
  others: number;
  /** What it is; nothing while it is looked at. */
  found: DroppedDto | null;
  /** Why it could not be looked at. */
  problem: ErrorDto | null;
}

export class Drops {
  /** How many files are held over the window. */
  over = $state(0);
  file = $state.raw<DroppedFile | null>(null);
  /** Something that was asked for is under way: buttons are held back meanwhile. */
  busy = $state(false);
  /** Why what was asked for did not come about. */
  refused = $state.raw<ErrorDto | null>(null);

  readonly #platform: Platform;
  readonly #session: Session;
  readonly #shell: Shell;
  readonly #route: () => Route;
  #turn = 0;

  constructor(platform: Platform, session: Session, shell: Shell, route: () => Route) {
    this.#platform = platform;
    this.#session = session;
    this.#shell = shell;
    this.#route = route;
  }

  /** Listens until the returned function is called. */
  start(): () => void {
    const listening = this.#platform.onDrop((drop) => this.#hear(drop));
    // Where nothing can be dropped, a file is still opened by key.
    listening.catch(() => undefined);
    return () => {
      this.over = 0;
      listening.then((stop) => stop()).catch(() => undefined);
    };
  }

  /** The mission that is on the screen. */
  get here(): MissionCardDto | null {
    const route = this.#route();
    return route.name === 'mission' ? this.#card(route.missionId) : null;
  }

  /** The mission whose template a dropped one would become: the one on the screen, else the one that was worked on last. */
  get target(): MissionCardDto | null {
    const { here } = this;
    if (here !== null && here.standing.state !== 'new') return here;
    return this.#session.list?.resume ?? null;
  }

  /** Asks for a file, for those who do not drag. */
  async choose(): Promise<void> {
    try {
      const path = await this.#platform.pickOpenFile();
      if (path !== null) await this.look([path]);
    } catch (thrown) {
      this.#shell.notify({ tone: 'problem', text: asError(thrown).message });
    }
  }

  /** Looks at the first file; the others are left alone, and that is said. */
  async look(paths: readonly string[]): Promise<void> {
    const [path] = paths;
    if (path === undefined) return;
    const turn = ++this.#turn;
    const file = { path, others: paths.length - 1, found: null, problem: null };
    [this.file, this.refused] = [file, null];
    try {
      const found = await this.#platform.invoke('look_at_dropped', { path });
      if (turn === this.#turn) this.file = { ...file, found };
    } catch (thrown) {
      if (turn === this.#turn) this.file = { ...file, problem: asError(thrown) };
    }
  }

  close(): void {
    this.#turn++;
    [this.file, this.refused] = [null, null];
  }

  /** Takes the mission into the list and opens it. */
  async add(path: string): Promise<void> {
    await this.#during(async () => {
      const { missionId } = await this.#platform.invoke('add_mission', { path });
      this.close();
      void this.#session.loadList();
      this.#shell.go({ name: 'mission', missionId });
    });
  }

  /** Opens a mission that is in the list already. */
  open(missionId: string): void {
    this.close();
    this.#shell.go({ name: 'mission', missionId });
  }

  /** Makes the template the learner's own in a mission. What stood there is kept, and comes back with one press. */
  async use(path: string, mission: MissionCardDto): Promise<void> {
    await this.#during(async () => {
      const { canUndo } = await this.#platform.invoke('use_template', { missionId: mission.id, path });
      this.close();
      if (this.here?.id !== mission.id) this.#shell.go({ name: 'mission', missionId: mission.id });
      this.#shell.notify({
        tone: 'info',
        text: t('drop-used', { title: mission.title }),
        ...(canUndo && { action: { label: t('drop-undo'), run: () => void this.#undo(mission.id) } }),
      });
    });
  }

  async #undo(missionId: string): Promise<void> {
    try {
      await this.#platform.invoke('undo_restore', { missionId });
      this.#shell.notify({ tone: 'info', text: t('drop-undone') });
    } catch (thrown) {
      this.#shell.notify({ tone: 'problem', text: asError(thrown).message });
    }
  }

  async #during(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    [this.busy, this.refused] = [true, null];
    try {
      await work();
    } catch (thrown) {
      this.refused = asError(thrown);
    } finally {
      this.busy = false;
    }
  }

  #hear(drop: DropEvent): void {
    // Data that may not be touched takes nothing in.
    if (this.#session.refused) return;
    if (drop.kind === 'enter') this.over = drop.paths.length;
    if (drop.kind === 'leave' || drop.kind === 'drop') this.over = 0;
    if (drop.kind === 'drop') void this.look(drop.paths);
  }

  #card(missionId: string): MissionCardDto | null {
    const packs = this.#session.list?.packs ?? [];
    return packs.flatMap((pack) => pack.missions).find((mission) => mission.id === missionId) ?? null;
  }
}
