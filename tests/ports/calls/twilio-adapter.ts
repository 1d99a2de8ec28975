import { TWILIO_CALL_WORDS } from '@ringback/shared/providers/twilio/call-words.ts';
import { createTwilioCalls } from '@ringback/shared/providers/twilio/calls.ts';
import { ACCOUNT, FROM, startTestSimulator, TOKEN } from '@ringback/simulator/testing/simulator.ts';
import { failsOf, type Trouble } from '../carrier-fails.ts';
import type { CallAdapter, CarrierWorld, OrderTaker } from './call-world.ts';

const NOBODY = 'http://127.0.0.1:9';
/** Two seconds before the digits: a main line begins to listen only then. */
const PAUSE = 'wwww';

async function setup(trouble?: Trouble): Promise<CarrierWorld> {
  const { simulator } = await startTestSimulator({}, { ringMs: 60_000 });
  const provider = createTwilioCalls({
    accountSid: ACCOUNT,
    authToken: trouble === 'wrong account' ? 'wrong' : TOKEN,
    baseUrl: trouble === 'nobody there' ? NOBODY : simulator.url,
    from: FROM,
    // Nobody answers there: these promises are about the carrier's REST side.
    publicUrl: NOBODY,
    ringSeconds: 30,
    record: false,
    ...(trouble === 'impatient' ? { timeoutMs: 50 } : {}),
  });
  return {
    provider,
    ordered: () =>
      simulator.ledger().calls.map(({ sid, to, from, send_digits }) => ({
        sid,
        to,
        from,
        extension: extensionIn(send_digits),
      })),
    fails: failsOf(simulator),
    stop: () => simulator.stop(),
  };
}

function extensionIn(digits: string | undefined): string | null {
  if (digits === undefined) return null;
  if (!digits.startsWith(PAUSE)) throw new Error(`dialed without a pause: ${digits}`);
  return digits.slice(PAUSE.length);
}

const UNKNOWN_SID = `CA${'0'.repeat(32)}`;

export const TWILIO: CallAdapter = {
  setup,
  takesOrders: true,
  words: TWILIO_CALL_WORDS,
  wordsInRows: {
    machine: ['machine_start', 'machine_end_beep', 'machine_end_silence', 'fax'],
    human: ['human'],
    unsure: ['unknown'],
    badNumber: ['carrier_21211', 'carrier_21214', 'carrier_21215', 'carrier_21216', 'sip_404'],
    otherEnd: ['carrier_20429', 'sip_486', 'sip_503'],
  },
  hasOwnVoice: false,
  unknownSid: UNKNOWN_SID,
};

export const TWILIO_ORDERS: OrderTaker = {
  setup,
  sid: /^CA[0-9a-f]{32}$/,
  unknownSid: UNKNOWN_SID,
  ours: FROM,
  refused: [
    ['a number that is none', '+15005550001', 21211],
    ['a number that cannot be reached', '+15005550002', 21214],
    ['a country it may not call', '+15005550003', 21215],
    ['a blocked number', '+15005550004', 21216],
  ],
};
