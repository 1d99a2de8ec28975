import type { DemoCall } from './demo-api.ts';

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

/** Whether nothing more is to be told about this call for now. */
export function isTold(call: DemoCall, now: Date): boolean {
  if (WITHOUT_ANALYSIS.includes(call.status)) return true;
  if (call.status === 'held') return Date.parse(call.run_at) - now.getTime() > SOON_MS;
  return call.status === 'completed' && Boolean(call.analysis);
}
