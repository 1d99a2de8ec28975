import type { OperatorHours } from './quiet-hours/day-hours.ts';
import { type CallingWindow, callingWindow } from './quiet-hours/window.ts';
import { type LeadWhereabouts, zonesOf } from './zones/zones-of.ts';

const HOUR = 60 * 60_000;

export type CallPolicyInput = {
  lead: LeadWhereabouts;
  /** The number to be dialed, E.164. */
  phone: string;
  at: Date;
  operator: OperatorHours | null;
};

/** Whether a number may be called at a moment, and the evidence for it, as plain JSON. */
export type CallPolicyVerdict =
  | {
      verdict: 'allow';
      until: Date;
      rule: string;
      reason: string;
      evidence: Record<string, unknown>;
    }
  | {
      verdict: 'hold';
      until: Date;
      rule: string;
      reason: string;
      evidence: Record<string, unknown>;
    };

const UNKNOWN: Record<Extract<CallingWindow, { kind: 'unknown' }>['reason'], string> = {
  no_zone: 'The time zone of the lead is unknown: set timezone or region on the lead.',
  invalid_zone: 'The time zone of the lead is not one this system knows.',
  stale_zone_data: 'The time-zone data of this system is too old for this place.',
  invalid_operator_hours: 'The calling hours in the settings open after they close.',
  never_opens: 'The rules for this lead leave no common calling time in the next eight days.',
};

/**
 * Inside the lawful window in every place where the lead may be: allowed until it closes. Outside:
 * held until it opens. What is not known counts against calling, and is looked at again in an hour.
 */
export function decideCall({ lead, phone, at, operator }: CallPolicyInput): CallPolicyVerdict {
  const place = zonesOf({ ...lead, phone });
  const window = callingWindow(place, operator, at);
  const where = { zones: place.zones, regions: place.regions, zone_source: place.source };

  switch (window.kind) {
    case 'open':
      return {
        verdict: 'allow',
        until: window.until,
        rule: 'window_open',
        reason: 'It is inside the calling hours wherever the lead may be.',
        evidence: { ...where, ...window.evidence },
      };
    case 'closed':
      return {
        verdict: 'hold',
        until: window.opensAt,
        rule: 'quiet_hours',
        reason: 'It is outside the calling hours where the lead is, or may be.',
        evidence: { ...where, ...window.evidence },
      };
    case 'unknown':
      return {
        verdict: 'hold',
        until: new Date(at.getTime() + HOUR),
        rule: window.reason === 'no_zone' ? 'unknown_zone' : window.reason,
        reason: UNKNOWN[window.reason],
        evidence: where,
      };
  }
}
