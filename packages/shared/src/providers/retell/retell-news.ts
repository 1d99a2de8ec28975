import { z } from 'zod';
import type { CallStatus } from '../../domain/call.ts';
import { readable } from '../../domain/texts/readable.ts';

/** What Retell tells, as far as we use it; it adds fields without notice. */

const id = z.string().min(1).max(50);
const phone = z.string().max(64);
const words = z.string().transform(readable);
const millis = z.number().min(0).max(8.64e15);
/** Set by us when we answered the inbound webhook, or when we asked for the call. */
const Metadata = z.record(z.string(), z.unknown());

const Turn = z.object({
  role: z.string().max(40),
  content: words,
  words: z.array(z.object({ start: z.number().optional() })).optional(),
});

const Call = z.object({
  call_id: id,
  call_status: z.string().max(40).optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  from_number: phone.optional(),
  to_number: phone.optional(),
  metadata: Metadata.optional().catch(undefined),
  start_timestamp: millis.optional(),
  end_timestamp: millis.optional(),
  duration_ms: z.number().min(0).max(1e9).optional(),
  disconnection_reason: z.string().max(80).optional(),
  transcript_object: z.array(Turn).max(5_000).optional().catch(undefined),
});

const ChatMessage = z.object({
  message_id: z.string().min(1).max(100),
  role: z.enum(['agent', 'user']),
  content: words,
  created_timestamp: millis.optional(),
});
export type RetellChatMessage = z.infer<typeof ChatMessage>;

const Chat = z.object({
  chat_id: id,
  chat_status: z.string().max(40).optional(),
  metadata: Metadata.optional().catch(undefined),
  message_with_tool_calls: z.array(z.unknown()).max(5_000).default([]),
  start_timestamp: millis.optional(),
  end_timestamp: millis.optional(),
});

const Inbound = z.object({
  agent_id: z.string().max(100).optional(),
  from_number: phone,
  to_number: phone,
});

const SmsInbound = z.object({
  from_number: phone,
  to_number: phone,
  message: words,
  agent_id: z.string().max(100).optional(),
  message_id: z.string().min(1).max(100).optional(),
});

const Event = z.object({ event: z.string().min(1).max(60) });

export type RetellCall = z.infer<typeof Call>;
export type RetellChat = Omit<z.infer<typeof Chat>, 'message_with_tool_calls'> & {
  messages: RetellChatMessage[];
};
export type RetellInbound = z.infer<typeof Inbound>;
export type RetellText = z.infer<typeof SmsInbound>;

export type RetellNews =
  | { kind: 'call'; event: string; call: RetellCall }
  | { kind: 'chat'; event: string; chat: RetellChat }
  | { kind: 'call_inbound' | 'chat_inbound'; inbound: RetellInbound }
  | { kind: 'sms_inbound'; text: RetellText }
  /** An event nobody here knows; the vendor may have begun to send it yesterday. */
  | { kind: 'other'; event: string };

/** Reads a webhook of Retell, or the one of older clients that carries a text. Throws on a misfit. */
export function readRetellNews(body: unknown): RetellNews {
  const { event } = Event.parse(body);
  const part = (name: string): unknown =>
    typeof body === 'object' && body !== null && Object.hasOwn(body, name)
      ? (body as Record<string, unknown>)[name]
      : undefined;

  switch (event) {
    case 'call_inbound':
    case 'chat_inbound':
      return { kind: event, inbound: Inbound.parse(part(event)) };
    case 'sms_inbound':
      // Relayed by a client's own program, whose author is told what does not fit.
      return {
        kind: 'sms_inbound',
        text: SmsInbound.parse(part('sms_inbound'), { reportInput: true }),
      };
    default:
  }
  if (part('chat') !== undefined) return { kind: 'chat', event, chat: readChat(part('chat')) };
  if (part('call') !== undefined) return { kind: 'call', event, call: Call.parse(part('call')) };
  return { kind: 'other', event };
}

function readChat(value: unknown): RetellChat {
  const { message_with_tool_calls: entries, ...chat } = Chat.parse(value);
  // Tool calls and transitions stand between the messages; they are no words of anybody.
  const messages = entries.flatMap((entry) => {
    const message = ChatMessage.safeParse(entry);
    return message.success ? [message.data] : [];
  });
  return { ...chat, messages };
}

const REASONS: Record<string, CallStatus> = {
  dial_busy: 'busy',
  dial_no_answer: 'no_answer',
  user_declined: 'no_answer',
  voicemail_reached: 'completed',
};

/** Retell's word for where a call stands, in ours; undefined when it says nothing of that. */
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
