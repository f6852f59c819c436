/** The invented engine's mentor: replies in pieces, conversations kept, found and deleted. What it says is written here. */
import type {
  AskMentor,
  ExchangeDto,
  HitDto,
  MentorAnswerDto,
  MentorContextDto,
  MentorMessageDto,
  ReplyStateDto,
} from '~/bindings';

import type { FakeAccess } from './fake-access';
import { refusal, type Answers } from './fake-parts';
import { HINT_COST, quoteOf } from './fake-quote';
import type { FakeUsage } from './fake-usage';

export type MentorCommands =
  'ask_mentor' | 'stop_mentor' | 'preview_mentor' | 'get_conversation' | 'search_conversations' | 'forget_conversation';

export const MENTOR_SCENARIOS = [
  'mentor',
  'mentor-empty',
  'mentor-hostile',
  'mentor-over-budget',
  'mentor-long',
] as const;
export type MentorScenario = (typeof MENTOR_SCENARIOS)[number];

/** What the mentor is told of a mission. */
export interface TaughtMission {
  title: string;
  criteria: { id: string; label: string }[];
  text: string;
}

/** A reply under way. */
export interface FakeReply {
  exchange: ExchangeDto;
  send: (text: string) => void;
  end: (state: ReplyStateDto, reason?: string | null) => void;
}

const MINUTE_MS = 60_000;

const HINTS: readonly string[] = [
  `What happens to a message that the worker **cannot** process? SQS hands it out again after the visibility timeout, and again, until its retention ends.

Somewhere between “once more” and “forever” there should be a number.`,
  `Look at \`Jobs\`, the queue that *receives* the messages, not at the worker that reads them.

The property you need takes two things: how often a message may be received, and where it goes after that.`,
  `A **similar** case, with other names. A bakery’s orders end in a queue for spoiled ones after five tries:

\`\`\`yaml
SpoiledOrders:
  Type: AWS::SQS::Queue
  Properties:
    MessageRetentionPeriod: 1209600

BakeryOrders:
  Type: AWS::SQS::Queue
  Properties:
    RedrivePolicy:
      deadLetterTargetArn: !GetAtt SpoiledOrders.Arn
      maxReceiveCount: 5
\`\`\`

1. The queue for what failed is an ordinary queue.
2. The policy stands on the queue that is *read*.
3. Its target is named by ARN, so \`!GetAtt\`, not \`!Ref\`.`,
  `Everything, then. Add a second queue and point \`Jobs\` at it:

\`\`\`yaml
JobsDead:
  Type: AWS::SQS::Queue

Jobs:
  Type: AWS::SQS::Queue
  Properties:
    RedrivePolicy:
      deadLetterTargetArn: !GetAtt JobsDead.Arn
      maxReceiveCount: 3
\`\`\`

Save, and the criterion turns.`,
];

const ANSWER = `Nowhere good, today: SQS hands the same message out again and again until it expires.

A *redrive policy* on the **receiving** queue says after how many tries a message moves aside, and where to. Look at \`Jobs\`: which property names another queue’s ARN?

| maxReceiveCount | what it means |
|---|---|
| 1 | no second chance |
| 3 to 5 | a hiccup is forgiven |

The manual calls it a [dead-letter queue](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html).`;

const HOSTILE = `<script>alert(1)</script> <img src=x onerror=alert(1)> ![a cat](http://127.0.0.1:9/cat.png)

[Your console](https://console.aws.amazon.com@evil.example/login) · [run](javascript:alert(1)) · https://evil.example

<style>body{display:none}</style>
<iframe src="https://evil.example"></iframe>

\`\`\`html" onmouseover="alert(1)
<meta http-equiv="refresh" content="0;url=https://evil.example">
\`\`\``;

export class FakeMentor {
  exchanges: ExchangeDto[] = [];
  /** What the next replies say, before the invented ones. */
  next: string[] = [];
  /** How long a piece takes; at 0 nothing is sent by itself: `running` is driven by hand. */
  paceMs = 0;
  running: FakeReply | null = null;
  /** What the scrubber took out. */
  scrubbed = [
    { kind: 'AWS account id', line: 41 },
    { kind: 'AWS secret access key', line: 63 },
  ];

