import { afterEach, expect, it } from '@jest/globals';
import { Ledger } from '../chaos/ledger.ts';
import { type House, startHouse } from '../house.ts';
import { callPerson, type Person } from './call-sheet.ts';

let house: House;
afterEach(() => house.stop());

const witness = ({ phone }: Person) =>
  Ledger.parse(house.simulator.ledger()).calls.find(({ to }) => to === phone);

const APOLOGY = expect.stringMatching(/^I am sorry, we have a technical problem/);

it('who picks up while every gateway is away hears an apology instead of silence, and is rung again', async () => {
  house = await startHouse({ without: ['media-gateway', 'sms-worker'] });
  const person = await callPerson(house, '01', 0);
  await house.settle();
  expect(witness(person)).toMatchObject({
    status: 'completed',
    // No lead waits in silence either.
    heard: [
      ...Array(4).fill({ who: 'agent', text: 'One moment, please.' }),
      { who: 'agent', text: APOLOGY },
    ],
  });
  const [call] = await house.exec(
    `select status, wrap_up_reason, settled_at, stream_tries, streams_opened
     from calls where id = '${person.callId}'`,
  );
  expect(call).toMatchObject({
    status: 'completed',
    wrap_up_reason: 'no_media',
    stream_tries: 5,
    streams_opened: 0,
  });
  const [again] = await house.exec(
    `select status, to_number, run_at from calls where redial_of = '${person.callId}'`,
  );
  expect(again).toMatchObject({ to_number: person.phone });
  const later = Date.parse(String(again?.['run_at'])) - Date.parse(String(call?.['settled_at']));
  expect(later).toBeGreaterThan(14 * 60_000);
  const { text } = await house.api('GET', '/metrics');
  expect(text).toMatch(/ringback_webhook_received_total\{[^}]*result="no_media"[^}]*\} 1\b/);
});

it('a gateway that starts while they wait takes the call, and no lead hears an apology', async () => {
  house = await startHouse({ without: ['media-gateway', 'sms-worker'] });
  const person = await callPerson(house, '01', 0);
  await house.until(
    () => house.exec(`select stream_tries from calls where id = '${person.callId}'`),
    ([row]) => Number(row?.['stream_tries']) >= 2,
  );
  await house.startService('media-gateway');
  await house.settle();
  const real = witness(person);
  expect(real?.status).toBe('completed');
  expect(real?.heard.some(({ text }) => text.startsWith('I am sorry, we have'))).toBe(false);
  const [call] = await house.exec(
    `select wrap_up_reason, stream_tries, streams_opened,
       (select count(*)::int from calls r where r.redial_of = c.id) as redials
     from calls c where id = '${person.callId}'`,
  );
  expect(call).toMatchObject({ stream_tries: 0, streams_opened: 1, redials: 0 });
  expect(call?.['wrap_up_reason']).not.toBe('no_media');
});
