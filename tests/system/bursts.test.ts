import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { createCarrier } from '../bursts/carrier.ts';
import { startEar } from '../bursts/ear.ts';
import { startRelay } from '../bursts/relay.ts';
import { runBursts, zerosOf } from '../bursts/run-bursts.ts';
import { numberWithStory } from '../people.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';

jest.setTimeout(600_000);

let system: RunningSystem;
let ear: Awaited<ReturnType<typeof startEar>>;
let relay: Awaited<ReturnType<typeof startRelay>>;
beforeAll(async () => {
  system = await startSystem({
    without: ['call-worker', 'media-gateway', 'analyzer', 'sms-worker'],
    settings: { REPLY_DEBOUNCE_SECONDS: '2', RATE_LIMIT_PER_MINUTE: '1000000' },
  });
  ear = await startEar(system.simulator.url);
  system.environment['OPENAI_BASE_URL'] = `${ear.url}/v1`;
  await system.startService('sms-worker');
  relay = await startRelay([Number(new URL(system.apiUrl).port)]);
}, 240_000);
afterAll(async () => {
  await relay?.stop();
  await system.stop();
  await ear?.stop();
});

// The short version of the proof `bursts`.
it('thirty bursts of ten rapid texts stand in the order in which they came, each answered once', async () => {
  const { environment } = system;
  const carrier = createCarrier({
    relayUrl: relay.url,
    publicUrl: environment['PUBLIC_URL'] ?? '',
    authToken: environment['TWILIO_AUTH_TOKEN'] ?? '',
    ours: environment['TWILIO_FROM'] ?? '',
  });
  const { figures, wrong } = await runBursts(
    {
      carrier,
      passed: relay.passed,
      heard: ear.heard,
      exec: system.exec,
      async pageOf(id) {
        const { json } = await system.api('GET', `/api/conversations/${id}/messages`);
        const { messages } = json['data'] as {
          messages: { direction: string; provider_sid: string | null }[];
        };
        return messages
          .filter(({ direction }) => direction === 'inbound')
          .map(({ provider_sid: sid }) => sid);
      },
      quietMs: 3_000,
    },
    {
      bursts: 30,
      atOnce: 6,
      gapMs: () => 5 + Math.random() * 95,
      phone: (n) => numberWithStory('43', 800 + n),
    },
  );
  carrier.stop();
  expect(wrong).toEqual([]);
  expect(zerosOf(figures)).toEqual({
    wrong_orders: 0,
    wrong_pages: 0,
    wrong_logs: 0,
    wrong_times: 0,
    wrong_histories: 0,
    not_taken: 0,
    unanswered: 0,
    answered_twice: 0,
  });
});
