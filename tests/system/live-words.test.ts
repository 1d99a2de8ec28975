import { afterEach, expect, it } from '@jest/globals';
import { Ledger } from '../chaos/ledger.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';
import { callPerson } from './call-sheet.ts';
import { openStream, type Stream } from './live-reader.ts';

let system: RunningSystem;
let stream: Stream;
afterEach(async () => {
  stream.cut();
  await system.stop();
});

/** A call whose live log a page follows; only the gateway writes meanwhile. */
async function listenToATalk(settings: Record<string, string> = {}) {
  system = await startSystem({
    without: ['sms-worker', 'analyzer', 'media-gateway'],
    // Nothing polls.
    live: { pollMs: 3_600_000 },
    charMs: 30,
    settings: { MEDIA_DRAIN_SECONDS: '0' },
  });
  Object.assign(system.environment, settings);
  await system.startService('media-gateway');
  const person = await callPerson(system, '01', 0);
  const status = () =>
    Ledger.parse(system.simulator.ledger()).calls.find(({ to }) => to === person.phone)?.status;
  await system.until(
    async () => status(),
    (now) => now === 'in-progress',
  );
  await system.stopService('call-worker');
  stream = await openStream(`${system.apiUrl}/api/live`, {
    headers: { authorization: `Bearer ${system.apiKey}` },
  });
  const words = () => stream.events.filter(({ type }) => type === 'transcript.created');
  return { person, status, words };
}

it('the words of a call are published while it goes on, without polling', async () => {
  const { status, words } = await listenToATalk();
  await stream.until(() => words().length >= 2);
  expect(status()).toBe('in-progress');
});

it('a gateway that cannot reach Redis carries its calls and writes their words all the same', async () => {
  const { person } = await listenToATalk({ REDIS_URL: 'redis://127.0.0.1:1' });
  await system.until(
    () => system.exec(`select status from calls where id = '${person.callId}'`),
    ([row]) => row?.['status'] === 'completed',
  );
  const real = Ledger.parse(system.simulator.ledger()).calls.find(({ to }) => to === person.phone);
  const told = () =>
    system.exec(
      `select content from conversation_transcripts where call_id = '${person.callId}' and role <> 'system' order by seq`,
    );
  const turns = await system.until(told, (rows) => rows.length === real?.heard.length);
  expect(turns.map(({ content }) => content)).toEqual(real?.heard.map(({ text }) => text));
});
