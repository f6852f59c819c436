/** What can be done right now and the keys for it: one list that the keyboard, the palette and the help read. */
import { type Chord, parseChord, type Press, pressOf, samePress } from './chord';

/** Something the learner can do. */
export interface Action {
  /** Stable, unique among the actions that are offered at the same time. */
  id: string;
  /** A few words, for the palette and the help. A getter may follow what is shown. */
  readonly label: string;
  /** The heading it stands under, already translated. */
  group: string;
  /** Chords such as `g m` or `mod+k`; the first is the one shown. */
  keys: readonly string[];
  run: () => void;
  /** When given and false, the action is neither run nor shown. */
  available?: () => boolean;
  /** More words the palette finds it by. */
  words?: string;
}

/** Keys that mean something inside of one thing on a screen, such as a picture: they are explained, but not the window's to run. */
export interface KeyGroup {
  /** The heading, already translated. */
  readonly name: string;
  readonly rows: readonly { readonly keys: readonly string[]; readonly label: string }[];
}

/** How long the second press of a chord is waited for. */
const CHORD_MS = 1200;

export class KeyMap {
  /**
   * What is offered, in order. Plain, with a number that says when it changed: while an effect is torn down, Svelte reads state as it was
   * before, and what others added in that moment would be lost.
   */
  readonly #groups = new Set<readonly Action[]>();
  readonly #explained = new Set<KeyGroup>();
  #changes = 0;
  #changed = $state.raw(0);
  #pressed: Press[] = [];
  #pressedAtMs = 0;

  /** Every action that can be done now, in the order it was added. */
  get actions(): readonly Action[] {
    void this.#changed;
    return [...this.#groups].flat().filter((action) => action.available?.() ?? true);
  }

  /** Offers actions until the returned function is called. Later ones win when two want the same key. */
  add(actions: readonly Action[]): () => void {
    this.#groups.add(actions);
    this.#changed = ++this.#changes;
    return () => {
      this.#groups.delete(actions);
      this.#changed = ++this.#changes;
    };
  }

  /** What the keys mean inside of what is on the screen, in the order it was added. */
  get explained(): readonly KeyGroup[] {
    void this.#changed;
    return [...this.#explained];
  }

  /** Explains keys in the help until the returned function is called. */
  explain(group: KeyGroup): () => void {
    this.#explained.add(group);
    this.#changed = ++this.#changes;
    return () => {
      this.#explained.delete(group);
      this.#changed = ++this.#changes;
    };
  }

  /** Runs what the event's key asks for; says whether it did. */
  handle(event: KeyboardEvent): boolean {
    const press = pressOf(event);
    if (!press || event.defaultPrevented || !mayAct(event.target, press)) return false;
    const recent = event.timeStamp - this.#pressedAtMs < CHORD_MS ? this.#pressed : [];
    this.#pressed = [];
    for (const presses of recent.length > 0 ? [[...recent, press], [press]] : [[press]]) {
      const action = this.#find(presses);
      if (action) {
        event.preventDefault();
        action.run();
        return true;
      }
      if (this.#begins(presses)) {
        this.#pressed = presses;
        this.#pressedAtMs = event.timeStamp;
        return false;
      }
    }
    return false;
  }

  #find(presses: Chord): Action | undefined {
    return this.actions.findLast((action) =>
      action.keys.some((keys) => {
        const chord = parseChord(keys);
        return chord.length === presses.length && startsWith(chord, presses);
      }),
    );
  }

  #begins(presses: Chord): boolean {
    return this.actions.some((action) =>
      action.keys.some((keys) => {
        const chord = parseChord(keys);
        return chord.length > presses.length && startsWith(chord, presses);
      }),
    );
  }
}

function startsWith(chord: Chord, presses: Chord): boolean {
  return presses.every((press, index) => {
    const wanted = chord[index];
    return wanted !== undefined && samePress(wanted, press);
  });
}

/** Plain keys belong to the field that is typed in, and to an open dialog. */
function mayAct(target: EventTarget | null, press: Press): boolean {
  if (press.mod || !(target instanceof HTMLElement)) return true;
  if (target.closest('[role="dialog"], [role="alertdialog"]')) return false;
  return !target.isContentEditable && !target.matches('input:not([type=checkbox], [type=radio]), textarea, select');
}
