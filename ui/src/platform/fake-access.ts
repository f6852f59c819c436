/** The invented engine's way to the model: settings, credentials, the test call. It never keeps what was pasted, only that something was. */
import type {
  HeldDto,
  InForceDto,
  KeyringDto,
  ModelAccessDto,
  ModelSettingsDto,
  ModelTestDto,
  PlaceDto,
  ProblemDto,
  ProfileDto,
  TestStepDto,
} from '~/bindings';

import { refusal, type Answers } from './fake-parts';

export type AccessCommands =
  | 'get_model_access'
  | 'put_model_settings'
  | 'save_credentials'
  | 'forget_credentials'
  | 'unlock_credentials'
  | 'test_model';

const PROFILES: ProfileDto[] = [
  { name: 'default', region: 'us-east-1', kind: 'keys' },
  { name: 'work', region: 'eu-central-1', kind: 'sso' },
  { name: 'sandbox', region: null, kind: 'role' },
];

const LABELS: [part: string, label: string][] = [
  ['claude-sonnet-4-6', 'Claude Sonnet 4.6'],
  ['claude-haiku-4-5', 'Claude Haiku 4.5'],
  ['claude-opus-4', 'Claude Opus'],
  ['nova-pro', 'Amazon Nova Pro'],
];

/** What stands in the way, by the code that the engine gives it. */
export const FAKE_PROBLEMS: Record<string, ProblemDto> = {
  off: {
    code: 'off',
    message: 'Bedrock is switched off.',
    nextStep: 'Choose credentials in Settings to use it.',
    step: 'off',
    profile: null,
  },
  'no-credentials': {
    code: 'no-credentials',
    message: 'No AWS credentials were found on this machine.',
    nextStep: 'Run `aws configure sso`, or paste a Bedrock API key.',
    step: 'no-credentials',
    profile: null,
  },
  'expired-credentials': {
    code: 'expired-credentials',
    message: 'The session of profile `work` has expired.',
    nextStep: 'Run `aws sso login --profile work`; the queue goes on by itself then.',
    step: 'sso-login',
    profile: 'work',
  },
  locked: {
    code: 'locked',
    message: 'The encrypted file with your key is locked.',
    nextStep: 'Unlock it with its passphrase.',
    step: 'unlock-file',
    profile: null,
  },
  'access-denied': {
    code: 'access-denied',
    message: 'These credentials may not call this model.',
    nextStep:
      'Allow bedrock:InvokeModelWithResponseStream on the model and its inference profile, in every region it can route to.',
    step: 'access-denied',
    profile: null,
  },
};

export class FakeAccess {
  settings: ModelSettingsDto = {
    credentials: 'off',
    profile: null,
    region: null,
    model: 'global.anthropic.claude-sonnet-4-6',
    mentorModel: null,
    callsAtOnce: 10,
    sqsStrict: false,
    visibilityMinutes: 30,
  };
  profiles: ProfileDto[] = PROFILES;
  held: HeldDto[] = [];
  keyring: KeyringDto = 'available';
  /** The endpoint of the environment, when it is not AWS's. */
  endpoint: string | null = null;
  /** A bearer key of the environment wins over what was chosen. */
  bearerInEnvironment = false;
  /** What the test call finds; nothing when it works. */
  failing: string | null = null;
  /** How long the test takes. */
  testMs = 0;
  /** The passphrase of the encrypted file; the real engine never knows it between calls. */
  passphrase = 'correct horse';

  readonly #changed: () => void;
  readonly #tested: (works: boolean) => void;

  /** `changed`: settings or credentials are others. `tested`: a test call was made. */
  constructor(changed: () => void, tested: (works: boolean) => void) {
    this.#changed = changed;
    this.#tested = tested;
  }

  get state(): ModelAccessDto {
    const problem = this.#problem();
    return {
      settings: this.settings,
      modelLabel: labelOf(this.settings.model),
      mentorModelLabel: labelOf(this.settings.mentorModel ?? this.settings.model),
      inForce: problem === null ? this.#inForce() : null,
      problem,
      vault: {
        keyring: this.keyring,
        keyringReason: this.keyring === 'unavailable' ? 'no secret service answers' : null,
        keyringNote: null,
        fileProblem: null,
        held: this.held,
      },
      profiles: this.profiles,
    };
  }

