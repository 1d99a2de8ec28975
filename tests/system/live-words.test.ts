import { afterEach, expect, it } from '@jest/globals';
import { Ledger } from '../chaos/ledger.ts';
import { type House, startHouse } from '../house.ts';
import { callPerson } from './call-sheet.ts';
import { openStream, type Stream } from './live-reader.ts';

let house: House;
let stream: Stream;
afterEach(async () => {
  stream.cut();
  await house.stop();
});

/** A call whose live log a page follows; only the gateway writes meanwhile. */
async function listenToATalk(settings: Record<string, string> = {}) {
  house = await startHouse({
    without: ['sms-worker', 'analyzer', 'media-gateway'],
    // Nothing polls.
    live: { pollMs: 3_600_000 },
    charMs: 30,
    settings: { MEDIA_DRAIN_SECONDS: '0' },
  });
  Object.assign(house.environment, settings);
  await house.startService('media-gateway');
  const person = await callPerson(house, '01', 0);
  const status = () =>
    Ledger.parse(house.simulator.ledger()).calls.find(({ to }) => to === person.phone)?.status;
  await house.until(
    async () => status(),
    (now) => now === 'in-progress',
  );
  await house.stopService('call-worker');
  stream = await openStream(`${house.apiUrl}/api/live`, {
    headers: { authorization: `Bearer ${house.apiKey}` },
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
  await house.until(
    () => house.exec(`select status from calls where id = '${person.callId}'`),
    ([row]) => row?.['status'] === 'completed',
  );
  const real = Ledger.parse(house.simulator.ledger()).calls.find(({ to }) => to === person.phone);
  const told = () =>
    house.exec(
      `select content from conversation_transcripts where call_id = '${person.callId}' and role <> 'system' order by seq`,
    );
  const turns = await house.until(told, (rows) => rows.length === real?.heard.length);
  expect(turns.map(({ content }) => content)).toEqual(real?.heard.map(({ text }) => text));
});
