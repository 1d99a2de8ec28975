-- The agent answers a wish for a call: stores the call and the words that promise it, or neither.
-- p: as for save_reply_draft, and {call: as p_wish of plan_asked_call, without heard_seq}. A draft
-- that is out of date promises nothing, and nothing is said where no call may follow. Returns what
-- save_reply_draft returns, with call_id, or {result: refused, reason}.
create function public.answer_with_call(p jsonb, p_now timestamptz) returns jsonb
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
