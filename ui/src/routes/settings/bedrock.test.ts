/** Bedrock in Settings and in the dialog that connects it: choices, secrets, the test, budgets, prices. */
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import App from '~/App.svelte';
import type { KeyringDto } from '~/bindings';
import { FakePlatform, type Scenario } from '~/platform/fake';

import { violations } from '../../../tests/axe';

type Prepare = (platform: FakePlatform) => void;

async function open(scenario: Scenario, hash: string, prepare: Prepare = () => {}) {
  location.hash = hash;
  const platform = new FakePlatform(scenario);
  prepare(platform);
  render(App, { props: { platform } });
  await screen.findByRole('heading', { level: 1 });
  const asked = (name: string) => platform.calls.filter((call) => call.name === name).map(({ request }) => request);
  return { platform, user: userEvent.setup(), asked };
}

const settings = async (scenario: Scenario, prepare?: Prepare) => {
  const opened = await open(scenario, '#/settings', prepare);
  const group = await screen.findByRole('region', { name: 'Bedrock' });
  await within(group).findByTestId('in-force');
  return { ...opened, group: within(group) };
};

/** Every text and every field of the window. */
function everything(): string {
  const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
  return [document.body.textContent, ...fields].join('\n');
}

const CANARY = 'ABSKcanary0123456789secret';

beforeAll(async () => {
  await Promise.all([import('./Settings.svelte'), import('~/routes/connect/Connect.svelte')]);
});
beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset.ready;
});

describe('satisfies axe', () => {
  const states: [Scenario, Prepare][] = [
    ['bedrock', () => {}],
    ['bedrock-elsewhere', () => {}],
    ['bedrock-none', (platform) => (platform.bedrock.access.settings.credentials = 'pasted')],
    ['bedrock-idle', (platform) => platform.bedrock.access.hold('file', true)],
  ];
  // The elements are the same in both themes, and jsdom knows no colours (tests/contrast.test.ts does): one dark look stands for the rest.
  for (const [theme, some] of [
    ['light', states],
    ['dark', states.slice(0, 1)],
  ] as const) {
    test.each([...some])(`${theme}: settings, %s`, async (scenario, prepare) => {
      localStorage.setItem('mission-architect.theme', theme);
      await settings(scenario, prepare);
      await screen.findByRole('button', { name: 'Save budgets' });
      await screen.findByRole('button', { name: 'Edit prices…' });
      expect(await violations()).toEqual([]);
    });
  }

  test('the dialog before, after a failure and after it worked', async () => {
    const { user, platform } = await open('bedrock-paused', '#/missions');
    await user.keyboard('gb');
    await screen.findByTestId('connect-test');
    expect(await violations(), 'before').toEqual([]);
    await user.click(screen.getByTestId('connect-test'));
    await screen.findByTestId('test-result');
    expect(await violations(), 'failed').toEqual([]);
    platform.bedrock.access.failing = null;
    await user.click(screen.getByTestId('connect-test'));
    await screen.findByText('It works.');
    expect(await violations(), 'worked').toEqual([]);
  });
});

describe('what is in force', () => {
  test('source, region and endpoint', async () => {
    const { group } = await settings('bedrock-idle');
    const card = group.getByTestId('in-force');
    expect(card).toHaveTextContent('the profile “work” (IAM Identity Center)');
    expect(card).toHaveTextContent('https://bedrock-runtime.eu-central-1.amazonaws.com');
    expect(card).not.toHaveTextContent('not AWS');
  });

  test('an endpoint that is not AWS’s and a bearer key that wins are marked', async () => {
    const { group } = await settings('bedrock-elsewhere');
    const card = group.getByTestId('in-force');
    expect(card).toHaveTextContent(/127\.0\.0\.1:4010.*This endpoint is not AWS’s/);
    expect(card).toHaveTextContent(
      /the Bedrock API key in AWS_BEARER_TOKEN_BEDROCK.*The profile “\w+” is there too; what is in force wins/,
    );
  });

  test('what is missing has its next step', async () => {
    const { group } = await settings('bedrock-none');
    expect(group.getByTestId('in-force')).toHaveTextContent(
      /No AWS credentials were found.*Choose a profile or enter a key.*aws configure/,
    );
  });
});

