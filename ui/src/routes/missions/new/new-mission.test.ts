import { describe, expect, it } from 'vitest';

import { FakePlatform, type Scenario } from '~/platform/fake';

import { nearest, NewMission, TOPIC_AT_MOST } from './new-mission.svelte';

function begun(scenario: Scenario = 'bedrock-idle') {
  const platform = new FakePlatform(scenario);
  return { platform, mission: new NewMission(platform) };
}

describe('asking', () => {
  it('sends what was chosen, and gives the mission that is in the queue', async () => {
    const { platform, mission } = begun();
    mission.topic = '  A ticket shop ';
    mission.addServices('SQS, lambda');
    mission.level = 'associate';
    mission.model = ' arn:aws:bedrock:x ';
    const asked = await mission.ask();
    expect(platform.calls.at(-1)).toEqual({
      name: 'ask_mission',
      request: { topic: 'A ticket shop', services: ['sqs', 'lambda'], level: 'associate', model: 'arn:aws:bedrock:x' },
    });
    expect(asked).toMatchObject({ state: 'generating', topic: 'A ticket shop' });
  });

  it('may leave everything to the model', async () => {
    const { platform, mission } = begun();
    expect(await mission.ask()).not.toBeNull();
    expect(platform.calls.at(-1)?.request).toEqual({ topic: '', services: [], level: null, model: null });
  });

  it('without Bedrock says what is missing', async () => {
    const { mission } = begun('default');
    expect(await mission.ask()).toBeNull();
    expect(mission.notConnected?.code).toBe('off');
    expect(mission.asking, 'it can be asked again').toBe(false);
  });

  it('over budget says so before and after, until the request is another', async () => {
    const { platform, mission } = begun();
    platform.bedrock.usage.limits = [{ scope: 'missions', window: 'day', nusd: 1, tokens: null }];
    await mission.askQuote();
    expect(mission.exceeds?.message, 'with the price').toMatch(/no room/u);
    expect(await mission.ask()).toBeNull();
    expect(mission.overBudget?.exceeds).not.toBeNull();
    platform.bedrock.usage.limits = [];
    await mission.askQuote();
    expect(mission.exceeds, 'there is room again').toBeNull();
  });

  it('that the engine refuses says why', async () => {
    const { platform, mission } = begun();
    platform.failures.set('ask_mission', { code: 'badRequest', message: 'No model of that name.', detail: null });
    expect(await mission.ask()).toBeNull();
    expect(mission.problem?.message).toBe('No model of that name.');
  });

  it('is not done twice at once, nor with a topic that is too long', async () => {
    const { platform, mission } = begun();
    await Promise.all([mission.ask(), mission.ask()]);
    mission.topic = 'x'.repeat(TOPIC_AT_MOST + 1);
    await mission.ask();
    expect(platform.calls.filter(({ name }) => name === 'ask_mission')).toHaveLength(1);
  });
});

describe('the price', () => {
  it('is of the model that is chosen, with the date of the prices', async () => {
    const { mission } = begun();
    await mission.askQuote();
    expect(mission.quote).toMatchObject({
      modelLabel: 'Claude Sonnet 4.6',
      priceKnown: true,
      pricesAsOf: '2026-06-01',
    });
    mission.model = 'my-own-model';
    await mission.askQuote();
    expect(mission.quote?.priceKnown).toBe(false);
  });

  it('that cannot be had says why', async () => {
    const { platform, mission } = begun();
    platform.failures.set('quote_mission', { code: 'setting', message: 'prices.toml, line 3.', detail: null });
    await mission.askQuote();
    expect(mission.quote).toBeNull();
    expect(mission.quoteProblem?.message).toBe('prices.toml, line 3.');
  });
});

describe('services', () => {
  it.each([
    ['sqs', ['sqs']],
    ['SQS, lambda;sns', ['sqs', 'lambda', 'sns']],
    ['sqs sqs', ['sqs']],
    ['<b>"s3"</b>', ['bs3b']],
    [' , ', []],
  ])('%j are %j', (typed, services) => {
    const { mission } = begun();
    mission.addServices(typed);
    expect(mission.services).toEqual(services);
  });

  it('are not without end, and are taken out again', () => {
    const { mission } = begun();
    mission.addServices(Array.from({ length: 40 }, (_, index) => `s${index}`).join(','));
    expect(mission.services).toHaveLength(12);
    mission.removeService('s3');
    expect(mission.services).not.toContain('s3');
  });
});

describe('bundled missions nearby', async () => {
  const { packs } = await new FakePlatform().invoke('list_missions', {});
  const cards = packs.flatMap((pack) => pack.missions);
  const near = (topic: string, services: string[] = []) =>
    nearest(cards, { topic, services, level: null }).map(({ id }) => id);

  it('share services or words, those to be done first', () => {
    expect(near('', ['dynamodb'])[0]).toBe('table-that-survives');
    expect(near('customers fan out their orders')[0]).toBe('fan-out-order-events');
    const open = near('queue', ['sqs']).map((id) => cards.find((card) => card.id === id)?.standing.state);
    expect(open.lastIndexOf('started'), 'what is passed comes last').toBeLessThanOrEqual(
      open.indexOf('passed') < 0 ? open.length : open.indexOf('passed'),
    );
  });

  it('are some that are not passed when nothing was chosen, and none when nothing is near', () => {
    const any = near('');
    expect(any).toHaveLength(3);
    expect(any.every((id) => cards.find((card) => card.id === id)?.standing.state !== 'passed')).toBe(true);
    expect(near('zeppelin')).toEqual([]);
  });
});
