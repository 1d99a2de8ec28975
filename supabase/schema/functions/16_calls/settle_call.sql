-- Settles an ended call. p_next: {redial: {id, run_at} | null, stop_reason?, reached?, judged_on?,
-- voice?}. `judged_on` is what was known of the audio; if more is known by now, nothing is written.
-- `reached` and `voice`: see after_silence. `result`: settled | already | not_ended | changed.
create function public.settle_call(p_id uuid, p_next jsonb, p_now timestamptz) returns table (result text, redial_id uuid, has_words boolean)
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
      -- A caller is called back.
      case v_call.direction when 'inbound' then v_call.lead_phone else v_call.to_number end,
      v_call.lead_phone, 'scheduled',
      v_call.priority, v_call.message, 'redial', v_call.campaign_id, v_call.metadata,
      (p_next -> 'redial' ->> 'run_at')::timestamptz, v_call.dial + 1, p_id, p_now, p_now
    ) on conflict (redial_of) do nothing returning id into v_redial;
    perform private.decide(v_call.lead_id, v_redial, 'hold', 'redial',
      p_next ->> 'reason', (p_next -> 'redial' ->> 'run_at')::timestamptz,
      jsonb_build_object('after_call', p_id, 'ended_as', v_call.status), p_now);
  elsif v_call.reached is false and v_call.status = 'completed' and p_next ->> 'person' is not null then
    -- The lead picked up and we failed: the call is for a person to review, and the lead does not
    -- count as unreachable.
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
