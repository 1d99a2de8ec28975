import { z } from 'zod';
import type { Actor } from '../access/activity.ts';
import { asJson, callFunction, type Db } from '../client.ts';

export type Suppressions = ReturnType<typeof createSuppressions>;

export type NewSuppression = {
  phone: string;
  scope: 'all' | 'voice' | 'sms';
  /** `spoken`, `keypad`, `api`, … */
  source: string;
  words?: string;
  callId?: string;
};

const Suppressed = z.object({
  suppression_id: z.number().int(),
  canceled_calls: z.number().int(),
});

export function createSuppressions(db: Db) {
  return {
    /** This number is not contacted any more; planned calls are canceled in the same step. */
    async add({ phone, scope, source, words, callId }: NewSuppression, now: Date) {
      return Suppressed.parse(
        await callFunction(db, 'suppress', {
          p_phone: phone,
          p_scope: scope,
          p_source: source,
          p_words: (words ?? null) as string,
          p_call_id: (callId ?? null) as string,
          p_now: now.toISOString(),
        }),
      );
    },

    /** Because somebody here said so; who that was stands in the activity log. */
    async addByHand(
      { phone, scope, words }: Pick<NewSuppression, 'phone' | 'scope' | 'words'>,
      by: Actor,
      now: Date,
    ) {
      return Suppressed.parse(
        await callFunction(db, 'suppress_by_hand', {
          p_phone: phone,
          p_scope: scope,
          p_words: (words ?? null) as string,
          p_actor: asJson(by),
          p_now: now.toISOString(),
        }),
      );
    },

    /** Some hundreds at a time, each as `add` does it. Returns how many were new on the list. */
    async addMany(
      source: string,
      rows: readonly Pick<NewSuppression, 'phone' | 'scope' | 'words'>[],
      now: Date,
    ): Promise<number> {
      const args = { p: asJson({ source, rows }), p_now: now.toISOString() };
      return z
        .number()
        .int()
        .parse(await callFunction(db, 'suppress_many', args));
    },

    async has(phone: string, channel: 'voice' | 'sms'): Promise<boolean> {
      const args = { p_phone: phone, p_channel: channel };
      return z.boolean().parse(await callFunction(db, 'is_suppressed', args));
    },
  };
}
