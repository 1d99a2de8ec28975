import type { NumberHistory } from '../db/leads/number-history.ts';
import type { LeadRow } from '../db/rows.ts';
import { isWithheld } from '../domain/calls/withheld-caller.ts';
import type { ActiveLeads } from '../queue/active-leads.ts';
import type { Logger } from '../runtime/logger.ts';

export type FoundBy =
  | 'live_stream'
  | 'recent_contact'
  | 'leads'
  | 'nobody'
  | 'withheld'
  | 'own_number';

export type Known = { lead: LeadRow | null; foundBy: FoundBy; history: NumberHistory };

/** The lead of a number; null: none. */
export type WhoIs = (phone: string, at: Date) => Promise<Known>;

type Deps = {
  activeLeads: Pick<ActiveLeads, 'find' | 'set'>;
  readHistory: (
    query: { phone: string; leadId: number | null; since: Date },
    now: Date,
  ) => Promise<NumberHistory>;
  log: Logger;
};

const DAY_MS = 24 * 60 * 60_000;
/** An older conversation or call does not show who has the number now. */
const RECENT_MS = 30 * DAY_MS;
const NO_HISTORY: NumberHistory = {
  ours: false,
  known: null,
  by_contact: null,
  by_lead: null,
  texts: [],
  calls: [],
  appointments: [],
};
/** The mapping that the table of leads restored; pages use names of their own. */
const RESTORED = 'restored';

/**
 * Finds the lead of a number: first the lead on an open page, then the last conversation or call,
 * then the leads; the last one restores the mapping, so that the next lookup is as quick as with a
 * page.
 */
export function createWhoIs({ activeLeads, readHistory, log }: Deps): WhoIs {
  return async (phone, at) => {
    // Two withheld callers never count as one person, so none has a history.
    if (isWithheld(phone)) return { lead: null, foundBy: 'withheld', history: NO_HISTORY };
    const onScreen = await activeLeads.find(phone).catch((err: unknown) => {
      log.debug({ err }, 'live mapping not readable');
      return null;
    });
    const since = new Date(at.getTime() - RECENT_MS);
    const history = await readHistory({ phone, leadId: onScreen, since }, at);
    if (history.ours) return { lead: null, foundBy: 'own_number', history: NO_HISTORY };
    const [lead, foundBy] = choose(history);
    if (foundBy === 'leads' && lead) {
      await activeLeads
        .set({ phone, leadId: lead.id, streamId: RESTORED })
        .catch((err: unknown) => log.debug({ err }, 'live mapping not restored'));
    }
    log.info({ leadId: lead?.id, foundBy, pii: { phone } }, 'number looked up');
    return { lead, foundBy, history };
  };
}

function choose({ known, by_contact, by_lead }: NumberHistory): [LeadRow | null, FoundBy] {
  if (known) return [known, 'live_stream'];
  if (by_contact) return [by_contact, 'recent_contact'];
  return by_lead ? [by_lead, 'leads'] : [null, 'nobody'];
}
