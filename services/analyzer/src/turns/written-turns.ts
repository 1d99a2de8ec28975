import type { TextCase } from '@ringback/shared/db/texts/text-analyses.ts';
import { leadsWords } from '@ringback/shared/domain/texts/own-words.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';
import { localTime } from './local-time.ts';

/** Stands for a picture or a file without words. Without letters, so that it is read but never quoted. */
const ATTACHMENT = '📎';

/** What either side wrote, numbered as in the conversation, each at the lead's own time. */
export function writtenTurns(messages: TextCase['messages'], zone: string | null): Turn[] {
  const ours: string[] = [];
  return messages.flatMap(({ seq, author, body, media, at }) => {
    // Our own words, quoted by the lead, prove nothing about the lead.
    const words = (author === 'lead' ? leadsWords(body ?? '', ours) : (body ?? '')).trim();
    if (author !== 'lead' && words !== '') ours.unshift(words);
    if (words === '' && media.length === 0) return [];
    return {
      turn: seq,
      who: author === 'lead' ? ('lead' as const) : ('agent' as const),
      text: words === '' ? ATTACHMENT : words,
      atLocal: localTime(zone, new Date(at)).nowLocal,
    };
  });
}
