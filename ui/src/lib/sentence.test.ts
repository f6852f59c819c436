import { expect, test } from 'vitest';

import { brief, firstSentence, sentence } from './sentence';

test.each([
  ['this program works on the queue', 'This program works on the queue.'],
  ['The disk is full.', 'The disk is full.'],
  ['`mission` runs it', '`mission` runs it.'],
  ['really?', 'Really?'],
  ['  ', ''],
])('%j is %j', (words, told) => {
  expect(sentence(words)).toBe(told);
});

test.each([
  [
    'Bedrock refuses the request as not valid. AWS says: max_tokens: 200000 > 64000.',
    'Bedrock refuses the request as not valid.',
  ],
  [
    'It needs Node.js 22.x, e.g. this one, in 1.5 s. Then it goes on.',
    'It needs Node.js 22.x, e.g. this one, in 1.5 s.',
  ],
  ['Was it? “Yes” it says.', 'Was it?'],
  ['Run `aws sso login`. `mission` goes on.', 'Run `aws sso login`. `mission` goes on.'],
  ['no stop at all', 'no stop at all'],
  ['One line.\nAnother line.', 'One line.'],
  ['', ''],
])('the first sentence of %j is %j', (text, first) => {
  expect(firstSentence(text)).toBe(first);
});

test('a first sentence that is long is cut between words', () => {
  expect(brief('A short one. And more.', 40)).toBe('A short one.');
  expect(brief('The solution never met its own criteria in three tries', 30)).toBe('The solution never met its…');
});
