-- Puts a conversation onto the list of analyses to make, or takes it off.
create function private.owe_text_analysis(p_conversation public.sms_conversations) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.owes_analysis(p_conversation) then
    insert into private.owed_analyses as o (conversation_id, since)
    values (p_conversation.id, p_conversation.ended_at)
    on conflict (conversation_id) do update set since = excluded.since where o.since <> excluded.since;
  else
    delete from private.owed_analyses where conversation_id = p_conversation.id;
  end if;
end;
$$;
