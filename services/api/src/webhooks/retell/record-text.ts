import { createHash } from 'node:crypto';
import type { WebhookReceipts } from '@ringback/shared/db/webhooks/webhook-receipts.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { readChannelAddress } from '@ringback/shared/domain/texts/channel-address.ts';
import type { RecordInbound } from '@ringback/shared/inbound/record-inbound.ts';
import type { ToldText } from '@ringback/shared/providers/retell/told.ts';
import type { NoticeResult } from '../notice.ts';
import { PROVIDER } from './provider.ts';

export type RecordTextDeps = {
  receipts: Pick<WebhookReceipts, 'note'>;
  recordInbound: RecordInbound;
  readPhone: (text: string) => ParsedPhone;
};

/** The payload of older clients has no id: the same words within so long are the same text. */
const SAME_TEXT_MS = 2 * 60_000;

/** Records a text that an older client relays. */
export function createRecordText({ receipts, recordInbound, readPhone }: RecordTextDeps) {
  return async function recordText(
    text: ToldText,
    at: Date,
    arrivedAt: string | undefined,
  ): Promise<NoticeResult> {
    const from = readPhone(text.from);
    const phone = from.ok ? from.e164 : readChannelAddress(text.from).number;
    if (phone === null) {
      // A name or a short code can be nobody's lead; that it wrote is kept.
      const key = text.id ?? namesOf(text, text.from, at).provider_sid;
      await receipts.note(
        { provider: PROVIDER, kind: 'sms_inbound', key, result: 'anonymous' },
        at,
      );
      return 'anonymous';
    }
    // Spelled otherwise it would be another conversation, and no number to answer from.
    const to = readPhone(text.to);
    const arrived = await recordInbound(
      {
        provider: PROVIDER,
        ...(text.id ? { provider_sid: `${PROVIDER}:${text.id}` } : namesOf(text, phone, at)),
        from: phone,
        to: to.ok ? to.e164 : text.to,
        body: text.body,
        ...(arrivedAt ? { arrived_at: arrivedAt } : {}),
      },
      at,
    );
    return arrived.result;
  };
}

/** The names of a text of these words: now, and if it was told a moment ago in the stretch before. */
function namesOf({ to, body }: ToldText, from: string, at: Date) {
  const stretch = Math.floor(at.getTime() / SAME_TEXT_MS);
  const nameIn = (when: number) => {
    const words = JSON.stringify([from, to, body, when]);
    return `${PROVIDER}:${createHash('sha256').update(words).digest('hex').slice(0, 40)}`;
  };
  return { provider_sid: nameIn(stretch), same_as: nameIn(stretch - 1) };
}
