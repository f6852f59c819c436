/** The invented engine's generated missions: asked for, written phase by phase, ready or failed. Their jobs are in `fake-queue.ts`. */
import type {
  AskedMissionDto,
  CursorDto,
  GeneratedStateDto,
  GenerationDto,
  GenerationListDto,
  LevelDto,
  MissionRequestDto,
  PhaseDto,
} from '~/bindings';

import type { FakeAccess } from './fake-access';
import type { FakeMission } from './fake-missions';
import { refusal, type Answers } from './fake-parts';
import type { FakeQueue } from './fake-queue';
import { MISSION_COST, quoteOf } from './fake-quote';
import type { FakeUsage } from './fake-usage';

export type GenerationCommands =
  | 'quote_mission'
  | 'ask_mission'
  | 'list_generations'
  | 'get_generation'
  | 'cancel_generation'
  | 'retry_generation'
  | 'discard_generation';

const MINUTE_MS = 60_000;

export class FakeGenerations {
  /** The newest first. */
  rows: GenerationDto[] = [];
  /** Plays each mission that is asked for through its phases; tests move them by hand. */
  plays = false;

  readonly #now: () => number;
  readonly #access: FakeAccess;
  readonly #queue: FakeQueue;
  readonly #usage: FakeUsage;
  readonly #changed: (missionId: string) => void;
  readonly #ready: (mission: GenerationDto) => void;
  #lastId = 0;

  /** `ready`: a mission can be started, and belongs in a pack. */
  constructor(
    now: () => number,
    parts: { access: FakeAccess; queue: FakeQueue; usage: FakeUsage },
    changed: (missionId: string) => void,
    ready: (mission: GenerationDto) => void,
  ) {
    this.#now = now;
    this.#access = parts.access;
    this.#queue = parts.queue;
    this.#usage = parts.usage;
    this.#changed = changed;
    this.#ready = ready;
  }

  readonly answers: Answers<GenerationCommands> = {
    quote_mission: ({ model }) => this.#quote(model),
    ask_mission: (request) => this.#ask(request),
    list_generations: ({ after, state, limit }) => this.#page(after, state, limit),
    get_generation: ({ missionId }) => this.state(missionId),
    cancel_generation: ({ missionId }) => {
      const job = this.#job(missionId);
      if (job && (job.state === 'ready' || job.state === 'leased')) {
        this.#queue.move(job.id, 'cancelled', 'cancelled', '');
      }
      return this.state(missionId);
    },
    retry_generation: ({ missionId }) => {
      const job = this.#job(missionId);
      if (job && (job.state === 'dead' || job.state === 'cancelled')) {
        job.receiveCount = 0;
        this.#row(missionId).received = 0;
        this.#queue.move(job.id, 'ready', 'redriven', '');
        if (this.plays) this.#play(missionId);
      }
      return this.state(missionId);
    },
    discard_generation: ({ missionId }) => {
      this.#row(missionId);
      this.rows = this.rows.filter((row) => row.missionId !== missionId);
      this.#changed(missionId);
      return {};
    },
  };

  /** A mission as it stands: its job says where. */
  state(missionId: string): GenerationDto {
    return this.#standing(this.#row(missionId));
  }