describe('choices', () => {
  test('each is written at once, with everything else as it was', async () => {
    const { user, group, asked } = await settings('bedrock-idle');
    await user.selectOptions(group.getByRole('combobox', { name: 'Profile' }), 'sandbox');
    await waitFor(() => expect(asked('put_model_settings').at(-1)).toMatchObject({ profile: 'sandbox' }));
    await user.click(
      within(group.getByRole('group', { name: 'Model' })).getByRole('button', { name: 'Claude Haiku 4.5' }),
    );
    await waitFor(() =>
      expect(asked('put_model_settings').at(-1)).toMatchObject({
        profile: 'sandbox',
        model: 'global.anthropic.claude-haiku-4-5-20251001-v1:0',
      }),
    );
    await user.type(group.getByRole('textbox', { name: 'Region' }), 'us-west-2{Enter}');
    await waitFor(() => expect(asked('put_model_settings').at(-1)).toMatchObject({ region: 'us-west-2' }));
    await waitFor(() => expect(group.getByTestId('in-force')).toHaveTextContent('us-west-2'));
    await user.clear(group.getByRole('textbox', { name: 'Region' }));
    await user.tab();
    await waitFor(() =>
      expect(asked('put_model_settings').at(-1), 'empty is the profile’s').toMatchObject({ region: null }),
    );
  });

  test('a model that cannot be one is refused, where it was typed', async () => {
    const { user, group } = await settings('bedrock-idle');
    const model = group.getByRole('textbox', { name: 'Model' });
    await user.clear(model);
    await user.type(model, 'my model!{Enter}');
    expect(await group.findByRole('alert')).toHaveTextContent('Not saved: “my model!” cannot be a model id');
  });

  test.each([
    ['Calls at once', '51', '12', { callsAtOnce: 12 }],
    ['Calls at once', '0', '50', { callsAtOnce: 50 }],
    [/Minutes until/, '1.5', '720', { visibilityMinutes: 720 }],
  ] as const)('%s: %s is not taken, %s is', async (name, wrong, right, written) => {
    const { user, group, asked } = await settings('bedrock-idle');
    await user.click(group.getByText('How hard it is asked'));
    const field = group.getByRole('textbox', { name });
    await user.clear(field);
    await user.type(field, `${wrong}{Enter}`);
    expect(field).toHaveAttribute('aria-invalid', 'true');
    expect(asked('put_model_settings')).toEqual([]);
    await user.clear(field);
    await user.type(field, `${right}{Enter}`);
    await waitFor(() => expect(asked('put_model_settings').at(-1)).toMatchObject(written));
    expect(field).toHaveAttribute('aria-invalid', 'false');
  });

  test('off is off, and says what still works', async () => {
    const { user, group } = await settings('bedrock-idle');
    await user.click(group.getByRole('radio', { name: /^Off/ }));
    await waitFor(() => expect(group.getByTestId('in-force')).toHaveTextContent('Bedrock is off'));
    await waitFor(() => expect(screen.getByTestId('bedrock-field')).toHaveTextContent('Bedrock: off'));
    expect(group.queryByRole('button', { name: 'Test connection' })).toBeNull();
  });
});

