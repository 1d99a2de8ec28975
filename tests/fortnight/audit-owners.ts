import type { Happening, Message } from './rows.ts';
import type { Act } from './staff.ts';

type Known = { happenings: Happening[]; messages: Message[]; acts: Act[]; endsAt: Date };

const PATIENCE_MS = 15 * 60_000;
const CLOSING = 'closing';

/**
 * Whether two ever talked at once. The log has every change in the order in which it was written, so
 * that what happened within one millisecond has an order, too.
 */
export function auditOwners({ happenings, messages, acts, endsAt }: Known) {
  const rowOf = new Map(messages.map((one) => [one.id, one]));
  const ownerOf = new Map<string, string>();
  const leftAt = new Map<string, number>();
  const writtenAt = new Map<string, number>();
  /** What people wrote into each conversation and what of it went out. */
  const people = new Map<string, { seq: number; id: number }[]>();
  const talkedOver: string[] = [];
  const bothAnswered: string[] = [];

  for (const one of happenings) {
    if (one.owner !== null) ownerOf.set(one.conversation_id, one.owner);
    if (one.message_id === null) continue;
    const { message_id: id, conversation_id: talk, kind, seq } = one;
    if (!writtenAt.has(id)) {
      writtenAt.set(id, one.id);
      if (kind === 'human' && seq !== null && rowOf.get(id)?.sid) {
        people.set(talk, [...(people.get(talk) ?? []), { seq, id: one.id }]);
      }
    }
    if (one.status !== 'sending' || leftAt.has(id)) continue;
    leftAt.set(id, one.id);
    const isClosing = one.notice === CLOSING;
    const owner = ownerOf.get(talk) ?? 'ai';
    const isOurs = kind === 'reply' || kind === 'campaign';
    if (isOurs && (owner === 'human' || owner === 'paused')) {
      talkedOver.push(`${id} ${kind} while ${owner}`);
    }
    if ((kind !== 'reply' && !isClosing) || one.answers === null) continue;
    // A closing line is said with the booking that it confirms: it counts from when it was written.
    const said = isClosing ? (writtenAt.get(id) ?? 0) : one.id;
    const answers = one.answers;
    const isDouble = (people.get(talk) ?? []).some((by) => by.seq > answers && by.id < said);
    if (isDouble) bothAnswered.push(`${id} answers ${answers}`);
  }

  const wrote = new Map(
    acts.flatMap((act) => (act.kind === 'wrote' && act.clientId ? [[act.clientId, act]] : [])),
  );
  const lost = [...wrote].filter(([clientId, { at }]) => {
    const rows = messages.filter(({ client_message_id }) => client_message_id === clientId);
    if (rows.length !== 1) return true;
    const isOver = rows.every(
      ({ sid, suppressed_reason, status }) =>
        sid !== null || suppressed_reason !== null || status === 'held' || status === 'failed',
    );
    return !isOver && endsAt.getTime() - at.getTime() > PATIENCE_MS;
  });

  return {
    talked_over_a_person: talkedOver,
    answered_by_both: bothAnswered,
    lost_words_of_staff: lost.map(([clientId]) => clientId),
  };
}
