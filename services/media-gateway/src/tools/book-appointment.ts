import { callbackMoment } from '@ringback/shared/domain/calls/callback-time.ts';
import { isOpenAt } from '@ringback/shared/domain/meaning/opening-hours.ts';
import { within } from '@ringback/shared/runtime/within.ts';
import { z } from 'zod';
import { isBookedIn } from './booked-words.ts';
import { leadZone, localNow } from './local-now.ts';
import { defineTool } from './tool.ts';

const DAY_MS = 86_400_000;
/** A wall clock is read at most 60 days ahead; from a month on, that makes 90. */
const MONTH_MS = 30 * DAY_MS;
const PATIENCE_MS = 4_000;

const NOT_AGREED =
  'The lead has not agreed to that time. Ask whether it suits them, and use this only after they have said so.';
const WHY = {
  invalid: 'That is no date and time. Ask for the day and the time.',
  past: 'That time has passed. Ask for another one.',
  too_far: 'That is more than 90 days ahead. Ask for an earlier time.',
} as const;

export const bookAppointment = defineTool({
  name: 'book_appointment',
  description: 'Books an appointment at a time that the lead has agreed to.',
  args: z.object({
    starts_at_local: z
      .string()
      .max(40)
      .nullish()
      .describe("The lead's local time as YYYY-MM-DDTHH:mm"),
    words: z.string().max(300).describe('What the lead said about the time, word for word'),
  }),
  async run({ starts_at_local, words }, { session, mediaSessions, spoken, now }) {
    const zone = leadZone(session) ?? 'UTC';
    const moment = momentOf(starts_at_local ?? '', zone, now());
    if (!moment.ok) return { output: { ok: false, reason: WHY[moment.reason] } };
    const clock = clockOf(zone);
    const local = (at: Date) => localNow(clock, at).slice(0, 16);
    if (!isBookedIn(spoken(), words, local(now()), local(moment.at))) {
      return { output: { ok: false, reason: NOT_AGREED } };
    }
    if (!isOpenAt(session.agent?.opening_hours ?? null, moment.at, clock)) {
      return { output: { ok: false, reason: 'Nobody is there at that time. Offer another one.' } };
    }
    try {
      const saving = mediaSessions.bookAppointment(session.call.id, moment.at, words, now());
      await within(saving, PATIENCE_MS);
    } catch {
      // The transcript holds the request, so a person can still fulfil it.
      return {
        output: { ok: false, reason: 'It cannot be saved right now. A colleague will confirm it.' },
      };
    }
    return { output: { ok: true, booked_for: localNow(zone, moment.at) } };
  },
});

/** Rules about clocks need a place; in this one it is always UTC. */
function clockOf(zone: string): string {
  return zone === 'UTC' ? 'Africa/Abidjan' : zone;
}

function momentOf(atLocal: string, zone: string, now: Date) {
  const wanted = { atLocal, zone: clockOf(zone) };
  const soon = callbackMoment({ ...wanted, now });
  if (soon.ok || soon.reason !== 'too_far') return soon;
  return callbackMoment({ ...wanted, now: new Date(now.getTime() + MONTH_MS) });
}