  readonly answers: Answers<AccessCommands> = {
    get_model_access: () => this.state,
    put_model_settings: (settings) => {
      if (!/^[\w.:/-]+$/.test(settings.model)) {
        throw refusal('setting', `“${settings.model}” cannot be a model id: letters, digits and . _ : / - only.`);
      }
      if (settings.region !== null && !/^[a-z]{2,}(-[a-z]+)+-\d$/.test(settings.region)) {
        throw refusal('setting', `“${settings.region}” is no region; one looks like us-east-1.`);
      }
      this.settings = settings;
      this.#changed();
      return this.state;
    },
    save_credentials: ({ kind, bearerKey, accessKeyId, place, passphrase }) => {
      if (place === 'keyring' && this.keyring !== 'available') {
        throw refusal(
          'setting',
          'the keyring cannot be used; keep the credentials for this run, or in the encrypted file',
        );
      }
      if (place === 'file' && (passphrase ?? '').length < 8) {
        throw refusal('setting', 'The passphrase needs at least 8 characters.');
      }
      const mark = (kind === 'bearer' ? bearerKey : accessKeyId)?.slice(-4) ?? '';
      this.held = [...this.held.filter((held) => held.place !== place), { place, kind, mark, locked: false }];
      this.settings = { ...this.settings, credentials: 'pasted' };
      this.#changed();
      return this.state;
    },
    forget_credentials: ({ place }) => {
      this.held = this.held.filter((held) => held.place !== place);
      this.#changed();
      return this.state;
    },
    unlock_credentials: ({ passphrase }) => {
      if (passphrase !== this.passphrase) throw refusal('setting', 'This is not the passphrase of the encrypted file.');
      this.held = this.held.map((held) =>
        held.place === 'file' ? { ...held, locked: false, kind: 'bearer', mark: '9f2c' } : held,
      );
      this.#changed();
      return this.state;
    },
    test_model: async () => {
      if (this.testMs > 0) await new Promise((done) => setTimeout(done, this.testMs));
      const test = this.#test();
      this.#tested(test.problem === null);
      return test;
    },
  };

  #problem(): ProblemDto | null {
    const { credentials } = this.settings;
    if (credentials === 'off') return FAKE_PROBLEMS.off ?? null;
    if (this.bearerInEnvironment) return null;
    if (credentials === 'aws') return this.profiles.length === 0 ? (FAKE_PROBLEMS['no-credentials'] ?? null) : null;
    if (this.held.length === 0) {
      return {
        code: 'no-credentials',
        message: 'Nothing was pasted yet.',
        nextStep: 'Paste a key below.',
        step: 'paste',
        profile: null,
      };
    }
    return this.held.every((held) => held.locked) ? (FAKE_PROBLEMS.locked ?? null) : null;
  }

  #inForce(): InForceDto {
    const profile = this.profiles.find(({ name }) => name === (this.settings.profile ?? 'default'));
    const region = this.settings.region ?? profile?.region ?? 'us-east-1';
    const pasted = this.held[0]?.kind === 'bearer' ? 'bearer' : 'keys';
    const chosen = this.settings.credentials === 'pasted' ? pasted : 'profile';
    const named = { name: profile?.name ?? 'default', kind: profile?.kind ?? 'keys' };
    return {
      region,
      endpoint: this.endpoint ?? `https://bedrock-runtime.${region}.amazonaws.com`,
      endpointIsAws: this.endpoint === null,
      source: this.bearerInEnvironment ? 'bearerFromEnvironment' : chosen,
      profile: !this.bearerInEnvironment && chosen === 'profile' ? named : null,
      overrides: this.bearerInEnvironment ? { variable: null, profile: named.name } : null,
    };
  }

  #test(): ModelTestDto {
    const inForce = this.state.inForce;
    const missing = this.#problem();
    const problem = missing ?? (this.failing === null ? null : (FAKE_PROBLEMS[this.failing] ?? null));
    const last = problem === null ? 'model' : (FAILS_AT[problem.code] ?? 'credentials');
    const all: TestStepDto[] = [
      { id: 'region', state: 'ok', message: `The region is ${inForce?.region ?? 'us-east-1'}.` },
      {
        id: 'credentials',
        state: 'ok',
        message: `The profile \`${inForce?.profile?.name ?? 'default'}\` is in force.`,
      },
      {
        id: 'endpoint',
        state: inForce?.endpointIsAws === false ? 'warning' : 'ok',
        message: inForce?.endpointIsAws === false ? `${inForce.endpoint} is not AWS’s.` : 'It is AWS’s own.',
      },
      { id: 'clock', state: 'ok', message: 'This machine’s clock agrees with AWS.' },
      { id: 'model', state: 'ok', message: `${labelOf(this.settings.model)} answered.` },
    ];
    const steps = all.slice(0, all.findIndex(({ id }) => id === last) + 1);
    if (problem) steps.splice(-1, 1, { id: last, state: 'failed', message: `${problem.message} ${problem.nextStep}` });
    return { steps, problem, firstMs: problem ? null : 640, costNusd: problem ? 0 : 87_000 };
  }

  /** Puts something where secrets are kept, as an earlier run of the program did. */
  hold(place: PlaceDto, locked: boolean): void {
    this.held = [...this.held, { place, kind: locked ? 'unknown' : 'bearer', mark: locked ? '' : '9f2c', locked }];
  }
}

const FAILS_AT: Record<string, string> = { 'access-denied': 'model' };

export function labelOf(model: string): string {
  return LABELS.find(([part]) => model.includes(part))?.[1] ?? model;
}
