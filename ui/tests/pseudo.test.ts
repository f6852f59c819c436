/**
 * Every screen in the made language (`src/messages/pseudo.ts`): whatever is shown or said outside of its brackets was never in the catalogue and
 * could not be translated. What comes from data (titles, templates, paths, sentences of the engine) is itself in each language.
 */
import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import App from '~/App.svelte';
import { chooseLanguage, LANGUAGES } from '~/messages';
import { CLOSE, OPEN, speakPseudo } from '~/messages/pseudo';
import { FakePlatform, type Scenario } from '~/platform/fake';
import { knownModels, knownRegions } from '~/routes/settings/model/known';

import { ORDERS } from './mission';

/** What is said to people without being shown. */
const SPOKEN = [
  'aria-label',
  'title',
  'placeholder',
  'alt',
  'aria-description',
  'aria-valuetext',
  'aria-roledescription',
];
/** Keys are named as they stand on the keyboard; templates, commands and paths are what they are. */
const DATA = 'kbd, code, pre, .mono, [data-untranslated]';
/** Signs of units and of money, and what languages call themselves. */
const SIGNS = ['ms', 's', 'KB', 'MB', 'USD', 'ARN', 'LICENCE', ...LANGUAGES.map(({ name }) => name)];

/** Names of AWS that the window knows by itself. */
const NAMES = [...knownModels(null), ...knownModels('eu-central-1'), ...knownModels('us-east-1'), ...knownRegions([])];

/** Letters of a text that is too short to be found anywhere in another. */
const SHORT = 14;

/** Everything that the engine said in this test, in the form in which it may be shown. */
let data = '';

const plain = (text: string) =>
  text
    .replace(/[\s\-_.`*#>]+/gu, ' ')
    .trim()
    .toLowerCase();

/** Whole values and their pieces: what is short is only data when it is one of them. */
const pieces = new Set<string>();
/** Values of these are chosen among by the program, and are shown in words of the catalogue. */
const CHOICES =
  /^(kind|state|verdict|verdicts|level|phase|origin|source|change|severity|code|status|scope|window|unit|purpose)$/;

function collect(value: unknown, key = ''): void {
  if (typeof value === 'string') {
    if (CHOICES.test(key) && /^[a-z]+$/iu.test(value)) return;
    data += ` ${plain(value)} |`;
    for (const piece of [value, ...split(value), ...split(value.replaceAll('.', ':'))]) pieces.add(plain(piece));
  } else if (Array.isArray(value)) value.forEach((inner) => collect(inner, key));
  else if (typeof value === 'object' && value !== null) {
    Object.entries(value).forEach(([name, inner]) => collect(inner, name));
  }
}

/** The engine, with all that it says written down. */
class Listened extends FakePlatform {
  override async invoke<K extends Parameters<FakePlatform['invoke']>[0]>(name: K, request: never) {
    try {
      const answer = await super.invoke(name, request);
      collect(answer);
      return answer;
    } catch (thrown) {
      collect(thrown);
      throw thrown;
    }
  }
}

/** At the signs that join data to data. */
const split = (text: string) => text.split(/[·:,;()“”„|/`*\n[\]]|\.\s|\s-\s/u);

/** A long stretch is a piece of something that the engine said; a short one is only data when it was said as such. */
function isData(words: string): boolean {
  return words.length >= SHORT ? data.includes(words) : pieces.has(words) || pieces.has(words.replace(/\s?\d+$/u, ''));
}

/** What of a text stands outside of all brackets. */
function outside(text: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === OPEN) depth += 1;
    else if (sign === CLOSE) depth -= 1;
    else if (depth === 0) parts[parts.length - 1] += sign;
    if (depth > 0 && parts.at(-1) !== '') parts.push('');
  }
  // Data is joined by signs, and a key in brackets is named as it stands on the keyboard.
  return parts
    .flatMap(split)
    .map((part) => part.trim())
    .filter((part) => /[a-z]{2}/iu.test(part));
}

/** Texts that are neither in the catalogue nor from the engine, each with where it stands. */
function untranslated(): string[] {
  const found: string[] = [];
  const look = (text: string, where: string) => {
    for (const part of outside(text)) {
      const words = plain(part);
      if (isData(words) || SIGNS.some((sign) => plain(sign) === words.replace(/[\d\s]+/gu, ''))) continue;
      found.push(`${where}: ${part}`);
    }
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (!parentElement || parentElement.closest(`${DATA}, script, style`)) continue;
    look(textContent ?? '', parentElement.tagName.toLowerCase());
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('[data-untranslated]')) continue;
    for (const name of SPOKEN) look(element.getAttribute(name) ?? '', `${element.tagName.toLowerCase()} ${name}`);
  }
  return [...new Set(found)];
}

type Visit = [
  name: string,
  scenario: Scenario,
  hash: string,
  then?: (user: UserEvent, platform: Listened) => Promise<void>,
];

const tab = (id: string) => async (user: UserEvent) => {
  const there = await waitFor(() => {
    const found = document.querySelector<HTMLElement>(`[data-tab="${id}"]`);
    if (!found) throw new Error(`there is no tab ${id}`);
    return found;
  });
  await user.click(there);
  await settled();
};
const keys =
  (text: string, dialog = true) =>
  async (user: UserEvent) => {
    await user.keyboard(text);
    if (dialog) await screen.findByRole('dialog');
    await settled();
  };
const dropping = (path: string) => async (_user: UserEvent, platform: Listened) => {
  collect(path);
  platform.drag({ kind: 'enter', paths: [path, path] });
  await screen.findByTestId('drop-overlay');
  expect(untranslated()).toEqual([]);
  platform.drag({ kind: 'drop', paths: [path, path] });
  await screen.findByRole('dialog');
  await settled();
};

