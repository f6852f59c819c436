/** The blanks of a mission: how they stand in the file, what is typed and not written yet, and what came of the last answer. */
import type { BlankDto, BlankSheetDto, CorrectionDto, ErrorDto } from '~/bindings';
import { asError, type Platform } from '~/platform';

/** What came of the last answer: shown at its blank until another blank is answered. */
export interface LastAnswer {
  blankId: string;
  /** As it was typed. */
  answer: string;
  correction: CorrectionDto | null;
  /** Why it was not written. */
  malformed: string | null;
}

export class Blanks {
  sheet = $state.raw<BlankSheetDto | null>(null);
  /** Why there is no sheet. */
  problem = $state.raw<ErrorDto | null>(null);
  /** By blank: what is typed and differs from what stands in the file. */
  drafts = $state.raw<Readonly<Record<string, string>>>({});
  last = $state.raw<LastAnswer | null>(null);
  /** The blank that has the focus. */
  focused = $state<string | null>(null);

  readonly all = $derived<readonly BlankDto[]>(this.sheet?.blanks ?? []);
  readonly answered = $derived(this.all.filter(({ state }) => state === 'filled').length);
  readonly lost = $derived(this.all.filter(({ state }) => state === 'lost'));
  /** The last answer was corrected, and the correction still stands there. */
  readonly refusable = $derived(this.last !== null && this.last.correction !== null);

  readonly #platform: Platform;
  readonly #missionId: string;
  readonly #fail: (thrown: unknown) => void;
  #turn = 0;
  /** Counts the starts: an answer of one before is none of now. */
  #start = 0;
  /** Answers are written one after the other, each into what the one before left. */
  #before: Promise<unknown> = Promise.resolve();

  constructor(platform: Platform, missionId: string, fail: (thrown: unknown) => void) {
    this.#platform = platform;
    this.#missionId = missionId;
    this.#fail = fail;
  }

  /** The mission is not started any more. */
  forget(): void {
    this.#turn++;
    this.#start++;
    [this.sheet, this.problem, this.last, this.focused] = [null, null, null, null];
    this.drafts = {};
  }

  /** Asks how they stand; what is typed stays. */
  async load(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const sheet = await this.#platform.invoke('get_blanks', { missionId: this.#missionId });
      if (turn !== this.#turn) return;
      // Another answer stands there now: what came of the one before is over, and refusing it would undo the newer one.
      const last = this.last;
      if (last?.correction && this.#blank(last.blankId)?.answer !== answerIn(sheet, last.blankId)) this.last = null;
      this.#take(sheet);
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asError(thrown);
    }
  }

  /** What the field of a blank shows. */
  textOf(blank: BlankDto): string {
    return this.drafts[blank.id] ?? blank.answer ?? '';
  }

  type(blankId: string, text: string): void {
    const written = this.#blank(blankId)?.answer ?? '';
    this.#setDraft(blankId, text === written ? null : text);
    // It is about what was typed before.
    if (this.last?.blankId === blankId && this.last.malformed !== null) this.last = null;
  }

  /** Puts back what stands in the file; says whether there was anything to put back. */
  takeBack(blankId: string): boolean {
    const had = this.drafts[blankId] !== undefined;
    this.#setDraft(blankId, null);
    if (this.last?.blankId === blankId && this.last.malformed !== null) this.last = null;
    return had;
  }

  /** Writes what is typed; says whether the next blank may follow. `asWritten` refuses corrections and takes any form. */
  fill(blankId: string, asWritten = false): Promise<boolean> {
    const blank = this.#blank(blankId);
    if (blank === undefined) return Promise.resolve(false);
    const answer = this.textOf(blank);
    return this.#inTurn(async () => {
      // Nothing new: there is nothing to write, and nothing in the way.
      if (this.drafts[blankId] === undefined || answer.trim() === (this.#blank(blankId)?.answer ?? '')) {
        if (this.drafts[blankId] === answer) this.#setDraft(blankId, null);
        return true;
      }
      return this.#answer(blankId, answer, asWritten);
    });
  }

  /** Puts what was typed in place of what it was corrected to. */
  async keepMine(): Promise<void> {
    const last = this.last;
    if (last === null || last.correction === null) return;
    const { from } = last.correction;
    await this.#inTurn(async () => this.last === last && this.#answer(last.blankId, from, true));
  }

  /** Waits for the answers before; does nothing when the mission was forgotten meanwhile. */
  #inTurn(work: () => Promise<boolean>): Promise<boolean> {
    const start = this.#start;
    const mine = this.#before.then(() => start === this.#start && work());
    this.#before = mine;
    return mine;
  }

  async #answer(blankId: string, answer: string, asWritten: boolean): Promise<boolean> {
    const start = this.#start;
    try {
      const request = { missionId: this.#missionId, blankId, answer, asWritten };
      const { correction, malformed, sheet } = await this.#platform.invoke('fill_blank', request);
      if (start !== this.#start) return false;
      // Whatever was asked before it answers about an older file.
      this.#turn++;
      this.last = { blankId, answer, correction, malformed };
      this.#take(sheet);
      if (malformed !== null) return false;
      if ((this.drafts[blankId] ?? answer) === answer) this.#setDraft(blankId, null);
      return true;
    } catch (thrown) {
      this.#fail(thrown);
      return false;
    }
  }

  #take(sheet: BlankSheetDto): void {
    this.sheet = sheet;
    this.problem = null;
    for (const { id, answer, place } of sheet.blanks) {
      // Written in the file meanwhile: nothing is left to write.
      if (answer !== null && this.drafts[id] === answer) this.#setDraft(id, null);
      // Its field is gone, and not every window says that the focus went with it.
      if (place === null && this.focused === id) this.focused = null;
    }
  }

  #blank(blankId: string): BlankDto | undefined {
    return this.all.find(({ id }) => id === blankId);
  }

  #setDraft(blankId: string, text: string | null): void {
    const rest = { ...this.drafts };
    delete rest[blankId];
    this.drafts = text === null ? rest : { ...rest, [blankId]: text };
  }
}

function answerIn(sheet: BlankSheetDto, blankId: string): string | null {
  return sheet.blanks.find(({ id }) => id === blankId)?.answer ?? null;
}
