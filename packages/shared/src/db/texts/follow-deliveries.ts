import { z } from 'zod';
import { type MessageStatus, predecessorsOf } from '../../domain/texts/message-status.ts';
import { asJson, callForRow, callFunction, type Db, dbError } from '../client.ts';
import { MessageRow } from '../text-rows.ts';

/**
 * What a failure calls for: again at a time, the campaign stopped, the number blocked, or a rest for
 * the sender.
 */
export type AfterFailure = {
  retry_at?: string;
  stop?: string;
  suppress?: { scope: 'all' | 'sms'; source: string; words?: string };
  rest_until?: string;
};

/** One piece of news about a text, in our words. Any order, any number of times. */
export type Delivery = {
  provider: string;
  kind: 'callback' | 'check';
  message_id?: string;
  provider_sid: string;
  status?: MessageStatus;
  provider_status: string;
  /** The carrier's code, or a word of ours. */
  error_code?: string | number;
  segments?: number;
  /** What the carrier asks for it. */
  price_usd?: number;
  next?: AfterFailure;
};

const Delivered = z.object({
  result: z.enum(['recorded', 'repeated', 'stranger', 'conflict']),
  message_id: z.uuid().nullish(),
  moved: z.boolean(),
  retry_id: z.uuid().nullish(),
});
export type Delivered = z.infer<typeof Delivered>;

const LookedUp = z.object({
  result: z.enum(['moved_on', 'known', 'adopted', 'presumed_not_sent', 'not_found_yet']),
  retry_id: z.uuid().nullish(),
});

/** What became of a text that left: as the carrier tells it, or when it is asked. */
export function createFollowDeliveries(db: Db) {
  return {
    async recordDelivery(news: Delivery, now: Date): Promise<Delivered> {
      const entersFrom = news.status ? predecessorsOf(news.status) : [];
      const p = asJson({ ...news, enters_from: entersFrom });
      return Delivered.parse(
        await callForRow(db, 'record_delivery', { p, p_now: now.toISOString() }),
      );
    },

    /** Texts of which only the carrier knows the truth, each leased to this checker for a minute. */
    async claimChecks(now: Date, limit: number): Promise<MessageRow[]> {
      const args = { p_now: now.toISOString(), p_limit: limit };
      return z.array(MessageRow).parse(await callFunction(db, 'claim_message_checks', args));
    },

    /** Those of these sids that some row of ours already names. */
    async knownSids(sids: string[]): Promise<Set<string>> {
      if (sids.length === 0) return new Set();
      const { data, error, status } = await db
        .from('sms_messages')
        .select('provider_sid')
        .in('provider_sid', sids);
      if (error) throw dbError('messages.knownSids', error, status);
      return new Set(data.flatMap((row) => row.provider_sid ?? []));
    },

    async recordLookup(id: string, fence: number, sid: string | null, now: Date) {
      return LookedUp.parse(
        await callForRow(db, 'record_message_lookup', {
          p_id: id,
          p_fence: fence,
          p_sid: sid as string,
          p_now: now.toISOString(),
        }),
      );
    },
  };
}
