-- To a colleague, or to nobody (null). False: there is no such conversation.
create function public.assign_conversation(p_id uuid, p_who text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.sms_conversations set assigned_to = p_who, updated_at = p_now
  where id = p_id and assigned_to is distinct from p_who;
  return exists (select 1 from public.sms_conversations where id = p_id);
end;
$$;
