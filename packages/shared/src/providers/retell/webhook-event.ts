import { z } from 'zod';
import type { CallStatus } from '../../domain/calls/call.ts';
import {
  type RetellCall,
  type RetellChat,
  type RetellText,
  readRetellWebhook,
  statusFromRetell,
} from './webhook.ts';

/** A call that Retell holds, in our words. */
export type ReportedCall = {
  event: string;
  callSid: string;
  /** Our own name for the call, where we ordered it. */
  callId: string | undefined;
  /** Undefined: it was not reported. A visitor of a web page calls us. */
  direction: 'inbound' | 'outbound' | undefined;
  from: string | undefined;
  to: string | undefined;
  status: CallStatus | undefined;
  durationSeconds: number | undefined;
  endReason: string | undefined;
  /** Retell keeps the recording itself, at this address. */
  recordingUrl: string | undefined;
  /** What was said; a call without a reported beginning is assumed to have begun at `at`. */
  turns: (at: Date) => SaidTurn[];
  /** Fields with impossible values, such as a moment in another age. */
  leftOut: string[] | undefined;
};

type SaidTurn = {
  seq: number;
  role: 'user' | 'assistant';
  content: string;
  heard: true;
  at: string;
};

/** A chat, reported as a whole each time. A number is known only if it was set with the chat. */
export type ReportedChat = {
  event: string;
  chatId: string;
  from: string;
  to: string;
  messages: { id: string; role: 'agent' | 'user'; body: string }[];
  isOver: boolean;
};

/** A text that a client's own program relays. */
export type RelayedText = { from: string; to: string; body: string; id: string | undefined };

/** Asks for the lead who calls or writes. */
export type Question = {
  channel: 'voice' | 'sms';
  from: string;
  to: string;
  /** Whether the number has an agent of its own. */
  hasAgent: boolean;
};

/** `name` is the vendor's word for this kind of event, for counting. */
export type RetellEvent = { name: string } & (
  | { kind: 'call'; call: ReportedCall }
  | { kind: 'chat'; chat: ReportedChat }
  | { kind: 'text'; text: RelayedText }
  | { kind: 'question'; question: Question }
  /** An unknown event; the vendor may have begun to send it yesterday. */
  | { kind: 'other'; event: string }
);

/** Reads a webhook. Throws a `ZodError` on a misfit. */
export function readRetellEvent(body: unknown): RetellEvent {
  const webhook = readRetellWebhook(body);
  const name = webhook.kind;
  switch (webhook.kind) {
    case 'call':
      return { name, kind: 'call', call: reportedCall(webhook.event, webhook.call) };
    case 'chat':
      return { name, kind: 'chat', chat: reportedChat(webhook.event, webhook.chat) };
    case 'sms_inbound':
      return { name, kind: 'text', text: relayedText(webhook.text) };
    case 'call_inbound':
    case 'chat_inbound': {
      const { from_number: from, to_number: to, agent_id: agentId } = webhook.inbound;
      const channel = webhook.kind === 'call_inbound' ? 'voice' : 'sms';
      return {
        name,
        kind: 'question',
        question: { channel, from, to, hasAgent: Boolean(agentId) },
      };
    }
    case 'other':
      return { name, kind: 'other', event: webhook.event };
  }
}

/** The part of a body of which something did not fit; undefined for the body itself. */
export function misfitIn(body: Record<string, unknown>, { issues }: z.ZodError) {
  if (issues.some(({ path }) => path[0] === 'event')) return undefined;
  const named = ['sms_inbound', 'call_inbound', 'chat_inbound'].find((e) => e === body['event']);
  return named ?? (body['chat'] ? 'chat' : 'call');
}

const secondsOf = (ms: number | undefined) =>
  ms === undefined ? undefined : Math.round(ms / 1000);

function reportedCall(event: string, call: RetellCall): ReportedCall {
  const callId = z.uuid().safeParse(call.metadata?.['call_id']).data;
  const isFromWeb = call.call_type === 'web_call';
  const direction = callId ? 'outbound' : (call.direction ?? (isFromWeb ? 'inbound' : undefined));
  return {
    event,
    callSid: call.call_id,
    callId,
    direction,
    from: call.from_number,
    to: call.to_number,
    status: statusFromRetell(event, call),
    durationSeconds: secondsOf(call.duration_ms),
    endReason: event === 'call_started' ? undefined : call.disconnection_reason,
    recordingUrl: call.recording_url,
    turns: (at) => turnsOf(call, at),
    leftOut: call.left_out,
  };
}

function turnsOf(
  { transcript_object: turns = [], start_timestamp: start }: RetellCall,
  at: Date,
): SaidTurn[] {
  const begin = start ?? at.getTime();
  return turns.map(({ place, role, content, startsAt }) => ({
    seq: place,
    role: role === 'user' ? 'user' : 'assistant',
    content,
    heard: true,
    at: new Date(begin + (startsAt ?? place - 1) * 1000).toISOString(),
  }));
}

function reportedChat(
  event: string,
  { chat_id: chatId, metadata, messages }: RetellChat,
): ReportedChat {
  return {
    event,
    chatId,
    from: String(metadata?.['from_number'] ?? ''),
    to: String(metadata?.['to_number'] ?? ''),
    messages: messages.map(({ message_id: id, role, content: body }) => ({ id, role, body })),
    isOver: event === 'chat_ended',
  };
}

function relayedText({
  from_number: from,
  to_number: to,
  message: body,
  message_id: id,
}: RetellText) {
  return { from, to, body, id };
}
