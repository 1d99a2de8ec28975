import { onChannelOf } from '../../domain/texts/channel-address.ts';
import { plain } from '../../domain/texts/segments.ts';
import { AppError } from '../../runtime/errors.ts';
import type { TextProvider, TextSnapshot } from '../sms/port.ts';
import { createTwilioClient, type TwilioAccount } from './client.ts';
import { isCode, translateTwilio } from './failures.ts';
import { listTwilioInbound, listTwilioMedia } from './list-inbound.ts';
import { priceInUsd } from './price.ts';
import { MESSAGE_SID } from './sids.ts';
import { isMessagingService, textStatusFromTwilio } from './text-words.ts';

export type TwilioTextsConfig = TwilioAccount & {
  /** The public address of our own webhooks, without a slash at the end. */
  publicUrl: string;
};

/** Five attempts, whatever went wrong: Twilio's own default is one, after a refused connection. */
const RETRIES = '#rc=5&rp=all';
const NOT_FOUND = 20404;
/** Channels that identify people by their numbers, too. */
const OTHER_CHANNELS = ['whatsapp', 'rcs'];
/** Twilio takes nothing outside of these. */
const VALID_SECONDS = { least: 1, most: 36_000 };

export function createTwilioTexts(config: TwilioTextsConfig): TextProvider {
  const client = createTwilioClient(config);

  return {
    async send({ to, sender, body, messageId, validSeconds, mediaUrls = [] }) {
      const from = isMessagingService(sender) ? { messagingServiceSid: sender } : { from: sender };
      const message = await client.messages
        .create({
          to: onChannelOf(sender, to),
          ...from,
          // A text may be a picture without words.
          ...((body !== '' || mediaUrls.length === 0) && { body }),
          statusCallback: `${config.publicUrl}/webhooks/twilio/sms/status?message=${messageId}${RETRIES}`,
          validityPeriod: Math.min(
            VALID_SECONDS.most,
            Math.max(VALID_SECONDS.least, Math.floor(validSeconds)),
          ),
          ...(mediaUrls.length > 0 && { mediaUrl: mediaUrls }),
        })
        .catch((thrown: unknown) => {
          throw translateTwilio(thrown);
        });
      const status = textStatusFromTwilio(message.status);
      if (!MESSAGE_SID.test(message.sid ?? '') || !status) {
        throw new AppError('provider_unknown', 'The carrier answered without a message sid.');
      }
      return { messageSid: message.sid, status, segments: segmentsIn(message.numSegments) };
    },

    async fetch(messageSid) {
      try {
        return snapshot(await client.messages(messageSid).fetch());
      } catch (thrown) {
        if (thrown instanceof AppError) throw thrown;
        if (isCode(thrown, NOT_FOUND)) return null;
        throw translateTwilio(thrown);
      }
    },

    async findTexts({ to, since, body }) {
      // No filter by DateSent: a text that waits in the carrier's queue has none yet. Nor by
      // channel: an answer on another channel was sent to the lead's address there.
      const addresses = [to, ...OTHER_CHANNELS.map((channel) => `${channel}:${to}`)];
      const texts = await Promise.all(
        addresses.map((address) =>
          client.messages.list({ to: address, pageSize: 100, limit: 500 }),
        ),
      ).catch((thrown) => {
        throw translateTwilio(thrown);
      });
      return texts
        .flat()
        .filter((text) => comparable(text.body) === comparable(body))
        .map(snapshot)
        .filter(({ createdAt }) => !createdAt || createdAt >= since);
    },

    listInbound: (query) =>
      listTwilioInbound(client, query).catch((thrown: unknown) => {
        throw translateTwilio(thrown);
      }),

    mediaOf: (messageSid) =>
      listTwilioMedia(client, messageSid, config.baseUrl.replace(/\/+$/, '')).catch(
        (thrown: unknown) => {
          if (isCode(thrown, NOT_FOUND)) return [];
          throw translateTwilio(thrown);
        },
      ),
  };
}

type TwilioText = {
  sid: string;
  status: string;
  direction: string;
  body: string;
  numSegments: string;
  errorCode: number | null;
  dateCreated: Date | null;
  price?: string | null;
  priceUnit?: string | null;
};

function snapshot(text: TwilioText): TextSnapshot {
  const status = textStatusFromTwilio(text.status);
  if (!status) {
    throw new AppError('provider_unknown', 'The carrier used a status we do not know.', {
      facts: { status: text.status },
    });
  }
  return {
    messageSid: text.sid,
    status,
    providerStatus: text.status,
    direction: text.direction === 'inbound' ? 'inbound' : 'outbound',
    errorCode: text.errorCode ?? null,
    segments: segmentsIn(text.numSegments),
    priceUsd: priceInUsd(text),
    createdAt: text.dateCreated,
  };
}

/** Carriers trim, and replace look-alikes; the words stay the same. */
function comparable(body: string): string {
  return plain(body).replace(/\s+/g, ' ').trim();
}

/** Twilio says "0" while it does not know yet. */
function segmentsIn(count: string): number | null {
  return Number(count) || null;
}
