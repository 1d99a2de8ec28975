-- Whether a conversation needs an analysis; not without a word of the lead.
create function private.owes_analysis(p_conversation public.sms_conversations) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_conversation.ended_at is not null and p_conversation.last_inbound_seq > 0
    and not exists (
      select 1 from public.conversation_analyses a
      where a.conversation_id = p_conversation.id and a.updated_at >= p_conversation.ended_at);
$$;
