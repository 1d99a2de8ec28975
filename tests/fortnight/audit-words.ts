import { z } from 'zod';
import type { AwayMs } from './outages.ts';
import type { Query } from './rows.ts';

const Word = z.object({
  id: z.string(),
  phone: z.string(),
  /** What a lead wrote: when we had it, and when it was judged whether it refuses contact. */
  at: z.string(),
  judged_at: z.string().nullable(),
  /** Its number is closed altogether: there is nothing left to refuse. */
  is_closed: z.boolean(),
});
const Left = z.object({ id: z.string(), phone: z.string(), at: z.string() });

type Known = {
  words: z.infer<typeof Word>[];
  left: z.infer<typeof Left>[];
  awayMs: AwayMs;
  endsAt: Date;
};

/** A silent judge is asked again after a minute at most; who dies over it is followed by the next. */
const JUDGED_WITHIN_MS = 10 * 60_000;

/** What leads wrote, and what left by itself: not what people wrote, nor that we understood a refusal. */
export async function readWords(query: Query): Promise<Pick<Known, 'words' | 'left'>> {
  return {
    words: z.array(Word).parse(
      await query(`select m.message_id as id, m.lead_phone as phone, m.created_at::text as at,
          m.judged_at::text,
          private.is_suppressed(m.lead_phone, 'sms')
            and private.is_suppressed(m.lead_phone, 'voice') as is_closed
        from sms_messages m where m.direction = 'inbound' and m.refusal_verdict is not null`),
    ),
    left: z.array(Left).parse(
      await query(`select message_id as id, lead_phone as phone, claimed_at::text as at
        from sms_messages
        where direction = 'outbound' and provider_sid is not null and claimed_at is not null
          and kind <> 'human' and notice is distinct from 'opt_out'`),
    ),
  };
}

/** Whether nothing left by itself before the words of its lead were judged, and all were. */
export function auditWords({ words, left, awayMs, endsAt }: Known) {
  return {
    left_before_the_verdict: left.flatMap(({ id, phone, at }) => {
      const leftMs = Date.parse(at);
      const open = words.filter(
        (word) =>
          word.phone === phone &&
          Date.parse(word.at) < leftMs &&
          (word.judged_at === null || Date.parse(word.judged_at) > leftMs),
      );
      return open.map((word) => `${id} at ${at}: ${word.id} was not judged`);
    }),
    words_left_unjudged: words
      .filter(({ judged_at: judgedAt, is_closed: isClosed }) => judgedAt === null && !isClosed)
      .filter(({ at }) => endsAt.getTime() - Date.parse(at) - awayMs(at, endsAt) > JUDGED_WITHIN_MS)
      .map(({ id, at }) => `${id} of ${at}`),
  };
}
