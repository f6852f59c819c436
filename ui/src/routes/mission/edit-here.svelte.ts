/**
 * *Edit here*: the template of a mission, edited in the window. Saves are explicit and whole, and never go over what was changed from
 * outside: then both versions are kept and the learner decides. What is typed is kept as a draft until it is in the file.
 *
 * It holds texts and decides; the editor on the screen is a `Surface`, which comes and goes with the tab.
 */
import type { AttemptDto, ErrorDto, TemplateDto } from '~/bindings';
import type { Doc, Kept } from '~/lib/editor/codemirror';
import { asError, type Platform } from '~/platform';

import { type Draft, dropDraft, keepDraft, readDraft } from './drafts';
import type { Happened, Surface } from './surface';

interface Screen {
  readonly missionId: string;
  readonly attempt: AttemptDto | null;
  /** Shows an attempt that a save made. */
  takeSaved(attempt: AttemptDto): void;
  /** What was typed is at hand or gone: that it is kept, which may have been said when the screen was left, need not be known any more. */
  draftSeen(): void;
}

/** How long typing may pause before the draft is written. */
const DRAFT_MS = 300;

export class EditHere {
  phase = $state<'off' | 'opening' | 'on'>('off');
  /** What is typed is not what is in the file. */
  dirty = $state(false);
  saving = $state(false);
  happened = $state<Happened>('opened');
  /** The file as it was read or written last. */
  file = $state.raw<TemplateDto | null>(null);
  /** What stands in the file, when it was changed from outside under what is typed here. */
  theirs = $state.raw<TemplateDto | null>(null);
  merging = $state(false);
  /** How many places of a merge are not decided. */
  undecided = $state(0);
  /** Why the last thing that was asked did not work. */
  problem = $state.raw<{ what: 'open' | 'save' | 'look'; error: ErrorDto } | null>(null);
  /** Why it cannot be edited here at all. */
  locked = $state<string | null>(null);
  /** What is typed and not in the file, while it is not being edited. */
  draft = $state.raw<Draft | null>(null);
  /** Whether the draft will be there after the window was closed. */
  draftKept = $state(true);
  /** The attempt that `file` was graded in: what the marks say. */
  marked = $state.raw<AttemptDto | null>(null);

  private readonly platform: Platform;
  private readonly screen: Screen;
  private doc: Doc = '';
  private surface: Surface | null = null;
  private kept: Kept | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lookAgain = false;
  /** Counts the looks at the file, and what ends all that are under way: only the last look's answer is taken. */
  private looks = 0;
  /** Counts what made the file, as it is known here, another one: a look that began before saw an older one. */
  private moves = 0;
  /** The save that is under way. */
  private sending: Promise<void> | null = null;

  constructor(platform: Platform, screen: Screen) {
    this.platform = platform;
    this.screen = screen;
  }

  /** What is typed. */
  get text(): string {
    return this.doc.toString();
  }

  /** Looks for what was typed before the window was closed. */
  findDraft(): void {
    if (this.phase === 'off') this.draft = readDraft(this.screen.missionId);
  }

  /** What was typed and not saved, here or as a draft. */
  get unsaved(): boolean {
    return this.phase === 'on' ? this.dirty : this.draft !== null;
  }

  /** Until the save that is under way has ended, however it ends. */
  async settled(): Promise<void> {
    await this.sending;
  }

  /** Begins; with what was typed earlier and not saved, when there is that. */
  async open(): Promise<void> {
    if (this.phase !== 'off') return;
    this.phase = 'opening';
    this.problem = null;
    this.locked = null;
    try {
      // A file that is about to be written is not worth reading.
      await this.sending;
      const file = await this.read();
      if (this.is('off')) return;
      this.locked = file.locked;
      if (file.locked !== null) {
        this.phase = 'off';
        return;
      }
      this.begin(file, this.draft ?? readDraft(this.screen.missionId));
    } catch (thrown) {
      this.phase = 'off';
      this.problem = { what: 'open', error: asError(thrown) };
    }
  }

  /** Whether it is so by now: what was known before an answer came may not be any more. */
  private is(phase: EditHere['phase']): boolean {
    return this.phase === phase;
  }

  private begin(file: TemplateDto, draft: Draft | null): void {
    this.file = file;
    this.marked = this.screen.attempt;
    this.theirs = null;
    this.merging = false;
    this.draft = null;
    this.happened = 'opened';
    const differs = draft !== null && draft.text !== file.text;
    this.doc = differs ? draft.text : file.text;
    this.dirty = differs;
    this.screen.draftSeen();
    if (!differs) dropDraft(this.screen.missionId);
    else if (draft.hash !== file.hash) this.theirs = file;
    this.phase = 'on';
  }

