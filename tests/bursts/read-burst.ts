import { z } from 'zod';

type Exec = (sql: string) => Promise<Record<string, unknown>[]>;

const Row = z.object({
  conversation: z.string(),
  inbound: z.array(z.string()),
  told: z.array(z.string()),
  by_time: z.array(z.string()),
  by_stamp: z.array(z.string()),
  /** Of each in `by_stamp`: its stamp, in milliseconds since 1970. */
  stamps_ms: z.array(z.number()),
  answers: z.number(),
});
export type ReadBurst = z.infer<typeof Row>;

/** How a lead's texts stand, by place, by the live log and by time, and how many answers left for it. */
export async function readBurst(exec: Exec, phone: string): Promise<ReadBurst> {
  const [row] = await exec(`
    select v.id as conversation,
      (select coalesce(json_agg(m.provider_sid order by m.seq), '[]') from sms_messages m
       where m.conversation_id = v.id and m.direction = 'inbound') as inbound,
      (select coalesce(json_agg(e.payload ->> 'provider_sid' order by e.id), '[]') from events e
       where e.topic = 'message:' || v.id and e.type = 'message.created'
         and e.payload ->> 'direction' = 'inbound') as told,
      (select coalesce(json_agg(m.provider_sid order by m.created_at), '[]') from sms_messages m
       where m.conversation_id = v.id and m.direction = 'inbound') as by_time,
      (select coalesce(json_agg(m.provider_sid order by m.arrived_at), '[]') from sms_messages m
       where m.conversation_id = v.id and m.direction = 'inbound') as by_stamp,
      (select coalesce(json_agg(extract(epoch from m.arrived_at) * 1000 order by m.arrived_at), '[]')
       from sms_messages m
       where m.conversation_id = v.id and m.direction = 'inbound') as stamps_ms,
      (select count(*)::int from sms_messages m
       where m.conversation_id = v.id and m.kind = 'reply' and m.claimed_at is not null) as answers
    from sms_conversations v where v.lead_phone = '${phone}'`);
  // Nothing of it has been written yet.
  const nothing = {
    conversation: '',
    inbound: [],
    told: [],
    by_time: [],
    by_stamp: [],
    stamps_ms: [],
    answers: 0,
  };
  return Row.parse(row ?? nothing);
}
