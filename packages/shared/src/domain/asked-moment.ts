import { callbackMoment } from './calls/callback-time.ts';

export type AskedMoment =
  | { ok: true; at: Date }
  | {
      ok: false;
      /** `missed`: it has passed since the lead said so. */
      reason: 'no_zone' | 'invalid' | 'past' | 'too_far' | 'missed';
    };

/** A promise that is late by no more than this is kept at once. */
const LATE_MS = 30 * 60_000;

/** When to call a lead that has asked to be called at a time on its own clock. */
export function askedMoment(wish: {
  atLocal: string;
  /** Where the lead is; null if unknown. */
  zone: string | null;
  /** When the lead said so. "In an hour" counts from here, however late it is read. */
  saidAt: Date;
  now: Date;
}): AskedMoment {
  const { atLocal, zone, saidAt, now } = wish;
  if (zone === null) return { ok: false, reason: 'no_zone' };
  const wanted = callbackMoment({ atLocal, zone, now: saidAt });
  if (!wanted.ok) return wanted;
  if (wanted.at.getTime() < now.getTime() - LATE_MS) return { ok: false, reason: 'missed' };
  return { ok: true, at: new Date(Math.max(wanted.at.getTime(), now.getTime())) };
}
