-- The conversation, under the lock of its telephone; all null where there is none.
create function private.lock_conversation(p_id uuid) returns public.sms_conversations
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  perform private.lock_phone((select v.lead_phone from public.sms_conversations v where v.id = p_id));
  select * into v_conversation from public.sms_conversations where id = p_id for update;
  return v_conversation;
end;
$$;
