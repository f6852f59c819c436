/**
 * An invented engine in memory: for component tests, and for design work in a browser, where `?scenario=` picks the state it is in.
 * It keeps the contract of the real one (what starts, what is locked, which events follow which command); it is not part of what is shipped.
 */
import type {
  AttemptDto,
  DataDto,
  ErrorDto,
  EventDto,
  GenerationDto,
  MentorAnswerDto,
  MentorMessageDto,
  MissionDto,
  SettingsDto,
  WatchPhaseDto,
} from '~/bindings';

import {
  markReady,
  type CommandName,
  type DropEvent,
  type Platform,
  type Request,
  type Response,
  type Unsubscribe,
} from '.';
import { BEDROCK_SCENARIOS, type BedrockCommands, FakeBedrock } from './fake-bedrock';
import { type DiagramCommands, FakeDiagram } from './fake-diagram';
import { cardOf, wholeOf } from './fake-cards';
import { type DroppedCommands, FakeDropped } from './fake-dropped';
import { EDIT_SCENARIOS, type EditCommands, FakeEdit } from './fake-edit';
import { FAKE_PACKS, type FakeMission, type FakePack, PRACTICE_PACK } from './fake-missions';
import { type Answers, refusal } from './fake-parts';
import { begin } from './fake-past';
import { FakePractice, type PracticeCommands } from './fake-practice';
import { progressOf } from './fake-progress';
import { DATA, PHASES, PRACTICE_SCENARIOS, type Scenario, SCENARIOS } from './fake-scenarios';
import { FakeSaves, type SavesCommands } from './fake-saves';
import { checkSettings, DEFAULT_WORKSPACES, DOCTOR, HOME, settingsFor, settingsView } from './fake-settings';
import { FakeTemplate, type TemplateCommands } from './fake-template';
import { FakeWork, type Work } from './fake-work';

export { type Scenario, SCENARIOS } from './fake-scenarios';

/** What is answered here; the rest is in files of its own. */
type Handlers = Answers<
  Exclude<
    CommandName,
    | DroppedCommands
    | BedrockCommands
    | PracticeCommands
    | DiagramCommands
    | TemplateCommands
    | EditCommands
    | SavesCommands
  >
>;

