import type { Consent, ConsentKind, ContactInput } from './contact-input.ts';

/** Which consents suffice for a campaign, by country; `ANY` where a country has no row. */
export type ConsentRule = {
  id: string;
  jurisdiction: string;
  purpose: 'marketing' | 'informational';
  kinds: readonly ConsentKind[];
  source: string;
  confidence: 'H' | 'M' | 'L';
};

const TCPA = '47 CFR 64.1200(a)(2), (f)(9)';
const CASL = 'CASL s. 6, 10; CRTC bulletin 2012-548';

// A keyword texted by the person is written by the person.
export const CONSENT_RULES: readonly ConsentRule[] = [
  {
    id: 'us-marketing-written',
    jurisdiction: 'US',
    purpose: 'marketing',
    kinds: ['written', 'keyword'],
    source: TCPA,
    confidence: 'H',
  },
  {
    id: 'us-informational-express',
    jurisdiction: 'US',
    purpose: 'informational',
    kinds: ['written', 'keyword', 'express'],
    source: TCPA,
    confidence: 'H',
  },
  {
    id: 'ca-marketing-casl',
    jurisdiction: 'CA',
    purpose: 'marketing',
    kinds: ['written', 'keyword', 'express', 'implied'],
    source: CASL,
    confidence: 'M',
  },
  {
    id: 'ca-informational-casl',
    jurisdiction: 'CA',
    purpose: 'informational',
    kinds: ['written', 'keyword', 'express', 'implied'],
    source: CASL,
    confidence: 'M',
  },
  {
    id: 'any-express',
    jurisdiction: 'ANY',
    purpose: 'marketing',
    kinds: ['written', 'keyword', 'express'],
    source: 'house default for countries without a row',
    confidence: 'L',
  },
  {
    id: 'any-informational',
    jurisdiction: 'ANY',
    purpose: 'informational',
    kinds: ['written', 'keyword', 'express'],
    source: 'house default for countries without a row',
    confidence: 'L',
  },
];

export type ConsentFinding =
  | { ok: true; consent: Consent | null; rules: string[] }
  | {
      ok: false;
      rule: 'no_consent' | 'consent_too_weak' | 'consent_expired' | 'consent_revoked';
      reason: string;
      rules: string[];
    };

/**
 * Whether somebody agreed to this contact. A campaign needs what the law of every place asks for, a
 * single contact any consent that stands, an answer the text that it answers.
 */
export function consentFor(input: ContactInput, countries: readonly string[]): ConsentFinding {
  const { kind, at } = input;
  const ours = input.consents.filter(
    ({ channel }) => channel === 'all' || channel === input.channel,
  );
  const rules = kind === 'campaign' ? rulesFor(countries, input.purpose ?? 'marketing') : [];
  const ids = rules.map(({ id }) => id);

  // A notice says that the consent is gone, or where help is.
  if (kind === 'notice') return { ok: true, consent: null, rules: [] };
  if (kind === 'reply') return answering(input, ours);

  const standing = ours.filter((consent) => stands(consent, at));
  const enough = standing
    .filter((consent) => rules.every(({ kinds }) => kinds.includes(consent.kind)))
    // What was inferred wears off; without a date of its own it has worn off already.
    .filter((consent) => kind !== 'campaign' || consent.kind !== 'implied' || consent.expiresAt);
  const best = enough.sort((a, b) => endOf(b) - endOf(a))[0];
  if (best) return { ok: true, consent: best, rules: ids };

  const refuse = (rule: Exclude<ConsentFinding, { ok: true }>['rule'], reason: string) =>
    ({ ok: false, rule, reason, rules: ids }) as const;
  if (standing.length > 0) {
    return refuse(
      'consent_too_weak',
      'The consent on record does not cover a campaign of this kind.',
    );
  }
  if (ours.some(({ revokedAt }) => revokedAt !== null)) {
    return refuse('consent_revoked', 'The consent for this channel was taken back.');
  }
  if (ours.length > 0)
    return refuse('consent_expired', 'The consent for this channel is not in force.');
  return refuse('no_consent', 'There is no consent on record for this channel.');
}

// Taken back and then written to us again: the newer text invites the answer.
function answering({ lastInboundAt }: ContactInput, ours: readonly Consent[]): ConsentFinding {
  const revoked = ours.some(
    ({ revokedAt }) => revokedAt !== null && (!lastInboundAt || lastInboundAt < revokedAt),
  );
  if (!revoked) return { ok: true, consent: null, rules: [] };
  const reason = 'The consent was taken back after the lead’s last text.';
  return { ok: false, rule: 'consent_revoked', reason, rules: [] };
}

function stands({ at, expiresAt, revokedAt }: Consent, now: Date): boolean {
  return at <= now && (!expiresAt || expiresAt > now) && revokedAt === null;
}

/** When a consent ends, as milliseconds; later is better. */
function endOf({ expiresAt }: Consent): number {
  return expiresAt?.getTime() ?? Infinity;
}

function rulesFor(countries: readonly string[], purpose: ConsentRule['purpose']): ConsentRule[] {
  const known = countries.map((country) =>
    CONSENT_RULES.some(({ jurisdiction }) => jurisdiction === country) ? country : 'ANY',
  );
  // Nobody knows where: the strictest law we have.
  const places = new Set(known.length > 0 ? known : ['US']);
  return CONSENT_RULES.filter((rule) => places.has(rule.jurisdiction) && rule.purpose === purpose);
}
