/** A model's text is hostile: whatever it is, only a few kinds of elements come of it, and none that runs, loads or leads away. */
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { addressOf, Blocks, lex } from '~/lib/mission/markdown';
import Markdown from '~/lib/mission/Markdown.svelte';

import { hostileInputs } from './hostile';

const ELEMENTS = new Set(
  'B BLOCKQUOTE BR BUTTON CODE DIV EM H3 HR LI OL P PRE S SPAN STRONG TABLE TBODY TD TH THEAD TR UL'.split(' '),
);
/** With what may stand in them: nothing that the author of a text chooses but the number that a list begins with. */
const ATTRIBUTES: Record<string, RegExp> = {
  class: /^(?:(?:markdown|link|address|copy|written)\b ?)?(?:svelte-[a-z0-9]+)?$/u,
  type: /^button$/u,
  start: /^\d{1,9}$/u,
  'aria-expanded': /^(?:true|false)$/u,
  role: /^status$/u,
};

const inputs = hostileInputs();

function objections(root: Element): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (!ELEMENTS.has(element.tagName)) found.push(`element ${element.tagName}`);
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') found.push(`namespace of ${element.tagName}`);
    for (const { name, value } of element.attributes) {
      if (!(ATTRIBUTES[name]?.test(value) ?? false)) found.push(`attribute ${element.tagName} ${name}="${value}"`);
    }
  }
  return found;
}

describe('hostile Markdown', () => {
  const requests: string[] = [];
  let target: HTMLElement;

  beforeEach(() => {
    target = document.body.appendChild(document.createElement('div'));
    delete (globalThis as { hostileRan?: unknown }).hostileRan;
    requests.length = 0;
    vi.stubGlobal('fetch', (address: string) => requests.push(String(address)));
    vi.stubGlobal('open', (address: string) => requests.push(String(address)));
  });
  afterEach(() => target.remove());

  test('there are enough of them, and the file for other languages has the same', async () => {
    expect(inputs.length).toBeGreaterThanOrEqual(500);
    expect(new Set(inputs).size, 'none stands twice').toBe(inputs.length);
    // `npx vitest run tests/hostile.test.ts -u` writes it anew.
    await expect(`${JSON.stringify(inputs, null, 2)}\n`).toMatchFileSnapshot('./hostile.json');
  });

  test('the check itself objects to what the window must not hold', () => {
    for (const markup of [
      '<a>x</a>',
      '<img alt="">',
      '<p title="http://x">x</p>',
      '<p class="fixed">x</p>',
      '<svg></svg>',
      '<ol start="-1"></ol>',
      '<button type="submit">x</button>',
    ]) {
      const other = new DOMParser().parseFromString(markup, 'text/html').body;
      expect(objections(other), markup).not.toEqual([]);
    }
  });

  test.each([...inputs.entries()])('%i becomes nothing but text and its look', (_, text) => {
    const props = $state({ text: '' });
    const view = mount(Markdown, { target, props });
    // As it comes: a piece of it first, then all.
    for (const part of [text.slice(0, text.length / 2), text]) {
      props.text = part;
      flushSync();
      expect(objections(target)).toEqual([]);
    }
    for (const link of [...target.querySelectorAll<HTMLElement>('button.link')].slice(0, 20)) link.click();
    flushSync();
    expect(objections(target), 'with each link asked where it leads').toEqual([]);
    expect(target.querySelectorAll('script, img, a, [href], [src], [style]')).toHaveLength(0);
    expect((globalThis as { hostileRan?: unknown }).hostileRan, 'no script ran').toBeUndefined();
    expect(requests, 'nothing was asked for').toEqual([]);
    void unmount(view);
  });

  test('none of them takes long, whole or as it grows', () => {
    for (const text of inputs) {
      const began = performance.now();
      const blocks = new Blocks();
      for (let end = 0; end < text.length; end += Math.ceil(text.length / 8)) blocks.update(text.slice(0, end));
      blocks.update(text);
      // A ceiling for a busy machine; on an idle one the worst takes a tenth.
      expect(performance.now() - began, JSON.stringify(text.slice(0, 60))).toBeLessThan(2000);
    }
  });

  test('no text is lost on the way', () => {
    for (const text of inputs) {
      expect(
        lex(text.replaceAll('\r', ''))
          .map((token) => token.raw)
          .join(''),
        JSON.stringify(text.slice(0, 60)),
      ).toBe(text.replaceAll('\r', ''));
    }
  });
});

test.each([
  ['https://docs.aws.amazon.com/x', 'docs.aws.amazon.com'],
  ['HTTP://Example.com', 'example.com'],
  ['https://aws.amazon.com@canary.invalid/', 'canary.invalid'],
  ['https://\u0430ws.amazon.com/', 'xn--ws-6kc.amazon.com'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['//canary.invalid', null],
  ['file:///etc/passwd', null],
  ['https://', null],
  ['', null],
  [`https://example.com/${'x'.repeat(3000)}`, null],
])('%j leads to %j', (href, host) => {
  expect(addressOf(href)?.host ?? null).toBe(host);
});