export class FakePlatform implements Platform {
  /** Everything that was asked, for tests to look at. */
  readonly calls: { name: CommandName; request: unknown }[] = [];
  /** What the folder picker answers. */
  pickedFolder: string | null = `${HOME}/Desktop`;
  /** Which file is chosen to be opened; nothing for where the learner declines. */
  chosenFile: string | null = `${HOME}/Downloads/template.yaml`;
  /** Whether the window is in front, and what was said outside of it while it was not. */
  inFront = true;
  readonly told: { title: string; body: string }[] = [];
  /** How much larger everything is shown. */
  zoom = 1;
  /** What the dialog for a file answers; nothing for where the learner declines. */
  pickedSavePath: (defaultName: string) => string | null = (name) => `${HOME}/Pictures/${name}`;
  /** Commands that fail, with what; tests fill it. */
  readonly failures = new Map<CommandName, ErrorDto>();
  /** The clock; tests set it. */
  now: () => number = Date.now;
  /** Bedrock: access, queue, usage. */
  readonly bedrock = new FakeBedrock(
    () => this.now(),
    (event) => this.#emit(event),
    {
      mission: (missionId) => {
        const mission = this.#mission(missionId);
        const text = this.#work.get(missionId)?.attempts.at(-1)?.text ?? mission.starter;
        return { title: mission.title, criteria: mission.criteria, text };
      },
      ready: (mission) => this.#addGenerated(mission),
    },
  );
  /** What needs no model: blanks, missions made offline or by breaking, and what comes back. */
  readonly diagram = new FakeDiagram((missionId, attemptId) => {
    const mission = this.#mission(missionId);
    const attempt =
      attemptId === null ? this.#work.get(missionId)?.attempts.at(-1) : this.#work.attempt(attemptId).attempt;
    return {
      text: attempt?.text ?? mission.starter,
      criteria: mission.criteria,
      results: attempt?.report.results ?? [],
      blanks: mission.kind === 'blanks',
    };
  });
  readonly template = new FakeTemplate({
    list: (missionId) => this.#work.saves(missionId),
    deleteOlder: (missionId) => {
      const work = this.#work.started(missionId);
      work.attempts = work.attempts.slice(-1).map((attempt) => ({ ...attempt, flips: [] }));
      work.undo = null;
    },
  });
  readonly edit = new FakeEdit({
    text: (missionId) => this.text(missionId),
    save: (missionId, text) => this.save(missionId, text),
  });
  /** Saves: their grades, comparing and restoring them, the hints that were seen. */
  readonly saves = new FakeSaves({
    now: () => this.now(),
    work: () => this.#work,
    mission: (missionId) => this.#mission(missionId),
    emit: (event) => this.#emit(event),
  });
  /** Files that are dropped on the window, and suggested changes. */
  readonly dropped = new FakeDropped({
    add: (id, title) => {
      this.#generatedPack().missions.unshift({ ...this.#mission('decouple-with-a-queue'), id, title });
      this.#emit({ kind: 'missionChanged', missionId: id, attemptId: null });
    },
    known: (missionId) => this.#packs.some((pack) => pack.missions.some((mission) => mission.id === missionId)),
    replace: (missionId, text) => {
      const work = this.#work.started(missionId);
      work.undo = work.attempts.at(-1)?.text ?? null;
      const written = this.#work.record(this.#mission(missionId), work, text, 'restore', this.now());
      this.#emit({ kind: 'attemptGraded', missionId, attemptId: written.summary.id });
      return { attempt: written.report, canUndo: work.undo !== null };
    },
  });
  readonly practice = new FakePractice({
    now: () => this.now(),
    settings: () => this.#settings,
    missions: () => this.#packs.flatMap((pack) => pack.missions),
    text: (missionId) => this.#work.started(missionId).attempts.at(-1)?.text ?? '',
    passed: (missionId) => (this.#work.get(missionId)?.passedAtMs ?? null) !== null,
    save: (missionId, text) => void this.save(missionId, text),
    add: (mission) => {
      this.#generatedPack().missions.unshift(mission);
      this.bedrock.generations.keep(mission);
      this.#emit({ kind: 'missionChanged', missionId: mission.id, attemptId: null });
    },
  });

  readonly #packs: FakePack[];
  /** What the learner did. */
  readonly #work = new FakeWork({
    now: () => this.now(),
    mission: (missionId) => this.#mission(missionId),
    workspaces: () => this.#settings.workspaces ?? DEFAULT_WORKSPACES,
  });
  readonly #handlers = new Set<(event: EventDto) => void>();
  readonly #dropHandlers = new Set<(drop: DropEvent) => void>();
  readonly #delayMs: number;
  #settings: SettingsDto;
  #data: DataDto = { state: 'kept', notices: [] };
  #watched: string | null = null;
  #polling: string | null = null;

  constructor(scenario: Scenario = 'default') {
    this.#packs = scenario === 'empty' ? [] : [...FAKE_PACKS];
    this.#delayMs = scenario === 'slow' ? 2500 : 0;
    this.#settings = settingsFor(scenario);
    if (PRACTICE_SCENARIOS.some((name) => name === scenario)) this.#packs.push(PRACTICE_PACK);
    if (scenario !== 'fresh' && scenario !== 'empty') {
      begin(scenario, {
        now: this.now(),
        work: this.#work,
        mission: (missionId) => this.#mission(missionId),
        practice: this.practice,
      });
      this.#watched = 'fan-out-order-events';
    }
    this.#scene(scenario);
    this.diagram.scenario = scenario;
  }

  async invoke<K extends CommandName>(name: K, request: Request<K>): Promise<Response<K>> {
    this.calls.push({ name, request: structuredClone(request) });
    if (this.#delayMs > 0) await new Promise((done) => setTimeout(done, this.#delayMs));
    await Promise.resolve();
    const failure = this.failures.get(name);
    if (failure) throw failure;
    const refused = this.#data.state === 'newer' || this.#data.state === 'refused';
    if (refused && !['app_info', 'export_data', 'run_doctor'].includes(name)) {
      throw refusal('data', this.#data.notices[0] ?? 'The data could not be opened.');
    }
    // A copy, as over a real boundary: a screen that writes into an answer must not change the engine.
    const answers: Answers<CommandName> = {
      ...this.#answers,
      ...this.bedrock.answers,
      ...this.practice.answers,
      ...this.diagram.answers,
      ...this.template.answers,
      ...this.edit.answers,
      ...this.dropped.answers,
      ...this.saves.answers,
    };
    return structuredClone(await answers[name](request));
  }

  async askMentor(
    request: Request<'ask_mentor'>,
    onMessage: (message: MentorMessageDto) => void,
  ): Promise<MentorAnswerDto> {
    this.calls.push({ name: 'ask_mentor', request: structuredClone(request) });
    await Promise.resolve();
    const failure = this.failures.get('ask_mentor');
    if (failure) throw failure;
    return this.bedrock.mentor.ask(request, onMessage);
  }

  async subscribe(handler: (event: EventDto) => void): Promise<Unsubscribe> {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  async pickFolder(): Promise<string | null> {
    return this.pickedFolder;
  }

  async pickOpenFile(): Promise<string | null> {
    return this.chosenFile;
  }

  async onDrop(handler: (drop: DropEvent) => void): Promise<Unsubscribe> {
    this.#dropHandlers.add(handler);
    return () => this.#dropHandlers.delete(handler);
  }

  /** The learner drags files over the window, or lets them go. */
  drag(drop: DropEvent): void {
    this.#dropHandlers.forEach((handler) => handler(drop));
  }

  async setZoom(factor: number): Promise<void> {
    this.zoom = factor;
  }

  async notify(title: string, body: string): Promise<void> {
    if (!this.inFront) this.told.push({ title, body });
  }

  async pickSavePath(defaultName: string): Promise<string | null> {
    return this.pickedSavePath(defaultName);
  }

  ready(): void {
    markReady();
  }

  /** The learner saves `text` in their editor: it is graded and the window hears of it. */
  save(missionId: string, text: string): AttemptDto {
    const work = this.#work.started(missionId);
    if (work.phase !== 'watching') this.setPhase(missionId, 'watching', null);
    const attempt = this.#work.record(this.#mission(missionId), work, text, 'save', this.now());
    this.#emit({ kind: 'attemptGraded', missionId, attemptId: attempt.summary.id });
    this.#emit({ kind: 'watchChanged', missionId, attemptId: null });
    return attempt.report;
  }

  /** The learner saves the reference solution. */
  solve(missionId: string): AttemptDto {
    return this.save(missionId, this.#mission(missionId).solution);
  }

  /** The learner's file goes away, or comes back. */
  setPhase(missionId: string, phase: WatchPhaseDto, reason: string | null): void {
    const work = this.#work.started(missionId);
    work.phase = phase;
    work.reason = reason;
    this.#emit({ kind: 'watchChanged', missionId, attemptId: null });
  }

  /** The text of the newest attempt. */
  text(missionId: string): string {
    return this.#work.started(missionId).attempts.at(-1)?.text ?? '';
  }

  /** A generated mission in the pack of its own, which is there once there is one. */
  #addGenerated(mission: GenerationDto): void {
    const pattern = this.#mission('decouple-with-a-queue');
    const { missionId: id, title, summary, level, services, minutes } = mission;
    const generated = { ...pattern, id, title, summary, level: level ?? 'associate', services, minutes };
    this.#generatedPack().missions.unshift({ ...generated, source: 'model' });
  }

  #generatedPack(): FakePack {
    let pack = this.#packs.find((pack) => pack.id === 'generated');
    if (!pack) {
      pack = { id: 'generated', title: 'Made for you', summary: 'Made at your wish, proved here.', missions: [] };
      this.#packs.push(pack);
    }
    return pack;
  }

  #emit(event: EventDto): void {
    for (const handler of [...this.#handlers]) handler(event);
  }

  #scene(scenario: Scenario): void {
    const bedrock = BEDROCK_SCENARIOS.find((name) => name === scenario);
    if (bedrock) this.bedrock.scene(bedrock);
    const edit = EDIT_SCENARIOS.find((name) => name === scenario);
    if (edit) this.edit.scene(edit);
    const work = this.#work.get('fan-out-order-events');
    const phase = PHASES[scenario];
    if (work && phase) [work.phase, work.reason] = phase;
    this.#data = DATA[scenario] ?? this.#data;
    if (scenario === 'polling')
      this.#polling = 'The system’s limit for watches is reached (fs.inotify.max_user_watches).';
    this.saves.truncates = scenario === 'long';
    if (scenario === 'no-editor') {
      this.failures.set('open_editor', refusal('editor', 'No editor was found. Choose one in Settings.'));
    }
    if (scenario === 'failing') {
      const failure = refusal('internal', 'The database is locked by another program.');
      for (const name of ['list_missions', 'get_mission', 'get_progress', 'get_settings'] as const) {
        this.failures.set(name, failure);
      }
    }
  }

  readonly #answers: Handlers = {
    app_info: () => ({
      version: '0.1.0',
      dataFolder: `${HOME}/.local/share/mission-architect`,
      configFile: `${HOME}/.config/mission-architect/config.toml`,
      workspaceFolder: this.#settings.workspaces ?? DEFAULT_WORKSPACES,
      logFolder: `${HOME}/.local/state/mission-architect/logs`,
      data: this.#data,
      platform: 'linux',
      settings: this.#settings,
    }),
    list_missions: () => {
      const packs = this.#packs.map(({ id, title, summary, missions }) => ({
        id,
        title,
        summary,
        missions: missions.map((mission) => cardOf(mission, this.#packs, this.#work)),
      }));
      const started = packs.flatMap((pack) => pack.missions).filter((card) => card.standing.state === 'started');
      started.sort((a, b) => (b.standing.touchedAtMs ?? 0) - (a.standing.touchedAtMs ?? 0));
      return { packs, resume: started[0] ?? null };
    },
    get_mission: ({ missionId }) => {
      const mission = this.#mission(missionId);
      if (this.#work.has(missionId)) this.#watch(missionId);
      return this.#whole(mission, null);
    },
    start_mission: ({ missionId, folder }) => {
      const mission = this.#mission(missionId);
      const created = !this.#work.has(missionId);
      const work = this.#work.get(missionId) ?? this.#work.start(missionId, this.now());
      if (folder) work.path = `${folder}/template.yaml`;
      this.#watch(missionId);
      this.#emit({ kind: 'missionChanged', missionId, attemptId: null });
      const failure = this.failures.get('open_editor');
      const opens = this.#settings.openEditorOnStart;
      return this.#whole(mission, {
        created,
        editor: opens && !failure ? this.#launched(work, 1, 1) : null,
        editorProblem: opens ? (failure?.message ?? null) : null,
      });
    },
    get_watch: () => {
      const work = this.#watched === null ? undefined : this.#work.get(this.#watched);
      if (!work || this.#watched === null) return { watch: null };
      const newest = work.attempts.at(-1)?.summary;
      return {
        watch: {
          missionId: this.#watched,
          path: work.path,
          phase: work.phase,
          reason: work.reason,
          polling: this.#polling,
          savedAtMs: newest?.atMs ?? null,
          gradeUs: newest?.gradeUs ?? null,
          attemptId: newest?.id ?? null,
        },
      };
    },
    open_editor: ({ missionId, line, column }) => this.#launched(this.#work.started(missionId), line, column),
    open_folder: () => ({}),
    get_progress: () =>
      progressOf({
        missions: this.#packs.flatMap((pack) => pack.missions),
        started: this.#work.size,
        standing: (mission) => this.#work.standing(mission),
        memory: (skill) => this.practice.memoryOf(skill),
        now: this.now(),
      }),
    get_settings: () => settingsView(this.#settings),
    put_settings: (settings) => {
      checkSettings(settings);
      this.#settings = settings;
      return settingsView(settings);
    },
    run_doctor: () => DOCTOR,
    export_data: ({ path }) => ({ path: `${path}/mission-architect-export` }),
    forget_mission: ({ missionId }) => {
      this.#work.forget(missionId);
      if (this.#watched === missionId) this.#watched = null;
      this.#emit({ kind: 'missionChanged', missionId, attemptId: null });
      return {};
    },
  };

  #mission(id: string): FakeMission {
    const mission = this.#packs.flatMap((pack) => pack.missions).find((mission) => mission.id === id);
    if (!mission) throw refusal('notFound', `There is no mission “${id}” in any pack.`);
    return mission;
  }

  #whole(mission: FakeMission, started: MissionDto['started']): MissionDto {
    return wholeOf({ mission, packs: this.#packs, work: this.#work, make: this.practice.make(mission), started });
  }

  #watch(missionId: string): void {
    if (this.#watched === missionId) return;
    this.#watched = missionId;
    this.#emit({ kind: 'watchChanged', missionId, attemptId: null });
  }

  #launched(work: Work, line: number, column: number) {
    return { id: 'vscode', label: 'VS Code', command: ['/usr/bin/code', '--goto', `${work.path}:${line}:${column}`] };
  }
}

/** An invented engine in the state that the address or a test asks for. */
export function fakePlatform(scenario?: string): FakePlatform {
  const known = SCENARIOS.find((name) => name === scenario);
  const platform = new FakePlatform(known);
  // Nobody is there to move things on by hand.
  platform.bedrock.generations.plays = true;
  platform.bedrock.mentor.paceMs ||= 34;
  // So that a person, or a browser test, can save from the developer tools.
  Object.assign(globalThis, { fakeEngine: platform });
  return platform;
}
