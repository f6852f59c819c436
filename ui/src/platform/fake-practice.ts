/**
 * The invented engine's side of what needs no model: missions made offline, blanks, templates broken on purpose, and what comes back when.
 * Forms and corrections are a few patterns, enough to make the screens live.
 */
import type {
  BlankDto,
  BlankSheetDto,
  CorrectionDto,
  FilledBlankDto,
  MissionMakeDto,
  PracticeDto,
  PractisedDto,
  SettingsDto,
  SkillMemoryDto,
} from '~/bindings';

import type { FakeBlank, FakeMission } from './fake-missions';
import { refusal, type Answers } from './fake-parts';

export type PracticeCommands =
  'make_offline_mission' | 'get_blanks' | 'fill_blank' | 'sabotage_mission' | 'get_practice' | 'practise';

/** What this side needs of the rest of the engine. */
export interface Rest {
  now: () => number;
  settings: () => SettingsDto;
  missions: () => FakeMission[];
  /** The newest text of a started mission; throws when it is not started. */
  text: (missionId: string) => string;
  passed: (missionId: string) => boolean;
  /** Writes the template, as `fill_blank` does, and grades it. */
  save: (missionId: string, text: string) => void;
  /** Puts a mission among those that were made for the learner. */
  add: (mission: FakeMission) => void;
}

const DAY_MS = 24 * 60 * 60_000;
const CHANGES = 3;

export class FakePractice {
  /** How skills are remembered; tests and scenarios set it. */
  memory: SkillMemoryDto[] = [];
  /** The seed that is drawn next. */
  nextSeed = 48112;

  readonly #rest: Rest;

  constructor(rest: Rest) {
    this.#rest = rest;
  }

  readonly answers: Answers<PracticeCommands> = {
    make_offline_mission: ({ topic, services, level, seed }) => {
      const pattern = this.#mission('decouple-with-a-queue');
      const unknown = services.find((service) => service === 'braket');
      if (unknown !== undefined || /zeppelin/iu.test(topic)) {
        const wish = unknown ?? topic;
        throw refusal(
          'badRequest',
          `No blueprint has anything to do with “${wish}”. Ask for less, or for something else.`,
        );
      }
      const drawn = seed ?? this.nextSeed++;
      const id = `queue-behind-a-shop-${drawn}`;
      const existed = this.#rest.missions().some((mission) => mission.id === id);
      const title = 'A shop that answers before it has worked';
      if (!existed) {
        this.#rest.add({
          ...pattern,
          id,
          title,
          summary: 'A flower shop’s orders wait for the slowest of three suppliers.',
          level: level ?? 'associate',
          services: services.length > 0 ? services : ['sqs', 'lambda'],
          minutes: 25,
          source: 'offline',
          seed: drawn,
        });
      }
      return { missionId: id, title, seed: drawn, version: 1, existed };
    },
    get_blanks: ({ missionId }) => this.sheet(missionId),
    fill_blank: ({ missionId, blankId, answer, asWritten }) => this.#fill(missionId, blankId, answer, asWritten),
    sabotage_mission: ({ missionId }) => {
      const mission = this.#mission(missionId);
      if (!this.#rest.passed(missionId)) {
        throw refusal('badRequest', 'Pass this mission first: only a template that works can be broken.');
      }
      const id = `${missionId}-sabotage-1`;
      const title = `${mission.title}, broken over night`;
      if (!this.#rest.missions().some((other) => other.id === id)) {
        this.#rest.add({
          ...mission,
          id,
          title,
          summary: `${CHANGES} things in your own template were changed over night.`,
          starter: broken(mission.solution),
          kind: 'sabotage',
          source: 'sabotage',
          sabotaged: { missionId, changes: CHANGES },
        });
      }
      return { missionId: id, title, changes: CHANGES };
    },
    get_practice: () => this.practice(),
    practise: ({ skill }) => {
      const due = this.#due().map((memory) => memory.skill);
      const wanted = skill === null ? due : [skill];
      if (wanted.length === 0) throw refusal('badRequest', 'Nothing is due now.');
      const found = this.#offer(wanted);
      if (found !== null && found.missionId !== null) return found;
      const made = this.answers.make_offline_mission({
        topic: '',
        services: [],
        level: null,
        skills: wanted,
        seed: null,
      });
      const { missionId, title } = made as Awaited<typeof made>;
      return { missionId, title, skills: wanted };
    },
  };

  /** A skill as it stands `dueInDays` from its return. */
  remember(skill: string, dueInDays: number, retrievability: number, lapses = 0): void {
    const now = this.#rest.now();
    this.memory.push({
      skill,
      due: dueInDays <= 0,
      dueAtMs: now + dueInDays * DAY_MS,
      practisedAtMs: now - 9 * DAY_MS,
      reviews: lapses + 2,
      lapses,
      retrievability,
      stabilityDays: 9,
    });
  }

  practice(): PracticeDto {
    const enabled = this.#rest.settings().spacedReturn;
    if (!enabled) return { enabled, skills: [], due: 0, next: null };
    const skills = [...this.memory].sort((a, b) => a.dueAtMs - b.dueAtMs);
    const due = this.#due().map((memory) => memory.skill);
    return { enabled, skills, due: due.length, next: due.length === 0 ? null : this.#offer(due) };
  }

  memoryOf(skill: string): SkillMemoryDto | null {
    return this.#rest.settings().spacedReturn ? (this.memory.find((memory) => memory.skill === skill) ?? null) : null;
  }

  make(mission: FakeMission): MissionMakeDto {
    const missions = this.#rest.missions();
    const link = (missionId: string | undefined) => {
      const found = missions.find(({ id }) => id === missionId);
      return found ? { missionId: found.id, title: found.title } : null;
    };
    return {
      kind: mission.kind ?? 'build',
      source: mission.source ?? 'bundled',
      seed: mission.seed ?? null,
      follows: link(mission.follows),
      nextPart: link(missions.find(({ follows }) => follows === mission.id)?.id),
      sabotaged: link(mission.sabotaged?.missionId),
      changes: mission.sabotaged?.changes ?? null,
      canSabotage: mission.kind !== 'sabotage' && this.#rest.passed(mission.id),
    };
  }

  sheet(missionId: string): BlankSheetDto {
    const mission = this.#mission(missionId);
    const text = this.#rest.text(missionId);
    return { text, blanks: (mission.blanks ?? []).map((blank) => standing(blank, mission.starter, text)) };
  }

  #fill(missionId: string, blankId: string, answer: string, asWritten: boolean): FilledBlankDto {
    const before = this.sheet(missionId);
    const blank = before.blanks.find(({ id }) => id === blankId);
    if (!blank) throw refusal('notFound', `There is no blank “${blankId}” in this mission.`);
    if (blank.place === null)
      throw refusal('badRequest', `The blank “${blankId}” cannot be found in the template any more.`);
    const written = answer.trim();
    const { to, why, malformed } = asWritten ? { to: written } : correct(blank, written);
    if (malformed !== undefined) return { written: null, correction: null, malformed, sheet: before };
    const lines = before.text.split('\n');
    const { line, column, endColumn } = blank.place;
    const old = lines[line - 1] ?? '';
    const inside = to === '' ? `__${blankId}__` : to;
    lines[line - 1] = `${old.slice(0, column - 1)}${inside}${old.slice(endColumn - 1)}`;
    this.#rest.save(missionId, lines.join('\n'));
    const correction: CorrectionDto | null = why === undefined ? null : { from: written, to, why };
    return { written: to, correction, malformed: null, sheet: this.sheet(missionId) };
  }

  #due(): SkillMemoryDto[] {
    return this.memory.filter((memory) => memory.due);
  }

  /** The open mission that practises most of it. */
  #offer(skills: string[]): PractisedDto {
    const shared = (mission: FakeMission) => skills.filter((skill) => mission.skills.includes(skill));
    const [best] = this.#rest
      .missions()
      .filter((mission) => !this.#rest.passed(mission.id) && shared(mission).length > 0)
      .sort((a, b) => shared(b).length - shared(a).length);
    return best
      ? { missionId: best.id, title: best.title, skills: shared(best) }
      : { missionId: null, title: null, skills };
  }

  #mission(id: string): FakeMission {
    const mission = this.#rest.missions().find((mission) => mission.id === id);
    if (!mission) throw refusal('notFound', `There is no mission “${id}” in any pack.`);
    return mission;
  }
}

