import { z } from 'zod';
import { asJson, callFunction, type Db } from '../client.ts';
import { ConsentRow } from '../text-rows.ts';

export type Consents = ReturnType<typeof createConsents>;

/**
 * What a lead agreed to, with its proof. Defaults: channel `text`, now, and kind `implied`, which
 * suffices for no campaign.
 */
export type NewConsent = {
  channel?: 'text' | 'call' | 'all';
  kind?: 'written' | 'express' | 'implied' | 'operator' | 'keyword';
  text?: string;
  text_version?: string;
  url?: string;
  ip?: string;
  user_agent?: string;
  form_id?: string;
  source?: string;
  at?: string;
  expires_at?: string;
  evidence?: Record<string, unknown>;
};

export function createConsents(db: Db) {
  return {
    /** The same consent recorded twice is one. False: there is no such lead. */
    async add(leadId: number, consent: NewConsent, now: Date): Promise<boolean> {
      const args = { p_lead_id: leadId, p: asJson(consent), p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'record_consent', args));
    },

    /** Newest first, revoked and expired ones included. */
    async ofPhone(phone: string): Promise<ConsentRow[]> {
      const found = await callFunction(db, 'consents_by_phone', { p_phone: phone });
      return z.array(ConsentRow).parse(found);
    },
  };
}
