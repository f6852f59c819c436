import { expect, test } from 'vitest';

import { wanted } from './wanted';

test.each([
  ['Enabled', 'exactly', 'Enabled', 'a plain value is itself'],
  ['1209600', 'exactly', '1209600', 'so is a number'],
  ['C:\\logs', 'exactly', 'C:\\logs', 'a backslash is only an escape in a pattern'],
  ['AWS::SQS::Queue', 'exactly', 'AWS::SQS::Queue', 'so is a type'],
  ['', 'empty', '', 'no text at all'],
  ['*', 'any', '', 'whatever it is'],
  ['**', 'any', '', 'two runs are one'],
  ['${WarehouseQueue}', 'reference', 'WarehouseQueue', '!Ref'],
  ['${WarehouseQueue.Arn}', 'reference', 'WarehouseQueue.Arn', '!GetAtt'],
  ['${AWS::Region}', 'reference', 'AWS::Region', 'a pseudo parameter'],
  ['${OnCallTopic*', 'reference', 'OnCallTopic', 'the resource or any of its attributes'],
  ['${PhotoBucket.Arn}/dishes/\\*', 'exactly', '${PhotoBucket.Arn}/dishes/*', 'an escaped star is a star'],
  ['*${BookingFunction.Arn}*', 'holds-reference', 'BookingFunction.Arn', 'somewhere in it'],
  ['*secret*', 'holds', 'secret', 'somewhere in it'],
  ['orders-*', 'begins', 'orders-', 'the end is open'],
  ['*:iam::aws:policy/X', 'ends', ':iam::aws:policy/X', 'the start is open'],
  ['*${Topic}', 'ends', '${Topic}', 'more may stand before the reference'],
  ['${Topic}*', 'begins', '${Topic}', 'more may stand after the reference'],
  ['arn:*:api:${BookingApi}/*', 'like', 'arn:*:api:${BookingApi}/*', 'two open places have no short name'],
  ['node2?', 'like', 'node2?', 'nor has a single open character'],
])('%j: %s %j', (expected, kind, code, why) => {
  expect(wanted(expected), why).toEqual({ kind, code });
});
