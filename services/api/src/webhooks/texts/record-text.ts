import type { WebhookReceipts } from '@ringback/shared/db/webhooks/webhook-receipts.ts';
import { decideOptOut } from '@ringback/shared/domain/opt-out/decide-opt-out.ts';
import { readChannelAddress } from '@ringback/shared/domain/texts/channel-address.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import type { RecordInbound } from '@ringback/shared/inbound/record-inbound.ts';
import type { InboundTextEvent } from '@ringback/shared/providers/sms/port.ts';
import { textEventsOf } from '@ringback/shared/providers/sms/providers.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Notice, NoticeResult } from '../notice.ts';
import type { RecordTold } from '../retell/record-retell.ts';
import type { createRecordDelivery } from './record-delivery.ts';

type TextKind = 'text_status' | 'text_inbound' | 'retell';

export type RecordText = (kind: TextKind, notice: Notice) => Promise<NoticeResult>;

type Deps = {
  recordInbound: RecordInbound;
  recordDelivery: ReturnType<typeof createRecordDelivery>;
  /** Events of a vendor whose own agents talk with leads. */
  recordTold: RecordTold;
  receipts: Pick<WebhookReceipts, 'note'>;
  /** What texts to colleagues are sent from; null: none are. */
  notifySender: string | null;
  isColleague: (phone: string) => Promise<boolean>;
  log: Logger;
};

/** Writes events about texts, each kind in its own way. */
export function createRecordText({
  recordInbound,
  recordDelivery,
  recordTold,
  receipts,
  notifySender,
  isColleague,
  log,
}: Deps): RecordText {
  return async function recordText(kind, { provider, form, messageId, receivedAt }) {
    const at = new Date(receivedAt);
    switch (kind) {
      case 'text_status':
        return recordDelivery(textEventsOf(provider).readDelivery(form, messageId), at);
      case 'text_inbound': {
        const { segments: _, ...text } = textEventsOf(provider).readInbound(form);
        const { number: from } = readChannelAddress(text.from);
        if (from === null) return nobodys(text, at);
        if (await isReplyOfColleague(text, from)) {
          const { provider_sid: key } = text;
          await receipts.note({ provider, kind, key, result: 'colleague' }, at);
          return 'ignored';
        }
        return (await recordInbound({ ...text, from, arrived_at: receivedAt }, at)).result;
      }
      case 'retell':
        return recordTold(form, at, receivedAt);
      default:
        return unreachable(kind);
    }
  };

  /** A colleague who answers a notification is no lead, and the AI writes to no colleague. */
  async function isReplyOfColleague(
    text: { to: string; service?: string | undefined },
    from: string,
  ) {
    const isToSender =
      notifySender !== null && (text.to === notifySender || text.service === notifySender);
    return isToSender && (await isColleague(from));
  }

  /** A short code, a name or an account cannot be a lead; the text is stored all the same. */
  async function nobodys(text: InboundTextEvent, at: Date): Promise<NoticeResult> {
    const { provider, provider_sid: key } = text;
    await receipts.note({ provider, kind: 'text_inbound', key, result: 'anonymous' }, at);
    const { channel } = readChannelAddress(text.from);
    const refuses = decideOptOut(text.body).kind === 'opt_out' || text.carrier_opt_out === 'STOP';
    log[refuses ? 'warn' : 'info'](
      { messageSid: key, channel, refuses },
      'text of a sender without a number',
    );
    return 'anonymous';
  }
}
