-- What the carrier says about calls: in any order, any number of times, the row ends the same.

create function private.receipt(
  p_provider text, p_kind text, p_key text, p_result text, p_now timestamptz
) returns boolean
language sql security definer set search_path = '' as $$
  insert into public.webhook_receipts
    (provider, kind, dedupe_key, result, received_at, last_received_at)
  values (p_provider, p_kind, p_key, p_result, p_now, p_now)
  on conflict (provider, kind, dedupe_key) do update
    set deliveries = public.webhook_receipts.deliveries + 1, last_received_at = p_now
  returning deliveries = 1;
$$;

-- p_event: {provider, kind, call_id?, call_sid, direction?, from, to, status?, enters_from: [statuses from
-- which `status` may be entered], provider_status, sequence, duration_seconds?, answered_by?,
-- end_reason?, payload}. `enters_from` comes from the status table in domain/call.ts, so that there
-- is one such table.
-- Returns {result: recorded | repeated | stranger | conflict, call_id?, moved, ended, stream_open?: the
-- gateway has still to tell how it ended}.
create function public.record_call_event(p_event jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_sid text := p_event ->> 'call_sid';
  v_call public.calls;
  v_result text := 'recorded';
  v_new boolean;
  v_before public.call_status;
  v_to public.call_status := (p_event ->> 'status')::public.call_status;
  v_moved boolean := false;
  v_ends boolean := v_to in ('completed', 'busy', 'no_answer', 'failed', 'canceled');
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
    (call_id, call_sid, kind, direction, from_number, to_number, call_status, duration, sequence, payload, received_at)
  values
    (case when v_result = 'recorded' then v_call.id end, v_sid, p_event ->> 'kind',
     coalesce(v_call.direction, (p_event ->> 'direction')::public.call_direction), p_event ->> 'from', p_event ->> 'to', p_event ->> 'provider_status',
     (p_event ->> 'duration_seconds')::integer, (p_event ->> 'sequence')::integer,
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

create function public.record_recording(
  p_call_sid text, p_recording_sid text, p_status text, p_url text, p_seconds integer, p_payload jsonb,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
  v_provider text;
begin
  select id, provider into v_id, v_provider from public.calls where call_sid = p_call_sid;
  perform private.receipt(coalesce(v_provider, 'twilio'), 'recording',
    p_recording_sid || '/' || p_status, 'recorded', p_now);
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

-- Somebody rings us, and by that has talked with us. Idempotent by call_sid; an unknown caller becomes a
-- lead. Who shows no number is nobody we know: the call is kept under a name of its own, and says so.
-- p_call: {id, call_sid, from, to, provider, country?, payload}.
-- Returns {result: recorded | repeated, call} or {result: own_number}: one of our own numbers rings.
create function public.record_inbound_call(p_call jsonb, p_now timestamptz) returns jsonb
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
    id, lead_id, agent_id, direction, provider, to_number, from_number, lead_phone, status, origin,
    run_at, call_sid, answered_at, next_check_at, metadata, created_at, updated_at
  ) values (
    (p_call ->> 'id')::uuid, v_lead_id, (select id from public.agents where is_default), 'inbound',
    p_call ->> 'provider', p_call ->> 'to', nullif(p_call ->> 'from', ''),
    coalesce(v_from, 'withheld:' || (p_call ->> 'call_sid')), 'in_progress', 'inbound', p_now,
    p_call ->> 'call_sid', p_now, p_now + interval '16 minutes',
    case when v_lead_id is null then jsonb_build_object('warning', 'no_lead_found') else '{}' end,
    p_now, p_now
  ) on conflict (call_sid) do nothing;
  select * into v_call from public.calls where call_sid = p_call ->> 'call_sid';
  perform private.touch_lead(v_lead_id, p_now);
  insert into public.call_events
    (call_id, call_sid, kind, direction, from_number, to_number, call_status, sequence, payload, received_at)
  values (v_call.id, v_call.call_sid, 'inbound', 'inbound', p_call ->> 'from', p_call ->> 'to', 'in-progress', 0,
          coalesce(p_call -> 'payload', '{}'), p_now)
  on conflict do nothing;
  return jsonb_build_object('result', 'recorded', 'call', to_jsonb(v_call));
end;
$$;

-- A call has ended and what follows is decided: p_next {redial: {id, run_at} | null, stop_reason?,
-- reached?, judged_on?, voice?}. `judged_on` is what was known of the sound on the line; if more is
-- known by now, nothing is written. `reached` and `voice` are explained where they are written.
-- Returns {result: settled | already | not_ended | changed, redial_id?, has_words}.
create function public.settle_call(p_id uuid, p_next jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_redial uuid;
  v_has_words boolean;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found or v_call.ended_at is null then
    return jsonb_build_object('result', 'not_ended');
  end if;
  v_has_words := exists (
    select 1 from public.conversation_transcripts t where t.call_sid = v_call.call_sid);
  if v_call.settled_at is not null then
    select id into v_redial from public.calls where redial_of = p_id;
    return jsonb_build_object('result', 'already', 'redial_id', v_redial, 'has_words', v_has_words);
  end if;
  if private.heard_on(v_call) is distinct from coalesce(p_next -> 'judged_on', private.heard_on(v_call)) then
    return jsonb_build_object('result', 'changed', 'has_words', v_has_words);
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
  return jsonb_build_object('result', 'settled', 'redial_id', v_redial, 'has_words', v_has_words);
end;
$$;

select private.close_functions();
