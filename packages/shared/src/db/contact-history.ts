import { z } from 'zod';
import type { Consent, Suppression, Touch } from '../domain/policy/contact-input.ts';
import { ConsentRow } from '../events/text-rows.ts';

const CONSENT = {
  channel: true,
  kind: true,
  at: true,
  expires_at: true,
  revoked_at: true,
} as const;

/** What decides about a contact besides the time, in the shape of rows: moments are texts there. */
export const ContactHistory = z.object({
  consents: z.array(ConsentRow.pick(CONSENT)),
  suppressions: z.array(z.object({ scope: z.string(), source: z.string(), at: z.string() })),
  /** Of the last seven days, oldest first. Answers to a lead do not count as touches. */
  touches: z.array(z.object({ channel: z.enum(['text', 'call']), at: z.string() })),
});
type ContactHistory = z.infer<typeof ContactHistory>;

/** The same in the words of the policy. */
export function historyOf({ consents, suppressions, touches }: ContactHistory): {
  consents: Consent[];
  suppressions: Suppression[];
  touches: Touch[];
} {
  return {
    consents: consents.map(({ channel, kind, at, expires_at, revoked_at }) => ({
      channel,
      kind,
      at: new Date(at),
      expiresAt: expires_at === null ? null : new Date(expires_at),
      revokedAt: revoked_at === null ? null : new Date(revoked_at),
    })),
    suppressions: suppressions.map((one) => ({ ...one, at: new Date(one.at) })),
    touches: touches.map((touch) => ({ ...touch, at: new Date(touch.at) })),
  };
}