describe('secrets', () => {
  const pasted: Prepare = (platform) => (platform.bedrock.access.settings.credentials = 'pasted');

  test('a pasted key goes to the engine and stays nowhere in the window', async () => {
    const { user, group, asked } = await settings('bedrock-idle', pasted);
    const key = group.getByLabelText('Bedrock API key', { selector: 'input[type=password]' });
    await user.type(key, CANARY);
    await user.click(group.getByRole('button', { name: 'Save key' }));
    await waitFor(() => expect(group.getByText('Bedrock API key …cret')).toBeInTheDocument());
    expect(asked('save_credentials')).toEqual([
      {
        kind: 'bearer',
        bearerKey: CANARY,
        accessKeyId: null,
        secretAccessKey: null,
        sessionToken: null,
        place: 'keyring',
        passphrase: null,
      },
    ]);
    expect(everything(), 'texts and fields').not.toContain('canary');
    expect(JSON.stringify({ ...localStorage, ...sessionStorage }), 'what the page keeps').not.toContain('canary');
    expect(JSON.stringify(asked('put_model_settings')), 'other requests').not.toContain('canary');
  });

  test('every secret’s field hides what is typed', async () => {
    const { user, group } = await settings('bedrock-idle', pasted);
    await user.click(group.getByRole('radio', { name: 'Access keys' }));
    await user.click(group.getByRole('radio', { name: /^An encrypted file/ }));
    for (const name of ['Secret access key', /^Session token/, /^Passphrase, at least/, 'Passphrase again']) {
      const field = group.getByLabelText(name);
      expect(field, String(name)).toHaveAttribute('type', 'password');
      expect(field, String(name)).toHaveAttribute('autocomplete', 'off');
    }
  });

  test('what is missing is said and nothing is sent', async () => {
    const { user, group, asked } = await settings('bedrock-idle', pasted);
    await user.click(group.getByRole('radio', { name: 'Access keys' }));
    await user.type(group.getByRole('textbox', { name: 'Access key ID' }), 'ASIAIOSFODNN7EXAMPLE');
    await user.type(group.getByLabelText('Secret access key'), 'secret');
    await user.click(group.getByRole('button', { name: 'Save key' }));
    expect(await group.findByRole('alert')).toHaveTextContent('paste its session token too');
    expect(group.getByLabelText(/^Session token/)).toHaveAttribute('aria-invalid', 'true');
    expect(asked('save_credentials')).toEqual([]);
  });

  test('one that is refused stays to be mended, and says why', async () => {
    const { user, group, platform } = await settings('bedrock-idle', pasted);
    platform.failures.set('save_credentials', { code: 'setting', message: 'The keyring is locked.', detail: null });
    const key = group.getByLabelText('Bedrock API key', { selector: 'input[type=password]' });
    await user.type(key, CANARY);
    await user.click(group.getByRole('button', { name: 'Save key' }));
    expect(await group.findByRole('alert')).toHaveTextContent('Not saved: The keyring is locked.');
    expect(key).toHaveValue(CANARY);
    await user.click(group.getByRole('radio', { name: 'Access keys' }));
    expect(everything(), 'another kind begins empty').not.toContain('canary');
  });

  test.each([
    ['noBus', /There is no session bus.*desktop session/],
    ['locked', /It is locked.*unlock it/],
    ['denied', /refused access\. Allow/],
    ['unavailable', /does not work.*install/],
  ] as [KeyringDto, RegExp][])('a keyring that is %s cannot be chosen, and says why', async (keyring, words) => {
    const { group } = await settings('bedrock-idle', (platform) => {
      pasted(platform);
      platform.bedrock.access.keyring = keyring;
    });
    const choice = group.getByRole('radio', { name: /^The system’s keyring/ });
    expect(choice).toBeDisabled();
    expect(choice.closest('label')).toHaveTextContent(words);
    expect(group.getByRole('radio', { name: /^This run only/ }), 'another place is chosen').toBeChecked();
  });

  test('a locked file is unlocked; a wrong passphrase says so and is not kept', async () => {
    const { user, group } = await settings('bedrock-idle', (platform) => {
      pasted(platform);
      platform.bedrock.access.hold('file', true);
    });
    expect(group.getByTestId('in-force')).toHaveTextContent('locked');
    const passphrase = group.getByLabelText('Passphrase');
    await user.type(passphrase, 'wrong one{Enter}');
    expect(await group.findByRole('alert')).toHaveTextContent('not the passphrase');
    expect(passphrase).toHaveValue('');
    await user.type(passphrase, 'correct horse{Enter}');
    await waitFor(() => expect(group.getByTestId('in-force')).toHaveTextContent('Ready to be asked'));
    expect(group.queryByLabelText('Passphrase')).toBeNull();
  });

  test('a key is forgotten, after a question', async () => {
    const { user, group, asked } = await settings('bedrock-idle', (platform) => {
      pasted(platform);
      platform.bedrock.access.hold('keyring', false);
    });
    await user.click(group.getByRole('button', { name: /^Forget/ }));
    await user.click(
      within(group.getByRole('group', { name: 'Forget it for good?' })).getByRole('button', { name: 'Forget' }),
    );
    await waitFor(() => expect(asked('forget_credentials')).toEqual([{ place: 'keyring' }]));
    await waitFor(() => expect(group.getByTestId('in-force')).toHaveTextContent('Nothing was pasted yet'));
  });
});

