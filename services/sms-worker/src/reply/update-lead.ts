import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import { isOwnAddress, namesItself } from '@ringback/shared/domain/meaning/own-name.ts';
import { findQuote } from '@ringback/shared/domain/quote.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { breathAt, leadTurns, type Turn } from './turn.ts';

type Deps = { leads: Pick<Leads, 'update'>; now: Now };

export type UpdateLead = (
  turn: Turn,
  wish: { name?: string | null; email?: string | null },
  log: Logger,
) => Promise<void>;

const NAME = /^[\p{L}][\p{L}\p{M}'’. -]{0,79}$/u;

/** Stores a name or an address that the lead has texted as its own, and nothing else. */
export function createUpdateLead({ leads, now }: Deps): UpdateLead {
  return async function updateLead(turn, { name, email }, log) {
    const said = leadTurns(turn);
    const change = {
      ...(name && NAME.test(name) && isOwnName(turn, name) ? { name } : {}),
      ...(email &&
      said.some(
        ({ text }) => isOwnAddress(text) && text.toLowerCase().includes(email.toLowerCase()),
      )
        ? { email: email.toLowerCase() }
        : {}),
    };
    const fields = Object.keys(change);
    if (turn.conversation.lead_id !== null && fields.length > 0) {
      await leads.update(turn.conversation.lead_id, change, now());
    }
    log.info({ conversationId: turn.conversation.id, fields }, 'lead updated from its own words');
  };
}

function isOwnName(turn: Turn, name: string): boolean {
  const found = findQuote(name, leadTurns(turn).reverse());
  if (!found) return false;
  const { said, ours } = breathAt(turn, found.turn);
  return namesItself(said, name, ours);
}
