import { z } from 'zod';
import type { CallStatus } from '../../domain/calls/call.ts';
import { isPlausibleMoment } from '../../domain/plausible-moment.ts';
import { readable } from '../../domain/texts/readable.ts';
import { plainWord } from '../plain-word.ts';
import { isSpoken, readTurns, type SpokenTurn } from './turns.ts';

/** The fields of Retell's webhooks that we use; it adds fields without notice. */

const id = z.string().min(1).max(50);
const phone = z.string().max(64);
const words = z.string().transform(readable);
const millis = z.number().refine(isPlausibleMoment);

/** The error names what stood there. */
const TELLING = { reportInput: true };

/** A field that may be missing, null or odd without affecting the others. */
const kept = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

/** Set by us when we answered the inbound webhook, or when we ordered the call. */
const Metadata = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

const Call = z.object({
  call_id: id,
  call_type: kept(z.string().max(40)),
  call_status: kept(z.string().max(40)),
  direction: kept(z.enum(['inbound', 'outbound'])),
  from_number: kept(phone),
  to_number: kept(phone),
  metadata: kept(Metadata),
  start_timestamp: kept(millis),
  end_timestamp: kept(millis),
  duration_ms: kept(z.number().min(0).max(1e9)),
  disconnection_reason: kept(z.string().max(80)),
  recording_url: kept(z.url({ protocol: /^https$/ }).max(2_000)),
});

const ChatMessage = z.object({
  message_id: kept(z.string().min(1).max(100)),
  role: z.enum(['agent', 'user']),
  content: words,
  created_timestamp: kept(millis),
});
export type RetellChatMessage = z.infer<typeof ChatMessage> & { message_id: string };

const Chat = z.object({
  chat_id: id,
  chat_status: kept(z.string().max(40)),
  metadata: kept(Metadata),
  message_with_tool_calls: z.array(z.unknown()).catch([]),
  start_timestamp: kept(millis),
  end_timestamp: kept(millis),
});

/** A withheld caller is answered too. */
const Inbound = z.object({
  agent_id: kept(z.string().max(100)),
  from_number: phone.catch(''),
  to_number: phone,
});

const absent = (value: unknown) => value ?? undefined;

/** A text without a number at either end cannot be stored. */
const party = phone.trim().min(1, 'a number');

const SmsInbound = z.object({
  from_number: party,
  to_number: party,
  message: words,
  agent_id: z.preprocess(absent, z.string().max(100).optional()),
  message_id: z.preprocess(absent, z.string().min(1).max(100).optional()),
});

const Event = z.object({ event: z.string().min(1).max(60) });

export type RetellCall = z.infer<typeof Call> & {
  transcript_object?: SpokenTurn[];
  /** Fields with impossible values, such as a moment in another age. */
  left_out?: string[];
};
export type RetellChat = Omit<z.infer<typeof Chat>, 'message_with_tool_calls'> & {
  messages: RetellChatMessage[];
};
export type RetellInbound = z.infer<typeof Inbound>;
export type RetellText = z.infer<typeof SmsInbound>;

export type RetellWebhook =
  | { kind: 'call'; event: string; call: RetellCall }
  | { kind: 'chat'; event: string; chat: RetellChat }
  | { kind: 'call_inbound' | 'chat_inbound'; inbound: RetellInbound }
  | { kind: 'sms_inbound'; text: RetellText }
  /** An unknown event; the vendor may have begun to send it yesterday. */
  | { kind: 'other'; event: string };

/** Reads a webhook of Retell, or one of older clients that carries a text. Throws on a misfit. */
export function readRetellWebhook(body: unknown): RetellWebhook {
  const { event } = Event.parse(body, TELLING);
  const part = (name: string): unknown =>
    typeof body === 'object' && body !== null && Object.hasOwn(body, name)
      ? (body as Record<string, unknown>)[name]
      : undefined;

  switch (event) {
    case 'call_inbound':
    case 'chat_inbound':
      return { kind: event, inbound: Inbound.parse(part(event), TELLING) };
    case 'sms_inbound':
      // Relayed by a client's own program, whose author sees what does not fit.
      return {
        kind: 'sms_inbound',
        text: SmsInbound.parse(part('sms_inbound'), TELLING),
      };
    default:
  }
  if (absent(part('chat'))) return { kind: 'chat', event, chat: readChat(part('chat')) };
  if (absent(part('call'))) return { kind: 'call', event, call: readCall(part('call')) };
  return { kind: 'other', event };
}

function readCall(value: unknown): RetellCall {
  const call = Call.parse(value, TELLING);
  const turns = readTurns({ ...Object(value) });
  const left_out = leftOut(Object(value), call);
  return {
    ...call,
    ...(left_out.length > 0 ? { left_out } : {}),
    ...(turns ? { transcript_object: turns } : {}),
  };
}

function leftOut(sent: Record<string, unknown>, read: z.infer<typeof Call>): string[] {
  return Call.keyof().options.filter(
    (name) => sent[name] !== undefined && sent[name] !== null && read[name] === undefined,
  );
}

const MOST_MESSAGES = 5_000;

function readChat(value: unknown): RetellChat {
  const { message_with_tool_calls: entries, ...chat } = Chat.parse(value, TELLING);
  // Tool calls and transitions stand between the messages; they are not spoken.
  const messages = entries.slice(0, MOST_MESSAGES).flatMap((entry, at) => {
    if (!isSpoken(entry)) return [];
    const message = ChatMessage.safeParse(entry);
    if (!message.success) return [];
    // A chat is reported as a whole each time, so a place in it also serves as a name.
    const { message_id = `${chat.chat_id}#${at}`, ...rest } = message.data;
    return [{ ...rest, message_id }];
  });
  return { ...chat, messages };
}

const REASONS: Record<string, CallStatus> = {
  dial_busy: 'busy',
  dial_no_answer: 'no_answer',
  user_declined: 'no_answer',
  voicemail_reached: 'completed',
};

/** Our status for Retell's word; undefined when the word names none. */
export function statusFromRetell(event: string, call: RetellCall): CallStatus | undefined {
  if (event === 'call_started') return 'in_progress';
  if (event !== 'call_ended' && event !== 'call_analyzed') return undefined;
  const reason = call.disconnection_reason ?? '';
  const known = REASONS[reason];
  if (known && Object.hasOwn(REASONS, reason)) return known;
  return call.call_status === 'not_connected' || call.call_status === 'error'
    ? 'failed'
    : 'completed';
}

/** What a log may contain of a webhook. */
export const retellFacts = (body: Record<string, unknown>) => ({
  status: plainWord(body['event']),
});
