import { expect, test } from 'vitest';

import type { MissionListDto } from '~/bindings';
import { FakePlatform } from '~/platform/fake';

import { type Filter, fitting, isFiltering, NO_FILTER, servicesOf } from './filter';

const { packs }: MissionListDto = await new FakePlatform().invoke('list_missions', {});

const cases: [Partial<Filter>, string[]][] = [
  [{ search: 'fan out' }, ['fan-out-order-events']],
  [{ search: 'FAN  order ' }, ['fan-out-order-events']],
  [{ search: 'dead letter' }, ['fan-out-order-events']],
  [{ search: 'messaging.fan-out' }, ['fan-out-order-events']],
  [{ search: 'api gateway' }, ['front-door']],
  [{ search: 'dynamodb' }, ['table-that-survives']],
  [{ search: 'Tablé' }, ['table-that-survives']],
  [{ service: 's3', level: 'associate' }, ['least-privilege-role']],
  [{ state: 'started' }, ['fan-out-order-events']],
  [{ level: 'professional', search: 'event-driven' }, ['exactly-the-order']],
  [{ search: 'blimp' }, []],
];

test.each(cases)('%o leaves %o', (filter, ids) => {
  const left = fitting(packs, { ...NO_FILTER, ...filter });
  expect(left.flatMap((pack) => pack.missions).map((mission) => mission.id)).toEqual(ids);
  expect(
    left.every((pack) => pack.missions.length > 0),
    'a pack without missions is no heading',
  ).toBe(true);
});

test('without a filter everything is there, in order', () => {
  expect(fitting(packs, NO_FILTER)).toEqual(packs);
  expect(isFiltering({ ...NO_FILTER, search: '   ' }), 'blanks are no search').toBe(false);
});

test('services are listed once, by the name people read', () => {
  const services = servicesOf(packs);
  expect(new Set(services).size).toBe(services.length);
  expect(services[0], 'API Gateway comes first').toBe('apigateway');
});
