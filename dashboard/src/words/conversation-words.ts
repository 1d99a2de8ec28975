import { handoverWords } from '@ringback/shared/domain/reasons/handover-words.ts';
import { outcomeWords } from './outcome-words.ts';
import { capital, quoted, type StateWords, said } from './state-words.ts';

/** What of a conversation its state is told by. */
export type ConversationFacts = {
  owner: string;
  awaits_human: boolean;
  handover_reason: string | null;
  assigned_to: string | null;
  /** It was to be assigned, and nobody who is online had room. */
  nobody_online?: boolean;
  ended_at: string | null;
  end_reason: string | null;
  end_evidence: Record<string, unknown> | null;
  conversion_status: string | null;
};

export type ConversationContext = {
  /** My user id. */
  me: string;
  nameOf: (userId: string) => string;
  /** Whether the AI is making an answer, or owes one later. */
  reply: 'none' | 'writing' | 'held';
  /** "9:00 AM their time": when a held answer leaves. */
  replyAt?: string | null;
  /** "Tue 1 Dec, 10:00", when an appointment came of it. */
  booked?: string | null;
  /** Which channels are closed, if the number is on the do-not-contact list. */
  closed?: 'all' | 'sms' | 'voice' | null;
};

const CLOSED = { all: 'texts and calls', sms: 'texts', voice: 'calls' } as const;

/** How a conversation stands, in the words of a list. */
export function conversationWords(
  facts: ConversationFacts,
  { me, nameOf, reply, replyAt, booked, closed }: ConversationContext,
): StateWords {
  if (facts.ended_at !== null || facts.owner === 'closed') {
    return endWords(facts, nameOf, booked ?? null, closed ?? null);
  }
  if (facts.owner === 'paused') {
    return said('Unclear: AI is not sure what is meant', 'needs', 'info');
  }
  if (facts.awaits_human) {
    const nobody = facts.nobody_online ? ' · nobody is online' : '';
    const why = handoverWords(facts.handover_reason);
    return said(`Wants a person: ${why}${nobody}`, 'needs', 'user');
  }
  if (facts.owner === 'human') {
    if (facts.assigned_to === null) return said('A person answers', 'plain', 'user');
    if (facts.assigned_to === me) return said('Yours', 'plain', 'user');
    return said(`${nameOf(facts.assigned_to)} answers`, 'plain', 'user');
  }
  if (facts.owner !== 'ai') return said(quoted(facts.owner));
  if (reply === 'writing') return said('AI is writing an answer', 'live');
  if (reply === 'held') return said(`AI answers${replyAt ? ` at ${replyAt}` : ' later'}`);
  return said('AI answers');
}

function endWords(
  { end_reason, end_evidence, conversion_status }: ConversationFacts,
  nameOf: (userId: string) => string,
  booked: string | null,
  closed: 'all' | 'sms' | 'voice' | null,
): StateWords {
  switch (end_reason) {
    case 'goal_reached':
      return booked
        ? said(`Booked ${booked}`, 'good', 'cal')
        : said('Goal reached', 'good', 'check');
    case 'opted_out':
      return said(`Opted out of ${CLOSED[closed ?? 'all']}`, 'plain', 'ban');
    case 'disqualified':
      return said('Ended: not a fit', 'plain', 'check');
    case 'silent':
      return said('Ended: silent for days', 'plain', 'check');
    case 'closed_by_staff': {
      const by = end_evidence?.['by'];
      return said(typeof by === 'string' ? `Ended by ${nameOf(by)}` : 'Ended by hand');
    }
    case null:
      return conversion_status ? outcomeWords(conversion_status) : said('Ended');
    default:
      return said(`Ended: ${quoted(end_reason)}`);
  }
}

/** The same, in the head of the thread; the button beside it changes it. */
export function headWords(
  facts: ConversationFacts,
  context: ConversationContext & { waits: string | null },
): StateWords {
  const { me, nameOf, waits } = context;
  if (facts.ended_at !== null || facts.owner === 'closed') {
    if (facts.end_reason === 'opted_out') return said('Opted out', 'bad', 'ban');
    if (facts.end_reason === 'goal_reached') return said('Ended: goal reached', 'good', 'check');
    const words = conversationWords(facts, context);
    const note = facts.end_evidence?.['note'];
    return typeof note === 'string' ? { ...words, words: `${words.words}: “${note}”` } : words;
  }
  if (facts.owner === 'paused') return said('Paused: unclear', 'needs', 'info');
  if (facts.awaits_human) {
    return said(`${whomFor(facts, context)}${waits ? `, ${waits}` : ''}`, 'needs', 'user');
  }
  if (facts.owner === 'human') {
    if (facts.assigned_to === me) return said('You answer');
    const who = facts.assigned_to ? nameOf(facts.assigned_to) : 'A person';
    return said(`${capital(who)} answers`, 'plain', 'user');
  }
  return facts.owner === 'ai' ? said('answers') : said(quoted(facts.owner));
}

/** Whom a conversation waits for that was handed over and not answered yet. */
function whomFor(
  { assigned_to, nobody_online }: ConversationFacts,
  { me, nameOf }: Pick<ConversationContext, 'me' | 'nameOf'>,
): string {
  if (assigned_to === null) return nobody_online ? 'Nobody is online' : 'Waits for a person';
  return assigned_to === me ? 'Waits for you' : `Waits for ${nameOf(assigned_to)}`;
}
