-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

-- The call, under the lock of its phone number; all null where there is none. The number is locked
-- before the row. A row that appears, or goes to another number, between the two looks is looked up
-- again: it would be used without its lock.
create or replace function private.lock_call(p_id uuid) returns public.calls
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
  v_row public.calls;
begin
  loop
    v_phone := (select r.lead_phone from public.calls r where r.id = p_id);
    exit when v_phone is null;
    perform private.lock_phone(v_phone);
    select * into v_row from public.calls r
    where r.id = p_id and r.lead_phone = v_phone for update;
    exit when found;
  end loop;
  return v_row;
end;
$$;

-- The conversation, under the lock of its phone number; all null where there is none. The number is locked
-- before the row. A row that appears, or goes to another number, between the two looks is looked up
-- again: it would be used without its lock.
create or replace function private.lock_conversation(p_id uuid) returns public.sms_conversations
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
  v_row public.sms_conversations;
begin
  loop
    v_phone := (select r.lead_phone from public.sms_conversations r where r.id = p_id);
    exit when v_phone is null;
    perform private.lock_phone(v_phone);
    select * into v_row from public.sms_conversations r
    where r.id = p_id and r.lead_phone = v_phone for update;
    exit when found;
  end loop;
  return v_row;
end;
$$;

-- The enrollment, under the lock of its phone number; all null where there is none. The number is locked
-- before the row. A row that appears, or goes to another number, between the two looks is looked up
-- again: it would be used without its lock.
create or replace function private.lock_enrollment(p_id bigint) returns public.sms_campaign_enrollments
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
  v_row public.sms_campaign_enrollments;
begin
  loop
    v_phone := (select r.lead_phone from public.sms_campaign_enrollments r where r.id = p_id);
    exit when v_phone is null;
    perform private.lock_phone(v_phone);
    select * into v_row from public.sms_campaign_enrollments r
    where r.id = p_id and r.lead_phone = v_phone for update;
    exit when found;
  end loop;
  return v_row;
end;
$$;

-- The text, under the lock of its phone number; all null where there is none. The number is locked
-- before the row. A row that appears, or goes to another number, between the two looks is looked up
-- again: it would be used without its lock.
create or replace function private.lock_message(p_id uuid) returns public.sms_messages
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
  v_row public.sms_messages;
begin
  loop
    v_phone := (select r.lead_phone from public.sms_messages r where r.message_id = p_id);
    exit when v_phone is null;
    perform private.lock_phone(v_phone);
    select * into v_row from public.sms_messages r
    where r.message_id = p_id and r.lead_phone = v_phone for update;
    exit when found;
  end loop;
  return v_row;
end;
$$;

