import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CLAIM,
  type DatabaseWorld,
  later,
  NOON,
  sid,
  startDatabaseWorld,
} from './database-world.ts';

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
}, 60_000);
afterAll(() => world.stop());

let made = 0;
async function placed({ lost = false } = {}) {
  const call = world.newCall({ to: world.number() });
  await world.calls.schedule(call, NOON);
  const begun = await world.calls.begin(call.id, CLAIM, NOON);
  if (begun.verdict !== 'go') throw new Error(begun.verdict);
  const callSid = sid(`gate${made++}`);
  if (!lost) await world.calls.recordDialed(call.id, begun.fence, callSid, NOON);
  return { id: call.id, callSid, to: call.to };
}

const ask = (callId: string | null, callSid: string, tokenHash = 'hash') =>
  world.sessions.gate({ callId, callSid, tokenHash, expiresAt: later(60) }, NOON);

describe('the gate before any audio', () => {
  it('opens for the call we placed', async () => {
    const { id, callSid } = await placed();
    expect(await ask(id, callSid)).toEqual({ verdict: 'stream', call_id: id });
    expect(await world.calls.get(id)).toMatchObject({ status: 'in_progress' });
  });

  it('adopts a call whose sid a crash lost', async () => {
    const { id, callSid, to } = await placed({ lost: true });
    expect(await ask(id, callSid)).toMatchObject({ verdict: 'stream' });
    expect(await world.leads.findByPhone(to)).toMatchObject({ call_sid: callSid });
  });

  it('closes on a second physical call for the same intent', async () => {
    const { id } = await placed();
    expect(await ask(id, sid('second ring'))).toMatchObject({ verdict: 'duplicate' });
  });

  it('closes on a call nobody knows', async () => {
    expect(await ask(null, sid('nobody'))).toEqual({ verdict: 'stranger' });
  });

  it('closes on a call that is over, that is to be hung up, or whose lead opted out', async () => {
    const over = await placed();
    await world.calls.close(over.id, 'completed', 'test', later(1));
    expect(await ask(over.id, over.callSid)).toMatchObject({ verdict: 'over' });

    const done = await placed();
    await world.sessions.wrapUp(done.id, 'hangup', 'goodbye', later(1));
    expect(await ask(done.id, done.callSid)).toMatchObject({ verdict: 'hangup' });

    const out = await placed();
    await world.suppressions.add({ phone: out.to, scope: 'all', source: 'spoken' }, later(1));
    expect(await ask(out.id, out.callSid)).toMatchObject({ verdict: 'hangup' });
  });

  it('hands over to the agent’s human', async () => {
    await world.exec(`update agents set transfer_number = '+12025550199' where is_default`);
    const { id, callSid } = await placed();
    await world.sessions.wrapUp(id, 'human', 'asked for one', later(1));
    expect(await ask(id, callSid)).toEqual({
      verdict: 'transfer',
      call_id: id,
      transfer_number: '+12025550199',
    });
  });

  it('does not go round for ever', async () => {
    const { id, callSid } = await placed();
    for (const round of [1, 2, 3, 4, 5]) {
      await ask(id, callSid, `hash${round}`);
      await world.sessions.open(callSid, `hash${round}`, later(1));
    }
    expect(await ask(id, callSid, 'hash6')).toMatchObject({ verdict: 'over' });
  });
});

describe('a stream token', () => {
  it('opens one session, once, with everything a conversation starts from', async () => {
    const { id, callSid, to } = await placed();
    await ask(id, callSid, 'token-a');
    expect(await world.sessions.open(callSid, 'token-b', later(1))).toBeNull();
    expect(await world.sessions.open(callSid, 'token-a', later(1))).toMatchObject({
      call: { id },
      lead: { phone: to },
      agent: { name: 'Front desk' },
      turns: [],
      history: [],
    });
    expect(await world.sessions.open(callSid, 'token-a', later(1))).toBeNull();
  });

  it('is worth nothing after a minute', async () => {
    const { id, callSid } = await placed();
    await ask(id, callSid, 'token-c');
    expect(await world.sessions.open(callSid, 'token-c', later(61))).toBeNull();
  });
});
