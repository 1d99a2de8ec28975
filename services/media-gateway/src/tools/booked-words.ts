import {
  agreesToTime,
  refusesAppointment,
} from '@ringback/shared/domain/meaning/agrees-to-time.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';

/** One turn of the call; the words of a lead's turn may still be on their way. */
export type SpokenTurn = { who: 'lead' | 'agent'; text: string };

/**
 * Whether the lead agreed to that time. Its words are looked for in its turns. While the last turn is
 * still being transcribed, the words that the model reports count, checked for the same meaning.
 */
export function isBookedIn(
  spoken: readonly SpokenTurn[],
  words: string,
  saidAtLocal: string,
  startsAtLocal: string,
): boolean {
  const last = spoken.findLastIndex(({ who }) => who === 'lead');
  const turns = spoken.map(({ who, text }, turn) => ({ who, text, turn }));
  const found = findQuote(words, [...turns].reverse());
  const isPending = last === -1 || spoken[last]?.text === '';
  if (!found && !isPending) return false;
  const place = found?.turn ?? last;
  const later = spoken.slice(place + 1).filter(({ who }) => who === 'lead');
  if (later.some(({ text }) => refusesAppointment(text))) return false;
  const said = found ? (spoken[place]?.text ?? words) : words;
  const ours = spoken.slice(0, Math.max(0, place)).findLast(({ who }) => who === 'agent');
  const offer = place === -1 ? spoken.findLast(({ who }) => who === 'agent') : ours;
  return agreesToTime({ said, ours: offer?.text ?? null, saidAtLocal, startsAtLocal });
}
