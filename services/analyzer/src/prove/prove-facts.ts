import type { Fact } from '@ringback/shared/db/calls/analyses.ts';
import { timesAnswered, timesIn } from '@ringback/shared/domain/meaning/clock-times.ts';
import { plainWords } from '@ringback/shared/domain/meaning/plain-words.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import type { Judgement } from '@ringback/shared/providers/analysis/judgement.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';

export type Dropped = { field: string; reason: string };

/** Keeps the facts whose words the lead really said, each with the turn that contains them. */
export function proveFacts(claims: Judgement['facts'], turns: Turn[]) {
  const facts: Fact[] = [];
  const dropped: Dropped[] = [];
  for (const { field, value, quote, turn } of claims) {
    const found = findQuote(quote, turns, turn);
    if (value.trim() === '') dropped.push({ field, reason: 'no value' });
    else if (!found) dropped.push({ field, reason: 'the lead said no such words' });
    else if (!isMeant(field, value, found.quote)) {
      dropped.push({ field, reason: 'the words do not say so' });
    } else facts.push({ field, value: value.trim(), quote: found.quote, turn: found.turn });
  }
  return { facts, dropped };
}

/** A name or an address must be in the words letter by letter; a time needs words that name one. */
function isMeant(field: string, value: string, quote: string): boolean {
  switch (field) {
    case 'name':
    case 'email':
      return plainWords(quote).includes(plainWords(value));
    case 'appointment_at':
    case 'callback_at':
      return namesMoment(quote);
    default:
      return true;
  }
}

const MOMENT =
  /\b(?:in (?:a|an|one|two|three|half|\d+) |now|tomorrow|today|tonight|next|\w+day|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|morgen|heute|\w+tag|mittwoch)/;

function namesMoment(quote: string): boolean {
  return (
    timesIn(quote).length > 0 || timesAnswered(quote).length > 0 || MOMENT.test(plainWords(quote))
  );
}
