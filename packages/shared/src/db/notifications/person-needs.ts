import { z } from 'zod';
import { DAYS } from '../../domain/notifications/on-duty.ts';
import {
  CHANNELS,
  type Known,
  type Need,
  TO_WHOM,
} from '../../domain/notifications/who-is-told.ts';
import { PERSON_REASONS } from '../../domain/reasons/person-reasons.ts';
import { asJson, callFunction, type Db } from '../client.ts';

export type PersonNeeds = ReturnType<typeof createPersonNeeds>;

const ToLook = z.object({
  needs: z.array(
    z
      .object({
        id: z.uuid(),
        kind: z.enum(['conversation', 'call', 'analysis']),
        reason: z.enum(PERSON_REASONS),
        since: z.string(),
        acted_at: z.string().nullable(),
        assigned_to: z.uuid().nullable(),
        told: z.array(z.uuid()),
      })
      .transform(
        ({ since, acted_at, assigned_to, ...need }): Need => ({
          ...need,
          since: new Date(since),
          actedAt: acted_at === null ? null : new Date(acted_at),
          assignedTo: assigned_to,
        }),
      ),
  ),
  rules: z.array(
    z.object({
      id: z.uuid(),
      reasons: z.array(z.enum(PERSON_REASONS)),
      after_minutes: z.number(),
      channel: z.enum(CHANNELS),
      to_whom: z.enum(TO_WHOM).nullable(),
      user_id: z.uuid().nullable(),
    }),
  ),
  shifts: z.array(
    z.object({
      user_id: z.uuid(),
      days: z.array(z.enum(DAYS)),
      starts: z.string(),
      ends: z.string(),
      time_zone: z.string(),
    }),
  ),
  people: z.array(
    z.object({
      id: z.uuid(),
      time_zone: z.string().nullable(),
      quiet_from: z.string().nullable(),
      quiet_until: z.string().nullable(),
    }),
  ),
});

type Decided = {
  need_id: string;
  told: { rule_id: string; recipients: { user_id: string; at: Date }[] }[];
  look_at: Date | null;
};

/** Who needs a person, as the rules of notification see it. */
export function createPersonNeeds(db: Db) {
  return {
    /** The needs whose rules are to be read by now, and what they are judged by. */
    async toLook(now: Date, limit: number): Promise<Known & { needs: Need[] }> {
      const args = { p_now: now.toISOString(), p_limit: limit };
      return ToLook.parse(await callFunction(db, 'needs_to_look', args));
    },

    /** Stores what the rules ask for. False: the need has ended. */
    async recordTold(decided: Decided, now: Date): Promise<boolean> {
      const args = { p: asJson(decided), p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'record_told', args));
    },

    /** Deletes those that ended before then. */
    async prune(before: Date, limit: number): Promise<number> {
      const args = { p_before: before.toISOString(), p_limit: limit };
      return z.number().parse(await callFunction(db, 'prune_person_needs', args));
    },
  };
}
