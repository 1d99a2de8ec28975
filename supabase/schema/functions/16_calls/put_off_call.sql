-- Holds or denies a call before any place or money is taken. Null, or the answer of begin_call. The
-- caller has locked the phone number and the row.
create function private.put_off_call(p_call public.calls, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_no jsonb;
  v_unjudged text;
begin
  if not private.is_waiting(p_call.status) then
    return jsonb_build_object('verdict', 'skip', 'status', p_call.status);
  end if;
  if p_call.run_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', p_call.run_at, 'rule', 'not_due');
  end if;
  if p_now >= (p_claim ->> 'open_until')::timestamptz then
    return jsonb_build_object('verdict', 'wait', 'until', p_now, 'rule', 'window_closed');
  end if;
  if private.is_ours(p_call.lead_phone) then
    perform public.deny_call(p_call.id, 'own_number', 'The number is one of our own.', null, p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'own_number');
  end if;
  if private.text_comes_in(p_call.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes(), 'rule', 'text_comes_in');
  end if;
  if private.is_suppressed(p_call.lead_phone, 'voice') then
    perform public.deny_call(p_call.id, 'suppressed', 'The number is on the do-not-contact list.', null, p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'suppressed');
  end if;

  v_no := private.number_objection(p_claim -> 'number', p_call.to_number);
  if v_no is not null then
    perform public.deny_call(p_call.id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', v_no ->> 'rule');
  end if;

  v_no := private.judge_after_talk(p_call, p_now);
  if v_no is not null then
    return v_no;
  end if;

  if private.is_switched_off('calls') then
    perform public.hold_call(p_call.id, p_now + interval '5 minutes', 'switched_off',
      'Somebody has switched all calls off.', null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '5 minutes',
      'rule', 'switched_off');
  end if;

  v_no := private.inbound_unread(p_now);
  if v_no is not null then
    perform public.hold_call(p_call.id, (v_no ->> 'until')::timestamptz, v_no ->> 'rule', v_no ->> 'reason',
      v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_no -> 'until', 'rule', v_no ->> 'rule');
  end if;
  v_unjudged := private.words_not_judged(p_call.lead_phone, 'call', p_now);
  if v_unjudged is not null then
    perform public.hold_call(p_call.id, p_now + interval '5 minutes', 'words_not_judged', v_unjudged, null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '5 minutes',
      'rule', 'words_not_judged');
  end if;
  return null;
end;
$$;