  /** Moves a mission on within its call. */
  proceed(missionId: string, phase: PhaseDto, received: number): void {
    const job = this.#job(missionId);
    if (job && job.state !== 'leased') this.#queue.move(job.id, 'leased', 'leased', '', 30 * MINUTE_MS);
    Object.assign(this.#row(missionId), { phase, received });
    this.#changed(missionId);
  }

  /** One that was made without a model is ready at once. */
  keep({ id, title, summary, level, services, minutes, criteria }: FakeMission): void {
    const row: GenerationDto = {
      ...this.#blank(id, this.#now(), ''),
      state: 'ready',
      phase: 'ready',
      title,
      summary,
      level,
      services,
      minutes,
      criteria: criteria.length,
    };
    this.rows = [row, ...this.rows];
  }

  snooze(missionId: string, why: string, dueInMs: number): void {
    const job = this.#job(missionId);
    if (job) this.#queue.move(job.id, 'ready', 'snoozed', why, dueInMs);
  }

  finish(missionId: string): void {
    const row = this.#row(missionId);
    Object.assign(row, {
      state: 'ready',
      phase: 'ready',
      title: row.title.replace(/^./, (letter) => letter.toUpperCase()),
      summary: 'A customer has outgrown what they have, and asks you to mend it.',
      level: row.level ?? 'associate',
      services: row.services.length > 0 ? row.services : ['sqs', 'lambda'],
      minutes: 30,
      criteria: 5,
      costNusd: 41_700_000,
      tokens: 4010,
      changedAtMs: this.#now(),
    });
    const job = this.#job(missionId);
    this.#ready(this.#standing({ ...row, state: 'ready' }));
    if (job) this.#queue.move(job.id, 'done', 'done', '');
    else this.#changed(missionId);
  }

  fail(missionId: string, reason: string): void {
    const job = this.#job(missionId);
    Object.assign(this.#row(missionId), { reason, costNusd: 94_000_000, tokens: 9100 });
    if (job) this.#queue.move(job.id, 'dead', 'dead', reason);
  }

  /** What a scenario with jobs finds: the missions of those jobs, and some that are ready. */
  scene(): void {
    const now = this.#now();
    const failed = this.#of('gen-cold-archive-7f21');
    if (failed) {
      Object.assign(failed, {
        reason: 'The starter passes the criterion “The bucket is versioned” already. Three tries did not mend it.',
        level: 'associate',
        services: ['s3'],
        costNusd: 94_000_000,
        tokens: 9100,
      });
    }
    const writing = this.#of('gen-ticket-rush-a04c');
    if (writing) Object.assign(writing, { phase: 'proving', received: 9214, level: 'associate', services: ['sqs'] });
    const snoozed = this.#of('gen-two-regions-51be');
    if (snoozed) Object.assign(snoozed, { level: 'professional', services: ['dynamodb', 'route53'] });
    this.#of('gen-photo-resize-c9d3');
    for (const [days, title, services] of [
      [1, 'Invoices that arrive twice', ['sqs', 'lambda', 'dynamodb']],
      [6, 'A login that locks out its owner', ['iam', 'kms']],
    ] as const) {
      const row = this.#new(
        { topic: title, services: [...services], level: 'associate', model: null },
        now - days * 24 * 60 * MINUTE_MS,
      );
      this.finish(row.missionId);
    }
    this.rows.sort((a, b) => b.createdAtMs - a.createdAtMs);
  }

  /** A list as long as that of a machine which generated overnight, for a year. */
  many(count: number): void {
    const now = this.#now();
    const levels: LevelDto[] = ['foundation', 'associate', 'professional'];
    this.rows = Array.from({ length: count }, (_, index) => ({
      ...this.#blank(`gen-many-${count - index}`, now - index * MINUTE_MS, this.#access.settings.model),
      state: index % 10 === 9 ? 'failed' : 'ready',
      phase: index % 10 === 9 ? 'failed' : 'ready',
      reason: index % 10 === 9 ? 'The solution does not meet its own criteria.' : null,
      title: `Mission ${count - index}`,
      summary: 'A customer asks for one more.',
      level: levels[index % 3] ?? null,
      services: ['sqs', 'lambda'],
      minutes: 30,
      criteria: 5,
      costNusd: 41_000_000,
      tokens: 4000,
    }));
  }

  #quote(model: string | null) {
    return quoteOf(this.#usage, model ?? this.#access.settings.model, 'missions', MISSION_COST);
  }

  #ask(request: MissionRequestDto): AskedMissionDto {
    if (request.topic.length > 500) throw refusal('badRequest', 'A topic has at most 500 characters.');
    const none = { queued: null, overBudget: null, notConnected: null };
    const { problem } = this.#access.state;
    if (problem !== null) return { ...none, notConnected: problem };
    const quote = this.#quote(request.model);
    if (quote.exceeds !== null) return { ...none, overBudget: quote };
    const row = this.#new(request, this.#now());
    const job = this.#queue.enqueue({ missionId: row.missionId, title: row.title, model: row.model });
    row.jobId = job.id;
    if (this.plays) this.#play(row.missionId);
    return { ...none, queued: this.state(row.missionId) };
  }