describe('the test', () => {
  test('shows each step, how long it took and what it cost', async () => {
    const { user, group } = await settings('bedrock-idle');
    await user.click(group.getByRole('button', { name: 'Test connection' }));
    const result = await group.findByTestId('test-result');
    expect([...result.querySelectorAll('[data-check]')].map((step) => step.getAttribute('data-check'))).toEqual([
      'region',
      'credentials',
      'endpoint',
      'clock',
      'model',
    ]);
    expect(result).toHaveTextContent('It works. First text after 640 ms, for $0.000087.');
  });

  test('stops at what is wrong and says what to do', async () => {
    const { user, group } = await settings('bedrock-idle', (platform) => {
      platform.bedrock.access.failing = 'access-denied';
    });
    await user.click(group.getByRole('button', { name: 'Test connection' }));
    const result = await group.findByTestId('test-result');
    expect(result.textContent.split('Ask whoever runs the account'), 'what to do is said once').toHaveLength(2);
    expect(result).toHaveTextContent(
      /may not call this model.*What to do: Ask whoever runs the account to allow bedrock:InvokeModelWithResponseStream/,
    );
  });

  test('a finding does not outlive the settings it was about', async () => {
    const { user, group } = await settings('bedrock-idle');
    await user.click(group.getByRole('button', { name: 'Test connection' }));
    await group.findByTestId('test-result');
    await user.selectOptions(group.getByRole('combobox', { name: 'Profile' }), 'default');
    await waitFor(() => expect(group.queryByTestId('test-result')).toBeNull());
  });
});

describe('budgets', () => {
  test('are written whole when they are saved', async () => {
    const { user, asked } = await open('bedrock-idle', '#/settings');
    const day = await screen.findByRole('textbox', { name: 'Everything, today, USD' });
    expect(day).toHaveValue('1');
    expect(screen.getByRole('button', { name: 'Save budgets' }), 'nothing to save').toBeDisabled();
    await user.clear(day);
    await user.type(day, '0.75');
    await user.clear(screen.getByRole('textbox', { name: 'Mentor, today, USD' }));
    await user.click(screen.getByRole('button', { name: 'Save budgets' }));
    await waitFor(() => expect(asked('put_budgets')).toHaveLength(1));
    expect(asked('put_budgets')[0]).toEqual({
      limits: [
        { scope: 'all', window: 'day', nusd: 750_000_000, tokens: null },
        { scope: 'all', window: 'month', nusd: 5_000_000_000, tokens: null },
        { scope: 'missions', window: 'tenMinutes', nusd: null, tokens: 200_000 },
      ],
    });
    await waitFor(() => expect(screen.getByRole('button', { name: 'Save budgets' })).toBeDisabled());
  });

  test('what is no amount is said and cannot be saved', async () => {
    const { user, asked } = await open('bedrock-idle', '#/settings');
    const day = await screen.findByRole('textbox', { name: 'Everything, today, USD' });
    await user.type(day, ',5');
    expect(day).toHaveAttribute('aria-invalid', 'true');
    expect(day).toHaveAccessibleDescription('An amount in USD is written like 5 or 0.25.');
    expect(screen.getByRole('button', { name: 'Save budgets' })).toBeDisabled();
    await user.type(day, '{Enter}');
    expect(asked('put_budgets'), 'Enter does not save it either').toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Undo changes' }));
    expect(day).toHaveValue('1');
  });

  test('what the engine refuses says why and stays to be mended', async () => {
    const { user, platform } = await open('bedrock-idle', '#/settings');
    platform.failures.set('put_budgets', { code: 'setting', message: 'config.toml is read-only.', detail: null });
    const day = await screen.findByRole('textbox', { name: 'Everything, today, USD' });
    await user.type(day, '0{Enter}');
    const group = screen.getByRole('region', { name: 'Budgets' });
    expect(await within(group).findByRole('alert')).toHaveTextContent('Not saved: config.toml is read-only.');
    expect(day).toHaveValue('10');
  });
});

