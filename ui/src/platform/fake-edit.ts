/** The invented engine's *Edit here*: the template's text, saved whole, and never over what was changed from outside. */
import type { AttemptDto, TemplateDto } from '~/bindings';

import { refusal, type Answers } from './fake-parts';

export type EditCommands = 'get_template' | 'save_template';

/** A save that meets another hand's, a file that cannot be edited here, a disk without room. */
export const EDIT_SCENARIOS = ['edit-conflict', 'edit-locked', 'edit-full-disk'] as const;
export type EditScenario = (typeof EDIT_SCENARIOS)[number];

/** What the rest of the engine does for it. */
export interface FakeFile {
  text: (missionId: string) => string;
  /** Grades and keeps a text, and says so to the window. */
  save: (missionId: string, text: string) => AttemptDto;
}

export class FakeEdit {
  /** The disk has no room; tests and the scenario fill it and make room again. */
  full = false;
  /** Why the file cannot be edited here. */
  locked: string | null = null;
  /** Happens once, between the moment the learner saves and the moment it is written. */
  meanwhile: ((text: string) => string) | null = null;

  readonly #file: FakeFile;

  constructor(file: FakeFile) {
    this.#file = file;
  }

  scene(scenario: EditScenario): void {
    if (scenario === 'edit-conflict') this.meanwhile = anotherHand;
    if (scenario === 'edit-full-disk') this.full = true;
    if (scenario === 'edit-locked') {
      this.locked =
        'This file is not UTF-8, and saving it here would change what cannot be read. Save it as UTF-8 first.';
    }
  }

  readonly answers: Answers<EditCommands> = {
    get_template: ({ missionId }) => this.#read(missionId),
    save_template: ({ missionId, text, hash }) => {
      if (this.full) {
        throw refusal('unwritable', 'The template could not be saved: there is no room left on the disk.');
      }
      if (this.meanwhile !== null) {
        const change = this.meanwhile;
        this.meanwhile = null;
        this.#file.save(missionId, change(this.#file.text(missionId)));
      }
      const now = this.#read(missionId);
      if (now.hash !== hash) return { attempt: null, hash: now.hash, theirs: now };
      const attempt = this.#file.save(missionId, text);
      return { attempt, hash: hashOf(text), theirs: null };
    },
  };

  #read(missionId: string): TemplateDto {
    const text = this.#file.text(missionId);
    return { text, hash: hashOf(text), locked: this.locked };
  }
}

/** Another editor says more at the top, and gives the messages more time. */
function anotherHand(text: string): string {
  const described = text.replace(/^Description: (.*)$/mu, 'Description: $1 (edited elsewhere)');
  return described.replace(/VisibilityTimeout: \d+/u, 'VisibilityTimeout: 240') + '\n# Saved by another editor.';
}

/** Enough to tell two texts apart (FNV-1a). */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