  #new({ topic, services, level, model }: MissionRequestDto, atMs: number): GenerationDto {
    const slug = (topic || services.join(' ') || 'surprise')
      .toLowerCase()
      .replace(/[^a-z0-9]+/gu, '-')
      .slice(0, 24);
    const row: GenerationDto = {
      ...this.#blank(
        `gen-${slug.replace(/-$/u, '')}-${(++this.#lastId).toString(16).padStart(4, '0')}`,
        atMs,
        model ?? this.#access.settings.model,
      ),
      title: topic || (services.length > 0 ? services.join(', ') : 'A surprise'),
      topic,
      services,
      level,
    };
    this.rows = [row, ...this.rows];
    return row;
  }

  #blank(missionId: string, atMs: number, model: string): GenerationDto {
    return {
      missionId,
      jobId: null,
      state: 'generating',
      phase: 'waiting',
      title: '',
      summary: '',
      level: null,
      services: [],
      minutes: 0,
      criteria: 0,
      topic: '',
      model,
      reason: null,
      lastError: null,
      received: 0,
      createdAtMs: atMs,
      changedAtMs: atMs,
      dueAtMs: null,
      costNusd: 0,
      tokens: 0,
    };
  }

  /** The row of a job that was there before. */
  #of(missionId: string): GenerationDto | undefined {
    const job = this.#job(missionId);
    if (!job) return undefined;
    const row = {
      ...this.#blank(missionId, job.createdAtMs, job.model),
      jobId: job.id,
      title: job.title,
      topic: job.title,
    };
    this.rows = [row, ...this.rows];
    return row;
  }

  #row(missionId: string): GenerationDto {
    const row = this.rows.find((row) => row.missionId === missionId);
    if (!row) throw refusal('notFound', `There is no generated mission “${missionId}”.`);
    return row;
  }

  #job(missionId: string) {
    return this.#queue.jobs.find((job) => job.missionId === missionId);
  }

  #standing(row: GenerationDto): GenerationDto {
    const job = this.#job(row.missionId);
    if (!job) return row;
    const states: Record<typeof job.state, GeneratedStateDto> = {
      ready: 'generating',
      leased: 'generating',
      done: 'ready',
      dead: 'failed',
      cancelled: 'cancelled',
    };
    const state = states[job.state];
    const waits: PhaseDto = this.#queue.pause ? 'paused' : job.visibleAtMs > this.#now() ? 'snoozed' : 'waiting';
    const works: PhaseDto = this.#queue.runsHere ? row.phase : 'elsewhere';
    const phase = state !== 'generating' ? state : job.state === 'ready' ? waits : works;
    return {
      ...row,
      state,
      phase,
      reason: state === 'failed' ? (row.reason ?? job.lastError) : null,
      lastError: state === 'generating' ? job.lastError : null,
      dueAtMs: phase === 'snoozed' ? job.visibleAtMs : null,
    };
  }

  #page(after: CursorDto | null, state: GeneratedStateDto | null, limit: number): GenerationListDto {
    const counts = { generating: 0, ready: 0, failed: 0, cancelled: 0 };
    const fitting: GenerationDto[] = [];
    let more = false;
    for (const row of this.rows) {
      const now = this.#standing(row);
      counts[now.state] += 1;
      const isAfter =
        after === null ||
        row.createdAtMs < after.createdAtMs ||
        (row.createdAtMs === after.createdAtMs && row.missionId < after.missionId);
      if (!isAfter || (state !== null && now.state !== state)) continue;
      if (fitting.length < limit) fitting.push(now);
      else more = true;
    }
    const last = fitting.at(-1);
    return {
      generations: fitting,
      next: more && last ? { createdAtMs: last.createdAtMs, missionId: last.missionId } : null,
      counts,
    };
  }

  /** Some seconds of a mission's life: its turn, the writing, the proof, and the end. One about “nothing” fails. */
  #play(missionId: string): void {
    const isThere = () =>
      this.rows.some((row) => row.missionId === missionId) && this.state(missionId).state === 'generating';
    const steps: [afterMs: number, step: () => void][] = [
      ...Array.from({ length: 16 }, (_, index): [number, () => void] => [
        900 + index * 350,
        () => this.proceed(missionId, 'writing', 240 + index * 610),
      ]),
      [7000, () => this.proceed(missionId, 'proving', 9800)],
      [8500, () => this.proceed(missionId, 'repairing', 0)],
      [11_000, () => this.proceed(missionId, 'repairing', 9700)],
      [
        12_500,
        () =>
          this.#row(missionId).topic.includes('nothing')
            ? this.fail(missionId, 'The solution does not meet its own criteria. Three tries did not mend it.')
            : this.finish(missionId),
      ],
    ];
    for (const [afterMs, step] of steps) setTimeout(() => isThere() && step(), afterMs);
  }
}
