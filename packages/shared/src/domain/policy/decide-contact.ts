import { jurisdictionsOf } from '../quiet-hours/day-hours.ts';
import { zonesOf } from '../zones/zones-of.ts';
import { type CapUse, capUses } from './caps.ts';
import { consentFor } from './consent.ts';
import { type Channel, type ContactInput, faultIn, type Suppression } from './contact-input.ts';
import { type ContactWindow, contactWindow, type UnknownWindow } from './contact-window.ts';
import { judgeNumber } from './judge-number.ts';
import { NUMBER_TABLE } from './number-ranges.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Carriers queue texts; what is accepted so close to the end may leave after it. */
export const TEXT_GUARD_MS = 10 * MINUTE;
/** For so long after the lead's last text an answer is welcome at any hour. */
export const REPLY_GRACE_MS = HOUR;
/** One confirmation of an opt-out is presumed fine within this time. */
export const CONFIRMATION_MS = 5 * MINUTE;
const LOOK_AGAIN_MS = HOUR;
const SWITCH_LOOK_MS = 5 * MINUTE;

type Explained = { rule: string; reason: string; evidence: Record<string, unknown> };

/**
 * `allow` until a moment: judge again after it. `hold` until the first moment at which nothing that
 * is known now would forbid it. `deny`: waiting does not help.
 */
export type ContactVerdict = Explained &
  ({ verdict: 'allow'; until: Date } | { verdict: 'hold'; until: Date } | { verdict: 'deny' });

type Hold = { rule: string; reason: string; until: Date };

const UNKNOWN: Record<UnknownWindow, string> = {
  no_zone: 'The time zone of the lead is unknown: set timezone or region on the lead.',
  invalid_zone: 'The time zone of the lead is not one this system knows.',
  stale_zone_data: 'The time-zone data of this system is too old for this place.',
  invalid_operator_hours: 'The hours in the settings open after they close.',
  never_opens: 'The rules for this lead leave no common time in the next eight days.',
};

/**
 * Whether a number may be contacted, in this order: what cannot be right (`invalid_input`), a
 * number that costs too much or is nobody's (`undialable`), the do-not-contact list (`suppressed`),
 * consent (`no_consent`, `consent_…`), a reply to nobody (`no_inbound`): these deny. Then what passes with time: the switch (`switched_off`), money
 * (`budget`), frequency (`cap_…`), the hour (`quiet_hours`, `unknown_zone`, …): these hold, the
 * first one is named, and the hold lasts until all of them are over. Answers to a lead are neither
 * counted nor priced, and within an hour of the lead's text not bound to the window.
 */
