import { jurisdictionsOf } from '../quiet-hours/day-hours.ts';
import type { LeadZones } from '../zones/zones-of.ts';
import { type CapUse, capUses } from './caps.ts';
import { consentFor } from './consent.ts';
import { type Channel, type ContactInput, isAnswer, type Suppression } from './contact-input.ts';
import { judgeNumber } from './judge-number.ts';
import { NUMBER_TABLE } from './number-ranges.ts';
import { plainly } from './plain-evidence.ts';

/** One confirmation of an opt-out is presumed fine within this time. */
export const CONFIRMATION_MS = 5 * 60_000;

type Evidence = Record<string, unknown>;
export type Denial = { verdict: 'deny'; rule: string; reason: string; evidence: Evidence };

type Undenied = {
  kind: 'open';
  /** What was looked at, for the record; whoever goes on adds to it. */
  evidence: Evidence;
  uses: CapUse[];
  /** When the consent ends, and from when on the do-not-contact list binds; `Infinity`: never. */
  consentEnds: number;
  silentFrom: number;
  suppressed: () => Denial;
};

/** All that waiting does not help against, in the order in which it is named. */
export function judgeDenials(
  input: ContactInput,
  place: LeadZones,
): { kind: 'denied'; denial: Denial } | Undenied {
  const { channel, kind, at, phone } = input;
  const evidence: Record<string, unknown> = {
    channel,
    kind,
    at: at.toISOString(),
    zones: place.zones,
    regions: place.regions,
    zone_source: place.source,
  };
  const deny = (rule: string, reason: string, more: Record<string, unknown> = {}): Denial => ({
    verdict: 'deny',
    rule,
    reason,
    evidence: { ...evidence, ...more },
  });

  const number = judgeNumber(phone, input.numbers);
  if (!number.ok) {
    const { reason: why, range } = number;
    return denied(
      deny('undialable', number.detail, { number: { why, range, table: NUMBER_TABLE } }),
    );
  }
  evidence['number'] = { range: number.range, table: NUMBER_TABLE };

  const [suppression] = bindingOn(input);
  const suppressed = () =>
    deny('suppressed', 'The number is on the do-not-contact list.', {
      scope: suppression?.scope,
      since: suppression?.at.toISOString(),
    });
  // Only the confirmation of an opt-out outlives it, for some minutes.
  const graceOfNotice = kind === 'notice' ? CONFIRMATION_MS : 0;
  const silentFrom = suppression ? suppression.at.getTime() + graceOfNotice : Infinity;
  if (suppression && (kind !== 'notice' || at.getTime() >= silentFrom)) return denied(suppressed());

  const consent = consentFor(input, countriesOf(place));
  if (!consent.ok) {
    const { rule, reason, rules, found, needed } = consent;
    return denied(
      deny(rule, reason, {
        consent_rules: rules,
        consent_found: found,
        consent_needed: needed,
      }),
    );
  }
  evidence['consent'] = consent.consent ? plainly(consent.consent) : null;
  evidence['consent_rules'] = consent.rules;

  const answers = isAnswer(input);
  if (answers && !input.lastInboundAt) {
    return denied(deny('no_inbound', 'There is no text of the lead to answer.'));
  }

  const uses = answers ? [] : capUses(channel, place.regions, input.caps, input.touches, at);
  const closed = uses.find(({ freeAt }) => freeAt === 'never');
  evidence['caps'] = uses.map(plainly);
  if (closed)
    return denied(deny(`cap_${closed.id}`, 'The settings allow no contact of this kind.'));

  const consentEnds = consent.consent?.expiresAt?.getTime() ?? Infinity;
  return { kind: 'open', evidence, uses, consentEnds, silentFrom, suppressed };
}

const denied = (denial: Denial) => ({ kind: 'denied' as const, denial });

/** The suppressions that bind the channel, the oldest first. */
function bindingOn({ channel, suppressions }: ContactInput): Suppression[] {
  const other: Record<Channel, string> = { call: 'sms', text: 'voice' };
  return suppressions
    .filter(({ scope }) => scope !== other[channel])
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

// Where nobody knows the place, no country: the strictest law is asked.
function countriesOf(place: { regions: readonly string[]; country: string | null }): string[] {
  if (place.regions.length === 0 && place.country === null) return [];
  return jurisdictionsOf(place.regions, place.country).filter((one) => !one.includes('-'));
}
