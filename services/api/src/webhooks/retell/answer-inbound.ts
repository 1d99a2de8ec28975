import { spokenName } from '@ringback/shared/domain/lead-fields/greeting.ts';
import type { Known, WhoIs } from '@ringback/shared/inbound/who-is.ts';
import type { Person } from '@ringback/shared/providers/retell/answer.ts';
import type { Question } from '@ringback/shared/providers/retell/webhook-event.ts';

type Deps = {
  whoIs: WhoIs;
  isSuppressed: (phone: string, channel: 'voice' | 'sms') => Promise<boolean>;
  /**
   * The agent for numbers that have none of their own; null: the agent that the vendor binds to the
   * number.
   */
  agentId: string | null;
};

const LINE_CHARS = 300;
const HISTORY_CHARS = 4_000;

/**
 * The caller or author, for the agent that answers: the same lead with the same past on every
 * channel.
 */
export function createAnswerInboundRetell({ whoIs, isSuppressed, agentId }: Deps) {
  return async function answerInboundRetell(
    { channel, from, to, hasAgent }: Question,
    at: Date,
  ): Promise<{ foundBy: string; answer: Person | 'rejected' }> {
    const known = await whoIs(from, at);
    // An own number: two agents would talk with each other.
    if (known.foundBy === 'own_number' || (from === to && known.foundBy !== 'withheld')) {
      return { foundBy: 'own_number', answer: 'rejected' };
    }
    const isShown = known.foundBy !== 'withheld';
    const suppressed = isShown && (await isSuppressed(from, channel));
    const answer: Person = {
      // A number without an agent of its own needs one in the answer.
      agentId: agentId !== null && !hasAgent ? agentId : undefined,
      variables: variablesOf(known, isShown ? from : '', suppressed),
      leadId: known.lead?.id,
    };
    return { foundBy: known.foundBy, answer };
  };
}

function variablesOf({ lead, history }: Known, from: string, suppressed: boolean) {
  const { full, first } = spokenName(lead?.name);
  const name = full ?? '';
  const nextAppointment = history.appointments[0];
  return {
    customer_name: name || `Customer ${from}`.trim(),
    name,
    first_name: first ?? '',
    customer_phone: from,
    phone: from,
    email: lead?.email ?? '',
    lead_id: lead ? String(lead.id) : '',
    lead_status: lead?.lead_status ?? 'new',
    outcome: lead?.outcome ?? '',
    do_not_contact: String(suppressed),
    is_known: String(lead !== null),
    next_appointment: nextAppointment ? new Date(nextAppointment).toISOString() : '',
    history: storyOf(history),
  };
}

/** Earlier conversations and their outcomes, oldest first; only the newest part if it is long. */
function storyOf({ texts, calls }: Known['history']): string {
  const lines = [
    ...texts.map(({ at, author, body }) => ({
      at,
      line: `${author === 'lead' ? 'Customer' : 'Us'} (text): ${body}`,
    })),
    ...calls.map(({ at, direction, why, status, outcome, summary }) => ({
      at,
      line: `${direction === 'inbound' ? 'They called' : 'We called'}${why ? ` (${why})` : ''}: ${status}${
        outcome ? `, ${outcome}` : ''
      }${summary ? `. ${summary}` : ''}`,
    })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return lines
    .map(({ at, line }) => `${at.slice(0, 10)} ${line.replace(/\s+/g, ' ').slice(0, LINE_CHARS)}`)
    .join('\n')
    .slice(-HISTORY_CHARS);
}
