import { expect, test } from 'vitest';

import { compact, usd } from './format';

test.each([
  [0, '$0.00'],
  [42_000_000, '$0.042'],
  [42_300_000, '$0.042'],
  [500_000_000, '$0.50'],
  [123_456_789, '$0.12'],
  [5_000_000, '$0.005'],
  [4_999_999, '$0.005'],
  [210_000, '$0.00021'],
  [1_230, '$0.0000012'],
  // The bounds: what rounds to a dollar has cents, what is below a millionth is only said to be small.
  [994_000_000, '$0.99'],
  [999_999_999, '$1.00'],
  [1_000, '$0.000001'],
  [999, '<$0.000001'],
  [1, '<$0.000001'],
  [1_000_000_000, '$1.00'],
  [12_345_000_000, '$12.35'],
  [1_234_567_890_000, '$1,234.57'],
])('%d billionths of a USD are %s', (nusd, text) => {
  expect(usd(nusd)).toBe(text);
});

test('no amount above nothing is shown as nothing', () => {
  for (let nusd = 1; nusd < 10 ** 12; nusd = Math.ceil(nusd * 1.37)) {
    expect(usd(nusd), String(nusd)).toMatch(/[1-9]/);
  }
});

test.each([
  [950, '950'],
  [12_345, '12.3K'],
  [4_000_000, '4M'],
])('%d in few digits is %s', (value, text) => {
  expect(compact(value)).toBe(text);
});
