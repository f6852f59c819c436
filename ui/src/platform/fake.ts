/**
 * An invented engine in memory: for component tests, and for design work in a browser, where `?scenario=` picks the state it is in.
 * It keeps the contract of the real one (what starts, what is locked, which events follow which command); it is not part of what is shipped.
 */
import type {
  AttemptDto,
  AttemptListDto,
  AttemptSummaryDto,
  CriterionHintsDto,
  DataDto,
  DiagnosticDto,
  ErrorCode,
  ErrorDto,
  EventDto,
  FlipDto,
  GenerationDto,
  MentorAnswerDto,
  MentorMessageDto,
  MissionCardDto,
  MissionDto,
  OriginDto,
  ProgressDto,
  SettingsDto,
  SettingsViewDto,
  StandingDto,
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
import { DIAGRAM_SCENARIOS, type DiagramCommands, FakeDiagram } from './fake-diagram';
import { compareLines } from './fake-diff';
import { type DroppedCommands, FakeDropped } from './fake-dropped';
import { EDIT_SCENARIOS, type EditCommands, FakeEdit } from './fake-edit';
import { flipsBetween, gradeFake } from './fake-grader';
import { FAKE_PACKS, type FakeMission, type FakePack, ORDERS_STEPS, PRACTICE_PACK } from './fake-missions';
import type { Answers } from './fake-parts';
import { FakePractice, type PracticeCommands } from './fake-practice';
import { FakeTemplate, type TemplateCommands } from './fake-template';

/** The scenarios that have missions with blanks, missions that were made offline or broken on purpose, and skills that are due. */
const PRACTICE_SCENARIOS = ['practice', 'practice-due-none', 'practice-off'] as const;

export const SCENARIOS = [
  'default',
  'fresh',
  'passed',
  'missing',
  'unreadable',
  'link',
  'temporary',
  'newer',
  'refused',
  'polling',
  'policies',
  'long',
  'broken-settings',
  'no-editor',
  'empty',
  'slow',
  'failing',
  ...DIAGRAM_SCENARIOS,
  'history-40',
  'history-1000',
  ...EDIT_SCENARIOS,
  ...PRACTICE_SCENARIOS,
  ...BEDROCK_SCENARIOS,
] as const;
export type Scenario = (typeof SCENARIOS)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const HOME = '/home/ada';

interface Attempt {
  summary: AttemptSummaryDto;
  report: AttemptDto;
  flips: FlipDto[];
  text: string;
}

interface Work {
  attempts: Attempt[];
  path: string;
  phase: WatchPhaseDto;
  reason: string | null;
  passedAtMs: number | null;
  undo: string | null;
  hints: Map<string, number>;
}

/** What is answered here; the rest is in files of its own. */
type Handlers = Answers<
  Exclude<
    CommandName,
    DroppedCommands | BedrockCommands | PracticeCommands | DiagramCommands | TemplateCommands | EditCommands
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
    const attempt = attemptId === null ? this.#work.get(missionId)?.attempts.at(-1) : this.#attempt(attemptId).attempt;
    return {
      text: attempt?.text ?? mission.starter,
      criteria: mission.criteria,
      results: attempt?.report.results ?? [],
      blanks: mission.kind === 'blanks',
    };
  });
  readonly template = new FakeTemplate({
    list: (missionId) => this.#saves(missionId),
    deleteOlder: (missionId) => {
      const work = this.#startedWork(missionId);
      work.attempts = work.attempts.slice(-1).map((attempt) => ({ ...attempt, flips: [] }));
      work.undo = null;
    },
  });
  readonly edit = new FakeEdit({
    text: (missionId) => this.text(missionId),
    save: (missionId, text) => this.save(missionId, text),
  });
  /** Files that are dropped on the window, and suggested changes. */
  readonly dropped = new FakeDropped({
    add: (id, title) => {
      this.#generatedPack().missions.unshift({ ...this.#mission('decouple-with-a-queue'), id, title });
      this.#emit({ kind: 'missionChanged', missionId: id, attemptId: null });
    },
    known: (missionId) => this.#packs.some((pack) => pack.missions.some((mission) => mission.id === missionId)),
    replace: (missionId, text) => {
      const work = this.#startedWork(missionId);
      work.undo = work.attempts.at(-1)?.text ?? null;
      const written = this.#record(this.#mission(missionId), work, text, 'restore', this.now());
      this.#emit({ kind: 'attemptGraded', missionId, attemptId: written.summary.id });
      return { attempt: written.report, canUndo: work.undo !== null };
    },
  });
  readonly practice = new FakePractice({
    now: () => this.now(),
    settings: () => this.#settings,
    missions: () => this.#packs.flatMap((pack) => pack.missions),
    text: (missionId) => this.#startedWork(missionId).attempts.at(-1)?.text ?? '',
    passed: (missionId) => (this.#work.get(missionId)?.passedAtMs ?? null) !== null,
    save: (missionId, text) => void this.save(missionId, text),
    add: (mission) => {
      this.#generatedPack().missions.unshift(mission);
      this.bedrock.generations.keep(mission);
      this.#emit({ kind: 'missionChanged', missionId: mission.id, attemptId: null });
    },
  });

  readonly #packs: FakePack[];
  readonly #work = new Map<string, Work>();
  readonly #handlers = new Set<(event: EventDto) => void>();
  readonly #dropHandlers = new Set<(drop: DropEvent) => void>();
  readonly #delayMs: number;
  #settings: SettingsDto;
  #data: DataDto = { state: 'kept', notices: [] };
  #watched: string | null = null;
  #lastAttempt = 0;
  #polling: string | null = null;
  #truncates = false;

  constructor(scenario: Scenario = 'default') {
    this.#packs = scenario === 'empty' ? [] : [...FAKE_PACKS];
    this.#delayMs = scenario === 'slow' ? 2500 : 0;
    this.#settings = {
      theme: 'system',
      editor: null,
      customEditor: [],
      openEditorOnStart: true,
      workspaces: null,
      showStreak: true,
      learnerName: scenario === 'fresh' ? '' : 'Ada',
      welcomed: scenario !== 'fresh',
      spacedReturn: scenario !== 'practice-off',
      retentionPercent: 90,
      language: null,
      zoomPercent: 100,
      icons: scenario === 'diagram-icons' ? `${HOME}/Pictures/icons` : null,
      notify: true,
    };
    if (PRACTICE_SCENARIOS.some((name) => name === scenario)) this.#packs.push(PRACTICE_PACK);
    if (scenario !== 'fresh' && scenario !== 'empty') this.#begin(scenario);
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
      throw problem('data', this.#data.notices[0] ?? 'The data could not be opened.');
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
    const work = this.#startedWork(missionId);
    if (work.phase !== 'watching') this.setPhase(missionId, 'watching', null);
    const attempt = this.#record(this.#mission(missionId), work, text, 'save', this.now());
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
    const work = this.#startedWork(missionId);
    work.phase = phase;
    work.reason = reason;
    this.#emit({ kind: 'watchChanged', missionId, attemptId: null });
  }

  /** The text of the newest attempt. */
  text(missionId: string): string {
    return this.#startedWork(missionId).attempts.at(-1)?.text ?? '';
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

  /** What the learner did before the window opened. */
  #begin(scenario: Scenario): void {
    const now = this.now();
    const done = ['private-bucket', 'right-sized-function', 'decouple-with-a-queue', 'nightly-clean-up'];
    for (const [index, id] of done.entries()) {
      const mission = this.#mission(id);
      const at = now - (20 - index * 4) * DAY_MS;
      const work = this.#start(id, at);
      this.#record(mission, work, mission.solution, 'save', at + 24 * MINUTE_MS);
    }
    const orders = this.#mission('fan-out-order-events');
    const work = this.#start(orders.id, now - 29 * MINUTE_MS);
    if (scenario === 'history-40') this.#longHistory(orders, work, 40);
    else if (scenario === 'history-1000') this.#longHistory(orders, work, 1000);
    for (const [index, text] of ORDERS_STEPS.entries()) {
      this.#record(orders, work, text, 'save', now - (14 - index * 12) * MINUTE_MS);
    }
    work.hints.set('dlq', 1);
    // All but the policy: its statements are what is left.
    if (scenario === 'policies') {
      const wide = orders.solution.replace('Resource: !GetAtt Jobs.Arn', 'Resource: "*"');
      this.#record(orders, work, wide, 'save', now - MINUTE_MS);
      work.hints.set('least-privilege', 3);
    }
    if (scenario === 'diagram-unreadable')
      this.#record(orders, work, orders.starter.replace('  Jobs:', '\tJobs:'), 'save', now - MINUTE_MS);
    if (scenario === 'passed' || scenario === 'practice')
      this.#record(orders, work, orders.solution, 'save', now - MINUTE_MS);
    this.#watched = orders.id;
    this.#practised(scenario);
  }

  /** What is remembered of what was practised. */
  #practised(scenario: Scenario): void {
    const { practice } = this;
    practice.remember('storage.access', 12, 0.97);
    practice.remember('compute.lambda', 3, 0.93, 1);
    if (scenario !== 'practice') return;
    practice.remember('messaging.dead-letter', -2, 0.84, 2);
    practice.remember('security.least-privilege', -0.2, 0.89, 1);
    practice.remember('messaging.ordering', -1, 0.87, 1);
    const ask = { topic: '', services: [], level: null, skills: [], seed: 48111 };
    void practice.answers.make_offline_mission(ask);
    void practice.answers.sabotage_mission({ missionId: 'fan-out-order-events' });
    this.#start('meters-with-gaps', this.now() - 4 * MINUTE_MS);
  }

  #scene(scenario: Scenario): void {
    const bedrock = BEDROCK_SCENARIOS.find((name) => name === scenario);
    if (bedrock) this.bedrock.scene(bedrock);
    const edit = EDIT_SCENARIOS.find((name) => name === scenario);
    if (edit) this.edit.scene(edit);
    const work = this.#work.get('fan-out-order-events');
    const phases: Partial<Record<Scenario, [WatchPhaseDto, string]>> = {
      missing: ['missing', 'The file is not there any more. Put it back, or save it again from your editor.'],
      unreadable: ['unreadable', 'Permission denied. Make the file readable and save it again.'],
      link: ['linkElsewhere', '/etc/hosts'],
    };
    const phase = phases[scenario];
    if (work && phase) [work.phase, work.reason] = phase;
    const data: Partial<Record<Scenario, DataDto>> = {
      temporary: {
        state: 'temporary',
        notices: [
          'The data folder cannot be written (read-only file system). What you do is kept until you close the window.',
        ],
      },
      newer: {
        state: 'newer',
        notices: [
          'This data was written by Mission Architect 0.4.0, which is newer than this version (0.1.0). Nothing was changed.',
        ],
      },
      refused: {
        state: 'refused',
        notices: ['The database is damaged and could not be moved aside: the data folder cannot be written.'],
      },
      'broken-settings': {
        state: 'kept',
        notices: [
          'config.toml, line 3: `theme` is not one of system, light, dark. The defaults are used until it is mended.',
        ],
      },
    };
    this.#data = data[scenario] ?? this.#data;
    if (scenario === 'polling')
      this.#polling = 'The system’s limit for watches is reached (fs.inotify.max_user_watches).';
    this.#truncates = scenario === 'long';
    if (scenario === 'no-editor') {
      this.failures.set('open_editor', problem('editor', 'No editor was found. Choose one in Settings.'));
    }
    if (scenario === 'failing') {
      const failure = problem('internal', 'The database is locked by another program.');
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
      workspaceFolder: this.#settings.workspaces ?? `${HOME}/Documents/Mission Architect`,
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
        missions: missions.map((mission) => this.#card(mission)),
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
      const work = this.#work.get(missionId) ?? this.#start(missionId, this.now());
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
    grade_now: ({ missionId }) => {
      const work = this.#startedWork(missionId);
      const newest = work.attempts.at(-1);
      if (!newest) throw problem('notStarted', 'This mission has not been started.');
      this.#emit({ kind: 'attemptGraded', missionId, attemptId: newest.summary.id });
      return newest.report;
    },
    list_attempts: ({ missionId }) => this.#saves(missionId),
    get_attempt: ({ attemptId }) => this.#attempt(attemptId).attempt.report,
    compare_template: ({ missionId, attemptId, against, againstId }) => {
      const mission = this.#mission(missionId);
      const work = this.#startedWork(missionId);
      const shown = attemptId === null ? work.attempts.at(-1) : this.#attempt(attemptId).attempt;
      const before = work.attempts[work.attempts.findIndex((attempt) => attempt === shown) - 1];
      if (against === 'solution' && work.passedAtMs === null) {
        throw problem('solutionLocked', 'The solution is shown once every criterion has passed.');
      }
      const green = work.attempts.findLast(({ summary }) => summary.passed === summary.total);
      const other = {
        starter: mission.starter,
        previous: before?.text ?? mission.starter,
        lastGreen: green?.text ?? mission.starter,
        attempt: againstId === null ? mission.starter : this.#attempt(againstId).attempt.text,
        solution: mission.solution,
      };
      return {
        lines: compareLines(other[against], shown?.text ?? mission.starter),
        lossy: false,
        truncated: this.#truncates,
      };
    },
    restore_attempt: ({ attemptId }) => {
      const { missionId, work, attempt } = this.#attempt(attemptId);
      work.undo = work.attempts.at(-1)?.text ?? null;
      const restored = this.#record(this.#mission(missionId), work, attempt.text, 'restore', this.now());
      this.#emit({ kind: 'attemptGraded', missionId, attemptId: restored.summary.id });
      return { attempt: restored.report, canUndo: true };
    },
    undo_restore: ({ missionId }) => {
      const work = this.#startedWork(missionId);
      if (work.undo === null) throw problem('nothingToUndo', 'There is no restore to take back.');
      const undone = this.#record(this.#mission(missionId), work, work.undo, 'undo', this.now());
      work.undo = null;
      this.#emit({ kind: 'attemptGraded', missionId, attemptId: undone.summary.id });
      return { attempt: undone.report, canUndo: false };
    },
    list_hints: ({ missionId }) => {
      const mission = this.#mission(missionId);
      return { hints: mission.criteria.map((criterion) => this.#hints(mission, criterion.id)) };
    },
    reveal_hint: ({ missionId, criterionId }) => {
      const mission = this.#mission(missionId);
      const work = this.#startedWork(missionId);
      const hints = this.#hints(mission, criterionId);
      work.hints.set(criterionId, Math.min(hints.revealed.length + 1, hints.available));
      return this.#hints(mission, criterionId);
    },
    open_editor: ({ missionId, line, column }) => this.#launched(this.#startedWork(missionId), line, column),
    open_folder: () => ({}),
    get_progress: () => this.#progress(),
    get_settings: () => this.#settingsView(),
    put_settings: (settings) => {
      const { customEditor, editor } = settings;
      if (editor === 'custom' && !customEditor.some((argument) => argument.includes('{file}'))) {
        throw problem('setting', 'A custom editor needs a program and {file} among its arguments.');
      }
      this.#settings = settings;
      return this.#settingsView();
    },
    run_doctor: () => ({
      checks: [
        { id: 'data', label: 'Data folder', state: 'ok', message: 'Can be written; 212 GB free.' },
        {
          id: 'database',
          label: 'Database',
          state: 'ok',
          message: 'SQLite 3.53.2, write-ahead log, integrity checked.',
        },
        { id: 'workspaces', label: 'Workspace folder', state: 'ok', message: 'Can be written.' },
        {
          id: 'editor',
          label: 'Editor',
          state: 'warning',
          message:
            'VS Code was found, `code` is not on the path. Run “Shell Command: Install code command” in VS Code.',
        },
        {
          id: 'watch',
          label: 'File watching',
          state: 'failed',
          message:
            'The system’s limit for watches is reached. Raise fs.inotify.max_user_watches; until then files are looked at every 2 s.',
        },
      ],
    }),
    export_data: ({ path }) => ({ path: `${path}/mission-architect-export` }),
    forget_mission: ({ missionId }) => {
      this.#work.delete(missionId);
      if (this.#watched === missionId) this.#watched = null;
      this.#emit({ kind: 'missionChanged', missionId, attemptId: null });
      return {};
    },
  };

  #settingsView(): SettingsViewDto {
    return {
      settings: this.#settings,
      editors: [
        { id: 'vscode', label: 'VS Code', program: '/usr/bin/code' },
        { id: 'zed', label: 'Zed', program: `${HOME}/.local/bin/zed` },
        { id: 'vim', label: 'Vim in a terminal', program: '/usr/bin/vim' },
        { id: 'system', label: 'The system’s editor for this file', program: '/usr/bin/xdg-open' },
        { id: 'cursor', label: 'Cursor', program: null },
        { id: 'jetbrains', label: 'JetBrains', program: null },
        { id: 'sublime', label: 'Sublime Text', program: null },
        { id: 'custom', label: 'Custom command', program: null },
      ],
      defaultWorkspaces: `${HOME}/Documents/Mission Architect`,
    };
  }

  #mission(id: string): FakeMission {
    const mission = this.#packs.flatMap((pack) => pack.missions).find((mission) => mission.id === id);
    if (!mission) throw problem('notFound', `There is no mission “${id}” in any pack.`);
    return mission;
  }

  #startedWork(missionId: string): Work {
    const work = this.#work.get(missionId);
    if (!work) throw problem('notStarted', 'This mission has not been started.');
    return work;
  }

  #attempt(id: number): { missionId: string; work: Work; attempt: Attempt } {
    for (const [missionId, work] of this.#work) {
      const attempt = work.attempts.find((attempt) => attempt.summary.id === id);
      if (attempt) return { missionId, work, attempt };
    }
    throw problem('notFound', `There is no attempt ${id}.`);
  }

  #start(missionId: string, atMs: number): Work {
    const work: Work = {
      attempts: [],
      path: `${this.#settings.workspaces ?? `${HOME}/Documents/Mission Architect`}/${missionId}/template.yaml`,
      phase: 'watching',
      reason: null,
      passedAtMs: null,
      undo: null,
      hints: new Map(),
    };
    this.#work.set(missionId, work);
    const mission = this.#mission(missionId);
    this.#record(mission, work, mission.starter, 'start', atMs);
    return work;
  }

  #watch(missionId: string): void {
    if (this.#watched === missionId) return;
    this.#watched = missionId;
    this.#emit({ kind: 'watchChanged', missionId, attemptId: null });
  }

  #record(mission: FakeMission, work: Work, text: string, origin: OriginDto, atMs: number): Attempt {
    const results = gradeFake(mission.criteria, text);
    const earned = sum(results.map((result) => result.earned));
    const possible = sum(results.map((result) => result.weight));
    const summary: AttemptSummaryDto = {
      id: ++this.#lastAttempt,
      atMs,
      origin,
      score: earned / possible,
      passed: results.filter((result) => result.verdict === 'pass').length,
      total: results.length,
      gradeUs: 400 + ((text.length * 7) % 500),
      hintsUsed: sum([...work.hints.values()]),
    };
    const hints = [...work.hints].map(([criterionId, level]) => ({
      criterionId,
      label: mission.criteria.find(({ id }) => id === criterionId)?.label ?? criterionId,
      level,
    }));
    const report: AttemptDto = {
      missionId: mission.id,
      summary,
      earned,
      possible,
      results,
      diagnostics: diagnosticsOf(text),
      hints,
    };
    const flips = flipsBetween(work.attempts.at(-1)?.report.results ?? [], results);
    const attempt: Attempt = { summary, report, flips: work.attempts.length === 0 ? [] : flips, text };
    work.attempts.push(attempt);
    if (summary.passed === summary.total) work.passedAtMs ??= atMs;
    return attempt;
  }

  #saves(missionId: string): AttemptListDto {
    const attempts = this.#work.get(missionId)?.attempts ?? [];
    return {
      attempts: attempts.map(({ summary }) => summary),
      flips: attempts.map(({ flips }) => flips),
      strips: this.#mission(missionId).criteria.map(({ id, label }, row) => ({
        criterionId: id,
        label,
        verdicts: attempts.map(({ report }) => report.results[row]?.verdict ?? null),
      })),
      lastGreenId: attempts.findLast(({ summary }) => summary.passed === summary.total)?.summary.id ?? null,
      // About what a compressed text and a report take.
      sizeBytes: sum(attempts.map(({ text }) => 900 + Math.round(text.length / 5))),
    };
  }

  /** Evenings of work in which things are mended and broken again, the same each time. */
  #longHistory(mission: FakeMission, work: Work, count: number): void {
    const broken: [RegExp, string][] = [
      [/Resource: !GetAtt Jobs\.Arn/, 'Resource: "*"'],
      [/ {6}RedrivePolicy:\n.*\n.*\n/, ''],
      [/(worker\.handler\n\s+Runtime: )nodejs22/, '$1nodejs16'],
      [/\n {2}OrdersToAudit:[\s\S]*$/, '\n'],
      [/\n {2}OrdersToJobs:[\s\S]*$/, '\n'],
    ];
    let at = this.now() - count * 4 * MINUTE_MS - Math.floor(count / 20) * 16 * 60 * MINUTE_MS;
    const end = work.attempts[0];
    if (end) end.summary.atMs = at;
    for (let index = 0; index < count - 1; index++) {
      const left = index % 97 === 60 ? 0 : Math.max(0, 5 - Math.floor((index % 36) / 5)) + (index % 9 === 4 ? 1 : 0);
      const text = broken
        .slice(broken.length - Math.min(left, 5))
        .reduce((text, [from, to]) => text.replace(from, to), mission.solution);
      at += (index % 20 === 19 ? 16 * 60 : index % 7 === 5 ? 25 : 3) * MINUTE_MS;
      const origin = index % 31 === 22 ? 'restore' : index % 31 === 23 ? 'undo' : 'save';
      this.#record(mission, work, text, origin, Math.min(at, this.now()));
    }
  }

  #launched(work: Work, line: number, column: number) {
    return { label: 'VS Code', command: ['/usr/bin/code', '--goto', `${work.path}:${line}:${column}`] };
  }

  #hints(mission: FakeMission, criterionId: string): CriterionHintsDto {
    const criterion = mission.criteria.find((criterion) => criterion.id === criterionId);
    const work = this.#work.get(mission.id);
    const source = criterion?.fromGrader === true ? 'grader' : 'author';
    const met = criterion?.met.test(work?.attempts.at(-1)?.text ?? '') ?? false;
    const hints = source === 'grader' && met ? [] : (criterion?.hints ?? []);
    const revealed = hints.slice(0, work?.hints.get(criterionId) ?? 0);
    // The grader's last hint tells an edit, and that was tried.
    const told = source === 'grader' && hints.length > 0 && revealed.length === hints.length;
    return {
      criterionId,
      revealed,
      available: hints.length,
      source,
      none: source === 'grader' && met ? 'met' : null,
      proof: told
        ? { verified: true, fixes: [criterion?.label ?? ''], breaks: [], completes: false, reason: null }
        : null,
    };
  }

  #standing(mission: FakeMission): StandingDto {
    const work = this.#work.get(mission.id);
    const newest = work?.attempts.at(-1);
    const results = newest?.report.results ?? [];
    return {
      state: !work ? 'new' : work.passedAtMs === null ? 'started' : 'passed',
      passed: newest?.summary.passed ?? 0,
      total: mission.criteria.length,
      score: newest?.summary.score ?? 0,
      verdicts: results.map((result) => result.verdict),
      next: results.find((result) => result.verdict !== 'pass')?.label ?? null,
      touchedAtMs: newest?.summary.atMs ?? null,
      passedAtMs: work?.passedAtMs ?? null,
      outdated: false,
    };
  }

  #card(mission: FakeMission): MissionCardDto {
    const pack = this.#packs.find((pack) => pack.missions.includes(mission));
    const { id, title, summary, level, services, skills, minutes } = mission;
    return {
      id,
      packTitle: pack?.title ?? '',
      position: (pack?.missions.indexOf(mission) ?? 0) + 1,
      packSize: pack?.missions.length ?? 0,
      title,
      summary,
      level,
      services,
      skills,
      minutes,
      kind: mission.kind ?? 'build',
      source: mission.source ?? 'bundled',
      standing: this.#standing(mission),
    };
  }

  #whole(mission: FakeMission, started: MissionDto['started']): MissionDto {
    const work = this.#work.get(mission.id);
    return {
      card: this.#card(mission),
      scenario: mission.scenario,
      criteria: mission.criteria.map((criterion) => ({
        id: criterion.id,
        label: criterion.label,
        weight: criterion.weight,
        tag: criterion.tag ?? null,
        requires: (criterion.requires ?? []).map(
          (id) => mission.criteria.find((other) => other.id === id)?.label ?? id,
        ),
        skills: mission.skills,
        given: criterion.given ?? false,
        hints: this.#hints(mission, criterion.id),
      })),
      starter: mission.starter,
      sources: ['Amazon SNS: Fanout to Amazon SQS queues', 'Amazon SQS dead-letter queues'],
      make: this.practice.make(mission),
      workspace: work?.path ?? null,
      attempt: work?.attempts.at(-1)?.report ?? null,
      solutionUnlocked: work !== undefined && work.passedAtMs !== null,
      canUndoRestore: work !== undefined && work.undo !== null,
      started,
    };
  }

  #progress(): ProgressDto {
    const missions = this.#packs.flatMap((pack) => pack.missions);
    const passed = missions.filter((mission) => this.#standing(mission).state === 'passed');
    const skills = [...new Set(missions.flatMap((mission) => mission.skills))].sort();
    const teaching = (skill: string, from: FakeMission[]) => from.filter(({ skills }) => skills.includes(skill)).length;
    return {
      missions: missions.length,
      started: this.#work.size,
      passed: passed.length,
      criteriaPassed: sum(missions.map((mission) => this.#standing(mission).passed)),
      passedMissions: passed
        .map(({ id, title }) => ({ id, title, atMs: this.#work.get(id)?.passedAtMs ?? 0 }))
        .sort((a, b) => b.atMs - a.atMs),
      skills: skills.map((skill) => ({
        skill,
        missions: teaching(skill, missions),
        passed: teaching(skill, passed),
        memory: this.practice.memoryOf(skill),
      })),
      activity: this.#work.size === 0 ? [] : this.#activity(),
    };
  }

  /** Evenings of the last months, the same each time: today, yesterday and the four days before, and about every third day before that. */
  #activity(): ProgressDto['activity'] {
    const quarterMs = 15 * MINUTE_MS;
    const today = Math.floor(this.now() / quarterMs) * quarterMs;
    const days = Array.from({ length: 190 }, (_, day) => 189 - day);
    return days
      .filter((day) => day < 6 || (day * 7919) % 11 < 4)
      .map((day) => {
        const saves = 1 + ((day * 31) % 23);
        return { startMs: today - day * DAY_MS, saves, passes: day % 9 === 4 ? 1 : 0 };
      });
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

/** The one thing that makes a fake template unreadable. */
function diagnosticsOf(text: string): DiagnosticDto[] {
  const at = text.split('\n').findIndex((line) => line.startsWith('\t'));
  if (at < 0) return [];
  return [{ severity: 'error', code: 'syntax', message: 'A tab cannot indent YAML.', line: at + 1, column: 1 }];
}

function problem(code: ErrorCode, message: string): ErrorDto {
  return { code, message, detail: null };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
