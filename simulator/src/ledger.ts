import { createHash } from 'node:crypto';
import type { SpeechCounts } from './openai/speech-counts.ts';
import type { Call } from './twilio/call.ts';
import type { Message } from './twilio/messages/message.ts';
import type { World } from './world.ts';

/** What really happened, as the carrier's switch and a witness of the call would report it. */
export type Ledger = { calls: LedgerCall[]; messages: LedgerMessage[]; voice: SpeechCounts };

export type LedgerCall = ReturnType<typeof entryOf>;
export type LedgerMessage = ReturnType<typeof lineOf>;

export function ledgerOf(world: World): Ledger {
  return {
    calls: [...world.calls.values()].map(entryOf),
    messages: [...world.texts.messages.values()].map(lineOf),
    voice: { ...world.speech },
  };
}

/** What was said to a machine after its greeting: the owner of the phone will hear it. */
function messageOn({ heard, lead }: Call): string | null {
  const from = lead?.recordsFrom() ?? null;
  if (from === null) return null;
  const said = heard.slice(from).filter(({ who }) => who === 'agent');
  return said.map(({ text }) => text.trim()).join(' ') || null;
}

function entryOf(call: Call) {
  const { damage } = call.hearing;
  const voicemail = messageOn(call);
  return {
    sid: call.sid,
    to: call.to,
    from: call.from,
    ...(call.order.sendDigits === null ? {} : { send_digits: call.order.sendDigits }),
    placed_at: new Date(call.placedAt).toISOString(),
    status: call.status,
    answered: call.answeredAt !== null,
    heard: call.heard
      .map(({ who, text, lineCut }) => ({
        who,
        text: text.trim(),
        ...(lineCut && { line_cut: true }),
      }))
      .filter(({ text }) => text !== ''),
    ...(voicemail === null ? {} : { voicemail }),
    direction: call.direction,
    parent_sid: call.parentSid,
    story: call.story.name,
    answered_by: call.answeredBy,
    answered_at: call.answeredAt === null ? null : new Date(call.answeredAt).toISOString(),
    ended_at: call.endedAt === null ? null : new Date(call.endedAt).toISOString(),
    /** Media frames sent to the customer, and the customer's frames that the lead heard. */
    frames_sent: call.framesSent,
    frames_played: call.framesPlayed,
    /** Characters that the lead did not hear, or heard twice. */
    damaged: damage.lost + damage.repeated,
    /** Bytes of audio without words: a tone, or the rest of a cut word. */
    wordless_bytes: damage.noise,
    wrong_messages: call.wrongFrames,
  };
}

function lineOf(message: Message) {
  const { sid, to, from, body, direction, status } = message;
  return {
    sid,
    to,
    from,
    body,
    direction,
    /** When it was sent on; null if it never was. */
    sent_at: message.sentAt === null ? null : new Date(message.sentAt).toISOString(),
    status,
    error_code: message.errorCode,
    story: message.story,
    /** The carrier answers keywords itself. */
    author: message.author,
    accepted_at: new Date(message.createdAt).toISOString(),
    messaging_service_sid: message.serviceSid,
    segments: message.segments,
    /** How many webhooks the customer was sent for it, if it is inbound: none is a lost webhook. */
    announcements: message.announcements,
    media: message.media.length,
    /** What the phone, or the customer, gets to see of each. */
    pictures: message.media.map(({ contentType: type, content }) => ({
      type,
      bytes: content?.length ?? null,
      sha256: content && createHash('sha256').update(content).digest('hex'),
    })),
  };
}
