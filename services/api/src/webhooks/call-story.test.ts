import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { callSidOf } from '../testing/api-world.ts';
import { OURS, startVoiceWorld, type VoiceWorld } from '../testing/voice-world.ts';

const lines: string[] = [];
let world: VoiceWorld;
beforeAll(async () => {
  world = await startVoiceWorld({ TWILIO_FROM: OURS }, lines);
});
afterAll(() => world.stop());

const taken = () =>
  lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'webhook taken');

it('each webhook of a call leaves a line with its id, what it said and how long it took', async () => {
  const call = await world.dialed(true);
  for (const CallStatus of ['initiated', 'ringing', 'in-progress']) {
    await world.status(call, { CallStatus, SequenceNumber: '1' });
  }
  await world.voice(call);
  await world.status(call, { CallStatus: 'completed', CallDuration: '3' });
  const mine = taken().filter(({ callId }) => callId === call.id);
  expect(mine.map(({ kind, status, result }) => [kind, status ?? result])).toEqual([
    ['status', 'initiated'],
    ['status', 'ringing'],
    ['status', 'in-progress'],
    ['voice', 'stream'],
    ['status', 'completed'],
  ]);
  for (const line of mine) {
    expect(line).toMatchObject({ level: 'info', callSid: call.sid, ms: expect.any(Number) });
  }
});

it('a call from outside can be followed from its first line on', async () => {
  const CallSid = callSidOf(336_001);
  const form = { CallSid, From: '+12025550188', To: OURS, CallStatus: 'ringing' };
  await world.carrier('/media-stream-twiml', form);
  const [row] = await world.db.exec(`select id from calls where call_sid = '${CallSid}'`);
  expect(taken().filter(({ callSid }) => callSid === CallSid)).toMatchObject([
    { kind: 'inbound', result: 'stream', callId: row?.['id'] },
  ]);
});

it('each webhook of a text leaves a line, too, and none of them names anybody', async () => {
  const MessageSid = `SM${'7'.repeat(32)}`;
  const form = { MessageSid, From: '+12025550177', To: OURS, Body: 'My name is Ada' };
  await world.carrier('/webhooks/twilio/sms', form);
  expect(taken().filter(({ messageSid }) => messageSid === MessageSid)).toMatchObject([
    { kind: 'text_inbound', result: 'recorded', ms: expect.any(Number) },
  ]);
  expect(lines.join('')).not.toMatch(/Ada|2025550177|2025550188/);
});
