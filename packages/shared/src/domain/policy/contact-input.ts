import type { OperatorHours } from '../quiet-hours/day-hours.ts';
import type { LeadWhereabouts } from '../zones/zones-of.ts';
import type { NumberRules } from './judge-number.ts';
import type { Purpose } from './purpose.ts';

export type Channel = 'call' | 'text';

/**
 * `campaign`: planned by us. `single`: asked for by the operator. `reply`: answers the lead.
 * `notice`: confirms an opt-out or says where help is.
 */
export type ContactKind = 'campaign' | 'single' | 'reply' | 'notice';

export type ConsentKind = 'written' | 'express' | 'implied' | 'operator' | 'keyword';

export type Consent = {
  channel: Channel | 'all';
  kind: ConsentKind;
  at: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

/** A scope that is none of `all`, `voice` and `sms` is taken for `all`. */
export type Suppression = { scope: string; at: Date; source?: string };

/** A contact that counts: replies do not. */
export type Touch = { channel: Channel; at: Date };

/** The most that one lead gets, over all campaigns; rolling days and weeks. */
export type ContactCaps = {
  textsPerDay: number;
  callsPerDay: number;
  touchesPerDay: number;
  touchesPerWeek: number;
};

export const DEFAULT_CONTACT_CAPS: ContactCaps = {
  textsPerDay: 1,
  callsPerDay: 3,
  touchesPerDay: 3,
  touchesPerWeek: 7,
};

export type Budget = {
  spentUsd: number;
  /** Null: no limit. */
  capUsd: number | null;
  /** When spending starts anew, if it does. */
  resetsAt: Date | null;
};

/** Everything that decides whether a number may be contacted at a moment. */
export type ContactInput = {
  channel: Channel;
  kind: ContactKind;
  /** A campaign that sells needs a stronger consent than one that informs. Selling is assumed. */
  purpose?: Purpose;
  lead: LeadWhereabouts;
  /** E.164. */
  phone: string;
  /** Which countries, and which costly ranges, may be contacted at all. */
  numbers: NumberRules;
  at: Date;
  consents: readonly Consent[];
  suppressions: readonly Suppression[];
  touches: readonly Touch[];
  caps: ContactCaps;
  budget: Budget;
  killSwitch: boolean;
  operator: OperatorHours | null;
  /** When the lead last wrote in this conversation. */
  lastInboundAt: Date | null;
};

/** A sentence about what cannot be right in the input, or null. It names nobody. */
export function faultIn(input: ContactInput): string | null {
  if (Number.isNaN(input.at.getTime())) return 'The moment is no date.';
  if (!/^\+[1-9]\d{6,14}$/.test(input.phone)) return 'The number is not in international form.';
  const moments = [
    ...input.consents.flatMap(({ at, expiresAt, revokedAt }) => [at, expiresAt, revokedAt]),
    ...input.suppressions.map(({ at }) => at),
    ...input.touches.map(({ at }) => at),
    input.budget.resetsAt,
    input.lastInboundAt,
  ];
  if (moments.some((moment) => moment !== null && Number.isNaN(moment.getTime()))) {
    return 'A moment in the lead’s history is no date.';
  }
  if (!Object.values(input.caps).every((cap) => cap >= 0)) return 'A cap is no number.';
  const { spentUsd, capUsd } = input.budget;
  if (!(spentUsd >= 0) || !(capUsd === null || capUsd >= 0)) return 'The budget is no number.';
  return null;
}

/** Answers to a lead are neither counted nor priced. */
export const isAnswer = ({ kind }: Pick<ContactInput, 'kind'>): boolean =>
  kind === 'reply' || kind === 'notice';