const VISITS: Visit[] = [
  ['missions', 'default', '#/missions'],
  ['missions with what is due', 'practice', '#/missions'],
  ['missions made by a model', 'bedrock', '#/missions'],
  ['no missions', 'empty', '#/missions'],
  ['missions that cannot be listed', 'failing', '#/missions'],
  ['welcome', 'fresh', '#/welcome'],
  ['a new mission', 'bedrock-idle', '#/missions/new'],
  ['a new mission offline', 'default', '#/missions/offline'],
  ['a mission', 'default', `#/mission/${ORDERS}`],
  ['its brief', 'default', `#/mission/${ORDERS}`, tab('brief')],
  ['its history', 'default', `#/mission/${ORDERS}`, tab('history')],
  ['its architecture', 'default', `#/mission/${ORDERS}`, tab('architecture')],
  ['its template', 'default', `#/mission/${ORDERS}`, tab('template')],
  ['its changes', 'default', `#/mission/${ORDERS}`, tab('changes')],
  ['a mission that is not started', 'fresh', `#/mission/${ORDERS}`],
  ['a mission whose file is missing', 'missing', `#/mission/${ORDERS}`],
  ['one that cannot be read', 'unreadable', `#/mission/${ORDERS}`],
  ['one behind a link', 'link', `#/mission/${ORDERS}`],
  ['one that is looked at every two seconds', 'polling', `#/mission/${ORDERS}`],
  ['one that is passed', 'passed', `#/mission/${ORDERS}`],
  ['one without an editor', 'no-editor', `#/mission/${ORDERS}`],
  ['one with blanks', 'practice', '#/mission/meters-with-gaps'],
  ['a picture of nothing', 'diagram-empty', `#/mission/${ORDERS}`, tab('architecture')],
  ['a picture with groups', 'diagram-groups', `#/mission/${ORDERS}`, tab('architecture')],
  ['the mentor', 'mentor', `#/mission/${ORDERS}`],
  ['progress', 'practice', '#/progress'],
  ['progress with nothing', 'fresh', '#/progress'],
  ['usage', 'bedrock', '#/usage'],
  ['the queue, paused', 'bedrock-paused', '#/usage/queue'],
  ['settings', 'bedrock-idle', '#/settings'],
  ['settings that cannot be read', 'broken-settings', '#/settings'],
  ['data that is not kept', 'temporary', '#/missions'],
  ['data that is refused', 'refused', '#/missions'],
  ['data of a newer version', 'newer', '#/missions'],
  ['the palette', 'default', '#/missions', keys('{Control>}k{/Control}')],
  ['the keys', 'default', `#/mission/${ORDERS}`, keys('?')],
  ['connecting', 'bedrock-none', '#/missions', keys('gb')],
  ['a dropped template', 'default', `#/mission/${ORDERS}`, dropping('/home/ada/template.yaml')],
  ['a dropped mission', 'default', '#/missions', dropping('/home/ada/photos.mission.yaml')],
  ['something else dropped', 'default', '#/missions', dropping('/home/ada/cat.png')],
];

/** Nothing more is asked for: two looks at what was asked, some frames apart, are the same. */
let asked = () => 0;
async function settled() {
  let before = -1;
  await waitFor(() => {
    const now = asked();
    const same = now === before;
    before = now;
    expect(same, 'the screen still asks').toBe(true);
  });
}

beforeAll(async () => {
  await Promise.all([
    import('~/routes/mission/Mission.svelte'),
    import('~/routes/progress/Progress.svelte'),
    import('~/routes/usage/Usage.svelte'),
    import('~/routes/settings/Settings.svelte'),
    import('~/routes/connect/Connect.svelte'),
    import('~/shell/Palette.svelte'),
    import('~/shell/KeysHelp.svelte'),
    import('~/shell/Dropped.svelte'),
  ]);
});
beforeEach(() => {
  localStorage.clear();
  data = '';
  pieces.clear();
  collect(NAMES);
});
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset.ready;
});
afterAll(async () => void (await chooseLanguage('en')));

describe('in the made language there is no word of another', () => {
  test.each(VISITS)('%s', async (_name, scenario, hash, then) => {
    location.hash = hash;
    const platform = new Listened(scenario);
    asked = () => platform.calls.length;
    render(App, { props: { platform } });
    await waitFor(() => expect(platform.calls.some(({ name }) => name === 'app_info')).toBe(true));
    await settled();
    // The settings have come, and with them a language that is not this one: what is on the screen has to follow.
    speakPseudo();
    await waitFor(() => expect(document.body.textContent).toContain(OPEN));
    await then?.(userEvent.setup(), platform);
    await settled();
    expect(untranslated()).toEqual([]);
  });
});

describe('the search for untranslated text', () => {
  test('finds a word in the page, in a name and beside what is translated, and lets data pass', () => {
    speakPseudo();
    collect(['Fan out order events', 'messaging.dead-letter']);
    document.body.replaceChildren();
    const page = document.createElement('main');
    page.append(`${OPEN}Ŕéésûûméé “Fan out”${CLOSE} and more`);
    page.setAttribute('aria-label', 'Main');
    const title = document.createElement('h1');
    title.append('Fan out order events · Dead letter');
    const code = document.createElement('code');
    code.append('aws s3 ls');
    page.append(title, code);
    document.body.append(page);
    expect(untranslated()).toEqual(['main: and more', 'main aria-label: Main']);
    page.remove();
  });
});
