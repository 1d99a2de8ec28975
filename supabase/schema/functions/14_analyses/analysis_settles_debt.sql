-- Takes a judged call or conversation off the list of analyses to make; it goes back onto the list
-- when its analysis is deleted.
create function private.analysis_settles_debt() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_call uuid := case when tg_op = 'DELETE' then old.call_id else new.call_id end;
  v_conversation uuid := case when tg_op = 'DELETE' then old.conversation_id else new.conversation_id end;
begin
  if tg_op <> 'DELETE' then
    delete from private.owed_analyses where call_id = v_call;
  else
    perform private.owe_call_analysis(c) from public.calls c where c.id = v_call;
  end if;
  perform private.owe_text_analysis(v) from public.sms_conversations v where v.id = v_conversation;
  return null;
end;
$$;
