import { readChannelAddress } from '@ringback/shared/domain/texts/channel-address.ts';
import type { RecordInbound } from '@ringback/shared/inbound/record-inbound.ts';
import type { InboundSnapshot, TextProvider } from '@ringback/shared/providers/sms/port.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  recordInbound: RecordInbound;
  /** Whose list the text stood in, by the name that rows have for it. */
  carrier: string;
  provider: Pick<TextProvider, 'mediaOf'>;
  now: Now;
};

/** True for a text that was new to us. */
export type AdoptText = (text: InboundSnapshot, log: Logger) => Promise<boolean>;

/** Takes in a text out of the carrier's list by the rules of its webhook. */
export function createAdoptText({ recordInbound, carrier, provider, now }: Deps): AdoptText {
  return async function adoptText(text, log) {
    const { messageSid, to, service, body, mediaCount, writtenAt } = text;
    // Short codes and names can be nobody's lead.
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
      // Nobody's fault: it is taken up where it was. What cannot be stored must not stop the others.
      if (error.code === 'database_unavailable') throw error;
      log.error({ err: error, messageSid }, 'a lost text could not be taken in');
      return false;
    }
  };

  /** Those that the carrier will not show are no reason to leave the words. */
  async function picturesOf(messageSid: string, log: Logger) {
    try {
      return await provider.mediaOf(messageSid);
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.code !== 'provider_rejected') throw error;
      log.warn({ err: error, messageSid }, 'pictures of a lost text are refused');
      return [];
    }
  }
}
