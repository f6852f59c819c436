import { describe, expect, test } from 'vitest';

import type { BudgetDto } from '~/bindings';

import { limitsOf, parse, typedOf, write } from './budgets';

describe('what is typed', () => {
  test.each([
    ['', null],
    ['  ', null],
    ['5', 5_000_000_000],
    ['5.00', 5_000_000_000],
    ['$5', 5_000_000_000],
    ['.5', 500_000_000],
    ['5.', 5_000_000_000],
    ['0', 0],
    ['0.25', 250_000_000],
    // Sums that floating point would get wrong.
    ['0.1', 100_000_000],
    ['0.29', 290_000_000],
    ['1.005', 1_005_000_000],
    ['0.000000001', 1],
    ['999999.999999999', 999_999_999_999_999],
    ['1000000', 1_000_000_000_000_000],
    ['0000001', 1_000_000_000],
  ])('%j USD is %s billionths', (text, value) => {
    expect(parse(text, 'usd')).toEqual({ value });
  });

  test.each([
    ['5,00', 'amount'],
    ['five', 'amount'],
    ['.', 'amount'],
    ['-1', 'amount'],
    ['1e3', 'amount'],
    ['1.2.3', 'amount'],
    ['0.0000000001', 'digits'],
    ['1000000.01', 'large'],
    ['123456789', 'large'],
    ['9'.repeat(40), 'large'],
  ])('%j USD is refused: %s', (text, problem) => {
    expect(parse(text, 'usd')).toEqual({ problem });
  });

  test.each([
    ['', { value: null }],
    ['0', { value: 0 }],
    ['200000', { value: 200_000 }],
    ['200 000', { value: 200_000 }],
    ['1.5', { problem: 'whole' }],
    ['200,000', { problem: 'whole' }],
    ['-5', { problem: 'whole' }],
    ['1000000000001', { problem: 'large' }],
  ])('%j tokens: %o', (text, result) => {
    expect(parse(text, 'tokens')).toEqual(result);
  });
});

test.each([
  [null, ''],
  [0, '0'],
  [1, '0.000000001'],
  [250_000_000, '0.25'],
  [500_000_000, '0.50'],
  [5_000_000_000, '5'],
  [12_340_000_000, '12.34'],
])('%s billionths are written %j, and read back the same', (value, text) => {
  expect(write(value, 'usd')).toBe(text);
  expect(parse(text, 'usd')).toEqual({ value });
});

describe('limits', () => {
  const limits: BudgetDto[] = [
    { scope: 'all', window: 'month', nusd: 5_000_000_000, tokens: null },
    { scope: 'mentor', window: 'tenMinutes', nusd: 0, tokens: 9000 },
  ];

  test('go to text and back', () => {
    const back = limitsOf(typedOf(limits));
    expect(back.problems).toEqual({});
    expect(back.limits).toHaveLength(2);
    expect(back.limits).toEqual(expect.arrayContaining(limits));
  });

  test('nothing typed is no limit, which is not the same as nothing at all', () => {
    expect(limitsOf(typedOf([])).limits).toEqual([]);
    expect(limitsOf({ ...typedOf([]), 'all-day-usd': '0' }).limits).toEqual([
      { scope: 'all', window: 'day', nusd: 0, tokens: null },
    ]);
  });

  test('each field says what is wrong with it', () => {
    const { problems } = limitsOf({ ...typedOf([]), 'all-day-usd': 'x', 'missions-month-tokens': '1.5' });
    expect(problems).toEqual({ 'all-day-usd': 'amount', 'missions-month-tokens': 'whole' });
  });
});
