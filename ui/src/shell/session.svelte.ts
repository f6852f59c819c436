/** What the whole window shows from the engine: the program's state, the missions, what is watched. Screens fetch the rest themselves. */
import type {
  AppInfoDto,
  ErrorDto,
  EventDto,
  MissionCardDto,
  MissionListDto,
  PackDto,
  SettingsDto,
  WatchStateDto,
} from '~/bindings';
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
  readonly #passed: (mission: MissionCardDto) => void;
  #listTimer: ReturnType<typeof setTimeout> | undefined;
  #asked = { list: 0, watch: 0 };

  /** `passed` hears of each mission that a save passed for the first time. */
  constructor(platform: Platform, passed: (mission: MissionCardDto) => void = () => undefined) {
    this.#platform = platform;
    this.#passed = passed;
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
      if (turn !== this.#asked.list) return;
      const before = this.list;
      [this.list, this.listProblem] = [list, null];
      for (const mission of newlyPassed(before, list)) this.#passed(mission);
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

/** Missions that were begun when they were last looked at, and are passed now. */
function newlyPassed(before: MissionListDto | null, now: MissionListDto): MissionCardDto[] {
  const missions = (list: MissionListDto) => list.packs.flatMap((pack) => pack.missions);
  const open = new Set(
    (before ? missions(before) : []).filter(({ standing }) => standing.state !== 'passed').map(({ id }) => id),
  );
  return missions(now).filter(({ id, standing }) => standing.state === 'passed' && open.has(id));
}

export function passedIn(pack: PackDto): number {
  return pack.missions.filter((mission) => mission.standing.state === 'passed').length;
}
