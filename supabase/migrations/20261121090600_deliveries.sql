-- What became of a text, by our own record, the carrier's callbacks or the carrier's list: in any
-- order, any number of times, the row ends the same.

-- The physical text behind a row becomes known. The campaign's next step counts from here.
create function private.accept_text(
  p_id uuid, p_sid text, p_status public.delivery_status, p_segments integer, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  update public.sms_messages m
  set provider_sid = p_sid,
      -- Presumed not sent, and it was: the carrier knows better.
      delivery_status = case when m.delivery_status in ('sending', 'unknown', 'failed')
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
  where retry_of = p_id and delivery_status in ('pending', 'held');
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

-- The same text once more, as a row of its own; asked for twice, it is one.
create function private.try_again(p_message public.sms_messages, p_at timestamptz, p_now timestamptz)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, direction, author, kind, body, media,
    provider, campaign_id, enrollment_id, step, step_version, variant, retry_of, attempt,
    in_reply_to_seq, notice, sent_by, send_at, enqueue_at, created_at, updated_at
  ) values (
    gen_random_uuid(), p_message.conversation_id, p_message.lead_id, p_message.lead_phone,
    'outbound', p_message.author, p_message.kind, p_message.body, p_message.media,
    p_message.provider, p_message.campaign_id, p_message.enrollment_id, p_message.step,
    p_message.step_version, p_message.variant, p_message.message_id, p_message.attempt + 1,
    p_message.in_reply_to_seq, p_message.notice, p_message.sent_by, p_at, p_at, p_now, p_now
  ) on conflict (retry_of) do nothing returning message_id into v_id;
  return coalesce(v_id, (select m.message_id from public.sms_messages m
                         where m.retry_of = p_message.message_id));
end;
$$;

-- What follows from a failure, as the caller's table of codes has it. p_next: {retry_at?, stop?:
-- reason, suppress?: {scope, source, words?}, rest_until?: for the sender}. A step that failed for
-- good is done with: the campaign goes on with the next one, unless it is stopped.
create function private.after_failure(p_message public.sms_messages, p_next jsonb, p_now timestamptz)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_retry uuid;
begin
  perform private.rest_sender(p_message.sender, (p_next ->> 'rest_until')::timestamptz,
    p_message.delivery_error, p_now);
  if jsonb_typeof(p_next -> 'suppress') = 'object' then
    perform public.suppress(p_message.lead_phone, p_next -> 'suppress' ->> 'scope',
      p_next -> 'suppress' ->> 'source', p_next -> 'suppress' ->> 'words', null, p_now);
    perform private.end_conversation(p_message.conversation_id, 'discarded', 'opted_out',
      jsonb_build_object('message_id', p_message.message_id, 'error', p_message.delivery_error), p_now);
    if p_next -> 'suppress' ->> 'scope' <> 'voice' then
      perform private.end_conversations(p_message.lead_phone,
        jsonb_build_object('source', 'carrier', 'error', p_message.delivery_error), p_now);
    end if;
    return null;
  end if;
  if p_next ->> 'stop' is not null then
    update public.sms_messages m
    set delivery_status = 'canceled', suppressed_reason = p_next ->> 'stop', enqueue_at = null,
        updated_at = p_now
    where m.enrollment_id = p_message.enrollment_id and m.delivery_status in ('pending', 'held');
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = p_next ->> 'stop', message_id = null, ended_at = p_now,
        updated_at = p_now
    where id = p_message.enrollment_id and status in ('active', 'paused');
    return null;
  end if;
  if p_message.enrollment_id is not null then
    perform private.advance_enrollment(p_message.enrollment_id, p_message.step, p_now);
  end if;
  -- Somewhere it ends, also where only a person could have mended the cause and nobody has.
  if p_next ->> 'retry_at' is not null and p_message.attempt < 8
     and not private.is_suppressed(p_message.lead_phone, 'sms') then
    v_retry := private.try_again(p_message, (p_next ->> 'retry_at')::timestamptz, p_now);
  end if;
  return v_retry;
end;
$$;

-- A person lets a text that failed be tried once more, now that its cause is mended. It is judged
-- and claimed like any other. Returns {result: planned | already | not_failed | answer | overtaken |
-- suppressed | no_such_message, message?}: of an agent's answer the time has passed, and a step that
-- the campaign has left behind is not said after the next one.
create function public.retry_message(p_id uuid, p_now timestamptz) returns jsonb
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
  elsif v_message.delivery_status not in ('failed', 'undelivered') then
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

