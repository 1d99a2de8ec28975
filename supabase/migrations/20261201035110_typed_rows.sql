-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- From supabase/schema/functions and domain/lives.ts, by "npm run migration". Do not edit.

drop function public.event_bounds();

drop function public.read_spend(timestamptz);

drop function public.language_model_news(boolean, text, text, integer, double precision, timestamptz);

drop function public.resting(timestamptz);

drop function public.due_webhooks(timestamptz, integer);

drop function public.webhook_times(text[]);

drop function public.enroll(uuid, bigint[], timestamptz);

drop function public.hand_over_conversation(jsonb, timestamptz);

drop function public.claim_unjudged(interval, interval, timestamptz, integer);

drop function public.suppress_many(jsonb, timestamptz);

drop function public.record_call_event(jsonb, timestamptz);

drop function public.record_dialed(uuid, integer, text, timestamptz);

drop function public.record_lookup(uuid, integer, text, timestamptz);

drop function public.record_recording(text, text, text, text, text, integer, jsonb, timestamptz);

drop function public.save_analysis(jsonb, timestamptz);

drop function public.settle_call(uuid, jsonb, timestamptz);

drop function public.release_message(uuid, integer, jsonb, text, timestamptz);

drop function public.record_delivery(jsonb, timestamptz);

drop function public.record_message_lookup(uuid, integer, text, timestamptz);

drop function public.record_message_sent(uuid, integer, text, public.delivery_status, integer, timestamptz);

drop function public.unknown_texts(text[]);

drop function public.claim_due_replies(interval, timestamptz, integer);

drop function public.record_chat(jsonb, timestamptz);

drop function public.set_enrollment_status(bigint, public.enrollment_status, text, timestamptz);

drop function public.open_passes(jsonb, timestamptz);

drop function public.takes_writes();

drop function public.waiting_health(timestamptz);

-- Which ids a reader may have seen: none below `tail`, none above `newest`.
create or replace function public.event_bounds() returns table (tail bigint, newest bigint)
language sql stable security definer set search_path = '' as $$
  select (select l.pruned_to from private.event_log l),
    (select case when s.is_called then s.last_value else 0 end from public.events_id_seq s);
$$;

