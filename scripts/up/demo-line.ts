import type { DemoCall, DemoChat } from './demo-api.ts';

/** What the demonstration says when a call comes to a status; nothing when it is not worth a line. */
export function demoLine(call: DemoCall): string | null {
  switch (call.status) {
    case 'held':
      return `is held: ${call.held_reason ?? 'not now'}`;
    case 'ringing':
      return 'the telephone rings';
    case 'in_progress':
      return call.answered_by?.startsWith('machine') ? 'a machine answers' : 'picks up';
    case 'busy':
      return 'is busy; tried again later';
    case 'no_answer':
      return 'does not pick up; tried again later';
    case 'failed':
      return 'could not be reached';
    case 'canceled':
      return `canceled${call.end_reason ? `: ${call.end_reason}` : ''}`;
    case 'completed':
      return 'the call is over';
    default:
      return null;
  }
}

/** The outcome with the words that prove it, once there is one. */
export function outcomeLine({ analysis }: DemoCall): string | null {
  if (!analysis) return null;
  const quote = analysis.outcome_quote ? ` because of "${analysis.outcome_quote}"` : '';
  return `outcome ${analysis.outcome ?? 'needs a human look'}${quote}`;
}

const WITHOUT_ANALYSIS = ['busy', 'no_answer', 'failed', 'canceled'];

/** Held for less than this, a call still belongs to the story. */
const SOON_MS = 60_000;

/** Whether nothing more is to be printed about this call for now. */
export function isTold(call: DemoCall, now: Date): boolean {
  if (WITHOUT_ANALYSIS.includes(call.status)) return true;
  if (call.status === 'held') return Date.parse(call.run_at) - now.getTime() > SOON_MS;
  return call.status === 'completed' && Boolean(call.analysis);
}

const NEVER_SAID = ['suppressed', 'canceled', 'failed'];

/** One text as a reader of the conversation sees it; nothing for a draft that was never sent. */
export function chatLine({
  direction,
  author,
  body,
  media,
  delivery_status,
}: DemoChat['messages'][number]): string | null {
  if (NEVER_SAID.includes(delivery_status)) return null;
  const words = `"${body ?? ''}"${media.length > 0 ? ', with a picture' : ''}`;
  if (direction === 'inbound') return `texts: ${words}`;
  return `${author === 'ai' ? 'the agent' : 'we'}: ${words}`;
}

/** How a conversation in texts ended, or who waits for whom; nothing while it goes on. */
export function chatEnd({ conversation, planned }: DemoChat): string | null {
  const held = planned.find(({ delivery_status }) => delivery_status === 'held');
  if (held) return `is held: ${held.held_reason ?? 'not now'}`;
  if (conversation.owner === 'human') {
    return `is handed to a person: ${conversation.handover_reason ?? 'asked for one'}`;
  }
  if (!conversation.ended_at) return null;
  const words = conversation.end_evidence?.words;
  const why = words ? `because of "${words}"` : `(${conversation.end_reason ?? 'ended'})`;
  return `outcome ${conversation.conversion_status ?? 'needs a human look'} ${why}`;
}
