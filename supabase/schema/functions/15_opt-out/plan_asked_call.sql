-- Plans the call that a lead asked for in a text, once for the same words. p_wish: {seq: of the
-- text with the words, heard_seq: of the newest text that was read with them, quote, run_at?,
-- evidence?}; without run_at it is due as soon as the contact window is open. A newer wish moves a
-- waiting call and never adds one. The caller has locked the phone number. Returns {result: planned
-- | already | refused, reason?, call_id?}.
create function private.plan_asked_call(
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
     -- It is about to ring, or is live.
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
  -- Neither an earlier call nor the settings name a provider that carries calls.
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
