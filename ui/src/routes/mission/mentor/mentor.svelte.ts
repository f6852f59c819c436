/**
 * A mission's conversation with the mentor: what was asked and answered, the reply that comes in, what asking would cost. No markup, no text.
 *
 * A reply outlives the screen: who leaves a mission and comes back finds it going on. Text is painted at most once a frame.
 */
import type {
  AskMentor,
  ErrorDto,
  EventDto,
  ExchangeDto,
  MentorContextDto,
  MentorMessageDto,
  ProblemDto,
  QuoteDto,
} from '~/bindings';
import { FrameText, type NextFrame } from '~/lib/frames';
import { asError, type Platform } from '~/platform';

/** Characters of a question; the engine refuses more. */
export const QUESTION_AT_MOST = 4000;
/** The level that prints everything; it is never asked for by the way. */
export const LAST_LEVEL = 4;
export const LEVELS = [1, 2, 3, 4] as const;
export type Level = (typeof LEVELS)[number];

/** Something to ask. */
export type Ask = { kind: 'hint'; criterionId: string | null; level: Level } | { kind: 'question'; text: string };

/** Why nothing was asked; one of the three. */
export interface NotAsked {
  ask: Ask;
  overBudget: QuoteDto | null;
  notConnected: ProblemDto | null;
  error: ErrorDto | null;
}

/** What happens, for the one line that screen readers hear. */
export type Happening = 'asking' | 'answering' | 'done' | 'stopped' | 'failed' | 'withheld' | 'notAsked' | 'forgotten';

/** What asking would cost is looked up when the learner pauses, not with each letter. */
const QUOTE_DELAY_MS = 300;

/** An exchange as it is shown. The object stays while the reply grows, and so does what is on the screen. */
export class Shown {
  readonly key: number;
  exchange = $state.raw<ExchangeDto>() as ExchangeDto;
  /** The reply as far as it is painted. */
  text = $state('');

  constructor(key: number, exchange: ExchangeDto) {
    this.key = key;
    this.take(exchange);
  }

  take(exchange: ExchangeDto): void {
    this.exchange = exchange;
    this.text = exchange.reply;
  }
}

export class Mentor {
  readonly missionId: string;
  /** Oldest first. */
  shown = $state.raw<readonly Shown[]>([]);
  /** The one that is being answered here. */
  live = $state.raw<Shown | null>(null);
  loaded = $state(false);
  /** Why the conversation could not be read. */
  problem = $state.raw<ErrorDto | null>(null);
  notAsked = $state.raw<NotAsked | null>(null);
  /** What the next question would cost. */
  quote = $state.raw<QuoteDto | null>(null);
  draft = $state('');
  stopping = $state(false);
  happening = $state<Happening | null>(null);

  readonly tooLong = $derived(this.draft.trim().length > QUESTION_AT_MOST);

  readonly #platform: Platform;
  readonly #nextFrame: NextFrame | undefined;
  #lastKey = 0;
  #quoteTimer: ReturnType<typeof setTimeout> | undefined;
  #quoteTurn = 0;
  #quoted: Ask | null = null;
  #loadTurn = 0;

  constructor(platform: Platform, missionId: string, nextFrame?: NextFrame) {
    this.#platform = platform;
    this.missionId = missionId;
    this.#nextFrame = nextFrame;
  }

