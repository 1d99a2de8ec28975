import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import type { RecordInbound } from '@ringback/shared/inbound/record-inbound.ts';
import {
  readInboundText,
  readTextStatusNews,
} from '@ringback/shared/providers/sms/twilio-text-news.ts';
import type { Notice, NoticeResult } from '../notice.ts';
import type { RecordRetell } from '../retell/record-retell.ts';
import type { createRecordDelivery } from './record-delivery.ts';

type TextKind = 'text_status' | 'text_inbound' | 'retell';

export type RecordText = (kind: TextKind, notice: Notice) => Promise<NoticeResult>;

type Deps = {
  recordInbound: RecordInbound;
  recordDelivery: ReturnType<typeof createRecordDelivery>;
  recordRetell: RecordRetell;
};

/** Writes what was told about texts, each kind in its own way. */
export function createRecordText({
  recordInbound,
  recordDelivery,
  recordRetell,
}: Deps): RecordText {
  return async (kind, { form, messageId, receivedAt }) => {
    const at = new Date(receivedAt);
    switch (kind) {
      case 'text_status':
        return recordDelivery(readTextStatusNews(form, messageId), at);
      case 'text_inbound': {
        const { segments: _, ...text } = readInboundText(form);
        return (await recordInbound(text, at)).result;
      }
      case 'retell':
        return recordRetell(form, at);
      default:
        return unreachable(kind);
    }
  };
}
