import { type LeadWhereabouts, zonesOf } from '../zones/zones-of.ts';
import { bindingCaps } from './caps.ts';
import type { Channel, ContactCaps } from './contact-input.ts';

/** A cap as a claim states it. */
export type Limit = {
  id: string;
  channels: readonly Channel[];
  limit: number;
  window_hours: number;
};

type Contact = {
  channel: Channel;
  lead: LeadWhereabouts;
  phone: string;
  caps: ContactCaps;
  at: Date;
};

/**
 * Every cap on a contact, those of states included; the statement that commits it checks them
 * again: between the decision and the claim another worker may have used up what was left.
 */
export function limitsOn({ channel, lead, phone, caps, at }: Contact): Limit[] {
  const { regions } = zonesOf({ ...lead, phone });
  return bindingCaps(channel, regions, caps, at).map(({ id, channels, limit, windowHours }) => ({
    id,
    channels,
    limit: Math.floor(limit),
    window_hours: windowHours,
  }));
}
