import { createTwilioMedia } from '@ringback/shared/providers/twilio/media.ts';
import { createTwilioTexts } from '@ringback/shared/providers/twilio/texts.ts';
import { ACCOUNT, FROM, startTestSimulator, TOKEN } from '@ringback/simulator/testing/simulator.ts';
import { failsOf, type Trouble } from '../carrier-fails.ts';
import type { TextAdapter, TextWorld } from './text-world.ts';

const SECOND = '+12025550191';

async function setup(trouble?: Trouble): Promise<TextWorld> {
  const carrier = await startTestSimulator({ numbers: [FROM, SECOND] });
  const { simulator } = carrier;
  const account = {
    accountSid: ACCOUNT,
    authToken: trouble === 'wrong account' ? 'wrong' : TOKEN,
    baseUrl: trouble === 'nobody there' ? 'http://127.0.0.1:9' : simulator.url,
    // Nobody answers there: these promises are about the carrier's REST side.
    publicUrl: 'http://127.0.0.1:9',
    ...(trouble === 'impatient' ? { timeoutMs: 50 } : {}),
  };
  return {
    provider: createTwilioTexts(account),
    media: createTwilioMedia(account),
    sent: () => simulator.ledger().messages,
    write: (from, body, { to = FROM, photos = 0 } = {}) =>
      simulator.text({ from, to, body, photos }),
    fails: failsOf(simulator),
    async pictures(messageSid) {
      const { json } = await carrier.get(`/Messages/${messageSid}.json`);
      return Number(json['num_media']);
    },
    picturesLate: (ms) => simulator.faults({ texts: { media_late_ms: ms } }),
    stop: () => simulator.stop(),
  };
}

export const TWILIO: TextAdapter = {
  setup,
  sidOfWords: /^SM[0-9a-f]{32}$/,
  sidOfAny: /^(SM|MM)[0-9a-f]{32}$/,
  unknownSids: { words: `SM${'0'.repeat(32)}`, pictures: `MM${'0'.repeat(32)}` },
  ours: { first: FROM, second: SECOND, pool: `MG${'2'.repeat(32)}` },
  refused: [
    ['a number that is none', '+15005550001', 21211],
    ['a number that cannot be reached', '+15005550002', 21612],
    ['a country it may not text', '+15005550003', 21408],
    ['a number that has opted out', '+15005550004', 21610],
    ['a landline', '+15005550009', 21614],
  ],
  takesPictures: { yes: '+12125550143', no: '+4915112345678' },
  tooManyWords: 21617,
};