describe('prices', () => {
  test('are shown for a million tokens, with their date', async () => {
    await open('bedrock-idle', '#/settings');
    const group = await screen.findByRole('region', { name: 'Prices' });
    expect(await within(group).findByText(/As of 2026-06-01, as they came with the program/)).toBeInTheDocument();
    const row = within(group).getByRole('row', { name: /claude-sonnet-4/ });
    expect([...row.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['3.00', '15.00', '0.30', '3.75']);
  });

  test('the file is opened, and a problem in it is told', async () => {
    const { user } = await open('bedrock-idle', '#/settings', (platform) => {
      platform.bedrock.usage.priceProblem = 'prices.toml, line 7: `input` is not a number.';
    });
    const group = await screen.findByRole('region', { name: 'Prices' });
    expect(await within(group).findByRole('alert')).toHaveTextContent(/line 7.*came with the program are used until/);
    await user.click(within(group).getByRole('button', { name: 'Edit prices…' }));
    expect(await screen.findByTestId('notice')).toHaveTextContent(/Opened .*prices\.toml/);
  });
});

describe('Connect Bedrock', () => {
  test('from the welcome, by keyboard alone, to a new mission', async () => {
    const { user, asked } = await open('fresh', '#/missions');
    (await screen.findByTestId('welcome-connect')).focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog', { name: 'Connect Bedrock' });
    // The likely profile has the focus.
    await waitFor(() => expect(screen.getByRole('radio', { name: /Profile “default”/ })).toHaveFocus());
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('radio', { name: /Profile “work”/ })).toBeChecked();
    screen.getByTestId('connect-test').focus();
    await user.keyboard('{Enter}');
    await screen.findByText('It works.');
    expect(asked('put_model_settings')).toEqual([expect.objectContaining({ credentials: 'aws', profile: 'work' })]);
    const next = screen
      .getAllByRole('button', { name: 'New mission' })
      .find((button) => button.closest('[role=dialog]'));
    expect(next, 'the next step has the focus').toHaveFocus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Connect Bedrock' })).toBeNull());
  });

  test('what is there too and not used is said where the keys are, for this dialog shows it nowhere else', async () => {
    const { user } = await open('bedrock-elsewhere', '#/missions');
    await user.keyboard('gb');
    await user.click(await screen.findByTestId('connect-test'));
    const result = await screen.findByTestId('test-result');
    const credentials = result.querySelector('[data-check="credentials"]');
    expect(credentials, 'a profile that one thinks is asked would be a surprise on the bill').toHaveTextContent(
      /In force: .*The profile “.+” is there too; what is in force wins over it\./u,
    );
  });

  test('a failure leaves the dialog open, with what to do and a second try', async () => {
    const { user, platform } = await open('fresh', '#/missions', (platform) => {
      platform.bedrock.access.failing = 'access-denied';
    });
    await user.click(await screen.findByTestId('welcome-connect'));
    await user.click(await screen.findByTestId('connect-test'));
    expect(await screen.findByTestId('test-result')).toHaveTextContent('What to do: Ask whoever runs the account');
    await waitFor(() => expect(screen.getByTestId('connect-test')).toHaveTextContent('Test again'));
    platform.bedrock.access.failing = null;
    await user.click(screen.getByTestId('connect-test'));
    await screen.findByText('It works.');
  });

  test('without any profile a key can be pasted right there', async () => {
    const { user, asked } = await open('bedrock-none', '#/missions');
    await user.keyboard('gb');
    const dialog = within(await screen.findByRole('dialog', { name: 'Connect Bedrock' }));
    await user.click(dialog.getByRole('radio', { name: /^A pasted key/ }));
    expect(dialog.getByTestId('connect-test'), 'there is nobody who could ask').toBeDisabled();
    await user.type(dialog.getByLabelText('Bedrock API key', { selector: 'input[type=password]' }), CANARY);
    await user.click(dialog.getByRole('button', { name: 'Save key' }));
    await waitFor(() => expect(dialog.getByTestId('connect-test')).toBeEnabled());
    expect(asked('save_credentials')).toEqual([expect.objectContaining({ place: 'memory', bearerKey: CANARY })]);
    expect(everything()).not.toContain('canary');
    await user.click(dialog.getByTestId('connect-test'));
    await screen.findByText('It works.');
  });
});
