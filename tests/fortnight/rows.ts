import { z } from 'zod';

export type Query = (sql: string) => Promise<unknown[]>;

const moment = z.string().nullable();
const Fact = z.object({ field: z.string(), quote: z.string() });

const Conversation = z.object({
  id: z.string(),
  phone: z.string(),
  owner: z.string(),
  last_inbound_seq: z.number(),
  last_activity_at: z.string(),
  conversion_status: z.string().nullable(),
  ended_at: moment,
  end_reason: z.string().nullable(),
  reopened_at: moment,
  handed_over_at: moment,
});
const Message = z.object({
  id: z.string(),
  conversation_id: z.string(),
  phone: z.string(),
  direction: z.string(),
  kind: z.string(),
  body: z.string().nullable(),
  status: z.string(),
  sid: z.string().nullable(),
  client_message_id: z.string().nullable(),
  suppressed_reason: z.string().nullable(),
  created_at: z.string(),
});
const Analysis = z.object({
  conversation_id: z.string().nullable(),
  call_id: z.string().nullable(),
  status: z.string(),
  outcome: z.string().nullable(),
  outcome_quote: z.string().nullable(),
  facts: z.array(Fact),
  failure: z.string().nullable(),
  updated_at: z.string(),
});
const Appointment = z.object({
  conversation_id: z.string().nullable(),
  call_id: z.string().nullable(),
});
const Decision = z.object({
  message_id: z.string().nullable(),
  call_id: z.string().nullable(),
  verdict: z.string(),
  rule: z.string(),
  reason: z.string(),
  has_evidence: z.boolean(),
});
const Call = z.object({
  id: z.string(),
  phone: z.string(),
  status: z.string(),
  end_reason: z.string().nullable(),
  settled_at: moment,
});
const Suppression = z.object({ phone: z.string(), scope: z.string(), at: z.string() });
const Lead = z.object({ id: z.number(), phone: z.string() });
const Enrollment = z.object({ phone: z.string(), status: z.string() });

/** What the log has, in the order in which it happened: who had a conversation, and what left it. */
const Happening = z.object({
  id: z.number(),
  is_new: z.boolean(),
  conversation_id: z.string(),
  /** Of a conversation; null for a message. */
  owner: z.string().nullable(),
  message_id: z.string().nullable(),
  kind: z.string().nullable(),
  notice: z.string().nullable(),
  status: z.string().nullable(),
  seq: z.number().nullable(),
  answers: z.number().nullable(),
});

export type Conversation = z.infer<typeof Conversation>;
export type Message = z.infer<typeof Message>;
export type Analysis = z.infer<typeof Analysis>;
export type Appointment = z.infer<typeof Appointment>;
export type Decision = z.infer<typeof Decision>;
export type Call = z.infer<typeof Call>;
export type Suppression = z.infer<typeof Suppression>;
export type Lead = z.infer<typeof Lead>;
export type Enrollment = z.infer<typeof Enrollment>;
export type Happening = z.infer<typeof Happening>;

export type Rows = Awaited<ReturnType<typeof readRows>>;

/** Everything that the audits look at, read once. */
export async function readRows(query: Query) {
  const read = async <T>(row: z.ZodType<T>, sql: string) => z.array(row).parse(await query(sql));
  return {
    conversations: await read(
      Conversation,
      `select id, lead_phone as phone, owner::text, last_inbound_seq, last_activity_at::text,
         conversion_status::text, ended_at::text, end_reason, reopened_at::text,
         handed_over_at::text
       from sms_conversations`,
    ),
    messages: await read(
      Message,
      `select message_id as id, conversation_id, lead_phone as phone, direction::text, kind::text,
         body, delivery_status::text as status, provider_sid as sid, client_message_id,
         suppressed_reason, created_at::text
       from sms_messages`,
    ),
    analyses: await read(
      Analysis,
      `select conversation_id, call_id, status, outcome::text, outcome_quote, facts, failure,
         updated_at::text
       from conversation_analyses`,
    ),
    appointments: await read(Appointment, `select conversation_id, call_id from appointments`),
    decisions: await read(
      Decision,
      `select message_id, call_id, verdict::text, rule, reason, evidence <> '{}' as has_evidence
       from contact_decisions`,
    ),
    calls: await read(
      Call,
      `select id, lead_phone as phone, status::text, end_reason, settled_at::text from calls`,
    ),
    suppressions: await read(
      Suppression,
      `select phone, scope, created_at::text as at from suppressions where lifted_at is null`,
    ),
    leads: await read(Lead, `select id::int, phone from leads`),
    enrollments: await read(
      Enrollment,
      `select lead_phone as phone, status::text from sms_campaign_enrollments`,
    ),
    happenings: await read(
      Happening,
      `select id::int, type like '%.created' as is_new,
         coalesce(payload ->> 'conversation_id', payload ->> 'id') as conversation_id,
         payload ->> 'owner' as owner, payload ->> 'message_id' as message_id,
         payload ->> 'kind' as kind, payload ->> 'notice' as notice,
         payload ->> 'delivery_status' as status, (payload ->> 'seq')::int as seq,
         (payload ->> 'in_reply_to_seq')::int as answers
       from events
       where type in ('conversation.created', 'conversation.updated', 'message.created', 'message.updated')
       order by id`,
    ),
  };
}
