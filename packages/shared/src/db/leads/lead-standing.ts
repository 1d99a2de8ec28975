import { callFunction, type Db } from '../client.ts';
import { ContactHistory } from '../contact-history.ts';

export type LeadStanding = ReturnType<typeof createLeadStanding>;

const Standing = ContactHistory.pick({ suppressions: true, touches: true });

/** The blocks of a number that are in force, and what reached it in the last seven days. */
export function createLeadStanding(db: Db) {
  return async function leadStanding(phone: string, now: Date) {
    const args = { p_phone: phone, p_now: now.toISOString() };
    return Standing.parse(await callFunction(db, 'lead_standing', args));
  };
}
