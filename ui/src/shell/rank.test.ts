import { expect, test } from 'vitest';

import { rank } from './rank';

test.each([
  ['Dark theme', 'dark', [], 1],
  ['Dark theme', 'theme dark', [], 0.8],
  ['Fan out order events', 'sqs', ['sns', 'sqs'], 0.5],
  ['A bucket that keeps secrets', 'fan', ['s3', 'Foundations'], 0],
  ['Anything', '', [], 1],
])('%s for %j', (value, search, keywords, score) => {
  expect(rank(value, search, keywords)).toBe(score);
});
