import { readChannelAddress } from '@ringback/shared/domain/texts/channel-address.ts';
import type { RecordInbound } from '@ringback/shared/inbound/record-inbound.ts';
import type { InboundSnapshot, TextProvider } from '@ringback/shared/providers/sms/port.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  recordInbound: RecordInbound;
  /** Whose list the text was in, by its name in the rows. */
  carrier: string;
  provider: Pick<TextProvider, 'mediaOf'>;
  now: Now;
};

/** True for a text that was not stored yet. */
export type AdoptText = (text: InboundSnapshot, log: Logger) => Promise<boolean>;

/** Stores a text from the carrier's list by the rules of its webhook. */
export function createAdoptText({ recordInbound, carrier, provider, now }: Deps): AdoptText {
  return async function adoptText(text, log) {
    const { messageSid, to, service, body, mediaCount, writtenAt } = text;
    // Short codes and alphanumeric names cannot be a lead's.
    const { number: from } = readChannelAddress(text.from);
    if (from === null) return false;
    const media = mediaCount > 0 ? await picturesOf(messageSid, log) : [];
    try {
      const arrived = await recordInbound(
        {
          ...{ provider: carrier, provider_sid: messageSid, from, to, body, media },
          ...(service ? { service } : {}),
          written_at: writtenAt,
        },
        now(),
      );
      return arrived.result === 'recorded';
    } catch (thrown) {
      const error = AppError.from(thrown);
      // An outage: the next run continues here. A text that cannot be stored must not stop the others.
      if (error.code === 'database_unavailable') throw error;
      log.error({ err: error, messageSid }, 'a lost text could not be stored');
      return false;
    }
  };

  /** Pictures that the carrier refuses to serve are no reason to drop the words. */
  async function picturesOf(messageSid: string, log: Logger) {
    try {
      return await provider.mediaOf(messageSid);
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.code !== 'provider_rejected') throw error;
      log.warn({ err: error, messageSid }, 'the carrier refused the pictures of a lost text');
      return [];
    }
  }
}
