/** What the whole window shows from the engine: the program's state, the missions, what is watched. Screens fetch the rest themselves. */
import type { AppInfoDto, ErrorDto, EventDto, MissionListDto, PackDto, SettingsDto, WatchStateDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

/** The list follows a save after the save's own paint; nothing on it is waited for. */
const LIST_DELAY_MS = 150;

/** The pack of generated missions, as the engine names it. */
export const GENERATED_PACK = 'generated';

export class Session {
  info = $state.raw<AppInfoDto | null>(null);
  /** Why `info` is not there. */
  infoProblem = $state.raw<ErrorDto | null>(null);
  list = $state.raw<MissionListDto | null>(null);
  listProblem = $state.raw<ErrorDto | null>(null);
  watch = $state.raw<WatchStateDto | null>(null);
  /** Events do not arrive: what is shown may be old. */
  deaf = $state(false);

  readonly #platform: Platform;
  #listTimer: ReturnType<typeof setTimeout> | undefined;
  #asked = { list: 0, watch: 0 };

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** The data is of a newer version or refused: nothing but export and checks works. */
  get refused(): boolean {
    return this.info?.data.state === 'newer' || this.info?.data.state === 'refused';
  }

  get settings(): SettingsDto | null {
    return this.info?.settings ?? null;
  }

  /** The pack that the learner is on: of the mission to resume, else the first that is not done. */
  get path(): PackDto | null {
    const packs = this.list?.packs ?? [];
    const resume = this.list?.resume;
    const current = resume && packs.find((pack) => pack.missions.some((mission) => mission.id === resume.id));
    return current ?? packs.find((pack) => passedIn(pack) < pack.missions.length) ?? packs[0] ?? null;
  }

  /** Generated missions that were not begun yet. */
  get newMissions(): number {
    const generated = this.list?.packs.find((pack) => pack.id === GENERATED_PACK);
    return generated?.missions.filter((mission) => mission.standing.state === 'new').length ?? 0;
  }

  /** Asks for everything and listens until the returned function is called. */
  start(): () => void {
    const subscription = this.#platform.subscribe((event) => this.#hear(event));
    subscription.catch(() => (this.deaf = true));
    void this.load();
    return () => {
      clearTimeout(this.#listTimer);
      subscription.then((stop) => stop()).catch(() => undefined);
    };
  }

  async load(): Promise<void> {
    await Promise.all([this.#loadInfo(), this.loadList(), this.#loadWatch()]);
  }

  async loadList(): Promise<void> {
    const turn = ++this.#asked.list;
    try {
      const list = await this.#platform.invoke('list_missions', {});
      if (turn === this.#asked.list) [this.list, this.listProblem] = [list, null];
    } catch (thrown) {
      if (turn === this.#asked.list) this.listProblem = asError(thrown);
    }
  }

  /** Writes settings; throws an `ErrorDto` when they are refused. */
  async saveSettings(settings: SettingsDto): Promise<void> {
    this.settingsWritten((await this.#platform.invoke('put_settings', settings)).settings);
  }

  settingsWritten(settings: SettingsDto): void {
    if (this.info) this.info = { ...this.info, settings };
  }

  async #loadInfo(): Promise<void> {
    try {
      this.info = await this.#platform.invoke('app_info', {});
      this.infoProblem = null;
    } catch (thrown) {
      this.infoProblem = asError(thrown);
    }
  }

  async #loadWatch(): Promise<void> {
    const turn = ++this.#asked.watch;
    try {
      const { watch } = await this.#platform.invoke('get_watch', {});
      if (turn === this.#asked.watch) this.watch = watch;
    } catch {
      // Whatever refuses this refuses the rest too, and says so on the screen.
      this.watch = null;
    }
  }

  #hear(event: EventDto): void {
    // What is spent and what waits is not the missions' list: `bedrock.svelte.ts` hears of that.
    if (event.kind === 'queueChanged' || event.kind === 'usageChanged') return;
    void this.#loadWatch();
    if (event.kind === 'watchChanged') return;
    clearTimeout(this.#listTimer);
    this.#listTimer = setTimeout(() => void this.loadList(), LIST_DELAY_MS);
  }
}

export function passedIn(pack: PackDto): number {
  return pack.missions.filter((mission) => mission.standing.state === 'passed').length;
}
