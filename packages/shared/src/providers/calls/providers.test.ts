import { describe, expect, it } from '@jest/globals';
import { callEventsOf, callWordsOf, createCallProviders } from './providers.ts';
import { createRecordings } from './recordings.ts';

const account = {
  accountSid: `AC${'1'.repeat(32)}`,
  authToken: 'x',
  baseUrl: 'http://127.0.0.1:9',
};
const ours = {
  from: '+12025550190',
  publicUrl: 'http://127.0.0.1:9',
  ringSeconds: 30,
  record: false,
};
const providerOf = createCallProviders({ twilio: { ...account, ...ours } });

describe('the provider of a call', () => {
  it('is asked nothing where its webhooks are all that is known of its calls', async () => {
    const provider = providerOf('retell');
    expect(await provider.fetch('call_1')).toBeNull();
    expect(await provider.findCalls({ to: '+12125550143', since: new Date(0) })).toEqual([]);
    await expect(
      provider.dial({ to: '+12125550143', callId: 'x', maxSeconds: 60 }),
    ).rejects.toMatchObject({ code: 'provider_rejected' });
  });

  it('is not guessed', () => {
    expect(() => providerOf('nobody')).toThrow('No provider of this name');
    expect(() => callEventsOf('nobody')).toThrow('No provider of this name');
  });

  it('gives the meaning of the words that it has left in a row', () => {
    expect(callWordsOf('twilio').isMachine('machine_end_beep')).toBe(true);
    expect(callWordsOf('retell').isMachine('machine_end_beep')).toBe(false);
    expect([callWordsOf('twilio'), callWordsOf('retell')].map((one) => one.hasOwnVoice)).toEqual([
      false,
      true,
    ]);
  });

  it('keeps the recordings of its calls for us, or has none', () => {
    const recordingsOf = createRecordings({ twilio: account });
    expect(recordingsOf('twilio')).not.toBeNull();
    expect(recordingsOf('retell')).toBeNull();
  });
});
