-- The call that a lead asks for in a text. Its own words are the reason of the call and the consent to
-- it; when it may ring is judged as for any call, when it is due.

-- The newest call that was asked for in a conversation, and what it was dialed again as.
create function private.asked_call(p_conversation_id uuid, p_phone text) returns public.calls
language sql stable security definer set search_path = '' as $$
  select c.* from public.calls c
  where c.lead_phone = p_phone and c.direction = 'outbound' and c.origin in ('callback', 'redial')
    and c.metadata ->> 'conversation_id' = p_conversation_id::text
    and c.end_reason is distinct from 'newer_wish'
  order by c.created_at desc, c.dial desc limit 1;
$$;

-- Why no call follows from a wish; null: nothing is in the way. `calls_closed`: the number may not be
-- called. `answered`: a call that is over was made for these very words.
create function private.why_no_call(
  v public.sms_conversations, p_wish jsonb
) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_last public.calls;
begin
  if not private.can_be_rung(v.lead_phone) then
    return 'calls_closed';
  end if;
  v_last := private.asked_call(v.id, v.lead_phone);
  if v_last.ended_at is not null
     and (v_last.metadata ->> 'asked_seq')::integer >= (p_wish ->> 'seq')::integer then
    return 'answered';
  end if;
  return null;
end;
$$;

-- Plans the call, once for the same words. p_wish: {seq: where the words stand, heard_seq: the newest
-- text that was read with them, quote, run_at?, evidence?}; without run_at the lead wants it as soon as
-- the hours permit. A newer wish moves a call that waits, and never adds one. The caller has locked the
-- telephone. Returns {result: planned | already | refused, reason?, call_id?}.
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
     or (v_asked_for is null and v_last.status in ('scheduled', 'held') and v_last.dial = 1
         and v_last.metadata ->> 'asked_for' is null) then
    return jsonb_build_object('result', 'already', 'call_id', v_last.id);
  end if;

  update public.calls
  set status = 'canceled', end_reason = 'newer_wish', ended_at = p_now, settled_at = p_now,
      updated_at = p_now
  where lead_phone = v.lead_phone and origin in ('callback', 'redial')
    and status in ('scheduled', 'held') and metadata ->> 'conversation_id' = v.id::text;
  perform private.add_consent(v.lead_id, v.lead_phone, 'asked_by_text',
    jsonb_build_object('channel', 'call', 'kind', 'express', 'text', p_wish -> 'quote',
      'evidence', jsonb_build_object('conversation_id', v.id, 'seq', p_wish -> 'seq')), p_now);
  select * into v_before from public.calls c
  where c.lead_phone = v.lead_phone order by c.created_at desc limit 1;
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
    message, origin, campaign_id, metadata, run_at, created_at, updated_at
  ) values (
    overlay(overlay(md5('callback of ' || v.id || ' ' || v_heard) placing '8' from 13)
      placing 'a' from 17)::uuid,
    v.lead_id, coalesce(v.sms_agent_id, (select a.id from public.agents a where a.is_default)),
    'outbound', coalesce(v_before.provider, 'twilio'), coalesce(v_before.voice, 'openai'),
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

-- The agent answers a wish for a call: the call and the words that promise it, or neither. p: as for
-- save_reply_draft, and {call: as p_wish above, without heard_seq}. A draft that is out of date promises
-- nothing, and nothing is said where no call may follow.
-- Returns what save_reply_draft returns, with call_id, or {result: refused, reason}.
create function public.answer_with_call(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_saved jsonb;
  v_wish jsonb := (p -> 'call') || jsonb_build_object('heard_seq', p -> 'in_reply_to_seq');
  v_planned jsonb;
begin
  perform private.lock_phone((select lead_phone from public.sms_conversations
                              where id = (p ->> 'conversation_id')::uuid));
  select * into v_conversation from public.sms_conversations
  where id = (p ->> 'conversation_id')::uuid for update;
  if found and private.why_no_call(v_conversation, v_wish) is not null
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

select private.close_functions();