  /** Asks for the conversation and listens until the returned function is called. A reply that comes in is not stopped by that. */
  attend(): () => void {
    const subscription = this.#platform.subscribe((event) => this.#hear(event));
    // Without events nothing is lost but that a reply of another window is not followed.
    subscription.catch(() => undefined);
    void this.load();
    return () => {
      clearTimeout(this.#quoteTimer);
      subscription.then((stop) => stop()).catch(() => undefined);
    };
  }

  async load(): Promise<void> {
    const turn = ++this.#loadTurn;
    try {
      const { exchanges } = await this.#platform.invoke('get_conversation', { missionId: this.missionId });
      if (turn !== this.#loadTurn) return;
      this.#merge(exchanges);
      this.problem = null;
      this.loaded = true;
    } catch (thrown) {
      if (turn === this.#loadTurn) this.problem = asError(thrown);
    }
  }

  /** The level of the next hint on a criterion: one more than was given; the last one is only ever chosen. */
  nextLevel(criterionId: string | null): Level {
    const given = this.shown
      .filter(({ exchange }) => exchange.criterionId === criterionId && exchange.state === 'done')
      .map(({ exchange }) => exchange.level ?? 0);
    const next = Math.min(Math.max(0, ...given) + 1, LAST_LEVEL - 1);
    return LEVELS.find((level) => level === next) ?? 1;
  }

  /** Asks, and follows the reply to its end. One at a time. */
  async ask(ask: Ask): Promise<void> {
    if (this.live !== null) return;
    this.notAsked = null;
    this.stopping = false;
    this.happening = 'asking';
    const shown = new Shown(++this.#lastKey, this.#toBe(ask));
    const text = new FrameText((more) => (shown.text += more), this.#nextFrame);
    this.shown = [...this.shown, shown];
    this.live = shown;
    const asked = ask.kind === 'question' ? this.draft : '';
    if (ask.kind === 'question') this.draft = '';
    try {
      const answer = await this.#platform.askMentor(this.#request(ask), (message) => this.#take(shown, text, message));
      text.flush();
      if (answer.exchange !== null) this.#settle(shown, answer.exchange);
      else this.#withdraw(shown, asked, { ask, ...answer, error: null });
    } catch (thrown) {
      text.flush();
      this.#withdraw(shown, asked, { ask, overBudget: null, notConnected: null, error: asError(thrown) });
    } finally {
      if (this.live === shown) this.live = null;
      this.stopping = false;
      this.#askQuote(this.#quoted);
      if (!attended(this.#platform, this)) forgetIdle(this.#platform, this);
    }
  }

  /** Asks the draft, when there is one that can be asked. */
  async askDraft(): Promise<void> {
    const text = this.draft.trim();
    if (text !== '' && !this.tooLong) await this.ask({ kind: 'question', text });
  }

  /** Asks again what was asked before. */
  async again({ level, criterionId, question }: ExchangeDto): Promise<void> {
    const known = LEVELS.find((one) => one === level);
    if (known === undefined) await this.ask({ kind: 'question', text: question });
    else await this.ask({ kind: 'hint', criterionId, level: known });
  }

  /** Ends the reply that comes in; what came is kept. */
  async stop(): Promise<void> {
    const live = this.live;
    if (live === null || this.stopping) return;
    this.stopping = true;
    // Before it has a number there is nothing to stop yet; it is stopped when it gets one.
    if (live.exchange.id !== 0) await this.#stopNow(live);
  }

  /** Deletes the conversation. Throws an `ErrorDto`. */
  async forget(): Promise<void> {
    const { exchanges } = await this.#platform.invoke('forget_conversation', { missionId: this.missionId });
    this.#loadTurn++;
    this.#merge(exchanges);
    this.happening = 'forgotten';
  }

  /** What `ask` would send, word for word. Throws an `ErrorDto`. */
  preview(ask: Ask): Promise<MentorContextDto> {
    return this.#platform.invoke('preview_mentor', this.#request(ask));
  }

  /** Looks up soon what `ask` would cost. */
  quoteSoon(ask: Ask): void {
    this.#quoted = ask;
    clearTimeout(this.#quoteTimer);
    this.#quoteTimer = setTimeout(() => this.#askQuote(ask), QUOTE_DELAY_MS);
  }

  #askQuote(ask: Ask | null): void {
    if (ask === null) return;
    const turn = ++this.#quoteTurn;
    this.preview(ask).then(
      ({ quote }) => {
        if (turn === this.#quoteTurn) this.quote = quote;
      },
      // No price is shown then; asking says what is wrong.
      () => {
        if (turn === this.#quoteTurn) this.quote = null;
      },
    );
  }

  #hear(event: EventDto): void {
    if (event.kind !== 'usageChanged') return;
    // A reply of another window, or of a terminal, has gone on or ended.
    const elsewhere = this.shown.some((shown) => shown !== this.live && shown.exchange.state === 'streaming');
    if (elsewhere) void this.load();
    // There may be room again, or no longer.
    if (this.quote?.exceeds && this.#quoted !== null) this.quoteSoon(this.#quoted);
  }

  #take(shown: Shown, text: FrameText, { began, delta, ended }: MentorMessageDto): void {
    if (began !== null) {
      shown.exchange = { ...shown.exchange, id: began };
      this.happening = 'answering';
      if (this.stopping) void this.#stopNow(shown);
    }
    if (delta !== null) text.add(delta);
    if (ended !== null) {
      text.flush();
      this.#settle(shown, ended);
    }
  }

  #settle(shown: Shown, exchange: ExchangeDto): void {
    shown.take(exchange);
    if (exchange.state !== 'streaming') this.happening = exchange.state;
    if (this.live === shown && exchange.state !== 'streaming') this.live = null;
  }

  /** Nothing was asked, or nothing is known of how it ended: the learner's words are given back. */
  #withdraw(shown: Shown, draft: string, why: NotAsked): void {
    const began = shown.exchange.id !== 0;
    if (!began) this.shown = this.shown.filter((other) => other !== shown);
    if (!began && this.draft === '') this.draft = draft;
    this.notAsked = why;
    this.happening = 'notAsked';
    this.live = null;
    if (began) void this.load();
  }

  async #stopNow({ exchange }: Shown): Promise<void> {
    try {
      await this.#platform.invoke('stop_mentor', { exchangeId: exchange.id });
    } catch (thrown) {
      this.stopping = false;
      this.problem = asError(thrown);
    }
  }

  /** Takes what the engine has; what is on the screen already stays the same object. */
  #merge(exchanges: readonly ExchangeDto[]): void {
    const known = new Map(this.shown.map((shown) => [shown.exchange.id, shown]));
    const merged = exchanges.map((exchange) => {
      const shown = known.get(exchange.id);
      if (shown === undefined) return new Shown(++this.#lastKey, exchange);
      if (shown !== this.live) shown.take(exchange);
      return shown;
    });
    const live = this.live;
    this.shown = live !== null && !merged.includes(live) ? [...merged, live] : merged;
  }

  #request(ask: Ask): AskMentor {
    const { missionId } = this;
    return ask.kind === 'question'
      ? { missionId, question: ask.text, criterionId: null, level: 0 }
      : { missionId, question: null, criterionId: ask.criterionId, level: ask.level };
  }

  /** The exchange as it will be, until the engine has given it a number. */
  #toBe(ask: Ask): ExchangeDto {
    return {
      id: 0,
      missionId: this.missionId,
      level: ask.kind === 'hint' ? ask.level : null,
      criterionId: ask.kind === 'hint' ? ask.criterionId : null,
      question: ask.kind === 'question' ? ask.text : '',
      reply: '',
      state: 'streaming',
      reason: null,
      model: '',
      atMs: Date.now(),
      endedAtMs: null,
      costNusd: 0,
      tokens: 0,
    };
  }
}

interface Kept {
  mentor: Mentor;
  /** Screens that show it. */
  screens: number;
}

/** By platform, so that tests do not meet each other. */
const kept = new WeakMap<Platform, Map<string, Kept>>();

/** The mentor of a mission: the one that is still answering, else a new one. `leave` when the screen goes. */
export function mentorOf(platform: Platform, missionId: string): { mentor: Mentor; leave: () => void } {
  const missions = kept.get(platform) ?? new Map<string, Kept>();
  kept.set(platform, missions);
  const one = missions.get(missionId) ?? { mentor: new Mentor(platform, missionId), screens: 0 };
  missions.set(missionId, one);
  one.screens += 1;
  const rest = one.mentor.attend();
  return {
    mentor: one.mentor,
    leave: () => {
      rest();
      one.screens -= 1;
      if (one.mentor.live === null) forgetIdle(platform, one.mentor);
    },
  };
}

function attended(platform: Platform, mentor: Mentor): boolean {
  const one = kept.get(platform)?.get(mentor.missionId);
  return one?.mentor !== mentor || one.screens > 0;
}

function forgetIdle(platform: Platform, mentor: Mentor): void {
  const missions = kept.get(platform);
  const one = missions?.get(mentor.missionId);
  if (one?.mentor === mentor && one.screens === 0) missions?.delete(mentor.missionId);
}
