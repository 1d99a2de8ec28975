import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WEBHOOK_STATUSES } from '@ringback/shared/db/webhooks/webhook-deliveries.ts';
import * as call from '@ringback/shared/domain/calls/call.ts';
import { CAMPAIGN_STATUSES } from '@ringback/shared/domain/campaigns/campaign-status.ts';
import * as enrollment from '@ringback/shared/domain/campaigns/enrollment-status.ts';
import { LIVES } from '@ringback/shared/domain/lives.ts';
import * as message from '@ringback/shared/domain/texts/message-status.ts';
import { OWNERS } from '@ringback/shared/domain/texts/owner.ts';
import { type DatabaseWorld, NOON, startDatabaseWorld } from '@ringback/testing/database-world.ts';

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
});
afterAll(() => world.stop());

const column = async (sql: string) => (await world.exec(sql)).map((row) => String(row['value']));

it('the database knows the moves of the domain, and no others', async () => {
  const known = await column(
    `select life || ': ' || from_status || ' -> ' || to_status as value from private.moves`,
  );
  const wanted = Object.entries(LIVES).flatMap(([life, moves]) =>
    Object.entries(moves).flatMap(([from, next]) => next.map((to) => `${life}: ${from} -> ${to}`)),
  );
  expect(known.sort()).toEqual(wanted.sort());
});

it.each([
  ['call_status', call.CALL_STATUSES],
  ['delivery_status', message.MESSAGE_STATUSES],
  ['conversation_owner', OWNERS],
  ['enrollment_status', enrollment.ENROLLMENT_STATUSES],
  ['campaign_status', CAMPAIGN_STATUSES],
])('%s has the statuses of the domain', async (type, statuses) => {
  expect(await column(`select unnest(enum_range(null::public.${type}))::text as value`)).toEqual([
    ...statuses,
  ]);
});

/** Those of a type's statuses for which a function of the database says yes. */
const saidOf = (name: string, type: string) =>
  column(`select s::text as value from unnest(enum_range(null::public.${type})) s
    where private.${name}(s)`);

describe('what waits, lives and is over', () => {
  it('is the same for a call in the database and in the domain', async () => {
    const waits = call.CALL_STATUSES.filter(call.isWaiting);
    expect(await saidOf('is_waiting', 'call_status')).toEqual(waits);
    const lives = call.CALL_STATUSES.filter(call.isLive);
    expect(await saidOf('is_live', 'call_status')).toEqual(lives);
    const over = call.CALL_STATUSES.filter(call.isEnded);
    expect(await saidOf('is_over', 'call_status')).toEqual(over);
    expect(await saidOf('is_claimed', 'call_status')).toEqual(call.predecessorsOf('queued'));
  });

  it('is the same for a text', async () => {
    const waits = message.MESSAGE_STATUSES.filter(message.isWaiting);
    expect(await saidOf('is_waiting', 'delivery_status')).toEqual(waits);
    const claimed = message.predecessorsOf('queued');
    expect(await saidOf('is_claimed', 'delivery_status')).toEqual(claimed);
    expect(await saidOf('is_on_the_way', 'delivery_status')).toEqual(
      message.predecessorsOf('sent'),
    );
    const unsure = message.predecessorsOf('delivered');
    expect(await saidOf('awaits_news', 'delivery_status')).toEqual(unsure);
  });

  it('is one or the other for a message to the operator’s programs', async () => {
    const open = await saidOf('is_open', 'webhook_status');
    const over = await saidOf('is_over', 'webhook_status');
    expect([...open, ...over]).toEqual([...WEBHOOK_STATUSES]);
  });

  it('is the same for an enrollment', async () => {
    const over = enrollment.ENROLLMENT_STATUSES.filter(enrollment.isEnded);
    expect(await saidOf('is_over', 'enrollment_status')).toEqual(over);
    const lives = enrollment.ENROLLMENT_STATUSES.filter((one) => !over.includes(one));
    expect(await saidOf('is_live', 'enrollment_status')).toEqual(lives);
  });
});

describe('the guard', () => {
  it('refuses a move that no life knows, and leaves the row as it was', async () => {
    const one = world.newCall({ to: world.number() });
    await world.calls.schedule(one, NOON);
    const move = (to: string) =>
      world.exec(`update public.calls set status = '${to}' where id = '${one.id}'`);
    await expect(move('completed')).rejects.toThrow(
      'a call does not go from scheduled to completed',
    );
    expect(await world.calls.get(one.id)).toMatchObject({ status: 'scheduled' });
    await move('canceled');
    await expect(move('scheduled')).rejects.toThrow(
      'a call does not go from canceled to scheduled',
    );
  });

  it('stands at every table with a life', async () => {
    const guarded = await column(
      `select encode(tgargs, 'escape') as value from pg_trigger t join pg_proc p on p.oid = t.tgfoid
       where p.proname = 'guard_move'`,
    );
    const lives = guarded.map((args) => args.split('\\000')[0]);
    expect(lives.sort()).toEqual(Object.keys(LIVES).sort());
  });
});
