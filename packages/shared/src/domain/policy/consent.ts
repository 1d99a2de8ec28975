import { CONSENT_RULES, type ConsentRule } from './consent-rules.ts';
import { have, need, neededKinds } from './consent-words.ts';
import type { Consent, ConsentKind, ContactInput } from './contact-input.ts';
import { type Purpose, purposeOf } from './purpose.ts';

export type ConsentFinding =
  | { ok: true; consent: Consent | null; rules: string[] }
  | {
      ok: false;
      rule: 'no_consent' | 'consent_too_weak' | 'consent_expired' | 'consent_revoked';
      reason: string;
      rules: string[];
      /**
       * The kinds of consent that this channel has, in force or not, and those that would suffice.
       */
      found: ConsentKind[];
      needed: ConsentKind[];
    };

/**
 * Whether a lead agreed to this contact. A campaign needs what the law of every place requires, a
 * single contact any consent that stands, an answer the text that it answers.
 */
export function consentFor(input: ContactInput, countries: readonly string[]): ConsentFinding {
  const { kind, at } = input;
  const ours = input.consents.filter(
    ({ channel }) => channel === 'all' || channel === input.channel,
  );
  const rules = kind === 'campaign' ? rulesFor(countries, purposeOf(input.purpose)) : [];
  const ids = rules.map(({ id }) => id);

  // A notice says that the consent is gone, or where help is.
  if (kind === 'notice') return { ok: true, consent: null, rules: [] };
  if (kind === 'reply') return answering(input, ours);

  const standing = ours.filter((consent) => stands(consent, at));
  const enough = standing
    .filter((consent) => rules.every(({ kinds }) => kinds.includes(consent.kind)))
    // Inferred consent expires; without a date of its own it has expired already.
    .filter((consent) => kind !== 'campaign' || consent.kind !== 'implied' || consent.expiresAt);
  const best = enough.sort((a, b) => endOf(b) - endOf(a))[0];
  if (best) return { ok: true, consent: best, rules: ids };

  const refuse = (rule: Exclude<ConsentFinding, { ok: true }>['rule'], reason: string) =>
    ({
      ok: false,
      rule,
      reason,
      rules: ids,
      found: kindsOf(ours),
      needed: neededKinds(rules),
    }) as const;
  const toWhat = input.channel === 'call' ? 'to be called' : 'to be texted';
  const needs = need(rules, input.channel);
  if (standing.length > 0) {
    return refuse('consent_too_weak', `The consent ${toWhat} is ${have(standing)}.${needs}`);
  }
  if (ours.some(({ revokedAt }) => revokedAt !== null)) {
    return refuse('consent_revoked', `The consent ${toWhat} was taken back.`);
  }
  if (ours.length > 0)
    return refuse('consent_expired', `The consent ${toWhat} is not in force.${needs}`);
  return refuse('no_consent', `There is no consent ${toWhat} on record.${needs}`);
}

function kindsOf(consents: readonly Consent[]): ConsentKind[] {
  return [...new Set(consents.map(({ kind }) => kind))];
}

// The consent was taken back and the lead wrote again: the newer text invites the answer.
function answering({ lastInboundAt }: ContactInput, ours: readonly Consent[]): ConsentFinding {
  const revoked = ours.some(
    ({ revokedAt }) => revokedAt !== null && (!lastInboundAt || lastInboundAt < revokedAt),
  );
  if (!revoked) return { ok: true, consent: null, rules: [] };
  const reason = 'The consent was taken back after the lead’s last text.';
  return {
    ok: false,
    rule: 'consent_revoked',
    reason,
    rules: [],
    found: kindsOf(ours),
    needed: [],
  };
}

/**
 * Whether a consent of a kind suffices for a campaign to a number of a country, while it stands.
 */
export function coversCampaign(kind: ConsentKind, country: string, purpose: Purpose): boolean {
  return rulesFor([country], purpose).every(({ kinds }) => kinds.includes(kind));
}

function stands({ at, expiresAt, revokedAt }: Consent, now: Date): boolean {
  return at <= now && (!expiresAt || expiresAt > now) && revokedAt === null;
}

/** When a consent ends, as milliseconds; later is better. */
function endOf({ expiresAt }: Consent): number {
  return expiresAt?.getTime() ?? Infinity;
}

function rulesFor(countries: readonly string[], purpose: Purpose): ConsentRule[] {
  const known = countries.map((country) =>
    CONSENT_RULES.some(({ jurisdiction }) => jurisdiction === country) ? country : 'ANY',
  );
  // The place is unknown: the strictest law that we have applies.
  const places = new Set(known.length > 0 ? known : ['US']);
  return CONSENT_RULES.filter((rule) => places.has(rule.jurisdiction) && rule.purpose === purpose);
}
