import type { Fact } from '@ringback/shared/db/analyses.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import type { Judgement } from '@ringback/shared/providers/analysis/judgement.ts';
import type { Turn } from '@ringback/shared/providers/analysis/port.ts';

export type Dropped = { field: string; reason: string };

/** Keeps the facts whose words the lead really said, each with the turn in which they stand. */
export function proveFacts(claims: Judgement['facts'], turns: Turn[]) {
  const facts: Fact[] = [];
  const dropped: Dropped[] = [];
  for (const { field, value, quote, turn } of claims) {
    const found = findQuote(quote, turns, turn);
    if (value.trim() === '') dropped.push({ field, reason: 'no value' });
    else if (!found) dropped.push({ field, reason: 'the lead said no such words' });
    else facts.push({ field, value: value.trim(), quote: found.quote, turn: found.turn });
  }
  return { facts, dropped };
}
