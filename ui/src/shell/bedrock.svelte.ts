/**
 * What the whole window shows of Bedrock: how it is reached, how the queue stands, and a word when a mission is ready or failed. Fetched once
 * and again when an event says so; nothing is polled.
 */
import type { ErrorDto, EventDto, GenerationDto, ModelAccessDto, ModelTestDto, QueueDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

/** Events come in bursts while a mission is written; one look at the queue answers all of them. */
const QUEUE_DELAY_MS = 150;

/** How Bedrock stands, in one word. */
export type Standing = 'unknown' | 'off' | 'missing' | 'paused' | 'connected';

export interface Told {
  /** A mission that was waited for is there. */
  ready: (mission: GenerationDto) => void;
  /** It failed for good. */
  failed: (mission: GenerationDto) => void;
}

export class Bedrock {
  access = $state.raw<ModelAccessDto | null>(null);
  queue = $state.raw<QueueDto | null>(null);
  /** Why either is not there. */
  problem = $state.raw<ErrorDto | null>(null);
  /** What the last test found; nothing before the first. */
  test = $state.raw<ModelTestDto | null>(null);
  testing = $state(false);
  /** The dialog that connects is open. */
  connecting = $state(false);

  readonly #platform: Platform;
  readonly #told: Told;
  /** Missions that are being generated, as far as was seen: a word is said when they end. */
  readonly #awaited = new Set<string>();
  /** Missions that events named since the last look at the queue. */
  #named = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = { access: 0, queue: 0 };

  constructor(platform: Platform, told: Told) {
    this.#platform = platform;
    this.#told = told;
  }

  get standing(): Standing {
    if (!this.access) return 'unknown';
    if (this.access.settings.credentials === 'off') return 'off';
    // A pause is also about credentials that were good when they were last looked at.
    if (this.queue?.pause) return 'paused';
    return this.access.inForce ? 'connected' : 'missing';
  }

  /** Whether a call could be made as far as is known without one. */
  get connected(): boolean {
    return this.access !== null && this.access.inForce !== null;
  }

  /** Missions being generated or waiting for their turn. */
  get generating(): number {
    return (this.queue?.ready ?? 0) + (this.queue?.leased ?? 0);
  }

  /** Asks for everything and listens until the returned function is called. */
  start(): () => void {
    const subscription = this.#platform.subscribe((event) => this.#hear(event));
    subscription.catch(() => undefined);
    void this.load();
    return () => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      subscription.then((stop) => stop()).catch(() => undefined);
    };
  }

  async load(): Promise<void> {
    await Promise.all([this.loadAccess(), this.loadQueue()]);
  }

  async loadAccess(): Promise<void> {
    const turn = ++this.#asked.access;
    try {
      const access = await this.#platform.invoke('get_model_access', {});
      if (turn === this.#asked.access) this.accessWritten(access);
    } catch (thrown) {
      if (turn === this.#asked.access) this.problem = asError(thrown);
    }
  }

  async loadQueue(): Promise<void> {
    const turn = ++this.#asked.queue;
    try {
      const queue = await this.#platform.invoke('get_queue', {});
      if (turn === this.#asked.queue) this.queueWritten(queue);
    } catch (thrown) {
      if (turn === this.#asked.queue) this.problem = asError(thrown);
    }
  }

  /** Another part of the window changed how the model is reached, and has the answer. */
  accessWritten(access: ModelAccessDto): void {
    this.#asked.access++;
    this.access = access;
    this.problem = null;
  }

  /** The same for the queue. */
  queueWritten(queue: QueueDto): void {
    this.#asked.queue++;
    const pauseBefore = this.queue?.pause?.code;
    const first = this.queue === null;
    this.queue = queue;
    this.problem = null;
    // A pause that comes or goes is often about credentials that changed outside of this program.
    if (!first && pauseBefore !== queue.pause?.code) void this.loadAccess();
    void this.#settle(queue);
  }

  /** A mission was asked for in this window: a word is said when it ends, however soon that is. */
  expect(missionId: string): void {
    this.#awaited.add(missionId);
    this.#named.add(missionId);
    this.#lookSoon();
  }

  /** Ends a pause and an open breaker, and tries at once. Throws an `ErrorDto`. */
  async resume(): Promise<void> {
    this.queueWritten(await this.#platform.invoke('resume_queue', {}));
  }

  /** Tries the way to the model with a tiny call; nothing when one is under way. Throws an `ErrorDto`. */
  async runTest(): Promise<ModelTestDto | null> {
    if (this.testing) return null;
    this.testing = true;
    this.test = null;
    try {
      this.test = await this.#platform.invoke('test_model', {});
      return this.test;
    } finally {
      this.testing = false;
      void this.loadQueue();
    }
  }

  #hear({ kind, missionId }: EventDto): void {
    if (kind === 'attemptGraded' || kind === 'watchChanged') return;
    if (missionId !== null) this.#named.add(missionId);
    if (kind === 'deadLetter' && missionId !== null) this.#awaited.add(missionId);
    this.#lookSoon();
  }

  #lookSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.loadQueue();
    }, QUEUE_DELAY_MS);
  }

  /** Notes which missions are on their way, and asks what became of those that no longer are. */
  async #settle(queue: QueueDto): Promise<void> {
    const active = new Set(
      queue.jobs.filter(({ state }) => state === 'ready' || state === 'leased').map(({ missionId }) => missionId),
    );
    // A long queue may not be listed whole: then only those that an event named are asked about.
    const whole = active.size >= queue.ready + queue.leased;
    const named = this.#named;
    this.#named = new Set();
    const ended = [...this.#awaited].filter((missionId) => !active.has(missionId) && (whole || named.has(missionId)));
    for (const missionId of active) this.#awaited.add(missionId);
    // Taken out first: a look at the queue that follows at once must not tell it a second time.
    for (const missionId of ended) this.#awaited.delete(missionId);
    await Promise.all(ended.map((missionId) => this.#tell(missionId)));
  }

  async #tell(missionId: string): Promise<void> {
    try {
      const mission = await this.#platform.invoke('get_generation', { missionId });
      if (mission.state === 'ready') this.#told.ready(mission);
      else if (mission.state === 'failed') this.#told.failed(mission);
      else if (mission.state === 'generating') this.#awaited.add(missionId);
    } catch {
      // It was discarded: there is nothing to tell.
    }
  }
}
