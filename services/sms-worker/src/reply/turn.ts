import type { MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { ReplyBegun } from '@ringback/shared/db/texts/replies.ts';
import { spokenName } from '@ringback/shared/domain/lead-fields/greeting.ts';
import { inWords } from '@ringback/shared/domain/meaning/opening-hours.ts';
import type { QuotableTurn } from '@ringback/shared/domain/quote.ts';
import { leadsWords } from '@ringback/shared/domain/texts/own-words.ts';
import { localText } from '@ringback/shared/domain/zones/offsets.ts';
import { zonesOf } from '@ringback/shared/domain/zones/zones-of.ts';
import type {
  HistoryEntry,
  ReplyRequest,
  ReplyTool,
} from '@ringback/shared/providers/replies/port.ts';

/** One turn of the agent: the claim that permits it, and all known facts. */
export type Turn = Extract<ReplyBegun, { verdict: 'go' }>;

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * What the lead has written since our side last answered, by sequence number and not by time: a text
 * that an outage delayed bears an older time than an answer that was written without it.
 */
export function freshTexts({ messages, conversation }: Turn): MessageRow[] {
  const here = messages
    .filter((message) => message.conversation_id === conversation.id)
    .sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  const answered = here.findLastIndex(({ author }) => author === 'ai' || author === 'human');
  return here.slice(answered + 1).filter(({ direction }) => direction === 'inbound');
}

/** Texts without a verdict on whether they refuse contact. */
export function unjudgedTexts({ messages, conversation }: Turn): MessageRow[] {
  return messages.filter(
    ({ conversation_id: id, refusal_verdict: verdict }) =>
      id === conversation.id && verdict === 'pending',
  );
}

/** Our texts to this lead, newest first: quoted, they are not the lead's words. */
export function oursIn({ messages }: Turn): string[] {
  return messages
    .flatMap(({ direction, body }) => (direction === 'outbound' && body ? [body] : []))
    .reverse();
}

/** The lead's own words in this conversation, for proving what a model reports. */
export function leadTurns(turn: Turn): QuotableTurn[] {
  const { messages, conversation } = turn;
  const ours = oursIn(turn);
  return messages
    .filter(({ conversation_id: id, author }) => id === conversation.id && author === 'lead')
    .map(({ seq, body }) => ({ turn: seq ?? 0, who: 'lead', text: leadsWords(body ?? '', ours) }));
}

/**
 * The lead's texts in one burst with the text at that place: all between our text before and our text
 * after, with our text before them.
 */
export function breathAt(turn: Turn, seq: number): { said: string; ours: string | null } {
  const { messages, conversation } = turn;
  const ours = messages.filter(
    ({ conversation_id: id, direction, kind }) =>
      id === conversation.id && direction === 'outbound' && kind !== 'notice',
  );
  const before = ours.filter((one) => (one.seq ?? 0) < seq);
  const from = Math.max(0, ...before.map((one) => one.seq ?? 0));
  const to = Math.min(
    Number.POSITIVE_INFINITY,
    ...ours.map((one) => one.seq ?? 0).filter((other) => other > seq),
  );
  const said = leadTurns(turn).filter((one) => one.turn > from && one.turn < to);
  return {
    said: said.map(({ text }) => text).join('\n'),
    ours: before.find((one) => one.seq === from)?.body ?? null,
  };
}

/** The time zones where the lead may be; the likeliest first. */
export function zonesOfLead({ lead, conversation }: Turn): string[] {
  return zonesOf({ ...lead, phone: conversation.lead_phone }).zones;
}

/**
 * The tools that the agent may use this time. After a handover there is no second one before a person
 * has written.
 */
export function toolsFor({ agent, conversation, calls_closed: noCalls }: Turn): ReplyTool[] {
  const tools: ReplyTool[] = ['update_lead', 'stop', 'disqualify'];
  if (agent?.tools.includes('book_appointment')) tools.push('book_appointment');
  if (agent?.tools.includes('request_callback') && !noCalls) tools.push('call_lead');
  if (!conversation.awaits_human) tools.push('hand_over');
  return tools;
}

/** `callsAgainAt`: when the next call may ring, if not now. */
export function requestFor(
  turn: Turn,
  agent: NonNullable<Turn['agent']>,
  at: Date,
  callsAgainAt: Date | null,
): ReplyRequest {
  const zone = zonesOfLead(turn)[0] ?? null;
  const local = (moment: Date) =>
    zone ? localText(zone, moment.getTime()) : moment.toISOString().slice(0, 16);
  const nowLocal = local(at);
  const booked = turn.appointments.map(({ starts_at: startsAt }) => local(new Date(startsAt)));
  const tools = toolsFor(turn);
  const nextCall = turn.next_call && local(new Date(turn.next_call.run_at));
  const goal = [
    turn.campaign?.goal ?? '',
    booked.length > 0 ? `Already booked for: ${booked.join(', ')}.` : '',
    nextCall ? `A call is already planned for: ${nextCall}.` : '',
    callsAgainAt && tools.includes('call_lead') ? `Next calls from: ${local(callsAgainAt)}.` : '',
  ].filter(Boolean);
  return {
    nowLocal,
    weekday: WEEKDAYS[new Date(`${nowLocal}Z`).getUTCDay()] ?? '',
    agent: {
      business: agent.business,
      prompt: agent.prompt,
      goal: goal.length > 0 ? goal.join(' ') : null,
      facts: agent.facts,
      hours: inWords(agent.opening_hours),
    },
    lead: { name: spokenName(turn.lead?.name).full },
    history: historyOf(turn, local),
    toJudge: unjudgedTexts(turn).map(({ body }) => leadsWords(body ?? '', oursIn(turn))),
    tools,
  };
}

/** Texts and calls in one order of time; a text that was found late has the time it was written at. */
function historyOf({ messages, turns }: Turn, local: (moment: Date) => string): HistoryEntry[] {
  // Within a conversation by sequence number, as everywhere; a row may be older than its place.
  const reached = new Map<string, number>();
  const texts = messages.map((message) => {
    const { conversation_id: id, created_at: createdAt } = message;
    const moment = Math.max(Date.parse(createdAt), reached.get(id) ?? 0);
    reached.set(id, moment);
    return {
      who: whoWrote(message),
      channel: 'text' as const,
      text: wordsOf(message),
      moment: new Date(moment),
      writtenAt: message.direction === 'inbound' ? message.sent_at : null,
    };
  });
  const spoken = turns
    .filter(({ role }) => role === 'user' || role === 'assistant')
    .map(({ at, role, content }) => ({
      who: role === 'user' ? ('lead' as const) : ('agent' as const),
      channel: 'call' as const,
      text: content,
      moment: new Date(at),
      writtenAt: null,
    }));
  return [...texts, ...spoken]
    .sort((a, b) => a.moment.getTime() - b.moment.getTime())
    .map(({ moment, writtenAt, ...entry }) => ({
      ...entry,
      at: local(writtenAt ? new Date(writtenAt) : moment),
    }));
}

/** The model sees words alone, so it is told that there was a picture. */
function wordsOf({ body, media }: MessageRow): string {
  if (media.length === 0) return body || '(a picture)';
  const pictures = media.length === 1 ? '(a picture)' : `(${media.length} pictures)`;
  return body ? `${body} ${pictures}` : pictures;
}

function whoWrote({ author }: MessageRow): HistoryEntry['who'] {
  if (author === 'lead') return 'lead';
  return author === 'human' ? 'staff' : 'agent';
}

/** Identifies the turn in logs: ids and numbers. */
export function factsOf({ conversation, fence, in_reply_to_seq: seq }: Turn) {
  return { conversationId: conversation.id, fence, seq };
}