  /** Stops; what is not saved stays as a draft. */
  done(): void {
    if (this.phase !== 'on') return;
    this.keepNow();
    this.looks += 1;
    this.draft = this.dirty ? readDraft(this.screen.missionId) : null;
    this.phase = 'off';
    this.kept = null;
    this.theirs = null;
    this.merging = false;
    this.problem = null;
  }

  /** The screen is left, perhaps for good; says whether something that was typed stays behind. During a save that is not known yet. */
  close(): boolean {
    this.keepNow();
    return this.phase === 'on' && this.dirty && !this.saving;
  }

  /** The mission has no file any more: neither has what was typed. */
  forget(): void {
    clearTimeout(this.timer);
    dropDraft(this.screen.missionId);
    this.screen.draftSeen();
    this.looks += 1;
    this.phase = 'off';
    this.dirty = false;
    this.kept = null;
    this.draft = null;
    this.theirs = null;
    this.locked = null;
    this.problem = null;
  }

  /** The editor is there. It has the file's text, or the state that it was closed with. */
  attach(surface: Surface): void {
    this.surface = surface;
    const { file, doc } = this;
    surface.replace(doc.toString(), 'undoable');
    if (file !== null) surface.rebase(file.text);
  }

  /** The editor goes: its undo history is for the next one. */
  detach(): void {
    if (this.surface !== null && this.phase === 'on') this.kept = this.surface.keep();
    this.surface = null;
  }

  /** The state of the editor before it was detached. */
  get keptState(): Kept | null {
    return this.kept;
  }