-- The carrier accepted. Returns {result: recorded | already | duplicate | late}. A text cannot be
-- called back: after `duplicate` a second one is out, after `late` one that was given up; both are
-- a matter for people. What was given up is put right as far as it can be.
create function public.record_message_sent(
  p_id uuid, p_fence integer, p_sid text, p_status public.delivery_status, p_segments integer,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return jsonb_build_object('result', 'late');
  end if;
  if v_message.provider_sid = p_sid then
    -- News of it was quicker than the carrier's answer, and may have said nothing of its length.
    update public.sms_messages set segments = p_segments, updated_at = p_now
    where message_id = p_id and segments is null and p_segments is not null;
    return jsonb_build_object('result', 'already');
  end if;
  if v_message.provider_sid is not null then
    return jsonb_build_object('result', 'duplicate', 'provider_sid', v_message.provider_sid);
  end if;
  if v_message.delivery_status = 'failed' and v_message.delivery_error = 'presumed_not_sent' then
    perform private.accept_text(p_id, p_sid, p_status, p_segments, p_now);
    return jsonb_build_object('result', 'late', 'status', 'failed');
  end if;
  if v_message.fence <> p_fence or v_message.delivery_status not in ('sending', 'unknown') then
    return jsonb_build_object('result', 'late', 'status', v_message.delivery_status);
  end if;
  perform private.accept_text(p_id, p_sid, p_status, p_segments, p_now);
  return jsonb_build_object('result', 'recorded', 'lead_id', v_message.lead_id);
end;
$$;

-- The carrier said no, before it took anything. p_to: {status: pending, send_at, rest_until?} (it
-- would say yes later; until when it takes nothing from this sender) or {status: failed, next?}.
-- Returns {released, retry_id?}.
create function public.release_message(
  p_id uuid, p_fence integer, p_to jsonb, p_reason text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_retry uuid;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null or v_message.fence is distinct from p_fence
     or v_message.delivery_status not in ('sending', 'unknown')
     or v_message.provider_sid is not null then
    return jsonb_build_object('released', false);
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
    return jsonb_build_object('released', true);
  end if;
  update public.sms_messages
  set delivery_status = 'failed', delivery_error = p_reason, claimed_at = null, granted_on = null,
      budgeted = false, deadline_at = null, next_check_at = null, updated_at = p_now
  where message_id = p_id returning * into v_message;
  v_retry := private.after_failure(v_message, coalesce(p_to -> 'next', '{}'), p_now);
  return jsonb_build_object('released', true, 'retry_id', v_retry);
end;
$$;

-- One piece of news about a text. p: {provider, kind: callback | check, message_id?, provider_sid,
-- status?, enters_from: [statuses from which `status` may be entered], provider_status, error_code?,
-- next?, segments?, from?}. `enters_from` comes from the table in domain/texts/message-status.ts.
-- Returns {result: recorded | repeated | stranger | conflict, message_id?, moved, retry_id?}.
create function public.record_delivery(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
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
       and (v_message.delivery_status in ('sending', 'unknown')
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
    return jsonb_build_object('result', case when v_message.message_id is null then 'stranger' else 'conflict' end,
      'message_id', v_message.message_id, 'moved', false);
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
  return jsonb_build_object('result', case when v_new then 'recorded' else 'repeated' end,
    'message_id', v_message.message_id, 'moved', v_moved, 'retry_id', v_retry);
end;
$$;

-- Texts whose truth only the carrier knows: claimed past the deadline, or without a last word.
-- Each is leased for a minute, so that two checkers do not ask twice.
create function public.claim_message_checks(p_now timestamptz, p_limit integer)
returns setof public.sms_messages
language sql security definer set search_path = '' as $$
  update public.sms_messages m
  set delivery_status = case when m.delivery_status = 'sending' then 'unknown' else m.delivery_status end,
      next_check_at = p_now + interval '60 seconds', updated_at = p_now
  from (
    select message_id from public.sms_messages
    where delivery_status in ('sending', 'unknown', 'queued', 'sent') and next_check_at <= p_now
    order by next_check_at limit p_limit for update skip locked
  ) due
  where m.message_id = due.message_id
  returning m.*;
$$;

-- What the carrier's list said. A text without a sid: found, it is adopted; not found at the last
-- look, it is presumed not sent, and tried again a quarter of an hour later as a new row. A text
-- with a sid has been looked at: it is asked about again later, or not any more.
create function public.record_message_lookup(
  p_id uuid, p_fence integer, p_sid text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_next timestamptz;
  v_retry uuid;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null or v_message.fence <> p_fence then
    return jsonb_build_object('result', 'moved_on');
  end if;
  if v_message.provider_sid is not null and v_message.delivery_status in ('queued', 'sent') then
    update public.sms_messages
    set next_check_at = case when v_message.delivery_status = 'queued'
          and p_now < v_message.claimed_at + interval '12 hours' then p_now + interval '30 minutes' end,
        updated_at = p_now
    where message_id = p_id;
    return jsonb_build_object('result', 'known');
  end if;
  if v_message.delivery_status <> 'unknown' or v_message.provider_sid is not null then
    return jsonb_build_object('result', 'moved_on');
  end if;
  if p_sid is not null then
    perform private.accept_text(p_id, p_sid, 'queued', null, p_now);
    return jsonb_build_object('result', 'adopted');
  end if;
  v_next := private.look_again_at(v_message.claimed_at, p_now);
  if v_next is null then
    update public.sms_messages
    set delivery_status = 'failed', delivery_error = 'presumed_not_sent', deadline_at = null,
        next_check_at = null, updated_at = p_now
    where message_id = p_id returning * into v_message;
    v_retry := private.after_failure(v_message, case when v_message.attempt < 3
      then jsonb_build_object('retry_at', p_now + interval '15 minutes') else '{}' end, p_now);
    return jsonb_build_object('result', 'presumed_not_sent', 'retry_id', v_retry);
  end if;
  update public.sms_messages
  set checks = checks + 1, next_check_at = v_next, updated_at = p_now
  where message_id = p_id;
  return jsonb_build_object('result', 'not_found_yet');
end;
$$;

select private.close_functions();
