/** The Usage screen's state: what was used in a stretch of time. Asked again when an event says that something was spent. */
import type { ErrorDto, UsageDto, UsageRangeDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

/** Calls end in bursts; one look answers all of them. */
const DELAY_MS = 300;

export class UsageState {
  range = $state<UsageRangeDto>('month');
  usage = $state.raw<UsageDto | null>(null);
  problem = $state.raw<ErrorDto | null>(null);

  readonly #platform: Platform;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Asks, and listens until the returned function is called. */
  start(): () => void {
    const subscription = this.#platform.subscribe(({ kind }) => {
      if (kind !== 'usageChanged') return;
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        void this.load();
      }, DELAY_MS);
    });
    void this.load();
    return () => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      subscription.then((stop) => stop()).catch(() => undefined);
    };
  }

  async choose(range: UsageRangeDto): Promise<void> {
    this.range = range;
    await this.load();
  }

  async load(): Promise<void> {
    const turn = ++this.#asked;
    try {
      const usage = await this.#platform.invoke('get_usage', { range: this.range });
      if (turn === this.#asked) [this.usage, this.problem] = [usage, null];
    } catch (thrown) {
      if (turn === this.#asked) this.problem = asError(thrown);
    }
  }
}
