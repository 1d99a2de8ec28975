import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createInboundDoor, type InboundDoor } from '@ringback/shared/db/health/inbound-door.ts';
import { createInboundLooks, type InboundLooks } from '@ringback/shared/db/health/inbound-looks.ts';
import { readTextHealth } from '@ringback/shared/db/texts/text-health.ts';
import { later, NOON } from '@ringback/testing/database-world.ts';
import { claimAt, startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
let door: InboundDoor;
let looks: InboundLooks;
beforeAll(async () => {
  world = await startTextsWorld();
  door = createInboundDoor(world.db, 'api');
  looks = createInboundLooks(world.db);
});
afterAll(() => world.stop());

const MINUTE = 60;
/** The api has taken in webhooks since ten minutes before noon, and the list has been read up to then. */
beforeEach(async () => {
  await world.exec('delete from inbound_door');
  await world.exec('delete from inbound_looks');
  await looks.begin('twilio', later(-11 * MINUTE));
  await door.note(true, later(-10 * MINUTE));
  await beats(-10 * MINUTE, 0);
  await looks.record('twilio', later(-MINUTE), NOON);
});

async function beats(from: number, to: number): Promise<void> {
  for (let at = from; at <= to; at += 2) await door.note(false, later(at));
}

async function claimed(at: number) {
  const lead = await world.planned();
  const claim = await world.messages.begin(lead.message_id, claimAt(later(at)), later(at));
  return { lead, claim };
}
const unread = async (at: number) => (await readTextHealth(world.db, {}, later(at))).inbound_unread;

describe('nothing but answers leaves', () => {
  it('but it does while an api takes in webhooks and the list is read', async () => {
    expect((await claimed(1)).claim.verdict).toBe('go');
    expect(await unread(1)).toBeNull();
  });

  it('while no api takes in webhooks, and an operator is told why', async () => {
    const { lead, claim } = await claimed(5);
    expect(claim).toMatchObject({ verdict: 'wait', rule: 'inbound_not_read' });
    expect(await world.text(lead.message_id)).toMatchObject({
      delivery_status: 'held',
      held_reason: 'inbound_not_read',
    });
    const decisions = await world.exec(
      `select verdict, rule, reason from contact_decisions where message_id = '${lead.message_id}'`,
    );
    expect(decisions).toContainEqual({
      verdict: 'hold',
      rule: 'inbound_not_read',
      reason: 'No api takes in what leads write: a STOP would not be heard.',
    });
    expect(await unread(5)).toContain('No api takes in');
  });

  it('after the api was away, until the list has been read up to its return', async () => {
    await door.note(false, later(60));
    const { lead, claim } = await claimed(61);
    expect(claim).toMatchObject({ verdict: 'wait', rule: 'inbound_not_read' });
    await looks.record('twilio', later(59), later(61.5));
    expect(await world.text(lead.message_id)).toMatchObject({ delivery_status: 'held' });
    await looks.record('twilio', later(60), later(62));
    const again = await world.messages.begin(lead.message_id, claimAt(later(62)), later(62));
    expect(again.verdict).toBe('go');
  });

  it('but it does after an api that only stood still for some seconds: carriers still wait for its answer', async () => {
    await door.note(false, later(8));
    expect((await claimed(8.5)).claim.verdict).toBe('go');
  });

  it('after an api has begun anew, however quickly', async () => {
    await door.note(true, later(1));
    expect((await claimed(1.5)).claim).toMatchObject({ rule: 'inbound_not_read' });
  });

  it('once an api has left in good order, at once', async () => {
    await door.close(later(1));
    expect((await claimed(1)).claim).toMatchObject({ rule: 'inbound_not_read' });
  });

  it('while the list has not been read for more than five minutes', async () => {
    await beats(0, 5 * MINUTE);
    const { claim } = await claimed(5 * MINUTE + 1);
    expect(claim).toMatchObject({ rule: 'inbound_not_read' });
  });

  it('of a house that has no api, or whose list nobody ever looked at, waits for nothing', async () => {
    await world.exec('delete from inbound_looks');
    expect((await claimed(1)).claim.verdict).toBe('go');
    await world.exec('delete from inbound_door');
    expect((await claimed(60)).claim.verdict).toBe('go');
  });
});
