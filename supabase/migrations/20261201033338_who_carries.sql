-- Who carries what names no carrier of its own, and whose voice holds such calls: the names that the
-- settings give, as rows keep them. One row.
create table private.our_carrier (
  only_one boolean primary key default true check (only_one),
  provider text not null,
  voice text not null,
  updated_at timestamptz not null
);

-- Until an api has told it, what the last order was given.
insert into private.our_carrier (provider, voice, updated_at)
select c.provider, c.voice, now() from public.calls c
where c.direction = 'outbound' order by c.created_at desc, c.id limit 1;

alter table public.calls alter column provider drop default, alter column voice drop default;
alter table public.campaigns alter column provider drop default;
alter table public.sms_conversations alter column provider drop default;
alter table public.sms_messages alter column provider drop default;

alter table public.call_events add column status public.call_status;

-- A call that rang is a touch for seven days: what a carrier has said of those in its own words.
update public.call_events
set status = case call_status when 'ringing' then 'ringing' else 'in_progress' end::public.call_status
where received_at > now() - interval '8 days' and call_status in ('ringing', 'in-progress');

-- From supabase/schema/functions and domain/lives.ts, by "npm run migration". Do not edit.

drop function public.record_recording(text, text, text, text, integer, jsonb, timestamptz);

drop function public.text_health(timestamptz);

drop function public.old_recordings(timestamptz, integer);

