import { AppError } from '../../runtime/errors.ts';
import type { CallProvider, CallSnapshot } from '../calls/port.ts';
import { statusFromTwilio } from './call-words.ts';
import { createTwilioClient, type TwilioAccount } from './client.ts';
import { isCode, translateTwilio } from './failures.ts';
import { priceInUsd } from './price.ts';
import { CALL_SID } from './sids.ts';

export type TwilioCallsConfig = TwilioAccount & {
  from: string;
  /** Where our own webhooks are reached from outside, without a slash at the end. */
  publicUrl: string;
  /** Where the carrier turns to when the api does not answer: the media gateway, by http. */
  fallbackUrl?: string | undefined;
  /** How long the telephone rings, in seconds. */
  ringSeconds: number;
  record: boolean;
};

/** Tried five times, whatever went wrong: Twilio's own default is one, after a refused connection. */
const RETRIES = '#rc=5&rp=all';
/** Two seconds, for a main line to begin to listen. */
const PAUSE = 'wwww';
const NOT_IN_PROGRESS = 21220;
const NOT_FOUND = 20404;

export function createTwilioCalls(config: TwilioCallsConfig): CallProvider {
  const client = createTwilioClient(config);
  const webhook = (path: string, callId: string) =>
    `${config.publicUrl}/webhooks/twilio/${path}?call=${callId}${RETRIES}`;

  // The conversation starts at once; the verdict about a machine comes when it comes.
  const detection = (callId: string) => ({
    machineDetection: 'Enable',
    asyncAmd: 'true',
    asyncAmdStatusCallback: webhook('voice/amd', callId),
  });

  return {
    async dial({ to, extension, callId, maxSeconds }) {
      const call = await client.calls
        .create({
          to,
          from: config.from,
          url: webhook('voice', callId),
          ...(config.fallbackUrl && { fallbackUrl: config.fallbackUrl }),
          statusCallback: webhook('voice/status', callId),
          // That the order was taken is its answer, and who picks up makes the carrier ask what to do.
          statusCallbackEvent: ['ringing', 'completed'],
          // A main line that greets its callers is a machine, and not the one that is looked for.
          ...(extension ? { sendDigits: `${PAUSE}${extension}` } : detection(callId)),
          timeout: config.ringSeconds,
          timeLimit: maxSeconds + 60,
          ...(config.record && {
            record: true,
            recordingChannels: 'dual',
            recordingStatusCallback: webhook('voice/recording', callId),
          }),
        })
        .catch((thrown: unknown) => {
          throw translateTwilio(thrown);
        });
      if (!CALL_SID.test(call.sid ?? '')) {
        throw new AppError('provider_unknown', 'The carrier answered without a call sid.');
      }
      return { callSid: call.sid };
    },

    async hangup(callSid) {
      await client
        .calls(callSid)
        .update({ status: 'completed' })
        .catch((thrown: unknown) => {
          if (isCode(thrown, NOT_IN_PROGRESS) || isCode(thrown, NOT_FOUND)) return;
          throw translateTwilio(thrown);
        });
    },

    async fetch(callSid) {
      try {
        return snapshot(await client.calls(callSid).fetch());
      } catch (thrown) {
        if (isCode(thrown, NOT_FOUND)) return null;
        throw translateTwilio(thrown);
      }
    },

    async findCalls({ to, since }) {
      // No filter by start time: a call that waits in the carrier's queue has none yet.
      const calls = await client.calls.list({ to, pageSize: 100, limit: 500 }).catch((thrown) => {
        throw translateTwilio(thrown);
      });
      return calls.map(snapshot).filter(({ placedAt }) => !placedAt || placedAt >= since);
    },
  };
}

type TwilioCall = {
  sid: string;
  status: string;
  direction: string;
  duration: string | null;
  dateCreated: Date | null;
  answeredBy: string | null;
  price: string | null;
  priceUnit: string | null;
};

function snapshot(call: TwilioCall): CallSnapshot {
  const status = statusFromTwilio(call.status);
  if (!status) {
    throw new AppError('provider_unknown', 'The carrier used a status we do not know.', {
      facts: { status: call.status },
    });
  }
  return {
    callSid: call.sid,
    status,
    providerStatus: call.status,
    direction: call.direction === 'inbound' ? 'inbound' : 'outbound',
    placedAt: call.dateCreated,
    durationSeconds: call.duration ? Number(call.duration) : null,
    answeredBy: call.answeredBy,
    priceUsd: priceInUsd(call),
  };
}
