import { callStandingWords } from '../../../words/leads.ts';
import type { Contacts } from './contacts.ts';

/** "Wrote at 10:24", "Call, no answer, 9:28", "Text, Saturday": what happened with a lead last. */
export function lastContactWords(last: Contacts['last'], when: (iso: string) => string): string {
  if (last === null) return 'Never';
  const at = when(last.at);
  if (last.direction === 'inbound')
    return `${last.channel === 'text' ? 'Wrote' : 'Called us'}, ${at}`;
  if (last.channel === 'text') return `Text${last.status === 'failed' ? ' failed' : ''}, ${at}`;
  if (last.status === 'completed' && last.seconds !== null) {
    return `Call, ${last.seconds < 60 ? `${last.seconds} s` : `${Math.round(last.seconds / 60)} min`}, ${at}`;
  }
  return `Call, ${callStandingWords(last.status)}, ${at}`;
}