export function decideContact(input: ContactInput): ContactVerdict {
  const fault = faultIn(input);
  if (fault) return { verdict: 'deny', rule: 'invalid_input', reason: fault, evidence: {} };

  const { channel, kind, at, lead, phone } = input;
  const place = zonesOf({ ...lead, phone });
  const evidence: Record<string, unknown> = {
    channel,
    kind,
    at: at.toISOString(),
    zones: place.zones,
    regions: place.regions,
    zone_source: place.source,
  };
  const deny = (rule: string, reason: string, more: Record<string, unknown> = {}) =>
    ({ verdict: 'deny', rule, reason, evidence: { ...evidence, ...more } }) as const;

  const number = judgeNumber(phone, input.numbers);
  if (!number.ok) {
    const { reason: why, range } = number;
    return deny('undialable', number.detail, { number: { why, range, table: NUMBER_TABLE } });
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
  if (suppression && (kind !== 'notice' || at.getTime() >= silentFrom)) return suppressed();

  const consent = consentFor(input, countriesOf(place));
  if (!consent.ok) {
    const { rule, reason, rules, found, needed } = consent;
    return deny(rule, reason, {
      consent_rules: rules,
      consent_found: found,
      consent_needed: needed,
    });
  }
  evidence['consent'] = consent.consent ? plainly(consent.consent) : null;
  evidence['consent_rules'] = consent.rules;

  const answers = kind === 'reply' || kind === 'notice';
  if (answers && !input.lastInboundAt) {
    return deny('no_inbound', 'There is no text of the lead to answer.');
  }

  const uses = answers ? [] : capUses(channel, place.regions, input.caps, input.touches, at);
  const closed = uses.find(({ freeAt }) => freeAt === 'never');
  evidence['caps'] = uses.map(plainly);
  if (closed) return deny(`cap_${closed.id}`, 'The settings allow no contact of this kind.');

  const holds = [...switchHold(input), ...(answers ? [] : budgetHold(input)), ...capHolds(uses)];
  const graceEnds = answers && input.lastInboundAt ? graceAfter(input.lastInboundAt, at) : null;
  const guardMs = channel === 'text' && !answers ? TEXT_GUARD_MS : 0;
  const windowAt = (moment: Date) => contactWindow(place, input.operator, moment, guardMs);
  const window = windowAt(at);
  evidence['window'] = window.kind === 'unknown' ? null : window.evidence;

  if (!graceEnds) holds.push(...windowHold(window, at));

  const [first] = holds;
  if (first) {
    evidence['holds'] = holds.map(plainly);
    const latest = new Date(Math.max(...holds.map(({ until }) => until.getTime())));
    // A cap that ends at night waits for the morning, unless the lead still waits for an answer.
    const then = graceEnds && latest < graceEnds ? null : windowAt(latest);
    const until = then?.kind === 'closed' ? then.opensAt : latest;
    if (until.getTime() >= silentFrom) return suppressed();
    return { verdict: 'hold', until, rule: first.rule, reason: first.reason, evidence };
  }

  const open = window.kind === 'open' ? window.until : null;
  const ends = [open, graceEnds].flatMap((end) => (end ? [end.getTime()] : []));
  const consentEnds = consent.consent?.expiresAt?.getTime() ?? Infinity;
  return {
    verdict: 'allow',
    until: new Date(Math.min(Math.max(...ends), consentEnds, silentFrom)),
    rule: open ? 'window_open' : 'reply_in_time',
    reason: open
      ? 'Inside the contact hours wherever the lead may be, agreed to, and under every cap.'
      : 'The lead has just written and is being answered.',
    evidence,
  };
}

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

function windowHold(window: ContactWindow, at: Date): Hold[] {
  switch (window.kind) {
    case 'open':
      return [];
    case 'closed': {
      const reason = 'It is outside the contact hours where the lead is, or may be.';
      return [{ rule: 'quiet_hours', reason, until: window.opensAt }];
    }
    case 'unknown': {
      const rule = window.reason === 'no_zone' ? 'unknown_zone' : window.reason;
      const until = new Date(at.getTime() + LOOK_AGAIN_MS);
      return [{ rule, reason: UNKNOWN[window.reason], until }];
    }
  }
}

function switchHold({ killSwitch, at }: ContactInput): Hold[] {
  if (!killSwitch) return [];
  const until = new Date(at.getTime() + SWITCH_LOOK_MS);
  return [
    { rule: 'switched_off', reason: 'Somebody has switched contact of this kind off.', until },
  ];
}

function budgetHold({ budget, at }: ContactInput): Hold[] {
  if (budget.capUsd === null || budget.spentUsd < budget.capUsd) return [];
  const again = budget.resetsAt && budget.resetsAt > at ? budget.resetsAt : null;
  const until = again ?? new Date(at.getTime() + LOOK_AGAIN_MS);
  return [{ rule: 'budget', reason: 'The budget is spent.', until }];
}

function capHolds(uses: readonly CapUse[]): Hold[] {
  return uses.flatMap(({ id, limit, window_hours, freeAt }): Hold[] => {
    if (!(freeAt instanceof Date)) return [];
    const reason = `${limit} in ${window_hours} hours is the most one lead gets.`;
    return [{ rule: `cap_${id}`, reason, until: freeAt }];
  });
}

function graceAfter(lastInboundAt: Date, at: Date): Date | null {
  const ends = new Date(lastInboundAt.getTime() + REPLY_GRACE_MS);
  return lastInboundAt <= at && at < ends ? ends : null;
}

/** The same as plain JSON, for a decision record. */
function plainly(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, one instanceof Date ? one.toISOString() : one]),
  );
}
