/**
 * The generated missions as a list: a page at a time, by state, kept fresh by events. No markup, no text.
 *
 * There may be a hundred thousand. Only what was asked for is held; an event about one of them asks for that one, and what may have brought
 * new ones asks for the first page. At rest nothing is asked.
 */
import type { CursorDto, ErrorDto, EventDto, GeneratedStateDto, GenerationCountsDto, GenerationDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

/** Missions a page has: two rows of a wide window, since the packs come after it. */
export const PAGE = 8;
/** Events come in bursts while missions are written; one look answers all of a burst. */
const FRESHEN_MS = 250;
/** More missions than this are asked for as a page and not one by one. */
const ONE_BY_ONE = 4;

export class Generations {
  list = $state.raw<readonly GenerationDto[]>([]);
  counts = $state.raw<GenerationCountsDto | null>(null);
  /** Where the next page begins; nothing when all is shown. */
  next = $state.raw<CursorDto | null>(null);
  state = $state<GeneratedStateDto | null>(null);
  problem = $state.raw<ErrorDto | null>(null);
  loadingMore = $state(false);
  /** Missions something is being done with: their buttons are held back. */
  busy = $state.raw<ReadonlySet<string>>(new Set());

  /** The first page has come, or why it did not. */
  first: Promise<void> = Promise.resolve();

  readonly #platform: Platform;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #named = new Set<string>();
  #fromTheTop = false;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  // Worked out when they are asked for: a list that came late may still be looked at while the screen is left.
  get total(): number {
    const counts = this.counts;
    return counts === null ? 0 : counts.generating + counts.ready + counts.failed + counts.cancelled;
  }

  /** Something of what is shown goes on: its time is to be told. */
  get goesOn(): boolean {
    return this.list.some(({ state }) => state === 'generating');
  }

  /** Asks for the first page and listens until the returned function is called. What was shown at the end of an earlier visit stands until then. */
  start(): () => void {
    if (this.state !== null) {
      this.state = null;
      this.list = [];
      this.next = null;
    }
    this.list = this.list.slice(0, PAGE);
    const subscription = this.#platform.subscribe((event) => this.#hear(event));
    // The shell says so when no events arrive.
    subscription.catch(() => undefined);
    this.first = this.load();
    return () => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#turn++;
      subscription.then((stop) => stop()).catch(() => undefined);
    };
  }

  /** The first page, anew. */
  async load(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const page = await this.#platform.invoke('list_generations', { after: null, state: this.state, limit: PAGE });
      if (turn !== this.#turn) return;
      this.list = page.generations;
      this.next = page.next;
      this.counts = page.counts;
      this.problem = null;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asError(thrown);
    }
  }

  async show(state: GeneratedStateDto | null): Promise<void> {
    this.state = state;
    await this.load();
  }

  async loadMore(): Promise<void> {
    const after = this.next;
    if (after === null || this.loadingMore) return;
    const turn = this.#turn;
    this.loadingMore = true;
    try {
      const page = await this.#platform.invoke('list_generations', { after, state: this.state, limit: PAGE });
      if (turn !== this.#turn) return;
      const known = new Set(this.list.map(({ missionId }) => missionId));
      this.list = [...this.list, ...page.generations.filter(({ missionId }) => !known.has(missionId))];
      this.next = page.next;
      this.counts = page.counts;
      this.problem = null;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asError(thrown);
    } finally {
      this.loadingMore = false;
    }
  }

  async cancel(missionId: string): Promise<void> {
    await this.#during(missionId, async () =>
      this.#put(await this.#platform.invoke('cancel_generation', { missionId })),
    );
  }

  async retry(missionId: string): Promise<void> {
    await this.#during(missionId, async () =>
      this.#put(await this.#platform.invoke('retry_generation', { missionId })),
    );
  }

  async discard(missionId: string): Promise<void> {
    await this.#during(missionId, async () => {
      await this.#platform.invoke('discard_generation', { missionId });
      this.#drop(missionId);
    });
  }

  /** A mission that was just asked for stands at the top at once. */
  asked(mission: GenerationDto): void {
    if (this.state === null || this.state === mission.state) {
      this.list = [mission, ...this.list.filter(({ missionId }) => missionId !== mission.missionId)];
    }
    this.#fromTheTop = true;
    this.#freshenSoon();
  }

  #hear({ kind, missionId }: EventDto): void {
    if (kind === 'queueChanged') {
      // A pause, a breaker, a snooze: what waits may wait for something else now.
      if (!this.goesOn && (this.counts?.generating ?? 0) === 0) return;
      this.#fromTheTop = true;
    } else if ((kind === 'missionChanged' || kind === 'deadLetter') && missionId !== null) {
      this.#named.add(missionId);
    } else {
      return;
    }
    this.#freshenSoon();
  }

  #freshenSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#freshen();
    }, FRESHEN_MS);
  }

  async #freshen(): Promise<void> {
    const known = new Set(this.list.map(({ missionId }) => missionId));
    const named = [...this.#named];
    this.#named = new Set();
    // One that is not shown may be a new one. A bundled mission that was started is named as well: a look at the top is cheap.
    const top = this.#fromTheTop || named.some((missionId) => !known.has(missionId)) || named.length > ONE_BY_ONE;
    this.#fromTheTop = false;
    const turn = this.#turn;
    try {
      if (top) {
        const page = await this.#platform.invoke('list_generations', { after: null, state: this.state, limit: PAGE });
        if (turn !== this.#turn) return;
        this.#takeTop(page.generations, page.next);
        this.counts = page.counts;
      }
      const shown = new Set(this.list.slice(0, top ? PAGE : 0).map(({ missionId }) => missionId));
      const rest = named.filter((missionId) => known.has(missionId) && !shown.has(missionId)).slice(0, PAGE);
      await Promise.all(rest.map((missionId) => this.#askFor(missionId, turn)));
      this.problem = null;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asError(thrown);
    }
  }

  /** The newest page in front of what was loaded after it. */
  #takeTop(page: readonly GenerationDto[], next: CursorDto | null): void {
    const last = page.at(-1);
    if (last === undefined || next === null) {
      this.list = page;
      this.next = next;
      return;
    }
    const ids = new Set(page.map(({ missionId }) => missionId));
    const older = this.list.filter((mission) => !ids.has(mission.missionId) && comesAfter(mission, last));
    this.list = [...page, ...older];
    if (older.length === 0) this.next = next;
  }

  async #askFor(missionId: string, turn: number): Promise<void> {
    try {
      const mission = await this.#platform.invoke('get_generation', { missionId });
      if (turn === this.#turn) this.#put(mission);
    } catch (thrown) {
      if (asError(thrown).code !== 'notFound') throw thrown;
      this.#drop(missionId);
    }
  }

  #put(mission: GenerationDto): void {
    const before = this.list.find(({ missionId }) => missionId === mission.missionId);
    if (before === undefined) return;
    if (before.state !== mission.state) this.#fromTheTop = true;
    const fits = this.state === null || this.state === mission.state;
    this.list = fits
      ? this.list.map((other) => (other.missionId === mission.missionId ? mission : other))
      : this.list.filter(({ missionId }) => missionId !== mission.missionId);
    // The counts are others now.
    if (before.state !== mission.state) this.#freshenSoon();
  }

  #drop(missionId: string): void {
    this.list = this.list.filter((mission) => mission.missionId !== missionId);
    this.#fromTheTop = true;
    this.#freshenSoon();
  }

  async #during(missionId: string, work: () => Promise<void>): Promise<void> {
    if (this.busy.has(missionId)) return;
    this.busy = new Set([...this.busy, missionId]);
    try {
      await work();
      this.problem = null;
    } catch (thrown) {
      this.problem = asError(thrown);
    } finally {
      this.busy = new Set([...this.busy].filter((id) => id !== missionId));
    }
  }
}

/** By platform, so that tests do not meet each other. */
const kept = new WeakMap<Platform, Generations>();

/** The list of this window: who comes back to it sees at once what stood there, and what has changed as soon as the engine has said so. */
export function generationsOf(platform: Platform): Generations {
  const generations = kept.get(platform) ?? new Generations(platform);
  kept.set(platform, generations);
  return generations;
}

/** In the engine's order: the newest first, then by id, the later one first. */
function comesAfter(mission: GenerationDto, last: GenerationDto): boolean {
  if (mission.createdAtMs !== last.createdAtMs) return mission.createdAtMs < last.createdAtMs;
  return mission.missionId < last.missionId;
}
