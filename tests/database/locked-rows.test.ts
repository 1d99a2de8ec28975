import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_NUMBER_RULES, dialable } from '@ringback/shared/domain/policy/judge-number.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { ANA, CLAIM, later, NOON } from '@ringback/testing/database-world.ts';
import { claimAt, startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

// The embedded Postgres is one session: nothing can come in between there.
// biome-ignore lint/style/noProcessEnv: asked for by whoever runs the tests
const onServer = process.env['TEST_DATABASE'] === 'embedded' ? describe.skip : describe;

const keyOf = (phone: string) => `hashtextextended('ringback:text:${phone}', 0)`;

/** How many sessions wait for the lock of a phone number. */
const waiting = () =>
  world.exec(`select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`);

type Table = 'sms_messages' | 'sms_conversations' | 'calls' | 'sms_campaign_enrollments';
type Row = { table: Table; key: string; id: string | number; phone: string };

/**
 * Starts `act` while the row goes over to another phone number, and says whether it waited for the
 * lock of that one, too.
 */
async function waitsForItsNewNumber(
  { table, key, id, phone }: Row,
  act: (other: string) => Promise<unknown>,
): Promise<boolean> {
  const other = world.number();
  await world.exec(`select pg_advisory_lock(${keyOf(other)}); begin;
    select pg_advisory_xact_lock(${keyOf(phone)});
    update ${table} set lead_phone = '${other}' where ${key} = '${id}'`);
  let isOver = false;
  const answer = act(other).finally(() => {
    isOver = true;
  });
  await until(waiting, ([row]) => Number(row?.['n']) > 0);
  await world.exec('commit');
  // It waits for the next lock, or has gone on without it.
  await until(waiting, ([row]) => isOver || Number(row?.['n']) > 0);
  const hasWaited = !isOver;
  await world.exec(`select pg_advisory_unlock(${keyOf(other)})`);
  await answer;
  return hasWaited;
}

const number = (phone: string) => dialable(phone, DEFAULT_NUMBER_RULES);

onServer('a row is used under the lock of the phone number that it has', () => {
  it('a text that is claimed', async () => {
    const { message_id: id, phone } = await world.planned();
    const row: Row = { table: 'sms_messages', key: 'message_id', id, phone };
    const begin = (other: string) =>
      world.messages.begin(id, { ...claimAt(NOON), number: number(other) }, NOON);
    expect(await waitsForItsNewNumber(row, begin)).toBe(true);
  });

  it('a conversation that a person takes over', async () => {
    const { conversation_id: id, phone } = await world.planned();
    const row: Row = { table: 'sms_conversations', key: 'id', id, phone };
    const takeOver = () => world.conversations.setOwner(id, 'human', ANA, later(1));
    expect(await waitsForItsNewNumber(row, takeOver)).toBe(true);
  });

  it('a call that is claimed', async () => {
    const call = world.newCall({ to: world.number() });
    await world.calls.schedule(call, NOON);
    const row: Row = { table: 'calls', key: 'id', id: call.id, phone: call.to };
    const claim = { ...CLAIM, number: number(call.to) };
    const begin = () => world.calls.begin(call.id, claim, NOON);
    expect(await waitsForItsNewNumber(row, begin)).toBe(true);
  });

  it('an enrollment that a person stops', async () => {
    const { enrollment_id: id, phone } = await world.planned();
    const row: Row = { table: 'sms_campaign_enrollments', key: 'id', id, phone };
    const stop = () => world.enrollments.setStatus(id, 'stopped', 'by_staff', ANA, later(1));
    expect(await waitsForItsNewNumber(row, stop)).toBe(true);
  });
});
