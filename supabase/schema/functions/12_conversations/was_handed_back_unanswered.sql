-- Whether the last thing that happened to a conversation is that a person gave it back to the agent
-- without having written since it was handed over.
create function private.was_handed_back_unanswered(v public.sms_conversations) returns boolean
language sql stable security definer set search_path = '' as $$
  select v.handed_over_at is not null
    and coalesce((
      select c.reason = 'owner_ai' from public.ownership_changes c
      where c.conversation_id = v.id order by c.at desc, c.id desc limit 1), false)
    and not exists (
      select 1 from public.sms_messages m
      where m.conversation_id = v.id and m.author = 'human' and m.created_at >= v.handed_over_at)
$$;
