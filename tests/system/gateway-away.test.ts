import { afterEach, expect, it } from '@jest/globals';
import { Ledger } from '../chaos/ledger.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';
import { callPerson, type Person } from './call-sheet.ts';

let system: RunningSystem;
afterEach(() => system.stop());

const witness = ({ phone }: Person) =>
  Ledger.parse(system.simulator.ledger()).calls.find(({ to }) => to === phone);

const APOLOGY = expect.stringMatching(/^I am sorry, we have a technical problem/);

it('who picks up while every gateway is away hears an apology instead of silence, and is rung again', async () => {
  system = await startSystem({ without: ['media-gateway', 'sms-worker'] });
  const person = await callPerson(system, '01', 0);
  await system.settle();
  expect(witness(person)).toMatchObject({
    status: 'completed',
    // No lead waits in silence either.
    heard: [
      ...Array(4).fill({ who: 'agent', text: 'One moment, please.' }),
      { who: 'agent', text: APOLOGY },
    ],
  });
  const [call] = await system.exec(
    `select status, wrap_up_reason, settled_at, stream_tries, streams_opened
     from calls where id = '${person.callId}'`,
  );
  expect(call).toMatchObject({
    status: 'completed',
    wrap_up_reason: 'no_media',
    stream_tries: 5,
    streams_opened: 0,
  });
  const [again] = await system.exec(
    `select status, to_number, run_at from calls where redial_of = '${person.callId}'`,
  );
  expect(again).toMatchObject({ to_number: person.phone });
  const later = Date.parse(String(again?.['run_at'])) - Date.parse(String(call?.['settled_at']));
  expect(later).toBeGreaterThan(14 * 60_000);
  const { text } = await system.api('GET', '/metrics');
  expect(text).toMatch(/ringback_webhook_received_total\{[^}]*result="no_media"[^}]*\} 1\b/);
});

it('a gateway that starts while they wait takes the call, and no lead hears an apology', async () => {
  system = await startSystem({ without: ['media-gateway', 'sms-worker'] });
  const person = await callPerson(system, '01', 0);
  await system.until(
    () => system.exec(`select stream_tries from calls where id = '${person.callId}'`),
    ([row]) => Number(row?.['stream_tries']) >= 2,
  );
  await system.startService('media-gateway');
  await system.settle();
  const real = witness(person);
  expect(real?.status).toBe('completed');
  expect(real?.heard.some(({ text }) => text.startsWith('I am sorry, we have'))).toBe(false);
  const [call] = await system.exec(
    `select wrap_up_reason, stream_tries, streams_opened,
       (select count(*)::int from calls r where r.redial_of = c.id) as redials
     from calls c where id = '${person.callId}'`,
  );
  expect(call).toMatchObject({ stream_tries: 0, streams_opened: 1, redials: 0 });
  expect(call?.['wrap_up_reason']).not.toBe('no_media');
});