-- The carrier and the voice that the settings name. Said again, nothing changes.
create or replace function public.know_our_carrier(p_provider text, p_voice text, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into private.our_carrier as c (provider, voice, updated_at)
  values (p_provider, p_voice, p_now)
  on conflict (only_one) do update
    set provider = excluded.provider, voice = excluded.voice, updated_at = excluded.updated_at
    where (c.provider, c.voice) is distinct from (excluded.provider, excluded.voice);
$$;

-- Who carries what names no carrier of its own; all null where no service has said so yet.
create or replace function private.who_carries() returns private.our_carrier
language sql stable security definer set search_path = '' as $$
  select c from private.our_carrier c;
$$;

-- Every time since a moment that we have turned to a number, over both channels. What never arrived is
-- no touch: a text that failed, an order that the carrier refused, a call that never rang. What answers
-- a lead is none either.
create or replace function private.touches(p_phone text, p_since timestamptz)
returns table (channel text, at timestamptz, call_id uuid)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return query
    select 'text', m.claimed_at, null::uuid from public.sms_messages m
    where m.lead_phone = p_phone and m.claimed_at > p_since and m.kind in ('campaign', 'single')
      and m.delivery_status not in ('failed', 'undelivered')
    union all
    select 'call', c.dialed_at, c.id from public.calls c
    where c.lead_phone = p_phone and c.direction = 'outbound' and c.dialed_at > p_since
      and (c.status not in ('failed', 'canceled') or c.answered_at is not null or exists (
        select 1 from public.call_events e
        where e.call_id = c.id and e.status in ('ringing', 'in_progress')));
end;
$$;

-- Plans the next step of enrollments whose telephones the caller has locked: a text in the open
-- conversation with that number (made if there is none), or a call. A call nobody agreed to is
-- left out. Returns how many were planned.
create or replace function private.plan_steps(p_ids bigint[], p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_texts integer;
  v_calls integer;
begin
  -- The last step may have been taken out of the campaign while they waited.
  update public.sms_campaign_enrollments e
  set status = 'completed', reason = 'steps_done', next_message_at = null, ended_at = p_now,
      updated_at = p_now
  where e.id = any (p_ids) and e.status = 'active' and not exists (
    select 1 from public.campaign_steps s
    where s.campaign_id = e.campaign_id and s.position = e.next_step);
  perform private.leave_out_calls(p_ids, p_now);

  insert into public.sms_conversations as v (
    lead_id, lead_phone, our_number, provider, sms_agent_id, campaign_id, last_activity_at,
    created_at, updated_at)
  select e.lead_id, e.lead_phone, c.sender, c.provider,
         coalesce(c.agent_id, (select a.id from public.agents a where a.is_default)), c.id, p_now,
         p_now, p_now
  from public.sms_campaign_enrollments e
  join public.campaigns c on c.id = e.campaign_id
  join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
  where e.id = any (p_ids) and e.status = 'active' and s.channel = 'text'
    and e.message_id is null and e.call_id is null
  order by e.lead_phone
  on conflict (lead_phone, our_number) where ended_at is null do nothing;

  with texts as (
    insert into public.sms_messages as m (
      message_id, conversation_id, lead_id, lead_phone, direction, author, kind, provider,
      campaign_id, enrollment_id, step, send_at, enqueue_at, created_at, updated_at)
    select gen_random_uuid(), v.id, e.lead_id, e.lead_phone, 'outbound', 'campaign', 'campaign',
           v.provider, e.campaign_id, e.id, e.next_step, e.next_message_at, e.next_message_at,
           p_now, p_now
    from public.sms_campaign_enrollments e
    join public.campaigns c on c.id = e.campaign_id
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    join public.sms_conversations v
      on v.lead_phone = e.lead_phone and v.our_number = c.sender and v.ended_at is null
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'text'
      and e.message_id is null and e.call_id is null
    on conflict (enrollment_id, step) where retry_of is null and delivery_status <> 'canceled'
      do nothing
    returning m.message_id, m.enrollment_id
  )
  update public.sms_campaign_enrollments e set message_id = t.message_id, updated_at = p_now
  from texts t where e.id = t.enrollment_id;
  get diagnostics v_texts = row_count;

  with rings as (
    insert into public.calls as k (
      id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, message,
      origin, campaign_id, run_at, enrollment_id, step, created_at, updated_at)
    select gen_random_uuid(), e.lead_id,
           coalesce(c.agent_id, (select a.id from public.agents a where a.is_default)), 'outbound',
           o.provider, o.voice, e.lead_phone, e.lead_phone, 'scheduled', c.goal, 'campaign', c.id,
           e.next_message_at, e.id, e.next_step, p_now, p_now
    from public.sms_campaign_enrollments e
    join public.campaigns c on c.id = e.campaign_id
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    -- Until a service has said who carries calls, those wait, and nothing else does.
    cross join private.our_carrier o
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'call'
      and e.message_id is null and e.call_id is null
    on conflict (enrollment_id, step) where enrollment_id is not null and status <> 'canceled'
      do nothing
    returning k.id, k.enrollment_id
  )
  update public.sms_campaign_enrollments e set call_id = r.id, updated_at = p_now
  from rings r where e.id = r.enrollment_id;
  get diagnostics v_calls = row_count;
  return v_texts + v_calls;
end;
$$;

-- Why nothing but answers may leave now: null, or {rule, reason, until, evidence}. Of several carriers the
-- one counts whose list was read the longest ago: what it holds may be a STOP.
create or replace function private.inbound_unread(p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_door public.inbound_door;
  v_looked timestamptz;
  v_reason text;
begin
  select * into v_door from public.inbound_door;
  if not found then
    return null;
  end if;
  select min(l.looked_until) into v_looked from public.inbound_looks l;
  v_reason := case
    when v_door.seen_at < p_now - private.door_is_away_after() then
      'No api takes in what leads write: a STOP would not be heard.'
    when v_looked < v_door.open_since then
      'What leads wrote while the api was away has not been read from the carrier''s list yet.'
    when v_looked < p_now - interval '5 minutes' then
      'The carrier''s list of what leads wrote has not been read for more than five minutes.' end;
  if v_reason is null then
    return null;
  end if;
  return jsonb_build_object('rule', 'inbound_not_read', 'reason', v_reason,
    'until', p_now + interval '30 seconds', 'evidence', jsonb_build_object(
      'read_until', v_looked, 'api_seen_at', v_door.seen_at, 'api_open_since', v_door.open_since));
end;
$$;

-- Plans the call, once for the same words. p_wish: {seq: where the words stand, heard_seq: the newest
-- text that was read with them, quote, run_at?, evidence?}; without run_at the lead wants it as soon as
-- the hours permit. A newer wish moves a call that waits, and never adds one. The caller has locked the
-- telephone. Returns {result: planned | already | refused, reason?, call_id?}.
create or replace function private.plan_asked_call(
  v public.sms_conversations, p_wish jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_heard integer := coalesce(p_wish ->> 'heard_seq', p_wish ->> 'seq', '0')::integer;
  v_asked_for timestamptz := (p_wish ->> 'run_at')::timestamptz;
  v_refused text := private.why_no_call(v, p_wish);
  v_last public.calls;
  v_before public.calls;
  v_ours private.our_carrier := private.who_carries();
  v_call uuid;
  v_evidence jsonb := coalesce(nullif(p_wish -> 'evidence', 'null'), '{}') || jsonb_build_object(
    'conversation_id', v.id, 'seq', p_wish -> 'seq', 'quote', p_wish -> 'quote', 'asked_for', v_asked_for);
begin
  v_last := private.asked_call(v.id, v.lead_phone);
  if v_refused = 'calls_closed' then
    if not exists (select 1 from public.contact_decisions d
                   where d.lead_id = v.lead_id and d.rule = 'suppressed'
                     and d.evidence @> jsonb_build_object('conversation_id', v.id, 'seq', p_wish -> 'seq')) then
      perform private.decide(v.lead_id, null, 'deny', 'suppressed',
        'The lead asked by text to be called; the number is closed to calls.', null, v_evidence, p_now);
    end if;
    return jsonb_build_object('result', 'refused', 'reason', v_refused);
  elsif v_refused is not null then
    return jsonb_build_object('result', 'refused', 'reason', v_refused, 'call_id', v_last.id);
  end if;
  if (v_last.metadata ->> 'asked_seq')::integer >= v_heard
     -- It is about to ring, or rings.
     or (v_asked_for is null and private.is_live(v_last.status))
     or (v_asked_for is null and private.is_waiting(v_last.status) and v_last.dial = 1
         and v_last.metadata ->> 'asked_for' is null) then
    return jsonb_build_object('result', 'already', 'call_id', v_last.id);
  end if;

  update public.calls
  set status = 'canceled', end_reason = 'newer_wish', ended_at = p_now, settled_at = p_now,
      updated_at = p_now
  where lead_phone = v.lead_phone and origin in ('callback', 'redial')
    and private.is_waiting(status) and metadata ->> 'conversation_id' = v.id::text;
  perform private.add_consent(v.lead_id, v.lead_phone, 'asked_by_text',
    jsonb_build_object('channel', 'call', 'kind', 'express', 'text', p_wish -> 'quote',
      'evidence', jsonb_build_object('conversation_id', v.id, 'seq', p_wish -> 'seq')), p_now);
  select * into v_before from public.calls c
  where c.lead_phone = v.lead_phone order by c.created_at desc limit 1;
  -- The words of a lead are kept, whether or not a service has said by now who carries calls.
  if coalesce(v_before.provider, v_ours.provider) is null then
    return jsonb_build_object('result', 'refused', 'reason', 'nobody_carries');
  end if;
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
    message, origin, campaign_id, metadata, run_at, created_at, updated_at
  ) values (
    overlay(overlay(md5('callback of ' || v.id || ' ' || v_heard) placing '8' from 13)
      placing 'a' from 17)::uuid,
    v.lead_id, coalesce(v.sms_agent_id, (select a.id from public.agents a where a.is_default)),
    'outbound', coalesce(v_before.provider, v_ours.provider), coalesce(v_before.voice, v_ours.voice),
    v.lead_phone, v.lead_phone, 'scheduled', 'high', 'The lead asked by text to be called.',
    'callback', v.campaign_id,
    jsonb_strip_nulls(jsonb_build_object('conversation_id', v.id, 'asked_seq', v_heard,
      'asked_for', v_asked_for)),
    coalesce(v_asked_for, p_now), p_now, p_now
  ) on conflict (id) do nothing returning id into v_call;
  if v_call is null then
    return jsonb_build_object('result', 'already', 'call_id', v_last.id);
  end if;
  perform private.decide(v.lead_id, v_call, 'hold', 'callback_requested',
    case when v_asked_for is null then 'The lead asked to be called as soon as possible.'
      else 'The lead asked to be called at this time.' end,
    coalesce(v_asked_for, p_now), v_evidence, p_now);
  return jsonb_build_object('result', 'planned', 'call_id', v_call);
end;
$$;

-- What the carrier says about calls: in any order, any number of times, the row ends the same.
--
-- p_event: {provider, kind, call_id?, call_sid, direction?, from, to, status?, enters_from: [statuses from
-- which `status` may be entered], provider_status, sequence, duration_seconds?, answered_by?,
-- end_reason?, payload}. `enters_from` comes from the status table in domain/calls/call.ts, so that
-- there is one such table.
-- Returns {result: recorded | repeated | stranger | conflict, call_id?, moved, ended, stream_open?: the
-- gateway has still to tell how it ended}.
create or replace function public.record_call_event(p_event jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_sid text := p_event ->> 'call_sid';
  v_call public.calls;
  v_result text := 'recorded';
  v_new boolean;
  v_before public.call_status;
  v_to public.call_status := (p_event ->> 'status')::public.call_status;
  v_moved boolean := false;
  v_ends boolean := private.is_over(v_to);
begin
  select * into v_call from public.calls where call_sid = v_sid for update;
  if not found and p_event ->> 'call_id' is not null then
    select * into v_call from public.calls where id = (p_event ->> 'call_id')::uuid for update;
    if found and v_call.call_sid is null and v_call.dialed_at is not null then
      -- A crash lost our own record of the sid: the carrier's word brings it back.
      perform private.adopt(v_call.id, v_sid, p_now);
      select * into v_call from public.calls where id = v_call.id;
    elsif found and v_call.call_sid is not null and v_call.call_sid <> v_sid then
      v_result := 'conflict';
    end if;
  end if;

  v_new := private.receipt(
    p_event ->> 'provider', p_event ->> 'kind',
    concat_ws('/', v_sid, p_event ->> 'provider_status', p_event ->> 'sequence'), v_result, p_now);
  insert into public.call_events
    (call_id, call_sid, kind, direction, from_number, to_number, call_status, status, duration, sequence,
     payload, received_at)
  values
    (case when v_result = 'recorded' then v_call.id end, v_sid, p_event ->> 'kind',
     coalesce(v_call.direction, (p_event ->> 'direction')::public.call_direction), p_event ->> 'from', p_event ->> 'to', p_event ->> 'provider_status',
     v_to, (p_event ->> 'duration_seconds')::integer, (p_event ->> 'sequence')::integer,
     coalesce(p_event -> 'payload', '{}'), p_now)
  on conflict do nothing;

  if v_call.id is null then
    return jsonb_build_object('result', 'stranger', 'moved', false, 'ended', false);
  end if;
  if v_result = 'conflict' then
    return jsonb_build_object('result', 'conflict', 'call_id', v_call.id, 'moved', false, 'ended', false);
  end if;

  v_before := v_call.status;
  if v_to is not null and v_before::text in (
    select jsonb_array_elements_text(p_event -> 'enters_from')
  ) then
    v_moved := true;
  end if;
  update public.calls c
  set status = case when v_moved then v_to else c.status end,
      answered_at = case
        when c.answered_at is null and (v_to = 'in_progress' or (v_to = 'completed' and v_moved))
        then p_now else c.answered_at end,
      answered_by = coalesce(p_event ->> 'answered_by', c.answered_by),
      duration_seconds = coalesce((p_event ->> 'duration_seconds')::integer, c.duration_seconds),
      ended_at = case when v_moved and v_ends then coalesce(c.ended_at, p_now) else c.ended_at end,
      end_reason = case when v_moved and v_ends
        then coalesce(c.end_reason, p_event ->> 'end_reason') else c.end_reason end,
      next_check_at = case
        when not private.is_live(case when v_moved then v_to else c.status end) then null
        when v_moved and v_to = 'in_progress'
          then p_now + make_interval(secs => 60 + coalesce(
            (select a.max_seconds from public.agents a where a.id = c.agent_id), 900))
        when v_moved then p_now + interval '120 seconds'
        else c.next_check_at end,
      updated_at = p_now
  where c.id = v_call.id
    and (v_moved
      or (p_event ->> 'answered_by' is not null and c.answered_by is distinct from p_event ->> 'answered_by')
      or (p_event ->> 'duration_seconds' is not null and c.duration_seconds is null));
  return jsonb_build_object(
    'result', case when v_new then 'recorded' else 'repeated' end, 'call_id', v_call.id,
    'moved', v_moved, 'ended', v_moved and v_ends,
    'stream_open', v_call.stream_open_since is not null);
end;
$$;

-- Somebody rings us, and by that has talked with us. Idempotent by call_sid; an unknown caller becomes a
-- lead. Who shows no number is nobody we know: the call is kept under a name of its own, and says so.
-- p_call: {id, call_sid, from, to, provider, provider_status, country?, payload}.
-- Returns {result: recorded | repeated, call} or {result: own_number}: one of our own numbers rings.
create or replace function public.record_inbound_call(p_call jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_from text := private.other_party('inbound', p_call ->> 'from', p_call ->> 'to');
  v_lead_id bigint;
  v_call public.calls;
begin
  select * into v_call from public.calls where call_sid = p_call ->> 'call_sid';
  if found then
    return jsonb_build_object('result', 'repeated', 'call', to_jsonb(v_call));
  end if;
  perform private.know_number(p_call ->> 'to', 'called', p_now);
  if private.is_ours(v_from) or v_from = p_call ->> 'to' then
    return jsonb_build_object('result', 'own_number');
  end if;
  v_lead_id := private.know_lead(jsonb_build_object('phone', v_from, 'country', p_call -> 'country',
    'source', 'inbound_call'), p_now);
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, from_number, lead_phone, status, origin,
    run_at, call_sid, answered_at, next_check_at, metadata, created_at, updated_at
  ) values (
    (p_call ->> 'id')::uuid, v_lead_id, (select id from public.agents where is_default), 'inbound',
    p_call ->> 'provider', (private.who_carries()).voice, p_call ->> 'to', nullif(p_call ->> 'from', ''),
    coalesce(v_from, 'withheld:' || (p_call ->> 'call_sid')), 'in_progress', 'inbound', p_now,
    p_call ->> 'call_sid', p_now, p_now + interval '16 minutes',
    case when v_lead_id is null then jsonb_build_object('warning', 'no_lead_found') else '{}' end,
    p_now, p_now
  ) on conflict (call_sid) do nothing;
  select * into v_call from public.calls where call_sid = p_call ->> 'call_sid';
  perform private.touch_lead(v_lead_id, p_now);
  insert into public.call_events
    (call_id, call_sid, kind, direction, from_number, to_number, call_status, status, sequence, payload,
     received_at)
  values (v_call.id, v_call.call_sid, 'inbound', 'inbound', p_call ->> 'from', p_call ->> 'to',
          p_call ->> 'provider_status', 'in_progress', 0, coalesce(p_call -> 'payload', '{}'), p_now)
  on conflict do nothing;
  return jsonb_build_object('result', 'recorded', 'call', to_jsonb(v_call));
end;
$$;

-- What a provider says about the sound of a call. {result: recorded | stranger, call_id}.
create or replace function public.record_recording(
  p_provider text, p_call_sid text, p_recording_sid text, p_status text, p_url text, p_seconds integer,
  p_payload jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  select id into v_id from public.calls where call_sid = p_call_sid;
  perform private.receipt(p_provider, 'recording', p_recording_sid || '/' || p_status, 'recorded',
    p_now);
  insert into public.call_events (call_id, call_sid, kind, call_status, payload, received_at)
  values (v_id, p_call_sid, 'recording', p_status, coalesce(p_payload, '{}'), p_now)
  on conflict do nothing;
  update public.calls
  set recording_sid = p_recording_sid, recording_url = p_url, recording_seconds = p_seconds,
      updated_at = p_now
  where id = v_id and p_status = 'completed'
    and (recording_sid, recording_url) is distinct from (p_recording_sid, p_url);
  return jsonb_build_object('result', case when v_id is null then 'stranger' else 'recorded' end,
    'call_id', v_id);
end;
$$;

-- The row of a text that was ordered, as plan_text takes it, and the decision that goes with it.
create or replace function private.write_text(
  p jsonb, p_lead public.leads, p_conversation_id uuid, p_at timestamptz, p_now timestamptz
) returns public.sms_messages
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_decision jsonb := nullif(p -> 'decision', 'null');
begin
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, direction, author, kind, body, campaign_id,
    delivery_status, provider, send_at, enqueue_at, held_reason, idempotency_key_hash, request_hash,
    api_key_id, created_at, updated_at
  ) values (
    (p ->> 'message_id')::uuid, p_conversation_id, p_lead.id, p_lead.phone, 'outbound', 'system',
    'single', p ->> 'body', (p ->> 'campaign_id')::uuid,
    case v_decision ->> 'verdict' when 'hold' then 'held' else 'pending' end::public.delivery_status,
    (select v.provider from public.sms_conversations v where v.id = p_conversation_id), p_at, p_at,
    case v_decision ->> 'verdict' when 'hold' then v_decision ->> 'rule' end, p ->> 'idempotency_key_hash',
    p ->> 'request_hash', (p ->> 'api_key_id')::uuid, p_now, p_now
  ) returning * into v_message;
  if v_decision is not null then
    perform private.decide_text(p_lead.id, v_message.message_id,
      (v_decision ->> 'verdict')::public.verdict, v_decision ->> 'rule', v_decision ->> 'reason',
      (v_decision ->> 'hold_until')::timestamptz, v_decision -> 'evidence', p_now);
  end if;
  return v_message;
end;
$$;

-- One text outside of any campaign. p: {message_id, lead_id?, to?, body, sender, provider?,
-- run_at?, campaign_id?, country?, name?, idempotency_key_hash?, request_hash?, api_key_id?: who asks,
-- decision?: {verdict, rule, reason,
-- hold_until?, evidence?}, as_unknown?: as for schedule_call}. Whoever asks for it says that the lead agreed; that is recorded.
-- Without a key, the same words to the same number within ten minutes are one text (`merged`).
-- Returns {result: planned | merged | replayed | key_reused | no_such_lead | suppressed | own_number |
-- judge_anew, message?, lead?}.
create or replace function public.plan_text(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_lead public.leads;
  v_message public.sms_messages;
  v_conversation uuid;
  v_key text := p ->> 'idempotency_key_hash';
  v_at timestamptz := greatest(coalesce((p ->> 'run_at')::timestamptz, p_now),
    (p -> 'decision' ->> 'hold_until')::timestamptz);
begin
  if v_key is not null then
    perform pg_advisory_xact_lock(hashtextextended(v_key, 0));
  end if;
  select * into v_message from public.sms_messages
  where message_id = (p ->> 'message_id')::uuid or idempotency_key_hash = v_key;
  if found then
    if v_key is not null and v_message.request_hash is distinct from p ->> 'request_hash' then
      return jsonb_build_object('result', 'key_reused');
    end if;
    return jsonb_build_object('result', 'replayed', 'message', to_jsonb(v_message));
  end if;
  if p ->> 'lead_id' is not null then
    select * into v_lead from public.leads where id = (p ->> 'lead_id')::bigint;
    if not found then
      return jsonb_build_object('result', 'no_such_lead');
    end if;
  end if;
  perform private.lock_phone(coalesce(v_lead.phone, p ->> 'to'));
  if private.is_ours(coalesce(v_lead.phone, p ->> 'to')) then
    return jsonb_build_object('result', 'own_number');
  end if;
  if v_lead.id is null and (p ->> 'as_unknown')::boolean then
    select * into v_lead from public.leads where phone = p ->> 'to' and phone_extension is null;
    if private.has_place(v_lead) then
      return jsonb_build_object('result', 'judge_anew', 'lead', to_jsonb(v_lead));
    end if;
  end if;
  if v_lead.id is null then
    insert into public.leads (phone, name, country, source, created_at, updated_at)
    values (p ->> 'to', p ->> 'name', p ->> 'country', 'text', p_now, p_now)
    on conflict (phone, phone_extension) do nothing;
    select * into v_lead from public.leads where phone = p ->> 'to' and phone_extension is null;
  end if;
  if private.is_suppressed(v_lead.phone, 'sms') then
    perform private.decide_text(v_lead.id, null, 'deny', 'suppressed',
      'The number is on the do-not-contact list.', null, null, p_now);
    return jsonb_build_object('result', 'suppressed');
  end if;
  if v_key is null then
    v_message := private.same_text(v_lead.phone, p ->> 'body', v_at,
      coalesce((p ->> 'run_at')::timestamptz, p_now));
    if v_message.message_id is not null then
      perform private.decide_text(v_lead.id, v_message.message_id, 'hold', 'merged',
        'Another order for the same words within ten minutes is one text with it.', v_message.send_at,
        jsonb_build_object('asked_for', p -> 'run_at'), p_now);
      return jsonb_build_object('result', 'merged', 'message', to_jsonb(v_message));
    end if;
  end if;
  perform private.add_consent(v_lead.id, v_lead.phone, 'api',
    jsonb_build_object('channel', 'text', 'kind', 'operator'), p_now);
  v_conversation := private.open_conversation(v_lead.id, v_lead.phone, p ->> 'sender',
    coalesce(p ->> 'provider', (select s.provider from public.senders s where s.sender = p ->> 'sender'),
      (private.who_carries()).provider), p_now);
  v_message := private.write_text(p, v_lead, v_conversation, v_at, p_now);
  return jsonb_build_object('result', 'planned', 'message', to_jsonb(v_message));
end;
$$;

-- p: {id?, name, sender, channel?, agent_id?, provider?, goal?, timezone?, daily_cap?,
-- per_lead_per_day?, budget_usd?, rules?}. What is left out of a change stays as it was; what is
-- given as null is cleared. A new campaign is a draft. Returns the row, or null for an unknown id.
create or replace function public.save_campaign(p jsonb, p_now timestamptz) returns setof public.campaigns
language plpgsql security definer set search_path = '' as $$
begin
  if p ->> 'id' is null then
    return query
    insert into public.campaigns (
      name, sender, channel, agent_id, provider, goal, timezone, daily_cap, per_lead_per_day,
      budget_usd, rules, created_at, updated_at
    ) values (
      p ->> 'name', p ->> 'sender', coalesce(p ->> 'channel', 'text'), (p ->> 'agent_id')::uuid,
      coalesce(p ->> 'provider', (private.who_carries()).provider), p ->> 'goal', coalesce(p ->> 'timezone', 'UTC'),
      (p ->> 'daily_cap')::integer, (p ->> 'per_lead_per_day')::integer,
      (p ->> 'budget_usd')::numeric, coalesce(p -> 'rules', '{}'), p_now, p_now
    ) returning *;
    return;
  end if;
  return query
  update public.campaigns c
  set name = coalesce(p ->> 'name', c.name), sender = coalesce(p ->> 'sender', c.sender),
      agent_id = case when p ? 'agent_id' then (p ->> 'agent_id')::uuid else c.agent_id end,
      goal = case when p ? 'goal' then p ->> 'goal' else c.goal end,
      timezone = coalesce(p ->> 'timezone', c.timezone),
      daily_cap = case when p ? 'daily_cap' then (p ->> 'daily_cap')::integer else c.daily_cap end,
      per_lead_per_day = case when p ? 'per_lead_per_day'
        then (p ->> 'per_lead_per_day')::integer else c.per_lead_per_day end,
      budget_usd = case when p ? 'budget_usd' then (p ->> 'budget_usd')::numeric else c.budget_usd end,
      rules = coalesce(p -> 'rules', c.rules),
      -- A cap that was raised shall be felt today.
      capped_until = case when p ?| array['daily_cap', 'budget_usd', 'timezone'] then null
        else c.capped_until end,
      updated_at = p_now
  where c.id = (p ->> 'id')::uuid
  returning c.*;
  -- So shall it by those whose turn had come: they are judged again. What a worker has in hand at
  -- this moment is looked at with the new cap anyway, or held until the old one is over.
  update public.sms_messages m
  set send_at = p_now, enqueue_at = p_now, updated_at = p_now
  from (
    select h.message_id from public.sms_messages h
    where h.campaign_id = (p ->> 'id')::uuid and h.delivery_status = 'held' and h.send_at > p_now
      and ((h.held_reason = 'cap_campaign_day' and (p ? 'daily_cap' or p ? 'timezone'))
        or (h.held_reason = 'campaign_budget' and p ? 'budget_usd')
        or (h.held_reason = 'cap_campaign_per_lead' and p ? 'per_lead_per_day'))
    for update skip locked
  ) h
  where m.message_id = h.message_id;
end;
$$;

-- Calls whose sound is to go: of leads that were deleted, whenever they were, and those that ended before
-- then (null: however old, it is kept), the oldest first. Where no carrier of ours keeps it, only the
-- address is forgotten; which of them do, their adapters know.
create or replace function public.old_recordings(p_before timestamptz, p_limit integer)
returns table (call_id uuid, provider text, recording_sid text)
language sql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
  with of_deleted as (
    select c.id, c.provider, c.recording_sid, c.ended_at from public.calls c
    where (c.recording_sid is not null or c.recording_url is not null) and c.lead_phone like 'deleted:%'
    order by c.id limit p_limit),
  old as (
    select c.id, c.provider, c.recording_sid, c.ended_at from public.calls c
    where c.ended_at < p_before and (c.recording_sid is not null or c.recording_url is not null)
    order by c.ended_at limit p_limit)
  select o.id, o.provider, o.recording_sid
  from (select * from of_deleted union select * from old limit p_limit) o
  order by o.ended_at, o.id;
$$;

-- Whether a carrier's list of inbound texts may have to be read; find-lost-texts looks closer.
create or replace function private.look_is_due(p_now timestamptz) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_door public.inbound_door;
begin
  if not exists (select 1 from public.inbound_looks)
     or exists (select 1 from public.inbound_looks l where l.updated_at <= p_now - interval '1 minute') then
    return true;
  end if;
  select * into v_door from public.inbound_door;
  return found and exists (
    select 1 from public.inbound_looks l
    where l.looked_until < v_door.open_since
      or (v_door.seen_at < p_now - private.door_is_away_after()
        and l.updated_at <= p_now - interval '5 seconds'));
end;
$$;

-- Read from the small indexes of what is under way, and from the last hour: never from everything.
-- p_filtered: {provider: [its codes for a text that was taken for spam]}.
create or replace function public.text_health(p_filtered jsonb, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return (with recent as (
    select delivery_status, delivery_error, provider from public.sms_messages
    where sent_at > p_now - interval '1 hour' and direction = 'outbound'
  )
  select jsonb_build_object(
    'waiting', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where private.is_waiting(delivery_status) group by delivery_status) s), '{}'),
    'on_the_way', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where delivery_status in ('sending', 'unknown', 'queued') group by delivery_status) s), '{}'),
    'sent_last_hour', (select count(*) from recent),
    'filtered_last_hour', (select count(*) from recent where p_filtered -> provider ? delivery_error),
    'failed_last_hour', (select count(*) from recent where delivery_status in ('failed', 'undelivered')),
    'oldest_due_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(send_at)), 0) from public.sms_messages
      where private.is_waiting(delivery_status) and send_at <= p_now), 0),
    'oldest_step_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(e.next_message_at)), 0)
      from public.campaigns c cross join lateral (
        select x.next_message_at from public.sms_campaign_enrollments x
        where x.campaign_id = c.id and x.status = 'active' and x.message_id is null and x.call_id is null
        order by x.next_message_at limit 1) e
      where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now)), 0),
    'oldest_unknown_seconds', coalesce((
      select extract(epoch from p_now - min(claimed_at)) from public.sms_messages
      where delivery_status = 'unknown'), 0),
    'oldest_reply_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(reply_due_at)), 0) from public.sms_conversations
      where reply_due_at is not null), 0),
    'oldest_unjudged_seconds', coalesce((
      select extract(epoch from p_now - min(m.created_at)) from public.sms_messages m
      where m.refusal_verdict = 'pending'
        and not (private.is_suppressed(m.lead_phone, 'sms') and private.is_suppressed(m.lead_phone, 'voice'))), 0),
    'last_inbound_at', private.last_receipt('text_inbound'),
    'last_callback_at', private.last_receipt('text_callback'),
    'last_sent_at', (
      select max(sent_at) from public.sms_messages where sent_at is not null and direction = 'outbound'),
    -- A webhook that came after all, late, was not lost.
    'found_last_hour', (
      select count(*) from public.inbound_looks l
      join public.webhook_receipts f on f.provider = l.provider and f.kind = 'text_found'
      where f.last_received_at > p_now - interval '1 hour' and not exists (
          select 1 from public.webhook_receipts w where w.provider = f.provider
            and w.kind = 'text_inbound' and w.dedupe_key = f.dedupe_key)),
    'inbound_looked_seconds', (
      select extract(epoch from greatest(p_now - min(l.looked_until), interval '0'))
      from public.inbound_looks l having count(*) > 0),
    'inbound_unread', private.inbound_unread(p_now) ->> 'reason',
    'switched_off', private.is_switched_off('texts')));
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
