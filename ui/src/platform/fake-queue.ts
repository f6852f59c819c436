/** The invented engine's queue: jobs with their history, the pause, the breaker. Nothing runs by itself here; `fake-generations.ts` moves jobs. */
import type { BreakerDto, JobDto, JobEventDto, JobStateDto, PauseDto, QueueDto } from '~/bindings';

import { refusal, type Answers } from './fake-parts';

export type QueueCommands = 'get_queue' | 'get_job' | 'redrive_job' | 'discard_job' | 'cancel_job' | 'resume_queue';

export interface FakeJob extends JobDto {
  history: JobEventDto[];
}

export class FakeQueue {
  jobs: FakeJob[] = [];
  pause: PauseDto | null = null;
  breaker: BreakerDto | null = null;
  trouble: string | null = null;
  runsHere = true;
  runner = 'this program works on the queue';
  callLimit = 10;

  readonly #now: () => number;
  readonly #changed: (missionId: string | null) => void;
  #lastId = 0;

  /** `changed`: the queue, or the job of a mission, is another. */
  constructor(now: () => number, changed: (missionId: string | null) => void) {
    this.#now = now;
    this.#changed = changed;
  }

  get state(): QueueDto {
    const inState = (state: JobStateDto) => this.jobs.filter((job) => job.state === state).length;
    return {
      runsHere: this.runsHere,
      runner: this.runner,
      pause: this.pause,
      trouble: this.trouble,
      breaker: this.breaker,
      ready: inState('ready'),
      leased: inState('leased'),
      dead: inState('dead'),
      calls: inState('leased'),
      callLimit: this.callLimit,
      jobs: this.jobs
        .filter((job) => job.state !== 'done' && job.state !== 'cancelled')
        .map((job) => withoutHistory(job))
        .sort((a, b) => b.id - a.id),
    };
  }

  readonly answers: Answers<QueueCommands> = {
    get_queue: () => this.state,
    get_job: ({ jobId }) => {
      const job = this.#job(jobId);
      return { job: withoutHistory(job), history: job.history };
    },
    redrive_job: ({ jobId }) => {
      const job = this.#job(jobId);
      if (job.state === 'dead' || job.state === 'cancelled') {
        job.receiveCount = 0;
        this.move(jobId, 'ready', 'redriven', '');
      }
      return this.state;
    },
    discard_job: ({ jobId }) => {
      const job = this.#job(jobId);
      if (job.state === 'dead' || job.state === 'cancelled') {
        this.jobs = this.jobs.filter((other) => other !== job);
        this.#changed(job.missionId);
      }
      return this.state;
    },
    cancel_job: ({ jobId }) => {
      const { state } = this.#job(jobId);
      if (state === 'ready' || state === 'leased') this.move(jobId, 'cancelled', 'cancelled', '');
      return this.state;
    },
    resume_queue: () => {
      [this.pause, this.breaker] = [null, null];
      this.#changed(null);
      return this.state;
    },
  };

  enqueue(mission: { missionId: string; title: string; model: string }, atMs: number = this.#now()): FakeJob {
    const job: FakeJob = {
      ...mission,
      id: ++this.#lastId,
      state: 'ready',
      receiveCount: 0,
      snoozes: 0,
      visibleAtMs: atMs,
      createdAtMs: atMs,
      changedAtMs: atMs,
      lastError: null,
      lastCode: null,
      history: [{ atMs, event: 'enqueued', detail: '' }],
    };
    this.jobs = [...this.jobs, job];
    this.#changed(mission.missionId);
    return job;
  }

  /** Moves a job on; `event` and `detail` go into its history. A detail is what went wrong, when something did. */
  move(
    jobId: number,
    state: JobStateDto,
    event: string,
    detail: string,
    dueInMs = 0,
    atMs: number = this.#now(),
  ): FakeJob {
    const job = this.#job(jobId);
    if (state === 'leased') job.receiveCount += 1;
    if (event === 'snoozed') {
      job.snoozes += 1;
      job.receiveCount = Math.max(0, job.receiveCount - 1);
    }
    if (detail !== '') job.lastError = detail;
    Object.assign(job, { state, visibleAtMs: atMs + dueInMs, changedAtMs: atMs });
    job.history.push({ atMs, event, detail });
    this.#changed(job.missionId);
    return job;
  }

  /** Pauses, stops or mends something outside of any job. */
  set(change: Partial<Pick<FakeQueue, 'pause' | 'breaker' | 'trouble' | 'runsHere' | 'runner'>>): void {
    Object.assign(this, change);
    this.#changed(null);
  }

  #job(jobId: number): FakeJob {
    const job = this.jobs.find(({ id }) => id === jobId);
    if (!job) throw refusal('notFound', `There is no job ${jobId}.`);
    return job;
  }
}

function withoutHistory(job: FakeJob): JobDto {
  const plain: Partial<FakeJob> & JobDto = { ...job };
  delete plain.history;
  return plain;
}
