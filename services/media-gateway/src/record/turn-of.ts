import type { NewTurn } from '@ringback/shared/db/calls/transcripts.ts';
import { heardText } from '../audio/heard.ts';
import type { Heard } from '../audio/turn-taking.ts';
import type { Entry } from './conversation-order.ts';

/** An entry as a turn: the words of the lead, or the heard part of ours. Null if there are none. */
export function turnOf(entry: Entry, heard: Heard | null): Omit<NewTurn, 'seq'> | null {
  const { role, at } = entry;
  if (role === 'other') return null;
  const whole = entry.text.trim();
  if (role === 'user') return whole ? { role, content: whole, heard: true, at } : null;
  if (!heard) return null;
  const content = heardText(entry.text, heard.heardMs, heard.audioMs);
  if (!content) return null;
  const reply = entry.replyMs === null ? {} : { reply_ms: entry.replyMs };
  return content === whole
    ? { role, content, heard: true, at, ...reply }
    : { role, content, heard: false, generated: whole, at, ...reply };
}
