/** What the invented learner did before the window opened. */
import type { FakeMission } from './fake-missions';
import { ORDERS_STEPS } from './fake-missions';
import type { FakePractice } from './fake-practice';
import type { Scenario } from './fake-scenarios';
import type { FakeWork } from './fake-work';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

interface Before {
  now: number;
  work: FakeWork;
  mission: (missionId: string) => FakeMission;
  practice: FakePractice;
}

/** What the learner did before the window opened. */
export function begin(scenario: Scenario, { now, work: works, mission: missionOf, practice }: Before): void {
  const done = ['private-bucket', 'right-sized-function', 'decouple-with-a-queue', 'nightly-clean-up'];
  for (const [index, id] of done.entries()) {
    const mission = missionOf(id);
    const at = now - (20 - index * 4) * DAY_MS;
    const work = works.start(id, at);
    works.record(mission, work, mission.solution, 'save', at + 24 * MINUTE_MS);
  }
  const orders = missionOf('fan-out-order-events');
  const work = works.start(orders.id, now - 29 * MINUTE_MS);
  if (scenario === 'history-40') works.longHistory(orders, work, 40);
  else if (scenario === 'history-1000') works.longHistory(orders, work, 1000);
  for (const [index, text] of ORDERS_STEPS.entries()) {
    works.record(orders, work, text, 'save', now - (14 - index * 12) * MINUTE_MS);
  }
  work.hints.set('dlq', 1);
  // All but the policy: its statements are what is left.
  if (scenario === 'policies') {
    const wide = orders.solution.replace('Resource: !GetAtt Jobs.Arn', 'Resource: "*"');
    works.record(orders, work, wide, 'save', now - MINUTE_MS);
    work.hints.set('least-privilege', 3);
  }
  if (scenario === 'diagram-unreadable')
    works.record(orders, work, orders.starter.replace('  Jobs:', '\tJobs:'), 'save', now - MINUTE_MS);
  if (scenario === 'passed' || scenario === 'practice')
    works.record(orders, work, orders.solution, 'save', now - MINUTE_MS);
  practised(scenario, practice, works, now);
}

/** What is remembered of what was practised. */
function practised(scenario: Scenario, practice: FakePractice, works: FakeWork, now: number): void {
  practice.remember('storage.access', 12, 0.97);
  practice.remember('compute.lambda', 3, 0.93, 1);
  if (scenario !== 'practice') return;
  practice.remember('messaging.dead-letter', -2, 0.84, 2);
  practice.remember('security.least-privilege', -0.2, 0.89, 1);
  practice.remember('messaging.ordering', -1, 0.87, 1);
  const ask = { topic: '', services: [], level: null, skills: [], seed: 48111 };
  void practice.answers.make_offline_mission(ask);
  void practice.answers.sabotage_mission({ missionId: 'fan-out-order-events' });
  works.start('meters-with-gaps', now - 4 * MINUTE_MS);
}