-- It has left us, and a carrier may still say something of it: `sent` need not be the last word. As with
-- is_live, a search path that is set would hide the indexes.
create or replace function private.awaits_news(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('sending', 'unknown', 'queued', 'sent');

-- The order is on its way to the carrier, whose answer nobody knows yet.
create or replace function private.is_claimed(p_status public.call_status) returns boolean
language sql immutable
return p_status in ('dialing', 'unknown');

-- The order is on its way to the carrier, whose answer nobody knows yet.
create or replace function private.is_claimed(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('sending', 'unknown');

-- The answer for who asks again with the id of its claim; null for a new one. The caller has locked
-- the row.
create or replace function private.call_claimed_before(p_call public.calls, p_claim_id text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case private.claim_state(p_call.claim_ids, p_claim_id,
      private.is_claimed(p_call.status) and p_call.call_sid is null)
    when 'current' then private.call_claimed(p_call)
    when 'over' then jsonb_build_object('verdict', 'skip', 'status', 'given_up') end;
$$;

-- The carrier, or nobody, took it, and the lead has not got it.
create or replace function private.did_not_arrive(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('failed', 'undelivered');

-- It has left us, and no carrier has said that it was sent. As with is_live, a search path that is set
-- would hide the indexes.
create or replace function private.is_on_the_way(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('sending', 'unknown', 'queued');

-- It is still to be told. Not the opposite of is_over: a question about this is one for its index.
create or replace function private.is_open(p_status public.webhook_status) returns boolean
language sql immutable
return p_status in ('pending', 'sending');

-- It is told, or was given up.
create or replace function private.is_over(p_status public.webhook_status) returns boolean
language sql immutable
return p_status in ('delivered', 'dead');

-- Null, or what begin_message answers to an attempt that asks again, or that has given its claim up.
create or replace function private.message_claimed_before(p_message public.sms_messages, p_claim_id text)
returns jsonb
language sql stable security definer set search_path = '' as $$
  select case private.claim_state(p_message.claim_ids, p_claim_id,
      private.is_claimed(p_message.delivery_status) and p_message.provider_sid is null)
    when 'current' then private.message_claimed(p_message)
    when 'over' then jsonb_build_object('verdict', 'skip', 'status', 'given_up') end;
$$;

-- Whether a text with a place in its conversation belongs to what was said there: not one that was taken
-- back, and none that failed.
create or replace function private.was_said(p_status public.delivery_status) returns boolean
language sql immutable
return p_status not in ('canceled', 'suppressed', 'failed');

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
      and not private.did_not_arrive(m.delivery_status)
    union all
    select 'call', c.dialed_at, c.id from public.calls c
    where c.lead_phone = p_phone and c.direction = 'outbound' and c.dialed_at > p_since
      and (c.status not in ('failed', 'canceled') or c.answered_at is not null or exists (
        select 1 from public.call_events e
        where e.call_id = c.id and e.status in ('ringing', 'in_progress')));
end;
$$;

-- What a UTC day has cost so far, and for how many contacts; as spent_on says it.
create or replace function public.read_spend(p_now timestamptz)
returns table (
  day date, total_usd double precision, calls_usd double precision, texts_usd double precision,
  calls bigint, texts bigint)
language sql stable security definer set search_path = '' as $$
  select d.day, (s ->> 'total_usd')::double precision, (s ->> 'calls_usd')::double precision,
    (s ->> 'texts_usd')::double precision, (s ->> 'calls')::bigint, (s ->> 'texts')::bigint
  from (select (p_now at time zone 'UTC')::date as day) d cross join private.spent_on(d.day) s;
$$;

-- The language model: p_ok null asks whether it may be asked (then p_trial says for whose sake).
-- `until`: when to ask anew, or null; `opened`: whether it has just begun to rest.
create or replace function public.language_model_news(
  p_ok boolean, p_reason text, p_trial text, p_after integer, p_pause_seconds double precision,
  p_now timestamptz
) returns table (until timestamptz, opened boolean, reason text)
language plpgsql security definer set search_path = '' as $$
declare
  v_opened boolean := false;
  v_until timestamptz;
begin
  if p_ok then
    perform private.breaker_ok('language_model', p_now);
  elsif p_ok is false then
    v_opened := private.breaker_failed('language_model', p_reason, p_after,
      make_interval(secs => p_pause_seconds), p_now);
    select b.next_try_at into v_until from public.breakers b where b.name = 'language_model';
  else
    v_until := private.breaker_asks('language_model', p_trial, interval '45 seconds', p_now);
  end if;
  return query select v_until, v_opened,
    (select b.reason from public.breakers b where b.name = 'language_model');
end;
$$;

-- What rests, for whoever looks.
create or replace function public.resting(p_now timestamptz)
returns table (
  name text, since timestamptz, reason text, failures integer, next_try_at timestamptz,
  resting_seconds double precision)
language sql stable security definer set search_path = '' as $$
  select b.name, b.opened_at, b.reason, b.failures, b.next_try_at,
    extract(epoch from p_now - b.opened_at)::double precision
  from public.breakers b where b.opened_at is not null order by b.name;
$$;

-- One attempt at a time: {verdict: go, fence, attempts, url, secret, event, happened_at, data} |
-- {verdict: wait, until} | {verdict: skip, reason}.
create or replace function public.begin_webhook(p_id uuid, p_lease interval, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.webhook_deliveries;
  v_endpoint public.webhook_endpoints;
begin
  select * into v from public.webhook_deliveries where id = p_id for update;
  if not found or private.is_over(v.status) then
    return jsonb_build_object('verdict', 'skip', 'reason', coalesce(v.status::text, 'gone'));
  end if;
  if v.next_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v.next_at);
  end if;
  select * into v_endpoint from public.webhook_endpoints where id = v.endpoint_id;
  if not v_endpoint.is_active then
    update public.webhook_deliveries
    set status = 'dead', last_error = 'endpoint_off', next_at = null, updated_at = p_now where id = p_id;
    return jsonb_build_object('verdict', 'skip', 'reason', 'endpoint_off');
  end if;
  update public.webhook_deliveries
  set status = 'sending', attempts = attempts + 1, fence = fence + 1, next_at = p_now + p_lease,
      updated_at = p_now
  where id = p_id returning * into v;
  return jsonb_build_object('verdict', 'go', 'fence', v.fence, 'attempts', v.attempts,
    'url', v_endpoint.url, 'secret', v_endpoint.secret, 'event', v.event,
    'happened_at', v.happened_at,
    'data', v.data || private.webhook_extras(v_endpoint.include, v.data));
end;
$$;

-- Messages whose attempt is due by then, the oldest first. One that is being sent is due again once
-- whoever sends it must have given up.
create or replace function public.due_webhooks(p_by timestamptz, p_limit integer)
returns table (id uuid, next_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select d.id, d.next_at from public.webhook_deliveries d
  where private.is_open(d.status) and d.next_at <= p_by
  order by d.next_at limit p_limit;
$$;

-- Forgets what was settled before then. Returns how many.
create or replace function public.prune_webhooks(p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_gone integer;
begin
  delete from public.webhook_deliveries where id in (
    select id from public.webhook_deliveries
    where private.is_over(status) and updated_at < p_before limit p_limit);
  get diagnostics v_gone = row_count;
  return v_gone;
end;
$$;

-- When each of these last came in. p_names: each a provider and a kind, as in <provider>/text_inbound.
-- What never came is left out.
create or replace function public.webhook_times(p_names text[]) returns table (name text, at timestamptz)
language sql stable security definer set search_path = '' as $$
  select n.name, t.at
  from unnest(p_names) as n (name)
  cross join lateral (
    select r.last_received_at as at from public.webhook_receipts r
    where r.provider = split_part(n.name, '/', 1) and r.kind = split_part(n.name, '/', 2)
    order by r.last_received_at desc limit 1) t;
$$;

-- Each lead with its verdict, as enroll_leads has them; the sweep plans the first texts.
create or replace function public.enroll(p_campaign_id uuid, p_lead_ids bigint[], p_now timestamptz)
returns table (lead_id bigint, enrollment_id bigint, result text)
language sql security definer set search_path = '' as $$
  select e.of_lead, e.enrollment, e.verdict
  from private.enroll_leads(p_campaign_id, p_lead_ids, p_now) e;
$$;

-- The agent asks for a person. p: {conversation_id, reason, summary, line?: {message_id, body}}: the
-- line tells the lead. Escalated, it is not escalated again before a person has said something.
-- `result`: handed_over | already | not_ai_owned | no_human_turn | no_such_conversation.
create or replace function public.hand_over_conversation(p jsonb, p_now timestamptz) returns table (result text, notice_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_conversation public.sms_conversations;
  v_notice uuid;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return query select 'no_such_conversation', null::uuid;
    return;
  end if;
  if v_conversation.owner <> 'ai' then
    return query select case when v_conversation.awaits_human then 'already' else 'not_ai_owned' end,
      null::uuid;
    return;
  end if;
  if v_conversation.awaits_human then
    return query select 'no_human_turn', null::uuid;
    return;
  end if;
  perform private.to_human(v_conversation.id, null, 'handed_over', p_now);
  update public.sms_conversations
  set handover_reason = p ->> 'reason', handover_summary = p ->> 'summary', handed_over_at = p_now,
      awaits_human = true, conversion_status = 'escalated', updated_at = p_now
  where id = v_conversation.id;
  perform private.tell_outcome(v_conversation.lead_id, 'escalated', p_now, p_now);
  perform private.tell_needs_person(v_conversation.lead_id,
    'conversation ' || v_conversation.id || ' ' || extract(epoch from p_now),
    jsonb_build_object('conversation_id', v_conversation.id), p ->> 'reason', p_now);
  if jsonb_typeof(p -> 'line') = 'object' and not private.is_suppressed(v_conversation.lead_phone, 'sms') then
    v_notice := private.add_notice(v_conversation.id, (p -> 'line' ->> 'message_id')::uuid, 'handover',
      p -> 'line' ->> 'body', v_conversation.last_inbound_seq, p_now);
  end if;
  return query select 'handed_over', v_notice;
end;
$$;

-- A person moves a conversation. p_to: human | ai | paused. Handed back to the agent, it owes an
-- answer if the lead had the last word. Returns {result: moved | already | closed |
-- no_such_conversation, conversation?}.
create or replace function public.set_conversation_owner(
  p_id uuid, p_to public.conversation_owner, p_who text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_conversation.ended_at is not null then
    return jsonb_build_object('result', 'closed', 'conversation', to_jsonb(v_conversation));
  end if;
  if v_conversation.owner = p_to then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_conversation));
  end if;
  if p_to = 'ai' then
    update public.sms_conversations v
    set owner = 'ai', assigned_to = null,
        reply_due_at = case when v.last_inbound_seq > coalesce((
          select max(m.seq) from public.sms_messages m
          where m.conversation_id = v.id and m.direction = 'outbound' and m.kind <> 'notice'
            and private.was_said(m.delivery_status)), 0) then p_now end,
        reply_first_at = null, reply_tries = 0, updated_at = p_now
    where v.id = p_id;
  else
    perform private.to_human(p_id, p_who, 'owner_' || p_to, p_now);
    update public.sms_conversations set owner = p_to, updated_at = p_now where id = p_id and owner <> p_to;
  end if;
  select * into v_conversation from public.sms_conversations where id = p_id;
  return jsonb_build_object('result', 'moved', 'conversation', to_jsonb(v_conversation));
end;
$$;

-- Conversations with texts that nobody judges along with an answer, because none is owed; and, after
-- p_patience, those whose answer does not come. `seq` is the newest of its texts, `judge_at` the latest
-- moment. A number that is closed altogether has nothing left to refuse.
create or replace function public.claim_unjudged(
  p_ahead interval, p_patience interval, p_now timestamptz, p_limit integer
) returns table (conversation_id uuid, seq integer, judge_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select m.conversation_id, max(m.seq), max(m.judge_at)
  from public.sms_messages m
  join public.sms_conversations v on v.id = m.conversation_id
  where m.refusal_verdict = 'pending' and m.judge_at <= p_now + p_ahead
    and (v.owner <> 'ai' or v.reply_due_at is null or m.created_at <= p_now - p_patience)
    and not (private.is_suppressed(m.lead_phone, 'sms') and private.is_suppressed(m.lead_phone, 'voice'))
  group by m.conversation_id
  order by max(m.judge_at) limit p_limit;
$$;

-- p: {source, rows: [{phone, scope, words?}]}, the numbers in E.164. One after the other in the order
-- of their telephones, as every batch locks them. Returns how many were not on the list.
create or replace function public.suppress_many(p jsonb, p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_row record;
  v_added integer := 0;
begin
  for v_row in
    select distinct on (r ->> 'phone', r ->> 'scope')
           r ->> 'phone' as phone, r ->> 'scope' as scope, r ->> 'words' as words
    from jsonb_array_elements(p -> 'rows') with ordinality t (r, n)
    order by r ->> 'phone', r ->> 'scope', n
  loop
    if (public.suppress(v_row.phone, v_row.scope, coalesce(p ->> 'source', 'file'), v_row.words,
                        null, p_now) ->> 'is_new')::boolean then
      v_added := v_added + 1;
    end if;
  end loop;
  return v_added;
end;
$$;

-- The physical call behind a row becomes known, by our own record, a webhook or the carrier's list.
create or replace function private.adopt(p_id uuid, p_call_sid text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_lead_id bigint;
begin
  update public.calls
  set call_sid = p_call_sid,
      status = case when private.is_claimed(status) then 'queued' else status end,
      deadline_at = null,
      -- If no word comes for two minutes, somebody asks the carrier.
      next_check_at = p_now + interval '120 seconds',
      updated_at = p_now
  where id = p_id and call_sid is null
  returning lead_id into v_lead_id;
  if v_lead_id is not null then
    perform private.mark_contacted(v_lead_id, p_call_sid, p_now);
  end if;
end;
$$;

-- The carrier said no: p_status is `scheduled` (it would say yes later) or `failed`.
create or replace function public.release_call(
  p_id uuid, p_fence integer, p_status public.call_status, p_run_at timestamptz, p_reason text,
  p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.calls;
begin
  select * into v_before from public.calls where id = p_id for update;
  update public.calls
  set status = p_status,
      run_at = coalesce(p_run_at, run_at),
      -- An order that was never taken is no attempt: it does not count against the caps.
      dialed_at = case when p_status = 'scheduled' then null else dialed_at end,
      end_reason = case when p_status = 'failed' then p_reason end,
      ended_at = case when p_status = 'failed' then p_now end,
      held_reason = case when p_status = 'scheduled' then p_reason end,
      deadline_at = null, next_check_at = null, updated_at = p_now
  -- Unknown is what a look that came in between made of it: whoever knows says so.
  where id = p_id and fence = p_fence and private.is_claimed(status) and call_sid is null;
  if not found then
    return false;
  end if;
  perform private.give_back_ceilings('calls', v_before.api_key_id, v_before.prefix,
    v_before.cost_usd, v_before.dialed_at);
  update public.calls set cost_usd = 0, minute_usd = null where id = p_id;
  return true;
end;
$$;

-- The attempt never learned whether it had claimed the call, and has not dialed. If it had, the call
-- waits for its next turn; in any case this id claims nothing any more, however late it comes.
-- Returns whether the call was claimed by it.
create or replace function public.give_up_call_claim(p_id uuid, p_claim_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return false;
  end if;
  if private.claim_state(v_call.claim_ids, p_claim_id::text,
      private.is_claimed(v_call.status) and v_call.call_sid is null) is distinct from 'current' then
    -- In front: the last one is whose claim holds.
    update public.calls set claim_ids = array_prepend(p_claim_id, claim_ids)
    where id = p_id and not p_claim_id = any (claim_ids);
    return false;
  end if;
  return public.release_call(p_id, v_call.fence, 'scheduled', p_now, 'claim_given_up', p_now);
end;
$$;

-- What the carrier says about calls: in any order, any number of times, the row ends the same.
--
-- p_event: {provider, kind, call_id?, call_sid, direction?, from, to, status?, enters_from: [statuses from
-- which `status` may be entered], provider_status, sequence, duration_seconds?, answered_by?,
-- end_reason?, payload}. `enters_from` comes from the status table in domain/calls/call.ts, so that
-- there is one such table.
-- `result`: recorded | repeated | stranger | conflict; `stream_open`: the gateway has still to tell how it
-- ended.
create or replace function public.record_call_event(p_event jsonb, p_now timestamptz) returns table (result text, call_id uuid, moved boolean, ended boolean, stream_open boolean)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
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
    return query select 'stranger', null::uuid, false, false, false;
    return;
  end if;
  if v_result = 'conflict' then
    return query select 'conflict', v_call.id, false, false, false;
    return;
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
  return query select case when v_new then 'recorded' else 'repeated' end, v_call.id, v_moved,
    v_moved and v_ends, v_call.stream_open_since is not null;
end;
$$;

-- The carrier accepted. Returns recorded | already | duplicate | late: after duplicate or late the caller
-- must hang up what it has just placed.
create or replace function public.record_dialed(
  p_id uuid, p_fence integer, p_call_sid text, p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return 'late';
  end if;
  if v_call.call_sid = p_call_sid then
    return 'already';
  end if;
  if v_call.call_sid is not null then
    return 'duplicate';
  end if;
  if v_call.fence <> p_fence or not private.is_claimed(v_call.status) then
    return 'late';
  end if;
  perform private.adopt(p_id, p_call_sid, p_now);
  return 'recorded';
end;
$$;

-- What the carrier's list said about a call without a sid. Found: adopted. Not found at
-- the last look: presumed not placed; the next planned slot decides. Returns moved_on | adopted |
-- presumed_not_placed | not_found_yet.
create or replace function public.record_lookup(
  p_id uuid, p_fence integer, p_call_sid text, p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_next timestamptz;
begin
  select * into v_call from public.calls where id = p_id for update;
  -- Whoever is alive without a name is unknown, whether or not a check has come by to say so; only
  -- a dial that is still before its deadline may yet get its name from us.
  if not found or v_call.fence <> p_fence or v_call.call_sid is not null
     or not private.is_live(v_call.status)
     or (v_call.status = 'dialing' and v_call.deadline_at > p_now) then
    return 'moved_on';
  end if;
  if p_call_sid is not null then
    perform private.adopt(p_id, p_call_sid, p_now);
    return 'adopted';
  end if;
  v_next := private.look_again_at(coalesce(v_call.dialed_at, v_call.created_at), p_now);
  if v_next is null then
    update public.calls
    set status = 'failed', end_reason = 'presumed_not_placed', ended_at = p_now,
        next_check_at = null, updated_at = p_now
    where id = p_id;
    return 'presumed_not_placed';
  end if;
  update public.calls
  set checks = checks + 1, next_check_at = v_next, updated_at = p_now
  where id = p_id;
  return 'not_found_yet';
end;
$$;

-- What a provider says about the sound of a call.
create or replace function public.record_recording(
  p_provider text, p_call_sid text, p_recording_sid text, p_status text, p_url text, p_seconds integer,
  p_payload jsonb, p_now timestamptz
) returns table (result text, call_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
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
  return query select case when v_id is null then 'stranger' else 'recorded' end, v_id;
end;
$$;

-- p_analysis: {call_id, status, outcome?, outcome_quote?, outcome_turn?, summary?, sentiment?,
-- facts, dropped, next_action?, decided_by, model?, failure?, usage?,
-- callback: {id, run_at} | null, opt_out: {words, scope} | null, model_answered?: whether the language
-- model answers people, as this shows}.
-- No row: the call is gone. Saying it again replaces the words and schedules nothing new.
create or replace function public.save_analysis(p_analysis jsonb, p_now timestamptz) returns table (analysis_id uuid, callback_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_call public.calls;
  v_id uuid;
  v_callback uuid;
begin
  select * into v_call from public.calls where id = (p_analysis ->> 'call_id')::uuid for update;
  if not found then
    return;
  end if;
  v_id := private.keep_analysis(p_analysis || jsonb_build_object('call_id', v_call.id,
    'call_sid', v_call.call_sid, 'lead_id', v_call.lead_id, 'channel', 'call'), p_now);

  if (p_analysis ->> 'model_answered')::boolean then
    perform private.breaker_ok('language_model', p_now);
  end if;
  if p_analysis -> 'opt_out' ->> 'words' is not null then
    perform public.suppress(v_call.lead_phone, coalesce(p_analysis -> 'opt_out' ->> 'scope', 'all'),
      'spoken', p_analysis -> 'opt_out' ->> 'words', v_call.id, p_now);
  end if;

  perform private.tell_outcome(v_call.lead_id, (p_analysis ->> 'outcome')::public.outcome,
    coalesce(v_call.ended_at, p_now), p_now);
  if p_analysis ->> 'outcome' = 'escalated' then
    perform private.tell_needs_person(v_call.lead_id, 'call ' || v_call.id,
      jsonb_build_object('call_id', v_call.id), 'found_by_the_judge', p_now);
  end if;

  if p_analysis -> 'callback' ->> 'id' is not null
     and private.can_be_rung(v_call.lead_phone) then
    insert into public.calls (
      id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
      message, origin, campaign_id, run_at, callback_of, created_at, updated_at
    ) values (
      (p_analysis -> 'callback' ->> 'id')::uuid, v_call.lead_id, v_call.agent_id, 'outbound',
      v_call.provider, v_call.voice, v_call.lead_phone, v_call.lead_phone, 'scheduled',
      'high', v_call.message, 'callback', v_call.campaign_id,
      (p_analysis -> 'callback' ->> 'run_at')::timestamptz, v_call.id, p_now, p_now
    ) on conflict (callback_of) do nothing returning id into v_callback;
    if v_callback is null then
      select id into v_callback from public.calls where callback_of = v_call.id;
    else
      perform private.decide(v_call.lead_id, v_callback, 'hold', 'callback_requested',
        'The lead asked to be called at this time.',
        (p_analysis -> 'callback' ->> 'run_at')::timestamptz, p_analysis -> 'next_action', p_now);
    end if;
  end if;
  return query select v_id, v_callback;
end;
$$;

-- A call has ended and what follows is decided: p_next {redial: {id, run_at} | null, stop_reason?,
-- reached?, judged_on?, voice?}. `judged_on` is what was known of the sound on the line; if more is
-- known by now, nothing is written. `reached` and `voice` are explained where they are written.
-- `result`: settled | already | not_ended | changed.
create or replace function public.settle_call(p_id uuid, p_next jsonb, p_now timestamptz) returns table (result text, redial_id uuid, has_words boolean)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_call public.calls;
  v_redial uuid;
  v_has_words boolean;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found or v_call.ended_at is null then
    return query select 'not_ended', null::uuid, false;
    return;
  end if;
  v_has_words := exists (
    select 1 from public.conversation_transcripts t where t.call_sid = v_call.call_sid);
  if v_call.settled_at is not null then
    select id into v_redial from public.calls where redial_of = p_id;
    return query select 'already', v_redial, v_has_words;
    return;
  end if;
  if private.heard_on(v_call) is distinct from coalesce(p_next -> 'judged_on', private.heard_on(v_call)) then
    return query select 'changed', null::uuid, v_has_words;
    return;
  end if;
  update public.calls
  set settled_at = p_now, reached = (p_next ->> 'reached')::boolean,
      silence_reason = coalesce(silence_reason, p_next ->> 'silence_reason'), updated_at = p_now
  where id = p_id returning * into v_call;
  perform private.after_silence(v_call, p_next, p_now);
  perform private.settle_call_cost(v_call, p_now);

  if p_next -> 'redial' ->> 'id' is not null and private.can_be_rung(v_call.lead_phone) then
    insert into public.calls (
      id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
      message, origin, campaign_id, metadata, run_at, dial, redial_of, created_at, updated_at
    ) values (
      (p_next -> 'redial' ->> 'id')::uuid, v_call.lead_id, v_call.agent_id, 'outbound',
      v_call.provider, v_call.voice,
      -- Who rang us is rung back.
      case v_call.direction when 'inbound' then v_call.lead_phone else v_call.to_number end,
      v_call.lead_phone, 'scheduled',
      v_call.priority, v_call.message, 'redial', v_call.campaign_id, v_call.metadata,
      (p_next -> 'redial' ->> 'run_at')::timestamptz, v_call.dial + 1, p_id, p_now, p_now
    ) on conflict (redial_of) do nothing returning id into v_redial;
    perform private.decide(v_call.lead_id, v_redial, 'hold', 'redial',
      p_next ->> 'reason', (p_next -> 'redial' ->> 'run_at')::timestamptz,
      jsonb_build_object('after_call', p_id, 'ended_as', v_call.status), p_now);
  elsif v_call.reached is false and v_call.status = 'completed' and p_next ->> 'person' is not null then
    -- The lead picked up and it was our fault: that is no lead who cannot be reached.
    perform private.keep_analysis(jsonb_build_object('call_id', v_call.id, 'call_sid', v_call.call_sid,
      'lead_id', v_call.lead_id, 'channel', 'call', 'status', 'needs_review', 'decided_by', 'nobody',
      'summary', p_next ->> 'person', 'failure', 'not_heard: ' || v_call.silence_reason), p_now);
  elsif p_next ->> 'stop_reason' in ('dials_spent', 'bad_number') then
    update public.leads
    set lead_status = case when lead_status = 'do_not_contact' then lead_status else 'unreachable' end,
        outcome = coalesce(outcome, 'no_response'), outcome_at = coalesce(outcome_at, p_now),
        updated_at = p_now
    where id = v_call.lead_id;
  end if;
  return query select 'settled', v_redial, v_has_words;
end;
$$;

-- Spends the token and hands over everything the conversation starts from, or null.
-- Returns {call, lead, agent, turns: [{seq, role, content}], history: [{at, outcome, summary}],
-- texts: [{at, author, body}], the newest of them, oldest first, appointments: [{starts_at}]}.
create or replace function public.open_media_session(p_call_sid text, p_token_hash text, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  update public.calls
  set stream_token_hash = null, stream_token_expires_at = null,
      streams_opened = streams_opened + 1, stream_tries = 0, stream_open_since = p_now,
      next_check_at = p_now + make_interval(secs => 60 + coalesce(
        (select a.max_seconds from public.agents a where a.id = agent_id), 900)),
      updated_at = p_now
  where call_sid = p_call_sid and stream_token_hash = p_token_hash
    and stream_token_expires_at > p_now and private.is_live(status)
  returning * into v_call;
  if not found then
    return null;
  end if;
  return jsonb_build_object(
    'call', to_jsonb(v_call) - 'stream_token_hash',
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_call.lead_id),
    'agent', (select to_jsonb(a) from public.agents a where a.id = v_call.agent_id),
    'turns', coalesce((
      select jsonb_agg(jsonb_build_object('seq', t.seq, 'role', t.role, 'content', t.content) order by t.seq)
      from public.conversation_transcripts t where t.call_sid = p_call_sid), '[]'),
    'history', coalesce((
      select jsonb_agg(h) from (
        select a.created_at as at, a.channel, a.outcome, a.summary
        from public.conversation_analyses a
        where a.lead_id = v_call.lead_id and a.call_id is distinct from v_call.id
        order by a.created_at desc limit 10) h), '[]'),
    'texts', coalesce((
      select jsonb_agg(jsonb_build_object('at', x.at, 'author', x.author, 'body', x.body) order by x.at, x.seq)
      from (
        select coalesce(m.sent_at, m.created_at) as at, m.author, m.body, m.seq
        from public.sms_messages m
        where m.lead_id = v_call.lead_id and m.seq is not null and m.body is not null
          and private.was_said(m.delivery_status)
        order by m.created_at desc limit 20) x), '[]'),
    'appointments', coalesce((
      select jsonb_agg(jsonb_build_object('starts_at', p.starts_at) order by p.starts_at)
      from public.appointments p where p.lead_id = v_call.lead_id and p.starts_at > p_now), '[]')
  );
end;
$$;

-- The physical text behind a row becomes known. The campaign's next step counts from here.
create or replace function private.accept_text(
  p_id uuid, p_sid text, p_status public.delivery_status, p_segments integer, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  update public.sms_messages m
  set provider_sid = p_sid,
      -- Presumed not sent, and it was: the carrier knows better.
      delivery_status = case when private.is_claimed(m.delivery_status) or m.delivery_status = 'failed'
        then coalesce(p_status, 'queued') else m.delivery_status end,
      delivery_error = null, sent_at = coalesce(m.sent_at, p_now), deadline_at = null,
      segments = coalesce(p_segments, m.segments),
      -- Not every carrier says what became of it: after ten minutes somebody asks.
      next_check_at = p_now + interval '10 minutes', updated_at = p_now
  where m.message_id = p_id and m.provider_sid is null
  returning * into v_message;
  if not found then
    return;
  end if;
  perform private.replace_text_cost(v_message, p_segments, null);
  -- It need not be tried a second time.
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'first_try_was_sent', enqueue_at = null,
      updated_at = p_now
  where retry_of = p_id and private.is_waiting(delivery_status);
  update public.sms_conversations
  set last_outbound_at = p_now, last_activity_at = greatest(last_activity_at, p_now),
      updated_at = p_now
  where id = v_message.conversation_id;
  if v_message.enrollment_id is not null then
    perform private.advance_enrollment(v_message.enrollment_id, v_message.step, p_now);
  end if;
  update public.leads
  set lead_status = case when lead_status in ('new', 'unreachable') then 'contacted' else lead_status end,
      last_contacted_at = p_now, updated_at = p_now
  where id = v_message.lead_id;
end;
$$;

-- Texts whose truth only the carrier knows: claimed past the deadline, or without a last word.
-- Each is leased for a minute, so that two checkers do not ask twice.
create or replace function public.claim_message_checks(p_now timestamptz, p_limit integer)
returns setof public.sms_messages
language sql security definer set search_path = '' as $$
  update public.sms_messages m
  set delivery_status = case when m.delivery_status = 'sending' then 'unknown' else m.delivery_status end,
      next_check_at = p_now + interval '60 seconds', updated_at = p_now
  from (
    select message_id from public.sms_messages
    where private.awaits_news(delivery_status) and next_check_at <= p_now
    order by next_check_at limit p_limit for update skip locked
  ) due
  where m.message_id = due.message_id
  returning m.*;
$$;

-- The carrier said no, before it took anything. p_to: {status: pending, send_at, rest_until?} (it
-- would say yes later; until when it takes nothing from this sender) or {status: failed, next?}.
-- `retry_id`: the same text once more.
create or replace function public.release_message(
  p_id uuid, p_fence integer, p_to jsonb, p_reason text, p_now timestamptz
) returns table (released boolean, retry_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_message public.sms_messages;
  v_retry uuid;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null or v_message.fence is distinct from p_fence
     or not private.is_claimed(v_message.delivery_status)
     or v_message.provider_sid is not null then
    return query select false, null::uuid;
    return;
  end if;
  perform private.rest_sender(v_message.sender, (p_to ->> 'rest_until')::timestamptz, p_reason, p_now);
  perform private.give_back_grant(v_message);
  if p_to ->> 'status' = 'pending' then
    update public.sms_messages
    set delivery_status = 'pending', send_at = (p_to ->> 'send_at')::timestamptz,
        enqueue_at = (p_to ->> 'send_at')::timestamptz, held_reason = p_reason, claimed_at = null,
        granted_on = null, budgeted = false, deadline_at = null, next_check_at = null,
        updated_at = p_now
    where message_id = p_id;
    return query select true, null::uuid;
    return;
  end if;
  update public.sms_messages
  set delivery_status = 'failed', delivery_error = p_reason, claimed_at = null, granted_on = null,
      budgeted = false, deadline_at = null, next_check_at = null, updated_at = p_now
  where message_id = p_id returning * into v_message;
  v_retry := private.after_failure(v_message, coalesce(p_to -> 'next', '{}'), p_now);
  return query select true, v_retry;
end;
$$;

-- The same for a text.
create or replace function public.give_up_message_claim(p_id uuid, p_claim_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return false;
  end if;
  if private.claim_state(v_message.claim_ids, p_claim_id::text,
      private.is_claimed(v_message.delivery_status) and v_message.provider_sid is null)
      is distinct from 'current' then
    update public.sms_messages set claim_ids = array_prepend(p_claim_id, claim_ids)
    where message_id = p_id and not p_claim_id = any (claim_ids);
    return false;
  end if;
  return (select r.released from public.release_message(p_id, v_message.fence,
    jsonb_build_object('status', 'pending', 'send_at', p_now), 'claim_given_up', p_now) r);
end;
$$;

-- The text that an order without a key of its own is one with, or null: the same words to the same
-- number, due, or asked for, within ten minutes of it, and not given up. Blanks and capitals do not make
-- other words. The caller has locked the telephone.
create or replace function private.same_text(
  p_phone text, p_body text, p_due timestamptz, p_asked_for timestamptz
) returns public.sms_messages
language sql stable security definer set search_path = '' as $$
  select m.* from (
    select * from public.sms_messages
    where lead_phone = p_phone and private.is_waiting(delivery_status)
    union all
    select * from public.sms_messages
    where lead_phone = p_phone and claimed_at > p_due - interval '10 minutes'
      and not private.is_waiting(delivery_status) and private.was_said(delivery_status)
      and delivery_status <> 'undelivered'
  ) m
  where m.direction = 'outbound' and m.kind in ('single', 'campaign', 'human')
    and m.idempotency_key_hash is null
    and lower(regexp_replace(btrim(m.body), '\s+', ' ', 'g')) =
        lower(regexp_replace(btrim(p_body), '\s+', ' ', 'g'))
    and (m.send_at between p_due - interval '10 minutes' and p_due + interval '10 minutes'
      or exists (
        select 1 from public.contact_decisions d
        where d.message_id = m.message_id and (d.evidence ->> 'asked_for')::timestamptz
          between p_asked_for - interval '10 minutes' and p_asked_for + interval '10 minutes'))
  order by m.created_at limit 1;
$$;

-- What became of a text, by our own record, the carrier's callbacks or the carrier's list: in any
-- order, any number of times, the row ends the same.
--
-- One piece of news about a text. p: {provider, kind: callback | check, message_id?, provider_sid,
-- status?, enters_from: [statuses from which `status` may be entered], provider_status, error_code?,
-- next?, segments?, from?}. `enters_from` comes from the table in domain/texts/message-status.ts.
-- `result`: recorded | repeated | stranger | conflict.
create or replace function public.record_delivery(p jsonb, p_now timestamptz) returns table (result text, message_id uuid, moved boolean, retry_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_sid text := p ->> 'provider_sid';
  v_to public.delivery_status := (p ->> 'status')::public.delivery_status;
  v_message public.sms_messages;
  v_result text := 'recorded';
  v_new boolean;
  v_moved boolean;
  v_retry uuid;
begin
  perform private.lock_phone(coalesce(
    (select lead_phone from public.sms_messages where provider_sid = v_sid),
    (select lead_phone from public.sms_messages where message_id = (p ->> 'message_id')::uuid)));
  select * into v_message from public.sms_messages where provider_sid = v_sid for update;
  if not found and p ->> 'message_id' is not null then
    select * into v_message from public.sms_messages
    where message_id = (p ->> 'message_id')::uuid for update;
    if found and v_message.provider_sid is null and v_message.fence > 0
       and (private.is_claimed(v_message.delivery_status)
         or (v_message.delivery_status = 'failed' and v_message.delivery_error = 'presumed_not_sent')) then
      -- A crash lost our own record of the sid: the carrier's word brings it back.
      perform private.accept_text(v_message.message_id, v_sid, 'queued', null, p_now);
      select * into v_message from public.sms_messages where message_id = v_message.message_id;
    elsif found then
      v_result := 'conflict';
    end if;
  end if;
  v_new := private.receipt(p ->> 'provider', 'text_' || (p ->> 'kind'),
    concat_ws('/', v_sid, p ->> 'provider_status', p ->> 'error_code'),
    case when v_message.message_id is null then 'stranger' else v_result end, p_now);
  if v_message.message_id is null or v_result = 'conflict' then
    return query select case when v_message.message_id is null then 'stranger' else 'conflict' end,
      v_message.message_id, false, null::uuid;
    return;
  end if;

  v_moved := v_to is not null and v_message.delivery_status::text in (
    select jsonb_array_elements_text(p -> 'enters_from'));
  if v_moved then
    update public.sms_messages m
    set delivery_status = v_to,
        delivered_at = case when v_to = 'delivered' then p_now end,
        delivery_error = p ->> 'error_code', segments = coalesce((p ->> 'segments')::integer, m.segments),
        next_check_at = case
          when v_to = 'queued' then p_now + interval '10 minutes'
          -- `sent` may be the last word; it is asked about once more.
          when v_to = 'sent' then p_now + interval '1 hour' end,
        updated_at = p_now
    where m.message_id = v_message.message_id returning * into v_message;
    perform private.replace_text_cost(v_message, (p ->> 'segments')::integer, (p ->> 'price_usd')::numeric);
    if v_to in ('undelivered', 'failed', 'canceled') then
      v_retry := private.after_failure(v_message, coalesce(p -> 'next', '{}'), p_now);
    end if;
  end if;
  return query select case when v_new then 'recorded' else 'repeated' end, v_message.message_id, v_moved,
    v_retry;
end;
$$;

-- What the carrier's list said. A text without a sid: found, it is adopted; not found at the last
-- look, it is presumed not sent, and tried again a quarter of an hour later as a new row. A text
-- with a sid has been looked at: it is asked about again later, or not any more.
create or replace function public.record_message_lookup(
  p_id uuid, p_fence integer, p_sid text, p_now timestamptz
) returns table (result text, retry_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_message public.sms_messages;
  v_next timestamptz;
  v_retry uuid;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null or v_message.fence <> p_fence then
    return query select 'moved_on', null::uuid;
    return;
  end if;
  if v_message.provider_sid is not null and v_message.delivery_status in ('queued', 'sent') then
    update public.sms_messages
    set next_check_at = case when v_message.delivery_status = 'queued'
          and p_now < v_message.claimed_at + interval '12 hours' then p_now + interval '30 minutes' end,
        updated_at = p_now
    where message_id = p_id;
    return query select 'known', null::uuid;
    return;
  end if;
  if v_message.delivery_status <> 'unknown' or v_message.provider_sid is not null then
    return query select 'moved_on', null::uuid;
    return;
  end if;
  if p_sid is not null then
    perform private.accept_text(p_id, p_sid, 'queued', null, p_now);
    return query select 'adopted', null::uuid;
    return;
  end if;
  v_next := private.look_again_at(v_message.claimed_at, p_now);
  if v_next is null then
    update public.sms_messages
    set delivery_status = 'failed', delivery_error = 'presumed_not_sent', deadline_at = null,
        next_check_at = null, updated_at = p_now
    where message_id = p_id returning * into v_message;
    v_retry := private.after_failure(v_message, case when v_message.attempt < 3
      then jsonb_build_object('retry_at', p_now + interval '15 minutes') else '{}' end, p_now);
    return query select 'presumed_not_sent', v_retry;
    return;
  end if;
  update public.sms_messages
  set checks = checks + 1, next_check_at = v_next, updated_at = p_now
  where message_id = p_id;
  return query select 'not_found_yet', null::uuid;
end;
$$;

-- The carrier accepted. Returns recorded | already | duplicate | late. A text cannot be
-- called back: after `duplicate` a second one is out, after `late` one that was given up; both are
-- a matter for people. What was given up is put right as far as it can be.
create or replace function public.record_message_sent(
  p_id uuid, p_fence integer, p_sid text, p_status public.delivery_status, p_segments integer,
  p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return 'late';
  end if;
  if v_message.provider_sid = p_sid then
    -- News of it was quicker than the carrier's answer, and may have said nothing of its length.
    update public.sms_messages set segments = p_segments, updated_at = p_now
    where message_id = p_id and segments is null and p_segments is not null;
    return 'already';
  end if;
  if v_message.provider_sid is not null then
    return 'duplicate';
  end if;
  if v_message.delivery_status = 'failed' and v_message.delivery_error = 'presumed_not_sent' then
    perform private.accept_text(p_id, p_sid, p_status, p_segments, p_now);
    return 'late';
  end if;
  if v_message.fence <> p_fence or not private.is_claimed(v_message.delivery_status) then
    return 'late';
  end if;
  perform private.accept_text(p_id, p_sid, p_status, p_segments, p_now);
  return 'recorded';
end;
$$;

-- A person lets a text that failed be tried once more, now that its cause is mended. It is judged
-- and claimed like any other. Returns {result: planned | already | not_failed | answer | overtaken |
-- suppressed | no_such_message, message?}: of an agent's answer the time has passed, and a step that
-- the campaign has left behind is not said after the next one.
create or replace function public.retry_message(p_id uuid, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_retry uuid;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return jsonb_build_object('result', 'no_such_message');
  end if;
  select m.message_id into v_retry from public.sms_messages m where m.retry_of = p_id;
  if v_retry is not null then
    return jsonb_build_object('result', 'already',
      'message', (select to_jsonb(m) from public.sms_messages m where m.message_id = v_retry));
  elsif not private.did_not_arrive(v_message.delivery_status) then
    return jsonb_build_object('result', 'not_failed', 'message', to_jsonb(v_message));
  elsif v_message.kind not in ('campaign', 'single', 'human') then
    return jsonb_build_object('result', 'answer', 'message', to_jsonb(v_message));
  elsif private.is_suppressed(v_message.lead_phone, 'sms') then
    return jsonb_build_object('result', 'suppressed', 'message', to_jsonb(v_message));
  elsif v_message.kind = 'campaign' and not exists (
    select 1 from public.sms_campaign_enrollments e
    where e.id = v_message.enrollment_id and e.status in ('active', 'completed')
      and e.next_step = v_message.step + 1) then
    return jsonb_build_object('result', 'overtaken', 'message', to_jsonb(v_message));
  end if;
  v_retry := private.try_again(v_message, p_now, p_now);
  return jsonb_build_object('result', 'planned',
    'message', (select to_jsonb(m) from public.sms_messages m where m.message_id = v_retry));
end;
$$;

-- Which of these texts nobody has told us yet, by the names that their provider gave them: a chat is
-- told as a whole each time, and what is known need not be judged again.
create or replace function public.unknown_texts(p_sids text[]) returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct t.sid from unnest(p_sids) as t (sid)
  where not exists (select 1 from public.sms_messages m where m.provider_sid = t.sid);
$$;

-- One turn at a time: whoever gets `go` has p_lease to think, and everything the lead ever said to
-- us. Returns {verdict: go, fence, in_reply_to_seq, conversation, lead, agent, campaign, messages,
-- turns, history, appointments, suppressed, calls_closed, next_call, replies_today} | {verdict: wait,
-- until} | {verdict: skip, reason}. `next_call`: the call that waits for the lead, or rings.
create or replace function public.begin_reply(p_conversation_id uuid, p_lease interval, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_conversation_id);
  if v_conversation.reply_due_at is null then
    return jsonb_build_object('verdict', 'skip', 'reason', 'no_answer_owed');
  end if;
  if v_conversation.owner <> 'ai' then
    return jsonb_build_object('verdict', 'skip', 'reason', 'owned_by_' || v_conversation.owner);
  end if;
  if v_conversation.reply_due_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v_conversation.reply_due_at);
  end if;
  if private.text_comes_in(v_conversation.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes());
  end if;
  update public.sms_conversations
  set reply_fence = reply_fence + 1, reply_tries = reply_tries + 1, reply_due_at = p_now + p_lease,
      updated_at = p_now
  where id = p_conversation_id returning * into v_conversation;
  return jsonb_build_object('verdict', 'go', 'fence', v_conversation.reply_fence,
    'in_reply_to_seq', v_conversation.last_inbound_seq, 'conversation', to_jsonb(v_conversation),
    'suppressed', private.is_suppressed(v_conversation.lead_phone, 'sms'),
    'calls_closed', private.is_suppressed(v_conversation.lead_phone, 'voice'),
    'next_call', (
      select jsonb_build_object('run_at', c.run_at) from public.calls c
      where c.lead_phone = v_conversation.lead_phone and c.direction = 'outbound'
        and (private.is_waiting(c.status) or private.is_live(c.status))
      order by c.run_at limit 1),
    -- Once a person has had it, the count begins anew.
    'replies_today', (
      select count(*) from public.sms_messages r
      where r.conversation_id = v_conversation.id and r.kind = 'reply' and r.claimed_at is not null
        and r.created_at > greatest(p_now - interval '24 hours', v_conversation.handed_over_at)),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_conversation.lead_id),
    'agent', (select to_jsonb(a) from public.agents a where a.id = coalesce(v_conversation.sms_agent_id,
      (select d.id from public.agents d where d.is_default))),
    'campaign', (select to_jsonb(c) from public.campaigns c where c.id = v_conversation.campaign_id),
    'messages', coalesce((
      -- In each conversation by place, as everybody reads it; several stand side by side in time.
      select jsonb_agg(to_jsonb(m) - 'reached_at' order by m.reached_at, m.conversation_id, m.seq) from (
        select x.*, max(x.created_at) over (partition by x.conversation_id order by x.seq) as reached_at
        from public.sms_messages x
        where x.lead_phone = v_conversation.lead_phone and x.seq is not null
          and private.was_said(x.delivery_status)
          and x.conversation_id in (select w.id from public.sms_conversations w
                                    where w.lead_phone = v_conversation.lead_phone)
        order by x.created_at desc limit 60) m), '[]'),
    -- What was said on the telephone, and what came of it.
    'turns', coalesce((
      select jsonb_agg(t order by t.at) from (
        select c.timestamp as at, c.role, c.content from public.conversation_transcripts c
        where c.lead_id = v_conversation.lead_id order by c.timestamp desc limit 40) t), '[]'),
    'history', coalesce((
      select jsonb_agg(h order by h.at) from (
        select a.created_at as at, a.channel, a.outcome, a.summary from public.conversation_analyses a
        where a.lead_id = v_conversation.lead_id order by a.created_at desc limit 10) h), '[]'),
    'appointments', coalesce((
      select jsonb_agg(jsonb_build_object('starts_at', p.starts_at) order by p.starts_at)
      from public.appointments p
      where p.lead_id = v_conversation.lead_id and p.starts_at > p_now), '[]'));
end;
$$;

-- Conversations in which an answer is owed by then.
create or replace function public.claim_due_replies(p_ahead interval, p_now timestamptz, p_limit integer)
returns table (conversation_id uuid, last_inbound_seq integer, reply_due_at timestamptz, reply_fence integer)
language sql stable security definer set search_path = '' as $$
  select v.id, v.last_inbound_seq, v.reply_due_at, v.reply_fence
  from public.sms_conversations v
  where v.reply_due_at is not null and v.reply_due_at <= p_now + p_ahead
  order by v.reply_due_at limit p_limit;
$$;

-- Words of a chat that another agent leads (it answers by itself, and tells us afterwards). p:
-- {provider, chat_id, from, to, country?, name?, messages: [{message_id, provider_sid, role: user |
-- agent, body, opt_out, notice?}]}. A message told twice is one message; nothing is owed to it.
-- `recorded`: how many of them are new.
create or replace function public.record_chat(p jsonb, p_now timestamptz) returns table (recorded integer, conversation_id uuid, lead_id bigint)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_entry jsonb;
  v_told jsonb;
  v_conversation uuid;
  v_lead bigint;
  v_recorded integer := 0;
begin
  if p ->> 'from' = p ->> 'to' or private.is_ours(p ->> 'from') then
    return query select 0, null::uuid, null::bigint;
    return;
  end if;
  perform private.lock_phone(p ->> 'from');
  for v_entry in select * from jsonb_array_elements(p -> 'messages') loop
    if exists (select 1 from public.sms_messages where provider_sid = v_entry ->> 'provider_sid') then
      continue;
    end if;
    if v_entry ->> 'role' = 'user' then
      v_told := public.receive_message(v_entry || jsonb_build_object('provider', p ->> 'provider',
        'from', p ->> 'from', 'to', p ->> 'to', 'country', p -> 'country', 'name', p -> 'name',
        'source_message_id', p ->> 'chat_id', 'debounce_seconds', 0, 'cap_seconds', 0), p_now);
      v_conversation := (v_told -> 'conversation' ->> 'id')::uuid;
      -- The other agent answers.
      update public.sms_conversations
      set reply_due_at = null, reply_first_at = null, updated_at = p_now
      where id = v_conversation and reply_due_at is not null;
      v_recorded := v_recorded + 1;
      continue;
    end if;
    if v_conversation is null then
      v_lead := private.know_lead(p || jsonb_build_object('phone', p -> 'from', 'source', 'chat'), p_now);
      select v.id into v_conversation from public.sms_conversations v
      where v.lead_phone = p ->> 'from' and v.our_number = p ->> 'to'
      order by v.ended_at is null desc, v.created_at desc limit 1;
      v_conversation := coalesce(v_conversation, private.open_conversation(
        v_lead, p ->> 'from', p ->> 'to',
        p ->> 'provider', p_now));
    end if;
    insert into public.sms_messages (
      message_id, conversation_id, lead_id, lead_phone, seq, source_message_id, direction, author,
      kind, body, delivery_status, provider, provider_sid, sent_at, created_at, updated_at)
    select (v_entry ->> 'message_id')::uuid, v.id, v.lead_id, v.lead_phone,
           private.next_seq(v.id, p_now), p ->> 'chat_id', 'outbound', 'ai', 'reply',
           v_entry ->> 'body', 'sent', p ->> 'provider', v_entry ->> 'provider_sid', p_now, p_now, p_now
    from public.sms_conversations v where v.id = v_conversation;
    update public.sms_conversations set last_outbound_at = p_now, updated_at = p_now
    where id = v_conversation;
    v_recorded := v_recorded + 1;
  end loop;
  if v_conversation is null then
    select v.id into v_conversation from public.sms_conversations v
    where v.lead_phone = p ->> 'from' and v.our_number = p ->> 'to'
    order by v.ended_at is null desc, v.created_at desc limit 1;
  end if;
  v_lead := private.lead_of_line(p ->> 'from');
  return query select v_recorded, v_conversation, v_lead;
end;
$$;

-- A person moves one enrollment: p_status active (goes on with its next step now), paused, stopped.
-- Returns moved | already | over | active_elsewhere | suppressed | no_such_enrollment.
create or replace function public.set_enrollment_status(
  p_id bigint, p_status public.enrollment_status, p_reason text, p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
begin
  perform private.lock_phone((select lead_phone from public.sms_campaign_enrollments where id = p_id));
  select * into v_row from public.sms_campaign_enrollments where id = p_id;
  if not found then
    return 'no_such_enrollment';
  end if;
  if v_row.status = p_status then
    return 'already';
  end if;
  if private.is_over(v_row.status) then
    return 'over';
  end if;
  if p_status = 'active' then
    if private.is_suppressed(v_row.lead_phone, case v_row.channel when 'text' then 'sms' else 'voice' end) then
      return 'suppressed';
    end if;
    if exists (select 1 from public.sms_campaign_enrollments e
               where e.lead_phone = v_row.lead_phone and e.channel = v_row.channel
                 and e.phone_extension is not distinct from v_row.phone_extension
                 and e.status = 'active') then
      return 'active_elsewhere';
    end if;
    update public.sms_campaign_enrollments
    set status = 'active', reason = p_reason, paused_at = null,
        next_message_at = greatest(next_message_at, p_now), updated_at = p_now
    where id = p_id;
    return 'moved';
  end if;
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_' || p_status, ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where enrollment_id = p_id and private.is_waiting(status);
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'enrollment_' || p_status,
      enqueue_at = null, updated_at = p_now
  where message_id = v_row.message_id and private.is_waiting(delivery_status);
  update public.sms_campaign_enrollments
  set status = p_status, reason = p_reason, message_id = null,
      paused_at = case when p_status = 'paused' then p_now else paused_at end,
      ended_at = case when p_status = 'stopped' then p_now end, updated_at = p_now
  where id = p_id;
  return 'moved';
end;
$$;

-- Who is this number: by the conversation or call it was in last (no longer ago than p_since), and
-- by the table of leads; with what an agent should know of it. p_lead_id: a lead that is known to be
-- meant, whatever the number. Returns {ours, by_contact, by_lead, texts, calls, appointments}, the leads
-- as rows or null; `ours`: it is no lead at all, but one of our own numbers.
create or replace function public.number_history(
  p_phone text, p_lead_id bigint, p_since timestamptz, p_now timestamptz
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_contact bigint;
  v_of_line bigint;
  v_lead bigint;
begin
  select t.lead_id into v_contact from (
    (select v.lead_id, v.last_activity_at as at from public.sms_conversations v
     where v.lead_phone = p_phone and v.lead_id is not null and v.last_activity_at >= p_since
     order by v.last_activity_at desc limit 1)
    union all
    (select c.lead_id, coalesce(c.ended_at, c.dialed_at, c.created_at) from public.calls c
     where c.lead_phone = p_phone and c.lead_id is not null and c.created_at >= p_since
     order by c.created_at desc limit 1)
  ) t order by t.at desc limit 1;
  v_of_line := private.lead_of_line(p_phone);
  -- Of several people behind one line nobody knows who rings; the last to be called proves nothing.
  if v_contact is distinct from v_of_line and exists (
    select 1 from public.leads l
    where l.id = v_contact and l.phone = p_phone and l.phone_extension is not null) then
    v_contact := null;
  end if;
  v_lead := coalesce(p_lead_id, v_contact, v_of_line);
  return jsonb_build_object(
    'ours', private.is_ours(p_phone),
    'known', (select to_jsonb(l) from public.leads l where l.id = p_lead_id),
    'by_contact', (select to_jsonb(l) from public.leads l where l.id = v_contact),
    'by_lead', (select to_jsonb(l) from public.leads l where l.id = v_of_line),
    'texts', coalesce((
      select jsonb_agg(to_jsonb(m) order by m.at) from (
        select x.direction, x.author, x.body, x.created_at as at from public.sms_messages x
        where x.lead_id = v_lead and x.seq is not null and x.body is not null
          and private.was_said(x.delivery_status)
        order by x.created_at desc limit 20) m), '[]'),
    'calls', coalesce((
      select jsonb_agg(to_jsonb(k) order by k.at) from (
        select c.direction, c.status, c.message as why, c.created_at as at, a.outcome, a.summary
        from public.calls c
        left join public.conversation_analyses a on a.call_id = c.id
        where c.lead_id = v_lead order by c.created_at desc limit 10) k), '[]'),
    'appointments', coalesce((
      select jsonb_agg(a.starts_at order by a.starts_at) from public.appointments a
      where a.lead_id = v_lead and a.starts_at > p_now), '[]'));
end;
$$;

-- Of these ids, of keys and of sessions, those that still open something.
create or replace function public.open_passes(p_ids jsonb, p_now timestamptz) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with asked as (select value::uuid as id from jsonb_array_elements_text(p_ids))
  select k.id from asked join public.api_keys k using (id)
  where k.revoked_at is null and (k.expires_at is null or k.expires_at > p_now)
  union all
  select s.id from asked join public.sessions s using (id) where s.expires_at > p_now;
$$;

-- False on a standby, and on a database that was made read-only, as one whose disk is full may be.
-- Volatile, or it would be asked in a transaction that is read-only in any case.
create or replace function public.takes_writes() returns boolean
language sql volatile security definer set search_path = '' as $$
  select not current_setting('transaction_read_only')::boolean;
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
        where private.is_on_the_way(delivery_status) group by delivery_status) s), '{}'),
    'sent_last_hour', (select count(*) from recent),
    'filtered_last_hour', (select count(*) from recent where p_filtered -> provider ? delivery_error),
    'failed_last_hour', (select count(*) from recent where private.did_not_arrive(delivery_status)),
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

-- How long a lead has waited for a person who was asked for, or who has the conversation and has not
-- read the lead's last words; how many analyses a person has to look at (a thousand stands for more); how
-- long a talk that is over has not been judged.
create or replace function public.waiting_health(p_now timestamptz)
returns table (for_person_seconds double precision, to_review bigint, for_judge_seconds double precision)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return query select
    greatest(0, extract(epoch from p_now - least(
      (select min(handed_over_at) from public.sms_conversations
       where awaits_human and owner <> 'ai' and ended_at is null),
      (select min(last_inbound_at) from public.sms_conversations
       where owner = 'human' and ended_at is null and last_inbound_seq > last_read_seq))))::double precision,
    (select count(*) from (
      select 1 from public.conversation_analyses where status = 'needs_review' limit 1000) s),
    greatest(0, extract(epoch from p_now - (
      select min(since) from private.owed_analyses)))::double precision;
end;
$$;

-- Looking round: one reading says for all rounds which of them have something to do, so that a house in
-- which nothing happens is not asked by each of them again and again.
--
-- The names of the jobs that would find something. It may name one that finds nothing, and must leave
-- out none that would: where a round has a reading of its own for what is due, it is that reading.
create or replace function public.work_due(p_calls_ahead interval, p_texts_ahead interval, p_now timestamptz)
returns text[]
language plpgsql stable security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_due text[] := '{}';
begin
  if exists (select 1 from public.calls c where private.is_live(c.status) and c.next_check_at <= p_now)
     or exists (select 1 from public.calls c where c.price_check_at <= p_now) then
    v_due := v_due || 'check-calls'::text;
  end if;
  if public.lost_work(p_calls_ahead, p_now, 1)
     <> '{"due": [], "unsettled": [], "unanalysed": []}'::jsonb then
    v_due := v_due || 'sweep-calls'::text;
  end if;
  if exists (select 1 from public.inbound_arrivals a where a.created_at <= p_now - interval '5 seconds')
     or private.texts_are_due(p_texts_ahead, p_now)
     or exists (select 1 from public.claim_due_replies(p_texts_ahead, p_now, 1))
     or exists (select 1 from public.claim_unjudged(p_texts_ahead, interval '0', p_now, 1))
     or exists (select 1 from public.unanalysed_conversations(p_now, 1)) then
    v_due := v_due || 'sweep-texts'::text;
  end if;
  if exists (select 1 from public.sms_messages m
             where private.awaits_news(m.delivery_status)
               and m.next_check_at <= p_now) then
    v_due := v_due || 'check-texts'::text;
  end if;
  if private.look_is_due(p_now) then
    v_due := v_due || 'find-lost-texts'::text;
  end if;
  if exists (select 1 from public.due_webhooks(p_now, 1)) then
    v_due := v_due || 'sweep-webhooks'::text;
  end if;
  return v_due;
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
