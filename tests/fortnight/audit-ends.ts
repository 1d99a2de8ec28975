import { groups } from './groups.ts';
import type { AwayMs } from './outages.ts';
import type { Return } from './returns.ts';
import type { Analysis, Appointment, Conversation, Enrollment, Message } from './rows.ts';
import type { Act } from './staff.ts';

type Known = {
  conversations: Conversation[];
  messages: Message[];
  analyses: Analysis[];
  appointments: Appointment[];
  enrollments: Enrollment[];
  /** What each lead really wrote, as the carrier has it. */
  wrote: Map<string, string[]>;
  /** Which story a number lives in texts. */
  storyOf: (phone: string) => string;
  /** Whose conversation a person had a hand in. */
  staffed: ReadonlySet<string>;
  /** What people said who closed a conversation, in their order. */
  closings: Pick<Act, 'conversationId' | 'outcome'>[];
  returns: Return[];
  /** Who refused contact on the telephone: that ends what was talked of in texts. */
  refusedAloud: ReadonlySet<string>;
  /** Who wrote again for another reason, outside their story. */
  wroteMore: ReadonlySet<string>;
  noResponseDays: number;
  awayMs: AwayMs;
  endsAt: Date;
};

/** Judging is nobody's hurry, and jobs get lost. */
const PATIENCE_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
const DELIVERY_MS = 5 * 60_000;
const ANSWER_MS = 60 * 60_000;

/** What came of those who lived their story to its end, without anybody else's help. */
export const LIVED: Record<string, string[]> = {
  'text-books': ['success'],
  'text-stop': ['discarded'],
  'text-opts-out': ['discarded'],
  'text-opts-out-french': ['discarded'],
  'text-opts-out-late': ['discarded'],
  'text-fragments': ['qualified'],
  'text-hours-later': ['qualified'],
  'text-spanish': ['qualified'],
  'text-unreachable-once': ['qualified'],
  'text-lost-once': ['qualified'],
  'text-asks-robot': ['qualified'],
  'text-long-emoji': ['qualified'],
  'text-wants-human': ['escalated'],
  'text-wrong-number': ['discarded'],
  'text-not-interested': ['unqualified'],
  'text-call-instead': ['discarded'],
  'text-landline': ['no_response'],
  'text-filtered': ['no_response'],
  'never-answers': ['no_response'],
};
/** What may be said without words of the lead, if a deed says it. */
const NEEDS_NO_WORDS = ['no_response'];