/** Looks for the starter's line around the blank. */
function standing(
  { id, kind, ask, example, form, values, resource, path }: FakeBlank,
  starter: string,
  text: string,
): BlankDto {
  const marker = `__${id}__`;
  const [before = '', after = ''] = (starter.split('\n').find((line) => line.includes(marker)) ?? '').split(marker);
  const index = text
    .split('\n')
    .findIndex((line) => line.startsWith(before) && line.endsWith(after) && line.length > before.length + after.length);
  const rest = { id, kind, ask, example, form, values: values ?? [], resource, path };
  if (index < 0) {
    const lost = `The line of \`${resource}${path === '' ? '' : `.${path}`}\` is not in the template any more.`;
    return { ...rest, state: 'lost', answer: null, place: null, lost };
  }
  const line = text.split('\n')[index] ?? '';
  const inside = line.slice(before.length, line.length - after.length);
  const place = { line: index + 1, column: before.length + 1, endColumn: line.length - after.length + 1 };
  return inside === marker
    ? { ...rest, state: 'empty', answer: null, place, lost: null }
    : { ...rest, state: 'filled', answer: inside, place, lost: null };
}

/** Of spelling and form only. */
function correct(blank: BlankDto, answer: string): { to: string; why?: string; malformed?: string } {
  if (answer === '') return { to: '' };
  if (blank.kind === 'duration') {
    const [, amount = '', unit = ''] = /^(\d+)\s*(s|min|h)?$/u.exec(answer) ?? [];
    if (amount === '') return { to: '', malformed: `This has to be ${blank.form}.` };
    const seconds = Number(amount) * ({ min: 60, h: 3600 }[unit] ?? 1);
    if (unit === '') return { to: amount };
    const word = { s: 'seconds', min: 'minutes', h: 'hours' }[unit] ?? '';
    return { to: String(seconds), why: `${amount} ${word} are ${seconds} seconds.` };
  }
  if (blank.kind === 'integer' && !/^\d+$/u.test(answer)) {
    return { to: '', malformed: `This has to be ${blank.form}.` };
  }
  if (blank.kind === 'runtime' && answer !== answer.toLowerCase()) {
    return { to: answer.toLowerCase(), why: 'Runtimes are written in small letters.' };
  }
  return { to: answer };
}

/** Changes three things that the solution has right, where it has them. */
function broken(solution: string): string {
  return solution
    .replace('Resource: !GetAtt Jobs.Arn', 'Resource: "*"')
    .replace(
      'nodejs22.x\n      Role: !GetAtt WorkerRole.Arn\n      Timeout',
      'nodejs16.x\n      Role: !GetAtt WorkerRole.Arn\n      Timeout',
    )
    .replace('Protocol: lambda', 'Protocol: email');
}
