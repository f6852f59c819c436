/** What can be done with the queue's jobs, and the history of the one that is looked at. The jobs themselves are the window's. */
import type { ErrorDto, JobDetailDto, JobDto } from '~/bindings';
import { asError, type Platform } from '~/platform';
import type { Bedrock } from '~/shell';

export type JobAct = 'redrive_job' | 'discard_job' | 'cancel_job';

export class QueueActions {
  /** Jobs with something under way. */
  busy = $state.raw<ReadonlySet<number>>(new Set());
  /** The job whose history is shown. */
  shownJob = $state<number | null>(null);
  history = $state.raw<JobDetailDto | null>(null);
  historyProblem = $state.raw<ErrorDto | null>(null);

  readonly #platform: Platform;
  readonly #bedrock: Bedrock;
  #asked = 0;

  constructor(platform: Platform, bedrock: Bedrock) {
    this.#platform = platform;
    this.#bedrock = bedrock;
  }

  /** Throws an `ErrorDto`; says whether it was done: a job that is at something is left alone. */
  async act(act: JobAct, job: JobDto): Promise<boolean> {
    if (this.busy.has(job.id)) return false;
    this.busy = new Set([...this.busy, job.id]);
    try {
      this.#bedrock.queueWritten(await this.#platform.invoke(act, { jobId: job.id }));
      return true;
    } finally {
      this.busy = new Set([...this.busy].filter((id) => id !== job.id));
    }
  }

  /** Shows or hides a job's history. */
  async toggle(jobId: number): Promise<void> {
    this.shownJob = this.shownJob === jobId ? null : jobId;
    this.history = null;
    await this.loadHistory();
  }

  /** Asks for the shown job's history again. */
  async loadHistory(): Promise<void> {
    const jobId = this.shownJob;
    if (jobId === null) return;
    const turn = ++this.#asked;
    try {
      const history = await this.#platform.invoke('get_job', { jobId });
      if (turn === this.#asked) [this.history, this.historyProblem] = [history, null];
    } catch (thrown) {
      if (turn === this.#asked) this.historyProblem = asError(thrown);
    }
  }
}

/** Where a job stands, in one word: a ready one waits for its turn or for its time. */
export function wordOf(job: JobDto, nowMs: number): 'waiting' | 'later' | 'running' | 'dead' | 'done' | 'cancelled' {
  switch (job.state) {
    case 'ready':
      return job.visibleAtMs > nowMs ? 'later' : 'waiting';
    case 'leased':
      return 'running';
    case 'dead':
    case 'done':
    case 'cancelled':
      return job.state;
  }
}