-- Claims a call for dialing. Everything that may forbid it is judged here, at p_now, under locks.
-- p_claim: {claim_id?: of this attempt, worker, from_number?: which of ours rings, deadline_at, open_until, caps: {total, max_live}, limits,
-- number, minute_usd?, evidence, and what take_ceilings reads}; `limits` are caps on calls and texts together, for which the telephone is locked as
-- texts lock it; `number` is the policy engine's verdict on it, without which there is no claim.
-- Returns {verdict: go, fence, call, lead, max_seconds} or {verdict: skip, status} | {verdict: wait, until,
-- rule} | {verdict: full} | {verdict: denied, rule}.
create or replace function public.begin_call(p_id uuid, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_caps jsonb := p_claim -> 'caps';
  v_count integer;
  v_full jsonb;
  v_before jsonb;
  v_slot integer;
begin
  v_call := private.lock_call(p_id);
  if v_call.id is null then
    return jsonb_build_object('verdict', 'skip', 'status', 'gone');
  end if;
  v_before := private.call_claimed_before(v_call, p_claim ->> 'claim_id');
  if v_before is not null then
    return v_before;
  end if;
  v_before := private.put_off_call(v_call, p_claim, p_now);
  if v_before is not null then
    return v_before;
  end if;

  v_slot := private.free_slot((v_caps ->> 'max_live')::integer);
  if v_slot is null then
    return jsonb_build_object('verdict', 'full');
  end if;
  if exists (select 1 from public.calls c
             where c.lead_phone = v_call.lead_phone and private.is_live(c.status)) then
    perform public.hold_call(p_id, p_now + interval '60 seconds', 'line_busy_with_us',
      'Another call with this number is going on.', null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '60 seconds',
      'rule', 'line_busy_with_us');
  end if;
  select count(*) into v_count from public.calls c
  where c.lead_phone = v_call.lead_phone and c.direction = 'outbound' and c.dialed_at is not null;
  if v_count >= (v_caps ->> 'total')::integer then
    perform public.deny_call(p_id, 'cap_total',
      format('%s calls is the most one number ever gets.', v_caps ->> 'total'),
      jsonb_build_object('calls', v_count), p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'cap_total');
  end if;
  -- Before anything is taken. Who may try whether we are heard again, and is then held, tries nothing.
  v_full := private.hold_while_voice_rests(p_id, p_now);
  if v_full is not null then
    return v_full;
  end if;
  v_full := private.full_limit(v_call.lead_phone, p_claim -> 'limits', p_now);
  -- The last thing before the claim itself, since it takes what it finds.
  p_claim := private.with_call_cost(p_claim, v_call);
  v_full := coalesce(v_full,
    private.take_ceilings('calls', false, v_call.api_key_id, p_claim, p_now));
  if v_full is not null then
    perform public.hold_call(p_id, (v_full ->> 'until')::timestamptz, v_full ->> 'rule',
      v_full ->> 'reason', v_full -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_full -> 'until', 'rule', v_full ->> 'rule');
  end if;

  update public.calls
  set status = 'dialing', fence = fence + 1, worker = p_claim ->> 'worker',
      from_number = coalesce(p_claim ->> 'from_number', from_number),
      claim_ids = private.with_claim(claim_ids, p_claim ->> 'claim_id'), slot = v_slot,
      deadline_at = (p_claim ->> 'deadline_at')::timestamptz, dialed_at = p_now, held_reason = null,
      cost_usd = coalesce((p_claim ->> 'cost_usd')::numeric, 0), prefix = p_claim ->> 'prefix',
      minute_usd = (p_claim ->> 'minute_usd')::numeric,
      checks = 0, next_check_at = (p_claim ->> 'deadline_at')::timestamptz, updated_at = p_now
  where id = p_id returning * into v_call;
  perform private.decide(v_call.lead_id, v_call.id, 'allow', 'claimed',
    'Inside the calling window, under every cap, not suppressed.', null, p_claim -> 'evidence', p_now);
  return private.call_claimed(v_call);
end;
$$;

-- p: {id: of the new call, api_key_id?}. The new call takes the place that a redial would have, so that
-- there is never more than one of them; it begins with a first dial of its own and is judged like any
-- other when it is claimed. Returns {result: planned | already | not_failed | inbound | closed |
-- no_such_call, call?: the new one, or what stands there}.
create or replace function public.retry_call(p_id uuid, p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_next public.calls;
begin
  v_call := private.lock_call(p_id);
  if v_call.id is null then
    return jsonb_build_object('result', 'no_such_call');
  end if;
  select * into v_next from public.calls where redial_of = p_id;
  if found then
    return jsonb_build_object('result', 'already', 'call', to_jsonb(v_next));
  elsif v_call.direction = 'inbound' then
    return jsonb_build_object('result', 'inbound');
  elsif not (v_call.status in ('failed', 'busy', 'no_answer')
             or (v_call.status = 'completed' and v_call.reached is false)) then
    return jsonb_build_object('result', 'not_failed', 'call', to_jsonb(v_call));
  elsif not private.can_be_rung(v_call.lead_phone) then
    return jsonb_build_object('result', 'closed');
  end if;
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, phone_extension, status,
    priority, message, origin, campaign_id, metadata, run_at, redial_of, api_key_id, created_at, updated_at
  ) values (
    (p ->> 'id')::uuid, v_call.lead_id, v_call.agent_id, 'outbound', v_call.provider, v_call.voice,
    v_call.to_number, v_call.lead_phone, v_call.phone_extension, 'scheduled', v_call.priority,
    v_call.message, 'retry', v_call.campaign_id, v_call.metadata, p_now, p_id,
    (p ->> 'api_key_id')::uuid, p_now, p_now
  ) returning * into v_next;
  perform private.decide(v_next.lead_id, v_next.id, 'allow', 'retried_by_hand',
    'Somebody asked for one more try.', null,
    jsonb_build_object('after_call', p_id, 'ended_as', v_call.status), p_now);
  return jsonb_build_object('result', 'planned', 'call', to_jsonb(v_next));
end;
$$;

-- What became of a text, by our own record, the carrier's callbacks or the carrier's list: in any
-- order, any number of times, the row ends the same.
--
-- One carrier event about a text. p: {provider, kind: callback | check, message_id?, provider_sid,
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
  v_message := private.lock_message(
    (select message_id from public.sms_messages where provider_sid = v_sid));
  if v_message.message_id is null and p ->> 'message_id' is not null then
    v_message := private.lock_message((p ->> 'message_id')::uuid);
    if v_message.provider_sid is null and v_message.fence > 0
       and (private.is_claimed(v_message.delivery_status)
         or (v_message.delivery_status = 'failed' and v_message.delivery_error = 'presumed_not_sent')) then
      -- A crash lost our own record of the sid: the carrier's word brings it back.
      perform private.accept_text(v_message.message_id, v_sid, 'queued', null, p_now);
      select * into v_message from public.sms_messages where message_id = v_message.message_id;
    -- Its sid may have been recorded since the first look.
    elsif v_message.message_id is not null and v_message.provider_sid is distinct from v_sid then
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

-- The agent answers a wish for a call: the call and the words that promise it, or neither. p: as for
-- save_reply_draft, and {call: as p_wish above, without heard_seq}. A draft that is out of date promises
-- nothing, and nothing is said where no call may follow.
-- Returns what save_reply_draft returns, with call_id, or {result: refused, reason}.
create or replace function public.answer_with_call(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_saved jsonb;
  v_wish jsonb := (p -> 'call') || jsonb_build_object('heard_seq', p -> 'in_reply_to_seq');
  v_planned jsonb;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is not null and private.why_no_call(v_conversation, v_wish) is not null
     and not exists (select 1 from public.sms_messages m
                     where m.message_id = (p ->> 'message_id')::uuid) then
    return private.plan_asked_call(v_conversation, v_wish, p_now);
  end if;
  v_saved := public.save_reply_draft(p - 'call', p_now);
  if v_saved ->> 'result' <> 'planned' then
    return v_saved;
  end if;
  v_planned := private.plan_asked_call(v_conversation, v_wish, p_now);
  return v_saved || jsonb_build_object('call_id', v_planned -> 'call_id');
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
  v_row := private.lock_enrollment(p_id);
  if v_row.id is null then
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

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
