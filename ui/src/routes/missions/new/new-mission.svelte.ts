/** What a learner asks a mission about, what that would cost, and the asking. No markup, no text. */
import type {
  ErrorDto,
  GenerationDto,
  LevelDto,
  MissionCardDto,
  MissionRequestDto,
  ProblemDto,
  QuoteDto,
} from '~/bindings';
import { asError, type Platform } from '~/platform';

import { fitting, NO_FILTER } from '../filter';

/** Characters of a topic; the engine refuses more. */
export const TOPIC_AT_MOST = 500;
const SERVICES_AT_MOST = 12;
/** The price follows when the learner pauses, not with each letter. */
const QUOTE_DELAY_MS = 250;
/** Bundled missions that are offered instead. */
const OFFERED = 3;

export class NewMission {
  topic = $state('');
  services = $state.raw<readonly string[]>([]);
  level = $state<LevelDto | null>(null);
  /** Empty: the one of the settings. */
  model = $state('');
  quote = $state.raw<QuoteDto | null>(null);
  /** Why there is no price. */
  quoteProblem = $state.raw<ErrorDto | null>(null);
  asking = $state(false);
  /** Why it was not asked for; one of the three at most. */
  overBudget = $state.raw<QuoteDto | null>(null);
  notConnected = $state.raw<ProblemDto | null>(null);
  problem = $state.raw<ErrorDto | null>(null);

  readonly tooLong = $derived(this.topic.trim().length > TOPIC_AT_MOST);
  readonly exceeds = $derived(this.overBudget?.exceeds ?? this.quote?.exceeds ?? null);

  readonly #platform: Platform;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  get request(): MissionRequestDto {
    return {
      topic: this.topic.trim(),
      services: [...this.services],
      level: this.level,
      model: this.model.trim() === '' ? null : this.model.trim(),
    };
  }

  /** Takes a service as it was typed; several may be typed at once. */
  addServices(typed: string): void {
    const names = typed
      .toLowerCase()
      .split(/[,;\s]+/u)
      .map((name) => name.replace(/[^a-z0-9-]/gu, '').slice(0, 40))
      .filter((name) => name !== '');
    this.services = [...new Set([...this.services, ...names])].slice(0, SERVICES_AT_MOST);
  }

  removeService(name: string): void {
    this.services = this.services.filter((other) => other !== name);
  }

  quoteSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.askQuote(), QUOTE_DELAY_MS);
  }

  async askQuote(): Promise<void> {
    const turn = ++this.#turn;
    if (this.tooLong) return;
    try {
      const quote = await this.#platform.invoke('quote_mission', this.request);
      if (turn !== this.#turn) return;
      this.quote = quote;
      this.quoteProblem = null;
      // What was said of another request may hold no longer.
      this.overBudget = null;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.quote = null;
      this.quoteProblem = asError(thrown);
    }
  }

  /** Asks; gives the mission when it is in the queue. */
  async ask(): Promise<GenerationDto | null> {
    if (this.asking || this.tooLong) return null;
    this.asking = true;
    [this.overBudget, this.notConnected, this.problem] = [null, null, null];
    try {
      const answer = await this.#platform.invoke('ask_mission', this.request);
      this.overBudget = answer.overBudget;
      this.notConnected = answer.notConnected;
      return answer.queued;
    } catch (thrown) {
      this.problem = asError(thrown);
      return null;
    } finally {
      this.asking = false;
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#turn++;
  }
}

/**
 * Bundled missions near to what was asked for, those that are not passed first: they are there now and cost nothing. A mission is nearer the
 * more of the words, services and the level it shares.
 */
export function nearest(
  cards: readonly MissionCardDto[],
  { topic, services, level }: Pick<MissionRequestDto, 'topic' | 'services' | 'level'>,
): MissionCardDto[] {
  const words = topic.split(/[^\p{Letter}\p{Number}]+/u).filter((word) => word.length > 3);
  const shares = (card: MissionCardDto) =>
    2 * services.filter((service) => card.services.includes(service)).length +
    words.filter((word) => mentions(card, word)).length +
    (card.level === level ? 1 : 0);
  return cards
    .map((card, index) => ({ card, index, near: shares(card), open: card.standing.state === 'passed' ? 0 : 1 }))
    .filter(({ near, open }) => near > 0 || (open === 1 && topic.trim() === '' && services.length === 0))
    .sort((a, b) => b.open - a.open || b.near - a.near || a.index - b.index)
    .slice(0, OFFERED)
    .map(({ card }) => card);
}

function mentions(card: MissionCardDto, word: string): boolean {
  const pack = { id: '', title: '', summary: '', missions: [card] };
  return fitting([pack], { ...NO_FILTER, search: word }).length > 0;
}
