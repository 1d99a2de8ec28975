-- What an answered call with the lead means for another call that was ordered before its end: null, or
-- {act: hold | deny, rule, reason, until?, evidence}. Until it is analysed, the lead is not called
-- again. A lead that was reached and asked for no other call gets none; one that asked for a call
-- at a time gets that one.
create function private.talk_objection(p_call public.calls, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_talk public.calls;
  v_analysis public.conversation_analyses;
begin
  select t.* into v_talk from public.calls t
  where t.lead_phone = p_call.lead_phone and t.id <> p_call.id and t.answered_at is not null
    -- A talk with one person says nothing about another person behind the same number.
    and (t.lead_id = p_call.lead_id or t.phone_extension is not distinct from p_call.phone_extension)
    -- An agent that spoke later knew of the lead's wish.
    and case when p_call.origin = 'callback' then t.answered_at else t.ended_at end > p_call.created_at
    and t.ended_at is not null and t.ended_at > p_now - interval '90 days'
    and exists (select 1 from public.conversation_transcripts w
                where w.call_sid = t.call_sid and w.role = 'user')
  order by t.ended_at desc limit 1;
  if not found then
    return null;
  end if;
  select * into v_analysis from public.conversation_analyses a where a.call_id = v_talk.id;
  if not found then
    return jsonb_build_object('act', 'hold', 'rule', 'talk_not_judged',
      'reason', 'The lead has just talked with us, and what came of it is not known yet.',
      'until', p_now + interval '1 minute', 'evidence', jsonb_build_object('talk', v_talk.id));
  end if;
  if v_analysis.outcome = 'no_response' then
    return null;
  end if;
  if exists (select 1 from public.calls b where b.callback_of = v_talk.id and b.id <> p_call.id) then
    return jsonb_build_object('act', 'deny', 'rule', 'called_back_instead',
      'reason', 'The lead was reached meanwhile and is called at the time it asked for.',
      'evidence', jsonb_build_object('talk', v_talk.id));
  end if;
  -- A wish without a usable time: this call is the answer to it.
  if v_analysis.next_action ->> 'kind' = 'callback' and v_analysis.next_action ->> 'quote' is not null then
    return null;
  end if;
  return jsonb_build_object('act', 'deny', 'rule', 'talked_meanwhile',
    'reason', 'The lead was reached meanwhile and did not ask to be called again.',
    'evidence', jsonb_build_object('talk', v_talk.id, 'outcome', v_analysis.outcome));
end;
$$;
