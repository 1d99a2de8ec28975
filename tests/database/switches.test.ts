import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SWITCHES, type SwitchName } from '@ringback/shared/db/switches.ts';
import { ANA, CLAIM, later, NOON } from '@ringback/testing/database-world.ts';
import { startTextsWorld, TEXT_CLAIM, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
// What a test left held is let go, or the next one would count it.
afterEach(async () => {
  for (const name of SWITCHES) await world.switches.set(name, false, null, ANA, NOON);
});
afterAll(() => world.stop());

const claimAt = <C extends { deadline_at: string; open_until: string }>(claim: C, at: Date): C => ({
  ...claim,
  deadline_at: later(8, at).toISOString(),
  open_until: later(3_600, at).toISOString(),
});

async function scheduled() {
  const call = world.newCall({ to: world.number() });
  await world.calls.schedule(call, NOON);
  return call;
}
const beginCall = (id: string, at: Date) => world.calls.begin(id, claimAt(CLAIM, at), at);
const beginText = (id: string, at: Date) => world.messages.begin(id, claimAt(TEXT_CLAIM, at), at);

describe('a switch', () => {
  it('says who set it, and stands in the activity log once', async () => {
    for (let time = 0; time < 2; time += 1) {
      const { switch: row } = await world.switches.set('stop_texts', true, 'a drill', ANA, NOON);
      expect(row?.set_by).toBe(ANA.name);
    }
    expect(
      await world.exec(`select action, subject_id, actor_name from activity_log
        where subject_kind = 'switch' and actor_name = '${ANA.name}'`),
    ).toEqual([{ action: 'switched_on', subject_id: 'stop_texts', actor_name: ANA.name }]);
  });

  it.each<[SwitchName, 'wait' | 'go', 'wait' | 'go']>([
    ['stop_calls', 'wait', 'go'],
    ['stop_texts', 'go', 'wait'],
    ['stop_all', 'wait', 'wait'],
  ])('%s: a call at its claim: %s, a text: %s', async (name, ofCall, ofText) => {
    const call = await scheduled();
    const text = await world.planned();
    await world.switches.set(name, true, 'a drill', ANA, NOON);
    expect((await beginCall(call.id, NOON)).verdict).toBe(ofCall);
    expect((await beginText(text.message_id, NOON)).verdict).toBe(ofText);
  });

  it('holds a call with one decision for all the waiting, and lets it go at once', async () => {
    const call = await scheduled();
    await world.switches.set('stop_calls', true, 'a drill', ANA, NOON);
    for (const at of [NOON, later(300), later(600)]) {
      expect(await beginCall(call.id, at)).toMatchObject({
        verdict: 'wait',
        rule: 'switched_off',
      });
    }
    expect(
      await world.exec(`select count(*)::int as n from contact_decisions
      where call_id = '${call.id}' and rule = 'switched_off'`),
    ).toEqual([{ n: 1 }]);
    const off = await world.switches.set('stop_calls', false, null, ANA, later(601));
    expect(off).toEqual({
      switch: {
        name: 'stop_calls',
        is_on: false,
        reason: null,
        updated_at: expect.any(String),
        set_by: ANA.name,
      },
      released: 1,
    });
    expect(Date.parse(off.switch?.updated_at ?? '')).toBe(later(601).getTime());
    expect((await beginCall(call.id, later(602))).verdict).toBe('go');
  });

  it('lets a held text go at once, unless another switch holds it', async () => {
    const text = await world.planned();
    await world.switches.set('stop_all', true, 'a drill', ANA, NOON);
    await world.switches.set('stop_texts', true, 'a carrier', ANA, NOON);
    await beginText(text.message_id, NOON);
    expect(await world.switches.set('stop_all', false, null, ANA, later(10))).toMatchObject({
      released: 0,
    });
    expect(await world.switches.set('stop_texts', false, null, ANA, later(20))).toMatchObject({
      released: 1,
    });
    expect((await beginText(text.message_id, later(21))).verdict).toBe('go');
  });

  it('leaves what waits for another reason where it is', async () => {
    const call = await scheduled();
    const night = { rule: 'quiet_hours', reason: 'It is night.' };
    await world.calls.hold(call.id, later(3_600), night, NOON);
    expect(await world.switches.set('stop_calls', false, null, ANA, later(1))).toMatchObject({
      released: 0,
    });
    expect(await beginCall(call.id, later(2))).toMatchObject({ verdict: 'wait', rule: 'not_due' });
  });

  it('rejects an unknown name', async () => {
    expect(await world.switches.set('stop_it' as SwitchName, true, null, ANA, NOON)).toEqual({
      switch: null,
      released: 0,
    });
  });
});
