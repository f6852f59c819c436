/**
 * The invented engine's side of Bedrock, put together: access, queue, usage, generated missions, the mentor. What a scenario looks like is
 * here; how each part answers is in its own file.
 */
import type { EventDto, EventKind, GenerationDto } from '~/bindings';

import { FAKE_PROBLEMS, FakeAccess, type AccessCommands } from './fake-access';
import { FakeGenerations, type GenerationCommands } from './fake-generations';
import { FakeMentor, MENTOR_SCENARIOS, type MentorCommands, type TaughtMission } from './fake-mentor';
import type { Answers } from './fake-parts';
import { FakeQueue, type QueueCommands } from './fake-queue';
import { FakeUsage, inventedCalls, type UsageCommands } from './fake-usage';

/** The scenarios in which Bedrock matters; in all others it is switched off. */
export const BEDROCK_SCENARIOS = [
  'bedrock',
  'bedrock-idle',
  'bedrock-paused',
  'bedrock-breaker',
  'bedrock-trouble',
  'bedrock-elsewhere',
  'bedrock-disagrees',
  'bedrock-none',
  'bedrock-many',
  ...MENTOR_SCENARIOS,
] as const;
export type BedrockScenario = (typeof BEDROCK_SCENARIOS)[number];

const MINUTE_MS = 60_000;

export type BedrockCommands = AccessCommands | QueueCommands | UsageCommands | GenerationCommands | MentorCommands;

/** What Bedrock's side needs of the rest of the engine. */
export interface Surroundings {
  /** What the mentor is told of a mission. */
  mission: (missionId: string) => TaughtMission;
  /** A generated mission is ready: it belongs in the pack of generated ones. */
  ready: (mission: GenerationDto) => void;
}

export class FakeBedrock {
  readonly access: FakeAccess;
  readonly queue: FakeQueue;
  readonly usage: FakeUsage;
  readonly generations: FakeGenerations;
  readonly mentor: FakeMentor;
  readonly answers: Answers<BedrockCommands>;
  readonly #now: () => number;

  constructor(now: () => number, emit: (event: EventDto) => void, around: Surroundings) {
    const say = (kind: EventKind, missionId: string | null = null) => emit({ kind, missionId, attemptId: null });
    this.#now = now;
    this.queue = new FakeQueue(now, (missionId) => {
      say('queueChanged');
      if (missionId !== null) say('missionChanged', missionId);
    });
    this.usage = new FakeUsage(now, () => say('usageChanged'));
    this.access = new FakeAccess(
      () => say('queueChanged'),
      (works) => {
        // As the real engine: a way that works ends a pause.
        if (works && this.queue.pause) this.queue.set({ pause: null });
      },
    );
    this.generations = new FakeGenerations(now, this, (missionId) => say('missionChanged', missionId), around.ready);
    this.mentor = new FakeMentor(now, this, around.mission);
    this.answers = {
      ...this.access.answers,
      ...this.queue.answers,
      ...this.usage.answers,
      ...this.generations.answers,
      ...this.mentor.answers,
    };
  }

  /** Puts everything as `scenario` finds it. */
  scene(scenario: BedrockScenario): void {
    const { access, queue, usage } = this;
    const now = this.#now();
    access.settings = { ...access.settings, credentials: 'aws', profile: 'work' };
    if (scenario === 'bedrock-none') {
      access.settings = { ...access.settings, profile: null };
      access.profiles = [];
      access.keyring = 'noBus';
      return;
    }
    if (scenario === 'bedrock-idle') return;
    const mentor = MENTOR_SCENARIOS.find((name) => name === scenario);
    if (mentor) {
      this.mentor.scene(mentor, 'fan-out-order-events');
      return;
    }
    if (scenario === 'bedrock-many') {
      this.generations.many(100_000);
      return;
    }
    usage.calls = inventedCalls(now);
    usage.reserved = { nusd: 168_000_000, tokens: 36_000 };
    this.#jobs(now);
    this.generations.scene();
    if (scenario === 'bedrock-paused') {
      const problem = FAKE_PROBLEMS['expired-credentials'];
      access.failing = 'expired-credentials';
      queue.pause = {
        code: 'expired-credentials',
        message: `${problem?.message ?? ''} ${problem?.nextStep ?? ''}`,
        sinceMs: now - 4 * MINUTE_MS,
        untilMs: null,
      };
    }
    if (scenario === 'bedrock-breaker') {
      queue.breaker = {
        failures: 5,
        message: 'Bedrock is not available in eu-central-1 right now.',
        untilMs: now + 42_000,
      };
    }
    if (scenario === 'bedrock-trouble') {
      queue.trouble = 'The database is locked by another program. Nothing is lost; the queue goes on when it is free.';
    }
    if (scenario === 'bedrock-elsewhere') {
      queue.runsHere = false;
      queue.runner = 'another program (process 4711) works on the queue';
      access.endpoint = 'http://127.0.0.1:4010';
      access.bearerInEnvironment = true;
    }
    if (scenario === 'bedrock-disagrees') {
      usage.disagreements = ['The ledger sums up to 1,204,300,000 billionths of a USD, the counters to 1,204,291,000.'];
    }
  }

  #jobs(now: number): void {
    const { queue } = this;
    const model = this.access.settings.model;
    const ago = (minutes: number) => now - minutes * MINUTE_MS;
    const archive = queue.enqueue(
      { missionId: 'gen-cold-archive-7f21', title: 'Cold archive with a legal hold', model },
      ago(64),
    );
    for (const [turn, detail] of [
      'The answer was cut off: the model reached its limit of tokens.',
      'The solution does not meet its own criterion “Objects cannot be deleted for seven years”.',
      'The starter passes the criterion “The bucket is versioned” already.',
    ].entries()) {
      queue.move(archive.id, 'leased', 'leased', '', 30 * MINUTE_MS, ago(62 - turn * 3));
      queue.move(
        archive.id,
        turn === 2 ? 'dead' : 'ready',
        turn === 2 ? 'dead' : 'retried',
        detail,
        8000,
        ago(61 - turn * 3),
      );
    }
    archive.lastCode = 'proof';
    const tickets = queue.enqueue(
      { missionId: 'gen-ticket-rush-a04c', title: 'Ticket rush for a stadium', model },
      ago(1),
    );
    queue.move(tickets.id, 'leased', 'leased', '', 30 * MINUTE_MS, now - 41_000);
    const ledger = queue.enqueue(
      { missionId: 'gen-two-regions-51be', title: 'Two regions, one ledger', model },
      ago(2),
    );
    queue.move(ledger.id, 'leased', 'leased', '', 30 * MINUTE_MS, ago(1));
    queue.move(ledger.id, 'ready', 'snoozed', 'Bedrock asked us to slow down.', 30_000, now - 18_000);
    ledger.lastCode = 'throttled';
    queue.enqueue({ missionId: 'gen-photo-resize-c9d3', title: 'Resize photos as they arrive', model }, now - 20_000);
  }
}