  /** Something was typed. Cheap: it is called for each key. */
  typed(doc: Doc): void {
    this.doc = doc;
    this.compare();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keepNow(), DRAFT_MS);
  }

  private compare(): void {
    const file = this.file?.text ?? '';
    this.dirty = this.doc.length !== file.length || this.doc.toString() !== file;
  }

  private keepNow(): void {
    clearTimeout(this.timer);
    if (this.phase !== 'on' || this.file === null) return;
    if (!this.dirty) {
      dropDraft(this.screen.missionId);
      this.draftKept = true;
    } else {
      const { hash } = this.file;
      this.draftKept = keepDraft(this.screen.missionId, { text: this.text, hash, atMs: Date.now() });
    }
  }

  async save(): Promise<void> {
    if (this.phase !== 'on' || this.file === null || this.saving) return;
    if (this.theirs !== null && !this.merging) {
      this.happened = 'decide';
      return;
    }
    if (!this.dirty && this.theirs === null) {
      this.happened = 'unchanged';
      return;
    }
    await this.send((this.theirs ?? this.file).hash);
  }

  private async send(hash: string): Promise<void> {
    this.sending = this.sendText(hash).finally(() => (this.sending = null));
    await this.sending;
    if (this.lookAgain) {
      this.lookAgain = false;
      await this.look();
    }
  }

  private async sendText(hash: string): Promise<void> {
    const text = this.text;
    this.moves += 1;
    this.saving = true;
    this.problem = null;
    this.surface?.saveBegan();
    this.keepNow();
    try {
      const { missionId } = this.screen;
      const answer = await this.platform.invoke('save_template', { missionId, text, hash });
      this.surface?.saveEnded(answer.theirs === null);
      if (answer.theirs === null) this.written(text, answer.hash, answer.attempt);
      else if (this.phase === 'on') this.changedOutside(answer.theirs);
    } catch (thrown) {
      this.surface?.saveEnded(false);
      this.problem = { what: 'save', error: asError(thrown) };
    } finally {
      this.moves += 1;
      this.saving = false;
    }
  }

  /** Of what was left as a draft: nothing, when the file has it by now; else it is what was typed on this file. */
  private keepWhatIsNotIn({ text, hash }: TemplateDto): void {
    const { missionId } = this.screen;
    const draft = readDraft(missionId);
    if (draft === null || draft.text === text) {
      dropDraft(missionId);
      this.draft = null;
    } else {
      this.draft = { ...draft, hash };
      this.draftKept = keepDraft(missionId, this.draft);
    }
  }

  private written(text: string, hash: string, attempt: AttemptDto | null): void {
    this.file = { text, hash, locked: null };
    this.screen.draftSeen();
    this.happened = this.merging ? 'merged' : 'saved';
    this.theirs = null;
    this.merging = false;
    this.compare();
    if (this.phase === 'on') this.keepNow();
    else this.keepWhatIsNotIn(this.file);
    if (attempt === null) return;
    this.marked = attempt;
    this.screen.takeSaved(attempt);
  }

  /** The mission was graded: perhaps because the file was changed by another hand than ours. */
  async heard(): Promise<void> {
    if (this.phase === 'off' && this.draft !== null) await this.checkDraft(this.draft);
    if (this.phase !== 'on') return;
    if (this.saving) this.lookAgain = true;
    else await this.look();
  }

  /** Another screen of this mission, which was left during a save, or another hand may have put the draft into the file. */
  private async checkDraft(draft: Draft): Promise<void> {
    try {
      const file = await this.read();
      if (this.phase !== 'off' || this.draft !== draft || draft.text !== file.text) return;
      this.screen.draftSeen();
      dropDraft(this.screen.missionId);
      this.draft = null;
    } catch {
      // Then it stays, which loses nothing.
    }
  }

  /** Looks at the file. */
  async look(): Promise<void> {
    const look = ++this.looks;
    const { moves } = this;
    try {
      const file = await this.read();
      if (look !== this.looks || this.phase !== 'on') return;
      if (this.saving) {
        this.lookAgain = true;
        return;
      }
      // It was saved, or another version was taken, while this was on its way: it may be older than that.
      if (moves !== this.moves) {
        await this.look();
        return;
      }
      this.problem = this.problem?.what === 'look' ? null : this.problem;
      this.changedOutside(file);
    } catch (thrown) {
      if (look === this.looks && this.phase === 'on') this.problem = { what: 'look', error: asError(thrown) };
    }
  }

  private changedOutside(file: TemplateDto): void {
    const known = this.theirs ?? this.file;
    if (known === null) return;
    if (known.hash === file.hash) {
      if (this.theirs === null) this.marked = this.screen.attempt ?? this.marked;
      return;
    }
    if (file.locked !== null) {
      // What is typed cannot go there as it is; it stays, and the reason is said.
      this.locked = file.locked;
      this.done();
      return;
    }
    // Nothing is at stake when nothing was typed, both are the same, or only bytes that are no text changed (line ends, a byte order mark).
    const atStake = this.dirty && file.text !== this.text && file.text !== this.file?.text;
    if (atStake) {
      this.theirs = file;
      return;
    }
    const reload = !this.dirty && file.text !== this.text;
    this.file = file;
    this.theirs = null;
    this.merging = false;
    this.marked = this.screen.attempt ?? this.marked;
    if (reload) {
      this.doc = file.text;
      this.surface?.replace(file.text, 'silent');
      this.happened = 'reloaded';
    }
    this.surface?.rebase(file.text);
    this.compare();
    this.keepNow();
  }

  /** Writes what is typed over what was changed from outside; that version is in the history. */
  async keepMine(): Promise<void> {
    if (this.theirs === null || this.saving) return;
    await this.send(this.theirs.hash);
  }

  /** Takes what stands in the file; what was typed comes back with undo. */
  takeTheirs(): void {
    const { theirs } = this;
    if (theirs === null) return;
    this.become(theirs);
    this.happened = 'took-theirs';
  }

  merge(): void {
    if (this.theirs !== null) this.merging = true;
  }

  /** Back to what is in the file; what was typed comes back with undo. */
  discard(): void {
    this.screen.draftSeen();
    if (this.phase === 'on' && this.file !== null && this.dirty) {
      this.become(this.theirs ?? this.file);
      this.happened = 'discarded';
    } else if (this.phase === 'off') {
      dropDraft(this.screen.missionId);
      this.draft = null;
    }
  }

  private become(file: TemplateDto): void {
    this.moves += 1;
    this.file = file;
    this.theirs = null;
    this.merging = false;
    this.problem = null;
    this.marked = this.screen.attempt ?? this.marked;
    this.doc = file.text;
    this.surface?.replace(file.text, 'undoable');
    this.surface?.rebase(file.text);
    this.compare();
    this.keepNow();
  }

  /** To the next, or the previous, line with a problem. */
  goToProblem(step: 1 | -1): void {
    this.surface?.goToProblem(step);
  }

  private read(): Promise<TemplateDto> {
    return this.platform.invoke('get_template', { missionId: this.screen.missionId });
  }
}
