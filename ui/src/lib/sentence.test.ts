import { expect, test } from 'vitest';

import { sentence } from './sentence';

test.each([
  ['this program works on the queue', 'This program works on the queue.'],
  ['The disk is full.', 'The disk is full.'],
  ['`mission` runs it', '`mission` runs it.'],
  ['really?', 'Really?'],
  ['  ', ''],
])('%j is %j', (words, told) => {
  expect(sentence(words)).toBe(told);
});
