/**
 * The picture of a mission's template: which moment is drawn, what is folded, and how the asking stands. Which moment is shown is the
 * screen's to say; what is drawn how is `lib/diagram`'s.
 */
import type { AttemptDto, ErrorDto, SceneDto } from '~/bindings';
import { flippedNodes, keepUnchanged } from '~/lib/diagram/scene';
import type { ViewMemory } from '~/lib/diagram/viewport';
import { asError, type Platform } from '~/platform';

/** What is asked of the screen. */
interface Shown {
  readonly missionId: string;
  readonly shown: AttemptDto | null;
  readonly lookedAt: AttemptDto | null;
}

/** A picture and the attempt that it is of; nothing for the starter. */
interface Drawn {
  scene: SceneDto;
  attemptId: number | null;
  flipped: ReadonlySet<string>;
}

/** What a picture is asked for: a moment, with these groups folded. */
interface Wish {
  attemptId: number | null;
  folded: readonly string[];
}

/** The code of what makes a text no template (crates/cfn/src/codes.rs). */
const SYNTAX = 'syntax';

export class Diagram {
  problem = $state.raw<ErrorDto | null>(null);
  /** The ids of the groups that are folded, as the learner left them. */
  folded = $state.raw<readonly string[]>([]);
  /** The same content as a list. */
  listed = $state(false);
  /** The learner's own icons, by resource type. */
  icons = $state.raw<ReadonlyMap<string, string>>(new Map());
  /** What part of it was seen; kept while another tab is open. */
  readonly memory: ViewMemory = { view: null, moved: false };

  private newest = $state.raw<Drawn | null>(null);
  /** The last one of a text that could be read. */
  private readable: Drawn | null = null;
  private wish: Wish | null = null;
  private asking = false;
  private iconsAsked = new Set<string>();
  private readonly platform: Platform;
  private readonly screen: Shown;

  constructor(platform: Platform, screen: Shown) {
    this.platform = platform;
    this.screen = screen;
    this.folded = remembered(screen.missionId);
  }

  /** What is wrong with the text, when it is so wrong that there is nothing of it to draw. */
  readonly unreadable = $derived.by(() => {
    const { shown } = this.screen;
    if (shown === null || this.newest?.attemptId !== shown.summary.id) return null;
    return shown.diagnostics.find(({ severity, code }) => severity === 'error' && code === SYNTAX) ?? null;
  });

  /** What is on the screen: the newest picture, or the last good one while the text cannot be read. */
  readonly drawn = $derived.by<Drawn | null>(() => {
    const newest = this.newest;
    const { shown } = this.screen;
    // A picture may come before what is said of its text: until then nobody knows whether there is anything on it.
    const known = shown === null || newest?.attemptId === shown.summary.id;
    if (known && this.unreadable === null) {
      this.readable = newest;
      return newest;
    }
    return this.readable ?? newest;
  });
  /** The picture is of an older text than the one that is graded. */
  readonly stale = $derived(this.unreadable !== null && this.drawn !== this.newest);

  forget(): void {
    this.newest = null;
    this.readable = null;
    this.wish = null;
    this.memory.view = null;
    this.memory.moved = false;
  }

  /** Asks for the picture of a moment, when it is not there or on its way already. Of several wishes in a row only the last is asked. */
  async want(attemptId: number | null): Promise<void> {
    await this.ask({ attemptId, folded: this.folded }, false);
  }

  /** Asks again, whatever came of it before. */
  async again(): Promise<void> {
    await this.ask({ attemptId: this.wish?.attemptId ?? null, folded: this.folded }, true);
  }

  fold(groupId: string): void {
    const folded = this.folded.includes(groupId)
      ? this.folded.filter((id) => id !== groupId)
      : [...this.folded, groupId];
    this.folded = folded;
    remember(this.screen.missionId, folded);
    if (this.wish !== null) void this.ask({ attemptId: this.wish.attemptId, folded }, false);
  }

  private async ask(wish: Wish, again: boolean): Promise<void> {
    if (!again && this.wish !== null && same(this.wish, wish)) return;
    this.wish = wish;
    if (this.asking) return;
    this.asking = true;
    try {
      // While one is on its way the wish may change; what nobody wants to see any more is not asked for.
      for (let asked: Wish | null = null; this.wish !== null && asked !== this.wish;) {
        asked = this.wish;
        await this.askOne(asked);
      }
    } finally {
      this.asking = false;
    }
  }

  private async askOne(wish: Wish): Promise<void> {
    try {
      const scene = await this.platform.invoke('get_diagram', {
        missionId: this.screen.missionId,
        attemptId: wish.attemptId,
        collapsed: [...wish.folded],
      });
      if (wish === this.wish) this.take(scene, wish.attemptId);
    } catch (thrown) {
      if (wish === this.wish) this.problem = asError(thrown);
    }
  }

  private take(scene: SceneDto, attemptId: number | null): void {
    const before = this.newest;
    // Only a save makes something pass; looking at an older one does not.
    const saved = before !== null && before.attemptId !== null && attemptId !== null && attemptId > before.attemptId;
    const flipped = saved && this.screen.lookedAt === null ? flippedNodes(before.scene, scene) : new Set<string>();
    this.newest = { scene: keepUnchanged(before?.scene ?? null, scene), attemptId, flipped };
    this.problem = null;
  }

  /** Asks for the learner's own icons of the types that are drawn, each once. */
  async askIcons(): Promise<void> {
    const types = [...new Set(this.drawn?.scene.nodes.map((node) => node.type))];
    const unknown = types.filter((type) => type !== '' && !this.iconsAsked.has(type));
    if (unknown.length === 0) return;
    for (const type of unknown) this.iconsAsked.add(type);
    const { icons } = await this.platform.invoke('get_icons', { types: unknown });
    if (icons.length > 0)
      this.icons = new Map([...this.icons, ...icons.map((icon) => [icon.type, icon.dataUrl] as const)]);
  }
}

function same(one: Wish, other: Wish): boolean {
  return one.attemptId === other.attemptId && one.folded.join('\n') === other.folded.join('\n');
}

// Which groups are folded is a convenience: a browser that keeps nothing only forgets it.

const keyOf = (missionId: string) => `diagram-folded ${missionId}`;

function remembered(missionId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(missionId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

function remember(missionId: string, folded: readonly string[]): void {
  try {
    if (folded.length === 0) localStorage.removeItem(keyOf(missionId));
    else localStorage.setItem(keyOf(missionId), JSON.stringify(folded));
  } catch {
    // Nothing to do about it, and nothing lost.
  }
}
