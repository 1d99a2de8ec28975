import { createHash } from 'node:crypto';
import type { Arrivals } from '@ringback/shared/db/calls/arrivals.ts';
import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { NewTurn, Transcripts } from '@ringback/shared/db/calls/transcripts.ts';
import { nobodyIn } from '@ringback/shared/db/own-number.ts';
import type { Chats, ToldChat as ChatToRecord } from '@ringback/shared/db/texts/chats.ts';
import type { WebhookReceipts } from '@ringback/shared/db/webhooks/webhook-receipts.ts';
import { decideOptOut } from '@ringback/shared/domain/opt-out/decide-opt-out.ts';
import { otherParty } from '@ringback/shared/domain/other-party.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { readChannelAddress } from '@ringback/shared/domain/texts/channel-address.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import { foundIn } from '@ringback/shared/inbound/found-in.ts';
import type { RecordInbound } from '@ringback/shared/inbound/record-inbound.ts';
import type { WhoIs } from '@ringback/shared/inbound/who-is.ts';
import { analyzeConversation, settleCall } from '@ringback/shared/jobs/catalog.ts';
import {
  readTold,
  type ToldCall,
  type ToldChat,
  type ToldText,
} from '@ringback/shared/providers/retell/told.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import { inTurns } from '@ringback/shared/runtime/in-turns.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { NoticeResult } from '../notice.ts';

type Deps = {
  calls: Pick<Calls, 'recordEvent'>;
  arrivals: Pick<Arrivals, 'inboundCall' | 'recording'>;
  transcripts: Pick<Transcripts, 'save'>;
  chats: Pick<Chats, 'record' | 'unknown'>;
  receipts: Pick<WebhookReceipts, 'note'>;
  recordInbound: RecordInbound;
  whoIs: WhoIs;
  enqueue: Enqueue;
  readPhone: (text: string) => ParsedPhone;
  optOutScope: 'all' | 'sms';
  log: Logger;
  newId: () => string;
  /** Lets everybody else have a turn. */
  pause?: () => Promise<unknown>;
};

/** `arrivedAt`: the stamp of its arrival, for what has a place in an order. */
export type RecordTold = (body: unknown, at: Date, arrivedAt?: string) => Promise<NoticeResult>;

const PROVIDER = 'retell';
/** The payload of older clients has no id: the same words within so long are the same text. */
const SAME_TEXT_MS = 2 * 60_000;
/** Characters that are judged in one turn, and messages or turns that are written in one statement. */
const JUDGED_AT_ONCE = 2_000;
const WRITTEN_AT_ONCE = 50;

