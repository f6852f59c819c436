/** A text that grows: what is finished stays, what comes out in the end is what the whole text gives. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import { flushSync, mount, unmount } from 'svelte';
import { describe, expect, it, vi } from 'vitest';

import { Blocks, lex } from './markdown';
import Markdown from './Markdown.svelte';

const REPLY = `Look at **Jobs** first: it has no \`RedrivePolicy\`.

1. one

2. two
   - inner

> A queue hands out
> the same message again.

\`\`\`yaml
Resources:

  Jobs:
    Type: AWS::SQS::Queue
\`\`\`

| a | b |
|---|---|
| 1 | 2 |

Last words
======

- x
- y

and [a link](https://docs.aws.amazon.com/sqs).
`;

const types = (text: string) =>
  lex(text)
    .filter((token) => token.type !== 'space')
    .map((token) => `${token.type}: ${token.raw.trim()}`);

describe('blocks of a growing text', () => {
  it.each([1, 3, 7, 64])('come out as of the whole, %i characters at a time', (step) => {
    const blocks = new Blocks();
    let last: ReturnType<Blocks['update']> = [];
    for (let end = step; end < REPLY.length + step; end += step) last = blocks.update(REPLY.slice(0, end));
    const shown = last.filter(({ token }) => token.type !== 'space');
    expect(shown.map(({ token }) => `${token.type}: ${token.raw.trim()}`)).toEqual(types(REPLY));
  });

  it('are the same objects once they are finished', () => {
    const blocks = new Blocks();
    const before = blocks.update(REPLY.slice(0, 300));
    const after = blocks.update(REPLY);
    const same = before.filter((block, index) => after[index]?.token === block.token).length;
    expect(before.length, 'there is something to keep').toBeGreaterThan(5);
    expect(same, 'all but the tail').toBeGreaterThanOrEqual(before.length - 2);
  });

  it('are finished also when each is a single line: what grows is short', () => {
    const text = Array.from({ length: 200 }, (_, index) => `Paragraph ${index} is one line.`).join('\n\n');
    const blocks = new Blocks();
    const tokens = new Set<unknown>();
    for (let end = 0; end < text.length + 9; end += 9) {
      for (const { token } of blocks.update(text.slice(0, end))) tokens.add(token);
    }
    // 399 tokens in all, each made anew only while it is at the end.
    expect(tokens.size).toBeLessThan(399 * 12);
  });

  it('begin anew when another text is shown', () => {
    const blocks = new Blocks();
    blocks.update('one\n\ntwo\n\nthree\n');
    expect(blocks.update('other').map(({ token }) => token.raw)).toEqual(['other']);
  });

  it('of a paragraph without end are pieces, with every word in order', () => {
    const words = Array.from({ length: 12_000 }, (_, index) => `w${index}`);
    const text = words.join(' ');
    const blocks = new Blocks();
    let shown: ReturnType<Blocks['update']> = [];
    for (let end = 0; end < text.length + 400; end += 400) shown = blocks.update(text.slice(0, end));
    expect(shown.map(({ token }) => token.raw).join('')).toBe(text);
    const longest = Math.max(...shown.map(({ token }) => token.raw.length));
    expect(longest, 'no piece is too long to be laid out each frame').toBeLessThanOrEqual(2400);
  });
});

it('does not touch what is finished on the screen while more comes', () => {
  const target = document.body.appendChild(document.createElement('div'));
  const props = $state({ text: REPLY.slice(0, 200) });
  const view = mount(Markdown, { target, props });
  flushSync();
  const first = target.querySelector('p');
  const touched: Node[] = [];
  const observer = new MutationObserver(() => {});
  observer.observe(target, { subtree: true, childList: true, characterData: true });
  for (let end = 201; end <= REPLY.length; end += 1) {
    props.text = REPLY.slice(0, end);
    flushSync();
    touched.push(...observer.takeRecords().map((record) => record.target));
  }
  expect(touched.length, 'the observer sees what is written').toBeGreaterThan(50);
  expect(
    touched.filter((node) => first?.contains(node)),
    'nothing in the first paragraph',
  ).toEqual([]);
  expect(target.querySelector('p'), 'it is the same element').toBe(first);
  void unmount(view);
  target.remove();
});

describe('a link', () => {
  it('leads nowhere, and says where it would when it is pressed', async () => {
    render(Markdown, { props: { text: '[the manual](https://docs.aws.amazon.com@canary.invalid/x)' } });
    const copied: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void copied.push(text) } });
    const link = screen.getByRole('button', { name: 'the manual' });
    expect(document.body, 'the address is not shown before').not.toHaveTextContent('canary');
    await fireEvent.click(link);
    expect(link).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('canary.invalid').tagName, 'the host stands out').toBe('B');
    await fireEvent.click(screen.getByRole('button', { name: 'Copy the address' }));
    expect(copied).toEqual(['https://docs.aws.amazon.com@canary.invalid/x']);
    expect(await screen.findByText('Copied')).toBeInTheDocument();
    await fireEvent.click(link);
    expect(document.body, 'and away again').not.toHaveTextContent('canary');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'tauri://localhost', '#/settings'])('to %s is words', (href) => {
    const { container } = render(Markdown, { props: { text: `[the manual](${href})` } });
    expect(container).toHaveTextContent('the manual');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is not made of a bare address', () => {
    render(Markdown, { props: { text: 'See https://example.com, www.example.com and <https://example.com>.' } });
    expect(screen.queryByRole('button')).toBeNull();
    expect(document.body).toHaveTextContent('See https://example.com, www.example.com and <https://example.com>.');
  });
});
