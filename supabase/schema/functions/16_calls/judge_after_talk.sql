-- Holds or denies a call that is about to be claimed because of an earlier call with the lead;
-- null, or the answer of begin_call.
create function private.judge_after_talk(p_call public.calls, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_no jsonb := private.talk_objection(p_call, p_now);
begin
  if v_no ->> 'act' = 'hold' then
    perform public.hold_call(p_call.id, (v_no ->> 'until')::timestamptz, v_no ->> 'rule',
      v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_no -> 'until', 'rule', v_no ->> 'rule');
  elsif v_no ->> 'act' = 'deny' then
    perform public.deny_call(p_call.id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', v_no ->> 'rule');
  end if;
  return null;
end;
$$;