  readonly #now: () => number;
  readonly #access: FakeAccess;
  readonly #usage: FakeUsage;
  readonly #mission: (missionId: string) => TaughtMission;
  #lastId = 0;

  constructor(
    now: () => number,
    parts: { access: FakeAccess; usage: FakeUsage },
    mission: (missionId: string) => TaughtMission,
  ) {
    this.#now = now;
    this.#access = parts.access;
    this.#usage = parts.usage;
    this.#mission = mission;
  }

  readonly answers: Answers<MentorCommands> = {
    ask_mentor: (request) => this.ask(request, () => undefined),
    stop_mentor: ({ exchangeId }) => {
      if (this.running?.exchange.id === exchangeId) this.running.end('stopped');
      return {};
    },
    preview_mentor: (request) => this.#preview(request),
    get_conversation: ({ missionId }) => ({ exchanges: this.#of(missionId) }),
    search_conversations: ({ words, missionId }) => ({ hits: this.#search(words, missionId) }),
    forget_conversation: ({ missionId }) => {
      this.exchanges = this.exchanges.filter((exchange) => exchange.missionId !== missionId);
      return { exchanges: [] };
    },
  };

  /** As the engine: `began`, `delta`s, `ended`, and only then the answer. */
  ask(request: AskMentor, onMessage: (message: MentorMessageDto) => void): Promise<MentorAnswerDto> {
    const none = { exchange: null, overBudget: null, notConnected: null };
    if ((request.question ?? '').length > 4000) throw refusal('badRequest', 'A question has at most 4,000 characters.');
    const { problem } = this.#access.state;
    if (problem !== null) return Promise.resolve({ ...none, notConnected: problem });
    const quote = this.#quote();
    if (quote.exceeds !== null) return Promise.resolve({ ...none, overBudget: quote });
    const exchange = this.#exchange(request, this.#now());
    this.exchanges = [...this.exchanges, exchange];
    return new Promise((done) => {
      const message = (part: Partial<MentorMessageDto>) =>
        onMessage({ began: null, delta: null, ended: null, ...structuredClone(part) });
      const reply: FakeReply = {
        exchange,
        send: (text) => {
          exchange.reply += text;
          message({ delta: text });
        },
        end: (state, reason = null) => {
          if (this.running !== reply) return;
          this.running = null;
          this.#settle(exchange, state, reason);
          message({ ended: exchange });
          done({ ...none, exchange: structuredClone(exchange) });
        },
      };
      this.running = reply;
      message({ began: exchange.id });
      if (this.paceMs > 0) this.#speak(reply, this.next.shift() ?? textFor(request));
    });
  }

  /** Puts everything as a scenario finds it. */
  scene(scenario: MentorScenario, missionId: string): void {
    this.paceMs = 34;
    const now = this.#now();
    if (scenario === 'mentor-empty') return;
    if (scenario === 'mentor-over-budget') {
      this.#usage.limits = [{ scope: 'mentor', window: 'tenMinutes', nusd: 10_000_000, tokens: null }];
    }
    if (scenario === 'mentor-hostile') this.next = [HOSTILE];
    if (scenario === 'mentor-long') {
      this.next = [Array.from({ length: 12_000 }, (_, index) => `w${index}`).join(' ')];
    }
    const past = (
      minutes: number,
      request: Partial<AskMentor>,
      reply: string,
      state: ReplyStateDto,
      reason: string | null = null,
    ) => {
      const whole = { missionId, question: null, criterionId: null, level: 0, ...request };
      const exchange = this.#exchange(whole, now - minutes * MINUTE_MS);
      exchange.reply = reply;
      this.#settle(exchange, state, reason, now - minutes * MINUTE_MS + 6200);
      this.exchanges = [...this.exchanges, exchange];
    };
    past(13, { criterionId: 'dlq', level: 1 }, HINTS[0] ?? '', 'done');
    past(11, { question: 'Where do messages go when the worker keeps failing?' }, ANSWER, 'done');
    past(9, { question: 'And what would the bakery do?' }, 'The bakery would set five tries, and then', 'stopped');
    past(
      6,
      { question: 'Just write the queue for me.' },
      'You could begin with the queue that',
      'withheld',
      'The reply was about to print the solution. Ask for a similar case, or for everything.',
    );
    past(
      4,
      { criterionId: 'dlq', level: 2 },
      '',
      'failed',
      'Bedrock cut the reply off in the middle. Nothing was charged. Ask again.',
    );
  }

  #of(missionId: string): ExchangeDto[] {
    return this.exchanges.filter((exchange) => exchange.missionId === missionId);
  }

  #exchange({ missionId, question, criterionId, level }: AskMentor, atMs: number): ExchangeDto {
    return {
      id: ++this.#lastId,
      missionId,
      level: question === null ? level : null,
      criterionId: question === null ? criterionId : null,
      question: question ?? '',
      reply: '',
      state: 'streaming',
      reason: null,
      model: this.#model(),
      atMs,
      endedAtMs: null,
      costNusd: 0,
      tokens: 0,
    };
  }

  #settle(exchange: ExchangeDto, state: ReplyStateDto, reason: string | null, atMs: number = this.#now()): void {
    const output = Math.ceil(exchange.reply.length / 4);
    const charge =
      state === 'failed'
        ? { nusd: 0, tokens: 0 }
        : this.#usage.record({
            atMs,
            model: exchange.model,
            purpose: exchange.level === null ? 'question' : 'hint',
            end: 'whole',
            input: 1240,
            output,
            cacheRead: 0,
            cacheWrite: 0,
            firstMs: 610,
            wholeMs: 4200,
          });
    Object.assign(exchange, { state, reason, endedAtMs: atMs, costNusd: charge.nusd, tokens: charge.tokens });
  }

  #speak(reply: FakeReply, text: string): void {
    const pieces = text.match(/.{1,14}/gsu) ?? [];
    const say = (at: number) => {
      if (this.running !== reply) return;
      const piece = pieces[at];
      if (piece === undefined) return reply.end('done');
      reply.send(piece);
      setTimeout(() => say(at + 1), this.paceMs);
    };
    setTimeout(() => say(0), 600);
  }

  #model(): string {
    return this.#access.settings.mentorModel ?? this.#access.settings.model;
  }

  #quote() {
    return quoteOf(this.#usage, this.#model(), 'mentor', HINT_COST);
  }

  #preview({ missionId, question, criterionId, level }: AskMentor): MentorContextDto {
    const mission = this.#mission(missionId);
    const about = mission.criteria.find(({ id }) => id === criterionId)?.label ?? mission.criteria[0]?.label ?? '';
    return {
      parts: [
        {
          heading: 'Instructions',
          text: 'You are a patient mentor. Never print the solution. Answer in Markdown, briefly.',
        },
        {
          heading: 'Mission',
          text: `${mission.title}\n\n${mission.criteria.map(({ label }) => `- ${label}`).join('\n')}`,
        },
        { heading: 'Your template', text: mission.text.replaceAll('123456789012', '[AWS account id]') },
        {
          heading: 'What you ask',
          text: question ?? `A hint of level ${level} on “${about}”.`,
        },
      ],
      scrubbed: this.scrubbed,
      quote: this.#quote(),
    };
  }

  #search(words: string, missionId: string | null): HitDto[] {
    const wanted = words.trim().toLowerCase();
    if (wanted === '') return [];
    return this.exchanges
      .filter((exchange) => missionId === null || exchange.missionId === missionId)
      .flatMap((exchange) => {
        const text = `${exchange.question} ${exchange.reply}`;
        const at = text.toLowerCase().indexOf(wanted);
        if (at < 0) return [];
        const end = at + wanted.length;
        return [
          {
            exchangeId: exchange.id,
            missionId: exchange.missionId,
            missionTitle: this.#mission(exchange.missionId).title,
            atMs: exchange.atMs,
            snippet: [text.slice(Math.max(0, at - 40), at), text.slice(at, end), text.slice(end, end + 60)],
          },
        ];
      })
      .reverse();
  }
}

function textFor({ question, level }: AskMentor): string {
  return question === null ? (HINTS[level - 1] ?? ANSWER) : ANSWER;
}
