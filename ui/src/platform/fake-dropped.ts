/** The invented engine's side of files that are dropped on the window, and of suggested changes that are tried in memory. */
import type { DroppedDto, RestoredDto, SuggestionDto } from '~/bindings';

import { refusal, type Answers } from './fake-parts';

export type DroppedCommands = 'look_at_dropped' | 'add_mission' | 'use_template' | 'check_suggestion';

/** What the rest of the engine does for it. */
export interface FakeDisk {
  /** Takes a mission into the list. */
  add: (missionId: string, title: string) => void;
  known: (missionId: string) => boolean;
  /** Writes over the learner's template, to be taken back. */
  replace: (missionId: string, text: string) => RestoredDto;
}

/** A mission that lies on the disk of `/home/ada`. */
export const DROPPED_MISSION = { id: 'resize-photos', title: 'Resize photos as they arrive' };

const TEMPLATE = `Resources:
  Orders:
    Type: AWS::SNS::Topic
  Jobs:
    Type: AWS::SQS::Queue
  Worker:
    Type: AWS::Lambda::Function
`;

export class FakeDropped {
  /** What files hold that are not as their names say. */
  readonly problems = new Map<string, string[]>();

  readonly #disk: FakeDisk;

  constructor(disk: FakeDisk) {
    this.#disk = disk;
  }

  readonly answers: Answers<DroppedCommands> = {
    look_at_dropped: ({ path }) => this.#look(path),
    add_mission: ({ path }) => {
      if (this.#look(path).kind !== 'mission') throw refusal('badRequest', `${path} is no mission.`);
      this.#disk.add(DROPPED_MISSION.id, DROPPED_MISSION.title);
      return { missionId: DROPPED_MISSION.id };
    },
    use_template: ({ missionId, path }) => {
      if (this.#look(path).kind !== 'template') throw refusal('badRequest', `${path} is no template.`);
      return this.#disk.replace(missionId, TEMPLATE);
    },
    check_suggestion: ({ text }) => check(text),
  };

  #look(path: string): DroppedDto {
    const nothing = { missionId: null, title: null, known: false, resources: 0, problems: [] };
    const problems = this.problems.get(path);
    if (problems) return { ...nothing, kind: 'neither', problems };
    if (/mission[^/]*\.ya?ml$/.test(path)) {
      const { id, title } = DROPPED_MISSION;
      return { ...nothing, kind: 'mission', missionId: id, title, known: this.#disk.known(id) };
    }
    if (/\.(ya?ml|json|template)$/.test(path)) return { ...nothing, kind: 'template', resources: 3 };
    return {
      ...nothing,
      kind: 'neither',
      problems: [`${path}, line 1: this is no YAML or JSON. Drop a CloudFormation template or a mission file.`],
    };
  }
}

/** As the engine would say it of a change that it could apply, of one that it could not, and of one that is held back. */
function check(text: string): SuggestionDto {
  const nothing = { verified: false, fixes: [], breaks: [], completes: false, reason: null };
  if (/RedrivePolicy/.test(text)) {
    return { ...nothing, verified: true, fixes: ['Messages that fail again and again are kept apart'] };
  }
  if (/DeletionPolicy/.test(text)) {
    return { ...nothing, verified: true, breaks: ['The worker reads the queue'] };
  }
  return { ...nothing, reason: 'It does not say which resource it belongs to.' };
}
