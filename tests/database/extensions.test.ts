import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createArrivals } from '@ringback/shared/db/calls/arrivals.ts';
import { later, NOON, sid } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
}, 300_000);
afterAll(() => world.stop());

const person = (phone: string, extension: string | null) =>
  world.leads.create({ phone, phone_extension: extension }, NOON);
const planned = async (id: number, phone: string) => {
  const call = world.newCall({ to: phone, lead_id: id });
  await world.calls.schedule(call, NOON);
  return world.calls.get(call.id);
};

describe('several people behind one main line', () => {
  it('are leads of their own, and the same extension again is the same person', async () => {
    const line = world.number();
    const [ann, bob] = [await person(line, '5'), await person(line, '6')];
    expect(await world.leads.findByPhone(line, '6')).toMatchObject({ id: bob.id });
    await expect(person(line, '5')).rejects.toMatchObject({ code: 'conflict' });
    expect(await world.leads.findByPhone(line)).toBeNull();
    expect(ann.id).not.toBe(bob.id);
  });

  it('are called at their extension, by whatever plans the call', async () => {
    const line = world.number();
    const { id } = await person(line, '5');
    expect(await planned(id, line)).toMatchObject({ lead_phone: line, phone_extension: '5' });
    const spelled = world.newCall({ to: line, extension: '7' });
    await world.calls.schedule(spelled, NOON);
    expect(await world.calls.get(spelled.id)).toMatchObject({ phone_extension: '7' });
    expect(await world.leads.findByPhone(line, '7')).toMatchObject({ source: 'call' });
  });

  it('keep what waits for them when one of them is put right, leaves or is deleted', async () => {
    const line = world.number();
    const [ann, bob] = [await person(line, '5'), await person(line, '6')];
    const [first, second] = [await planned(ann.id, line), await planned(bob.id, line)];
    await world.leads.update(bob.id, { phone_extension: '66' }, later(1));
    expect(await world.calls.get(second.id)).toMatchObject({ phone_extension: '66' });
    await world.leads.update(ann.id, { phone: world.number() }, later(2));
    expect(await world.calls.get(first.id)).toMatchObject({ end_reason: 'number_changed' });
    expect(await world.calls.get(second.id)).toMatchObject({ status: 'scheduled' });

    const cleo = await person(line, '8');
    const third = await planned(cleo.id, line);
    await world.leads.delete(bob.id, later(3));
    expect(await world.calls.get(third.id)).toMatchObject({
      status: 'scheduled',
      lead_phone: line,
    });
  });

  it('are blocked together: a refusal goes by the number', async () => {
    const line = world.number();
    const [ann, bob] = [await person(line, '5'), await person(line, '6')];
    await world.suppressions.add({ phone: line, scope: 'all', source: 'spoken' }, NOON);
    for (const { id } of [ann, bob]) {
      expect(await world.leads.get(id)).toMatchObject({ lead_status: 'do_not_contact' });
    }
  });

  it('are nobody certain when the line rings; the only one known is', async () => {
    const rings = (from: string, word: string) =>
      createArrivals(world.db).inboundCall(
        {
          id: crypto.randomUUID(),
          call_sid: sid(word),
          from,
          to: '+12025550190',
          provider: 'twilio',
          provider_status: 'in-progress',
          payload: {},
        },
        NOON,
      );
    const [line, single] = [world.number(), world.number()];
    const [ann, bob] = [await person(line, '5'), await person(line, '6')];
    const only = await person(single, '5');
    expect((await rings(single, 'only-one')).call.lead_id).toBe(only.id);
    const { call } = await rings(line, 'one-of-two');
    expect([ann.id, bob.id]).not.toContain(call.lead_id);
    expect(await world.leads.findByPhone(line)).toMatchObject({ id: call.lead_id });
  });
});

describe('a file with extensions', () => {
  const import_ = (rows: object[], campaignId?: string) =>
    world.intake.importBatch(
      {
        source: 'import',
        ...(campaignId ? { campaign_id: campaignId } : {}),
        rows: rows.map((row, line) => ({ line, ...row })) as never,
      },
      NOON,
    );

  it('makes a lead of each, and calls only the very same one repeated', async () => {
    const phone = world.number();
    const { rows } = await import_([
      { phone, phone_extension: '5', name: 'Ann' },
      { phone, phone_extension: '6', name: 'Bob' },
      { phone, phone_extension: '5', name: 'Ann' },
      { phone, name: 'The line' },
    ]);
    expect(rows.map(({ result }) => result)).toEqual(['stored', 'stored', 'repeated', 'stored']);
    expect(new Set(rows.map(({ lead_id }) => lead_id)).size).toBe(4);
    const again = await import_([{ phone, phone_extension: '6', email: 'bob@example.com' }]);
    expect(again.rows).toMatchObject([{ created: false, lead_id: rows[1]?.lead_id }]);
  });

  it('says that a campaign of texts cannot reach them', async () => {
    const campaign = await world.campaign();
    const phone = world.number();
    const { rows } = await import_([{ phone, phone_extension: '5' }], campaign);
    expect(rows).toMatchObject([{ result: 'extension' }]);
  });

  it('refuses a number of ours, and that row only', async () => {
    const ours = '+12025550197';
    await world.exec(`insert into private.our_numbers values ('${ours}', 'settings', now())`);
    const { rows } = await import_([{ phone: ours }, { phone: world.number() }]);
    expect(rows.map(({ result }) => result)).toEqual(['own_number', 'stored']);
  });
});
