import type { CapUse } from './caps.ts';
import type { ContactInput } from './contact-input.ts';
import type { ContactWindow, UnknownWindow } from './contact-window.ts';

const MINUTE = 60_000;
const LOOK_AGAIN_MS = 60 * MINUTE;
const SWITCH_LOOK_MS = 5 * MINUTE;

/** What forbids contact for a while. */
export type Hold = { rule: string; reason: string; until: Date };

const UNKNOWN: Record<UnknownWindow, string> = {
  no_zone: 'The time zone of the lead is unknown: set timezone or region on the lead.',
  invalid_zone: 'The time zone of the lead is not one this system knows.',
  stale_zone_data: 'The time-zone data of this system is too old for this place.',
  invalid_operator_hours: 'The hours in the settings open after they close.',
  never_opens: 'The rules for this lead leave no common time in the next eight days.',
};

export function windowHold(window: ContactWindow, at: Date): Hold[] {
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

export function switchHold({ killSwitch, at }: ContactInput): Hold[] {
  if (!killSwitch) return [];
  const until = new Date(at.getTime() + SWITCH_LOOK_MS);
  return [
    { rule: 'switched_off', reason: 'Somebody has switched contact of this kind off.', until },
  ];
}

export function budgetHold({ budget, at }: ContactInput): Hold[] {
  if (budget.capUsd === null || budget.spentUsd < budget.capUsd) return [];
  const again = budget.resetsAt && budget.resetsAt > at ? budget.resetsAt : null;
  const until = again ?? new Date(at.getTime() + LOOK_AGAIN_MS);
  return [{ rule: 'budget', reason: 'The budget is spent.', until }];
}

export function capHolds(uses: readonly CapUse[]): Hold[] {
  return uses.flatMap(({ id, limit, window_hours, freeAt }): Hold[] => {
    if (!(freeAt instanceof Date)) return [];
    const reason = `${limit} in ${window_hours} hours is the most one lead gets.`;
    return [{ rule: `cap_${id}`, reason, until: freeAt }];
  });
}
