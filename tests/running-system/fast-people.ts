import { Timing } from '@ringback/simulator/config.ts';
import { startSimulator } from '@ringback/simulator/service.ts';
import { SIMULATOR_ACCOUNT } from '@ringback/testing/system-settings.ts';

/** In milliseconds: the people of a test speak four times as fast as real ones. */
const FAST = {
  ringMs: 30,
  endOfSpeechMs: 100,
  replyMs: 30,
  helloMs: 2_000,
  patienceMs: 3_000,
  thinkMs: 20,
  transcribeMs: 10,
  dialTalkMs: 50,
  textSendMs: 10,
  textDeliveryMs: 20,
  textReplyMs: 100,
  textBurstMs: 50,
};

/** The simulated carrier, model and people of a test. `apiUrl`: where texts are received. */
export const startFastSimulator = (apiUrl: string, charMs: number, timing: Partial<Timing>) =>
  startSimulator({
    port: 0,
    ...SIMULATOR_ACCOUNT,
    numbers: [],
    smsUrl: `${apiUrl}/webhooks/twilio/sms`,
    seed: 1,
    charMs,
    logLevel: 'error',
    timing: Timing.parse({ ...FAST, ...timing }),
  });