/** What Retell tells of calls and chats, and the texts that older clients relay; any number of times. */
export function createRecordRetell(deps: Deps): RecordTold {
  const { calls, arrivals, transcripts, chats, receipts, recordInbound, whoIs, enqueue, log } =
    deps;

  return async function recordRetell(body, at, arrivedAt) {
    const told = readTold(body);
    switch (told.kind) {
      case 'call':
        return recordCall(told.call, at);
      case 'chat':
        return recordChat(told.chat, at);
      case 'text':
        return recordText(told.text, at, arrivedAt);
      case 'question':
        // It has its own address; told here it needs no answer.
        return 'ignored';
      case 'other':
        log.info({ event: told.event }, 'webhook of an unknown kind');
        return 'ignored';
      default:
        return unreachable(told);
    }
  };

  async function recordCall(call: ToldCall, at: Date): Promise<NoticeResult> {
    const { event, callSid } = call;
    if (call.leftOut) {
      log.warn({ event, fields: call.leftOut }, 'fields of a webhook that cannot be were left out');
    }
    const direction = call.direction ?? (await directionOf(call, at));
    if (direction === 'inbound' && (await arrive(call, at)) === 'own_number') return 'own_number';
    const told = await calls.recordEvent(
      {
        provider: PROVIDER,
        kind: 'status',
        call_id: call.callId,
        call_sid: callSid,
        direction,
        from: call.from,
        to: call.to,
        status: call.status,
        provider_status: event,
        duration_seconds: call.durationSeconds,
        end_reason: call.endReason,
        payload: {},
      } as Parameters<Calls['recordEvent']>[0],
      at,
    );
    if (told.call_id && call.recordingUrl) await keepRecording(call, call.recordingUrl, at);
    const turns = call.turns(at);
    // Without a direction nobody knows whose call it is; its words are kept all the same.
    if ((told.call_id || direction === undefined) && turns.length > 0) {
      const saved = await saveTurns(callSid, turns, at);
      if (saved?.linked_by === null && saved.lead_id === null) {
        log.warn({ callId: told.call_id }, 'words of a call were kept: no lead was found');
      }
      if (saved?.link_skipped) {
        const facts = { callId: told.call_id, leadId: saved.lead_id };
        log.info(facts, 'link skipped: the standing call is live');
      }
    }
    if (told.ended && told.call_id) {
      await enqueue(settleCall, { callId: told.call_id }).catch((err: unknown) =>
        log.warn({ err, callId: told.call_id }, 'call ended without its job'),
      );
    }
    return told.result;
  }

  /** The vendor keeps the sound itself; with the call stands where. */
  async function keepRecording(call: ToldCall, url: string, at: Date): Promise<void> {
    const { callSid, durationSeconds: seconds } = call;
    await arrivals.recording(
      {
        ...{ provider: PROVIDER, callSid, recordingSid: `${PROVIDER}:${callSid}` },
        ...{ status: 'completed', url, seconds },
      },
      at,
    );
  }

  /** Undefined: it was not said, and neither number tells. */
  async function directionOf({ to }: ToldCall, at: Date) {
    return to && (await whoIs(to, at)).foundBy === 'own_number' ? 'inbound' : undefined;
  }

  /** Somebody has rung us; who shows no number is kept as nobody. */
  async function arrive(call: ToldCall, at: Date): Promise<'arrived' | 'own_number'> {
    const { from = null, to = null } = call;
    const number = otherParty({ direction: 'inbound', from, to });
    const caller = number === null ? null : deps.readPhone(number);
    try {
      await arrivals.inboundCall(
        {
          id: deps.newId(),
          call_sid: call.callSid,
          from,
          to,
          provider: PROVIDER,
          provider_status: call.event,
          payload: {},
          ...(caller?.ok ? { country: caller.country } : {}),
        },
        at,
      );
      return 'arrived';
    } catch (thrown) {
      if (nobodyIn(thrown) === null) throw thrown;
      return 'own_number';
    }
  }

  /** Told as a whole each time; a number is known only if it was handed out with the chat. */
  async function recordChat(chat: ToldChat, at: Date): Promise<NoticeResult> {
    const { event, from, to } = chat;
    const note = (result: NoticeResult) =>
      receipts.note(
        { provider: PROVIDER, kind: 'chat', key: `${chat.chatId}/${event}`, result },
        at,
      );
    if (otherParty({ direction: 'inbound', from, to }) === null || !to) {
      await note('stranger');
      return 'stranger';
    }
    const person = deps.readPhone(from);
    const about = {
      provider: PROVIDER,
      chat_id: chat.chatId,
      from,
      to,
      ...(person.ok ? { country: person.country } : {}),
    };
    // It is told as a whole each time: what is known was judged before.
    const news = await chats.unknown(chat.messages.map(sidOf));
    const unknown = chat.messages.filter((message) => news.has(sidOf(message)));
    const messages = await inTurns(unknown, told, {
      costOf: ({ body }) => body.length + 1,
      most: JUDGED_AT_ONCE,
      ...(deps.pause ? { pause: deps.pause } : {}),
    });
    let recorded = 0;
    let conversationId: string | null = null;
    for (const some of slicesOf(messages, WRITTEN_AT_ONCE)) {
      const written = await chats.record({ ...about, messages: some }, at);
      recorded += written.recorded;
      conversationId = written.conversation_id;
    }
    const isNew = await note('recorded');
    if (chat.isOver && conversationId) {
      await enqueue(analyzeConversation, { conversationId, run: event }).catch((err: unknown) =>
        log.warn({ err, conversationId }, 'chat ended without its job'),
      );
    }
    log.info({ event, conversationId, recorded }, 'chat told');
    return recorded > 0 || isNew ? 'recorded' : 'repeated';
  }

  function told(message: ToldChat['messages'][number]): ChatToRecord['messages'][number] {
    const { role, body } = message;
    const entry = { message_id: deps.newId(), provider_sid: sidOf(message), body };
    if (role === 'agent') return { ...entry, role };
    const found = foundIn({ kind: 'words', words: body }, decideOptOut(body), deps.optOutScope);
    return { ...entry, role, opt_out: found };
  }

  /** Words that are written again are corrected, so that what was written before a fault may stay. */
  async function saveTurns(callSid: string, turns: NewTurn[], at: Date) {
    let saved: Awaited<ReturnType<Transcripts['save']>> | undefined;
    for (const some of slicesOf(turns, WRITTEN_AT_ONCE)) {
      saved = await transcripts.save(callSid, some, at);
    }
    return saved;
  }

  async function recordText(
    text: ToldText,
    at: Date,
    arrivedAt: string | undefined,
  ): Promise<NoticeResult> {
    const from = deps.readPhone(text.from);
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
    const to = deps.readPhone(text.to);
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
  }
}

const sidOf = ({ id }: { id: string }) => `${PROVIDER}:${id}`;

/** At least one, be it empty. */
function* slicesOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at === 0 || at < items.length; at += size) yield items.slice(at, at + size);
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
