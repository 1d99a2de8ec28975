import { CAP_RULES } from './cap-rules.ts';
import type { Channel, ContactCaps, Touch } from './contact-input.ts';

const HOUR = 3_600_000;
const BOTH: readonly Channel[] = ['call', 'text'];

/** The most contacts by these channels together within a rolling window. */
export type Cap = { id: string; channels: readonly Channel[]; limit: number; windowHours: number };

/**
 * How far one cap is used up; `freeAt` is null while there is room, 'never' for a cap of 0.
 */
export type CapUse = {
  id: string;
  limit: number;
  window_hours: number;
  counted: number;
  freeAt: Date | 'never' | null;
};

/** Every cap that binds a contact by `channel` with a lead of these regions, and how full it is. */
export function capUses(
  channel: Channel,
  regions: readonly string[],
  caps: ContactCaps,
  touches: readonly Touch[],
  at: Date,
): CapUse[] {
  return bindingCaps(channel, regions, caps, at).map((cap) => useOf(cap, touches, at));
}

/** The caps that bind a contact by `channel` with a lead of these regions. */
export function bindingCaps(
  channel: Channel,
  regions: readonly string[],
  caps: ContactCaps,
  at: Date,
): Cap[] {
  return [...systemCaps(caps), ...stateCaps(regions, at)].filter(({ channels }) =>
    channels.includes(channel),
  );
}

function useOf(cap: Cap, touches: readonly Touch[], at: Date): CapUse {
  const windowMs = cap.windowHours * HOUR;
  // A touch dated in the future by another clock counts too.
  const counted = touches
    .filter(({ channel }) => cap.channels.includes(channel))
    .map((touch) => touch.at.getTime())
    .filter((touchedAt) => at.getTime() - touchedAt < windowMs)
    .sort((a, b) => a - b);

  const limit = Math.floor(cap.limit);
  const leaves = counted[counted.length - limit];
  const full = leaves === undefined ? 'never' : new Date(leaves + windowMs);
  return {
    id: cap.id,
    limit,
    window_hours: cap.windowHours,
    counted: counted.length,
    freeAt: counted.length < limit ? null : full,
  };
}

function systemCaps(caps: ContactCaps): Cap[] {
  return [
    { id: 'texts_per_day', channels: ['text'], limit: caps.textsPerDay, windowHours: 24 },
    { id: 'calls_per_day', channels: ['call'], limit: caps.callsPerDay, windowHours: 24 },
    { id: 'touches_per_day', channels: BOTH, limit: caps.touchesPerDay, windowHours: 24 },
    { id: 'touches_per_week', channels: BOTH, limit: caps.touchesPerWeek, windowHours: 7 * 24 },
  ];
}

function stateCaps(regions: readonly string[], at: Date): Cap[] {
  const day = at.toISOString().slice(0, 10);
  return CAP_RULES.filter(
    (rule) =>
      regions.includes(rule.jurisdiction) &&
      rule.effective_from <= day &&
      day <= (rule.effective_to ?? '9999'),
  );
}
