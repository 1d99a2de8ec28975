import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SWITCHES, type SwitchName } from '@ringback/shared/db/switches.ts';
import { CLAIM, later, NOON } from '@ringback/testing/database-world.ts';
import { startTextsWorld, TEXT_CLAIM, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
// What a test left held is let go, or the next one would count it.
afterEach(async () => {
  for (const name of SWITCHES) await world.switches.set(name, false, null, NOON);
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
  it.each<[SwitchName, 'wait' | 'go', 'wait' | 'go']>([
    ['stop_calls', 'wait', 'go'],
    ['stop_texts', 'go', 'wait'],
    ['stop_all', 'wait', 'wait'],
  ])('%s: a call at its claim: %s, a text: %s', async (name, ofCall, ofText) => {
    const call = await scheduled();
    const text = await world.planned();
    await world.switches.set(name, true, 'a drill', NOON);
    expect((await beginCall(call.id, NOON)).verdict).toBe(ofCall);
    expect((await beginText(text.message_id, NOON)).verdict).toBe(ofText);
  });

  it('holds a call with one decision for all the waiting, and lets it go at once', async () => {
    const call = await scheduled();
    await world.switches.set('stop_calls', true, 'a drill', NOON);
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
    const off = await world.switches.set('stop_calls', false, null, later(601));
    expect(off).toEqual({
      switch: { name: 'stop_calls', is_on: false, reason: null, updated_at: expect.any(String) },
      released: 1,
    });
    expect(Date.parse(off.switch?.updated_at ?? '')).toBe(later(601).getTime());
    expect((await beginCall(call.id, later(602))).verdict).toBe('go');
  });

  it('lets a held text go at once, unless another switch holds it', async () => {
    const text = await world.planned();
    await world.switches.set('stop_all', true, 'a drill', NOON);
    await world.switches.set('stop_texts', true, 'a carrier', NOON);
    await beginText(text.message_id, NOON);
    expect(await world.switches.set('stop_all', false, null, later(10))).toMatchObject({
      released: 0,
    });
    expect(await world.switches.set('stop_texts', false, null, later(20))).toMatchObject({
      released: 1,
    });
    expect((await beginText(text.message_id, later(21))).verdict).toBe('go');
  });

  it('leaves what waits for another reason where it is', async () => {
    const call = await scheduled();
    const night = { rule: 'quiet_hours', reason: 'It is night.' };
    await world.calls.hold(call.id, later(3_600), night, NOON);
    expect(await world.switches.set('stop_calls', false, null, later(1))).toMatchObject({
      released: 0,
    });
    expect(await beginCall(call.id, later(2))).toMatchObject({ verdict: 'wait', rule: 'not_due' });
  });

  it('says of a name that nobody knows that it is none', async () => {
    expect(await world.switches.set('stop_it' as SwitchName, true, null, NOON)).toEqual({
      switch: null,
      released: 0,
    });
  });
});