/** Whether every ending is one, with the words that were really said and the outcome that was lived. */
export function auditEnds(known: Known) {
  const { conversations, messages, analyses, appointments, wrote, storyOf, endsAt } = known;
  const { staffed, returns, noResponseDays, awayMs } = known;
  const analysisOf = new Map(analyses.map((one) => [one.conversation_id, one]));
  const booked = new Set(appointments.map((one) => one.conversation_id));
  const messagesOf = groups(messages, (one) => one.conversation_id);
  const returned = new Set([...returns.map(({ phone }) => phone), ...known.wroteMore]);
  const active = new Set(
    known.enrollments.filter(({ status }) => status === 'active').map(({ phone }) => phone),
  );
  const isPast = (at: string | Date | null, ms: number) =>
    at !== null && endsAt.getTime() - new Date(at).getTime() > ms;
  const told = (one: Conversation) => `${storyOf(one.phone)} ${one.phone} ${one.end_reason}`;
  const saidWords = (one: Conversation) =>
    (messagesOf.get(one.id) ?? []).some(
      ({ direction, body }) => direction === 'inbound' && (body ?? '').trim() !== '',
    );
  const ended = conversations.filter(({ ended_at }) => isPast(ended_at, PATIENCE_MS));

  const unjudged = ended.filter((one) => {
    const judged = analysisOf.get(one.id);
    return (
      saidWords(one) && !(judged && Date.parse(judged.updated_at) >= Date.parse(one.ended_at ?? ''))
    );
  });
  const unexplained = ended.filter((one) => {
    const judged = analysisOf.get(one.id);
    const isOpenQuestion = judged?.status === 'needs_review' && judged.failure !== null;
    return one.end_reason === null || (one.conversion_status === null && !isOpenQuestion);
  });
  const invented = conversations.flatMap((one) => {
    const judged = analysisOf.get(one.id);
    if (!judged) return [];
    const words = (wrote.get(one.phone) ?? []).map(plain);
    const isThere = (quote: string) => words.some((text) => text.includes(plain(quote)));
    const quotes = [judged.outcome_quote, ...judged.facts.map(({ quote }) => quote)];
    const wrong = quotes.filter((quote) => quote !== null && !isThere(quote));
    const isDeed =
      (judged.outcome === 'success' && booked.has(one.id)) ||
      (judged.outcome === 'escalated' && one.handed_over_at !== null);
    // A colleague knows what nobody wrote.
    const isTheirs = known.closings.some(
      ({ conversationId, outcome }) =>
        conversationId === one.id && outcome !== undefined && outcome === judged.outcome,
    );
    const isSpoken =
      one.end_reason === 'opted_out' &&
      judged.outcome === 'discarded' &&
      known.refusedAloud.has(one.phone);
    const isBare =
      judged.status === 'done' &&
      judged.outcome_quote === null &&
      !isDeed &&
      !isTheirs &&
      !isSpoken &&
      !NEEDS_NO_WORDS.includes(judged.outcome ?? '');
    return wrong.length > 0 || isBare
      ? [`${told(one)} ${judged.outcome}: ${wrong.join(' / ')}`]
      : [];
  });
  const wrongOutcomes = ended.filter((one) => {
    const lived = LIVED[storyOf(one.phone)];
    if (!lived || staffed.has(one.phone) || returned.has(one.phone)) return false;
    const outcome = one.conversion_status;
    if (outcome === null || (outcome === 'escalated' && one.handed_over_at !== null)) return false;
    // Whoever was never asked cannot have answered.
    const isSilent = outcome === 'no_response' && !saidWords(one);
    const isSpoken =
      outcome === 'discarded' &&
      one.end_reason === 'opted_out' &&
      known.refusedAloud.has(one.phone);
    return !lived.includes(outcome) && !isSilent && !isSpoken;
  });
  const overruled = conversations.filter(({ id, end_reason, conversion_status, ended_at }) => {
    if (ended_at === null) return false;
    if (end_reason === 'goal_reached') return conversion_status !== 'success';
    const closing = known.closings.findLast(({ conversationId }) => conversationId === id);
    return (
      end_reason === 'closed_by_staff' && closing?.outcome && closing.outcome !== conversion_status
    );
  });
  const unbooked = conversations.filter(
    ({ id, end_reason }) => end_reason === 'goal_reached' && !booked.has(id),
  );
  const endless = conversations.filter(
    (one) =>
      one.ended_at === null &&
      one.owner !== 'paused' &&
      !active.has(one.phone) &&
      isPast(one.last_activity_at, (noResponseDays + 1) * DAY_MS),
  );

  const late = returns.filter(({ at }) => isPast(at, ANSWER_MS));
  const arrivalOf = (one: Return) =>
    messages.find(
      ({ phone, direction, body, created_at }) =>
        phone === one.phone &&
        direction === 'inbound' &&
        body === one.words &&
        Math.abs(Date.parse(created_at) - one.at.getTime()) - awayMs(one.at, created_at) <
          DELIVERY_MS,
    );
  const unopened = late.filter((one) => {
    const conversation = conversations.find(({ id }) => id === one.conversationId);
    const isHere = arrivalOf(one)?.conversation_id === one.conversationId;
    return !isHere || (one.asks && conversation?.reopened_at === null);
  });
  // A landline can ask, and cannot be answered: a try that the carrier refused is an answer, too.
  const unanswered = late.filter(
    (one) =>
      one.asks &&
      !(messagesOf.get(one.conversationId) ?? []).some(
        ({ direction, sid, status, kind, created_at }) =>
          direction === 'outbound' &&
          (sid !== null || status === 'failed') &&
          kind !== 'campaign' &&
          Date.parse(created_at) >= one.at.getTime(),
      ),
  );

  return {
    unjudged: unjudged.map(told),
    ends_unexplained: unexplained.map(told),
    invented_words: invented,
    wrong_outcomes: wrongOutcomes.map((one) => `${told(one)}: ${one.conversion_status}`),
    outcomes_overruled: overruled.map((one) => `${told(one)}: ${one.conversion_status}`),
    goals_without_appointment: unbooked.map(told),
    endless: endless.map(told),
    late_replies_elsewhere: unopened.map(({ phone, words }) => `${phone}: ${words}`),
    late_replies_unanswered: unanswered.map(({ phone, words }) => `${phone}: ${words}`),
  };
}

/** Letters and digits alone: what the carrier did to quotation marks and spaces is nobody's lie. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
