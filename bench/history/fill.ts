/** The moment at which every question is asked. */
export const NOW = '2026-11-20T17:00:00Z';
export const OUR_NUMBER = '+12025550190';
export const CAMPAIGN = '00000000-0000-4000-8000-0000000000ca';
export const ENDPOINT = '00000000-0000-4000-8000-0000000000ec';

/** How many calls are due, alive or planned, and how many texts and talks, whatever the past holds. */
const LIVE = 40;

type Options = {
  /** When the past ends; ISO 8601. */
  now?: string;
  live?: number;
  /** How many of ten conversations and enrollments are over. */
  closedOfTen?: number;
};

/**
 * SQL that leaves a database with `size` leads behind it, each with what a lead leaves behind: a call
 * every ten seconds up to two hours ago, half of them talks, and texts, consents and decisions. What
 * is going on now is the same at every size. Written past functions and triggers, so that it is quick.
 */
export function fillHistory(
  size: number,
  { now: at = NOW, live: liveCount = LIVE, closedOfTen = 7 }: Options = {},
): string {
  const rows = `from generate_series(1, ${size}) n`;
  const then = `(timestamptz '${at}' - interval '2 hours' - (${size} - n) * interval '10 seconds')`;
  const lead = `n, '+1404' || (1000000 + n)::text`;
  const live = `from generate_series(1, ${liveCount}) n`;
  const now = `timestamptz '${at}'`;
  return `
    set session_replication_role = replica;
    set synchronous_commit = off;
    insert into private.our_carrier (provider, voice, updated_at) values ('twilio', 'openai', ${now})
      on conflict do nothing;
    insert into campaigns (id, name, sender, provider, status, created_at, updated_at)
      values ('${CAMPAIGN}', 'History', '${OUR_NUMBER}', 'twilio', 'running', ${now}, ${now});
    insert into campaign_steps (campaign_id, position, variants)
      values ('${CAMPAIGN}', 1, '[{"name":"a","weight":1,"body":"Hello."}]'),
        ('${CAMPAIGN}', 2, '[{"name":"a","weight":1,"body":"Again."}]');
    insert into senders (sender, provider, per_second) values ('${OUR_NUMBER}', 'twilio', 100);
    insert into webhook_endpoints (id, url, secret, events, created_at, updated_at)
      values ('${ENDPOINT}', 'https://example.test/', 'whsec', '{lead.outcome}', ${now}, ${now});

    insert into leads (id, name, phone, email, lead_status, call_sid, last_contacted_at, created_at, updated_at)
      overriding system value
      select n, initcap(substr(md5(n::text), 1, 6)) || ' ' || initcap(substr(md5((-n)::text), 1, 8)),
        '+1404' || (1000000 + n)::text, substr(md5(n::text), 1, 8) || '@example.test',
        case when n % 10 < 3 then 'new' when n % 50 = 7 then 'do_not_contact' else 'contacted' end,
        case when n % 10 >= 3 then 'CA' || md5(n::text) end,
        case when n % 10 >= 3 then ${then} end, ${then}, ${then} ${rows};
    insert into calls (id, lead_id, lead_phone, direction, provider, voice, to_number, status, run_at, dialed_at, answered_at,
        ended_at, settled_at, call_sid, duration_seconds, reached, created_at, updated_at)
      select md5('call ' || n)::uuid, ${lead}, case when n % 20 = 0 then 'inbound' else 'outbound' end::call_direction, 'twilio', 'openai',
        '+1404' || (1000000 + n)::text,
        case when n % 2 = 0 then 'completed' when n % 3 = 0 then 'busy' else 'no_answer' end::call_status,
        ${then}, ${then}, case when n % 2 = 0 then ${then} end, ${then}, ${then}, 'CA' || md5(n::text), 60, n % 2 = 0,
        ${then}, ${then} ${rows} where n % 10 >= 3;
    insert into call_events (call_id, call_sid, kind, direction, from_number, to_number, call_status,
        sequence, received_at)
      select md5('call ' || n)::uuid, 'CA' || md5(n::text), 'status', 'outbound', '${OUR_NUMBER}',
        '+1404' || (1000000 + n)::text, 'completed', 1, ${then} ${rows};
    insert into conversation_transcripts (call_sid, call_id, lead_id, seq, role, content, timestamp)
      select 'CA' || md5(n::text), md5('call ' || n)::uuid, n, s, case s when 1 then 'assistant' else 'user' end::transcript_role,
        'Words of a talk.', ${then} ${rows}, generate_series(1, 2) s where n % 2 = 0;
    insert into conversation_analyses (call_id, call_sid, lead_id, status, outcome, decided_by, created_at, updated_at)
      select md5('call ' || n)::uuid, 'CA' || md5(n::text), n, 'done', 'unqualified', 'model', ${then}, ${then}
      ${rows} where n % 2 = 0;
    insert into appointments (lead_id, call_id, starts_at, created_at)
      select n, md5('call ' || n)::uuid, ${then} + interval '9 days', ${then} ${rows} where n % 20 = 0;
    insert into suppressions (phone, phone_hash, scope, source, created_at)
      select '+1404' || (1000000 + n)::text, md5(n::text), 'all', 'text', ${then} ${rows} where n % 50 = 7;
    insert into consents (lead_id, phone, channel, kind, source, at, created_at, updated_at)
      select ${lead}, 'all', 'written', 'form', ${then}, ${then}, ${then} ${rows};
    insert into sms_conversations (id, lead_id, lead_phone, our_number, provider, owner, campaign_id, last_seq,
        last_inbound_seq, last_read_seq, last_activity_at, ended_at, conversion_status, created_at, updated_at)
      select md5('talk ' || n)::uuid, ${lead}, '${OUR_NUMBER}', 'twilio',
        case when n % 10 < ${closedOfTen} then 'closed' else 'ai' end::conversation_owner, '${CAMPAIGN}', 2, 2, 2, ${then},
        case when n % 10 < ${closedOfTen} then ${then} end, case when n % 10 < ${closedOfTen} then 'unqualified' end::outcome, ${then}, ${then} ${rows};
    insert into conversation_analyses (conversation_id, lead_id, channel, status, outcome, decided_by, created_at, updated_at)
      select md5('talk ' || n)::uuid, n, 'text', 'done', 'unqualified', 'model', ${then}, ${then}
      ${rows} where n % 10 < ${closedOfTen};
    insert into sms_campaign_enrollments (id, campaign_id, lead_id, lead_phone, status, next_step,
        next_message_at, enrolled_at, created_at, updated_at) overriding system value
      select n, '${CAMPAIGN}', ${lead}, case when n % 10 < ${closedOfTen} then 'completed' else 'active' end::enrollment_status,
        2, ${now} + interval '1 day' + n * interval '1 second', ${then}, ${then}, ${then} ${rows};
    insert into sms_messages (message_id, conversation_id, lead_id, lead_phone, sender, seq, direction, author,
        kind, body, delivery_status, provider, provider_sid, campaign_id, enrollment_id, step, send_at, claimed_at, sent_at,
        refusal_verdict, created_at, updated_at)
      select md5('text ' || n || ' ' || s)::uuid, md5('talk ' || n)::uuid, ${lead}, '${OUR_NUMBER}', s,
        case s when 1 then 'outbound' else 'inbound' end::call_direction,
        case s when 1 then 'campaign' else 'lead' end::message_author,
        case s when 1 then 'campaign' else 'inbound' end::message_kind, 'Some words.',
        case s when 1 then 'delivered' else 'received' end::delivery_status, 'twilio', 'SM' || md5(n || ' ' || s),
        case s when 1 then '${CAMPAIGN}'::uuid end, case s when 1 then n end, case s when 1 then 1 end,
        ${then}, case s when 1 then ${then} end, ${then}, case s when 2 then 'not' end, ${then}, ${then}
      ${rows}, generate_series(1, 2) s;
    insert into contact_decisions (at, lead_id, call_id, verdict, rule, reason)
      select ${then}, n, md5('call ' || n)::uuid, 'allow', 'claimed', 'It may be called.' ${rows};
    insert into contact_decisions (at, lead_id, message_id, channel, verdict, rule, reason)
      select ${then}, n, md5('text ' || n || ' 1')::uuid, 'text', 'allow', 'claimed', 'It may be texted.' ${rows};
    insert into webhook_receipts (provider, kind, dedupe_key, received_at, last_received_at)
      select 'twilio', case n % 3 when 0 then 'status' when 1 then 'text_inbound' else 'text_callback' end,
        n::text, ${then}, ${then} ${rows};
    insert into events (topic, type, payload, at)
      select 'lead:' || n, 'lead.updated', jsonb_build_object('id', n, 'phone', '+1404' || (1000000 + n)::text), ${then} ${rows};
    insert into idempotency_keys (key_hash, request_hash, call_id, created_at)
      select md5('key ' || n), md5('request ' || n), md5('call ' || n)::uuid, ${then} ${rows} where n % 2 = 0;
    insert into webhook_deliveries (endpoint_id, event, dedupe_key, data, happened_at, status, created_at, updated_at)
      select '${ENDPOINT}', 'lead.outcome', 'outcome ' || n, '{}', ${then}, 'delivered', ${then}, ${then} ${rows} where n % 4 = 0;

    insert into leads (id, name, phone, created_at, updated_at) overriding system value
      select ${size} + n, 'Now ' || n, '+1505' || (1000000 + n)::text, ${now}, ${now} ${live};
    insert into calls (id, lead_id, lead_phone, direction, provider, voice, to_number, status, run_at, dialed_at, call_sid,
        next_check_at, created_at, updated_at)
      select md5('live ' || n)::uuid, ${size} + n, '+1505' || (1000000 + n)::text, 'outbound', 'twilio', 'openai', '+1505' || (1000000 + n)::text,
        case when n % 4 = 0 then 'in_progress' when n % 4 = 1 then 'ringing' when n % 4 = 2 then 'held' else 'scheduled' end::call_status,
        ${now} - n * interval '1 second', case when n % 4 < 2 then ${now} end, case when n % 4 < 2 then 'CAlive' || n end,
        case when n % 4 < 2 then ${now} + interval '60 seconds' end, ${now}, ${now} ${live};
    insert into sms_conversations (id, lead_id, lead_phone, our_number, provider, owner, last_seq, last_inbound_seq,
        last_activity_at, reply_due_at, created_at, updated_at)
      select md5('now ' || n)::uuid, ${size} + n, '+1505' || (1000000 + n)::text, '${OUR_NUMBER}', 'twilio',
        case when n % 4 = 0 then 'human' else 'ai' end::conversation_owner, 1, 1, ${now} - interval '1 minute',
        case when n % 4 = 1 then ${now} - interval '1 second' end, ${now} - interval '1 minute', ${now} ${live};
    insert into consents (lead_id, phone, channel, kind, source, at, created_at, updated_at)
      select ${size} + n, '+1505' || (1000000 + n)::text, 'all', 'written', 'form', ${now}, ${now}, ${now} ${live};
    insert into sms_messages (message_id, conversation_id, lead_id, lead_phone, sender, seq, direction, author,
        kind, body, delivery_status, provider, refusal_verdict, send_at, enqueue_at, created_at, updated_at)
      select md5('now ' || n || ' ' || s)::uuid, md5('now ' || n)::uuid, ${size} + n, '+1505' || (1000000 + n)::text,
        '${OUR_NUMBER}', case s when 1 then 1 end, case s when 1 then 'inbound' else 'outbound' end::call_direction,
        case s when 1 then 'lead' else 'system' end::message_author,
        case s when 1 then 'inbound' else 'single' end::message_kind, 'Some words.',
        case s when 1 then 'received' else 'pending' end::delivery_status, 'twilio', case s when 1 then 'not' end,
        ${now}, ${now}, ${now} - interval '1 minute', ${now} ${live}, generate_series(1, 2) s;
    select setval(pg_get_serial_sequence('public.leads', 'id'), ${size + liveCount});
    select setval(pg_get_serial_sequence('public.sms_campaign_enrollments', 'id'), ${size});
    set session_replication_role = origin;`;
}
