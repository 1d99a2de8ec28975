import { z } from 'zod';
import { readable } from '../../domain/texts/readable.ts';
import type { DeliveryEvent, InboundTextEvent, TextEventReader } from '../sms/port.ts';
import { MESSAGE_SID } from './sids.ts';
import { textStatusFromTwilio } from './text-words.ts';

const MessageSid = z.string().regex(MESSAGE_SID, 'SM or MM and 32 hexadecimal characters');
/** The largest integer of the database. */
const whole = z.coerce.number().int().min(0).max(2_147_483_647);
const optional = z
  .string()
  .max(64)
  .optional()
  .transform((text) => text || undefined);

/** The error names what stood there. */
const TELLING = { reportInput: true };
/** A text without a number at either end cannot be stored. */
const party = z.string().trim().min(1, 'a number or an address').max(64);

/** Form fields of a status callback that we use; Twilio adds others without notice. */
const StatusForm = z.object({
  MessageSid,
  MessageStatus: z.string().max(40),
  From: optional,
  ErrorCode: whole.optional(),
});

/** Ten are the most that Twilio sends with one text. */
const MOST_MEDIA = 10;

/** Who wrote what to whom has to fit. A misfit in other fields must not lose the lead's words. */
const InboundForm = z.looseObject({
  MessageSid,
  From: party,
  To: party,
  Body: z.string().default('').transform(readable),
  NumMedia: whole.default(0).catch(MOST_MEDIA),
  NumSegments: whole.optional().catch(undefined),
  MessagingServiceSid: optional.catch(undefined),
  OptOutType: z.enum(['STOP', 'START', 'HELP']).optional().catch(undefined),
});

/** A status callback as one carrier event in our words. */
export function readTextStatusEvent(body: unknown, messageId: string | undefined): DeliveryEvent {
  const form = StatusForm.parse(body, TELLING);
  return {
    provider: 'twilio',
    kind: 'callback',
    message_id: messageId,
    provider_sid: form.MessageSid,
    status: textStatusFromTwilio(form.MessageStatus),
    provider_status: form.MessageStatus,
    error_code: form.ErrorCode,
    from: form.From,
  };
}

export function readInboundText(body: unknown): InboundTextEvent {
  const form = InboundForm.parse(body, TELLING);
  const field = (name: string) => {
    const value = form[name];
    return typeof value === 'string' ? value.slice(0, 2_000) : '';
  };
  const media = Array.from({ length: Math.min(form.NumMedia, MOST_MEDIA) }, (_, at) => ({
    url: field(`MediaUrl${at}`),
    type: field(`MediaContentType${at}`),
  })).filter(({ url }) => url !== '');
  return {
    provider: 'twilio',
    provider_sid: form.MessageSid,
    from: form.From,
    to: form.To,
    service: form.MessagingServiceSid,
    body: form.Body,
    media,
    segments: form.NumSegments,
    carrier_opt_out: form.OptOutType,
  };
}

export const TWILIO_TEXT_EVENTS: TextEventReader = {
  readDelivery: readTextStatusEvent,
  readInbound: readInboundText,
};
