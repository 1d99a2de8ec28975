-- Records a change of a conversation's owner. p_actor null: the system did it by itself.
create function private.note_owner(
  p_id uuid, p_from public.conversation_owner, p_actor jsonb, p_reason text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.ownership_changes (
    conversation_id, from_owner, to_owner, assigned_to, actor_id, actor_name, reason, at)
  select v.id, p_from, v.owner, v.assigned_to, (p_actor ->> 'id')::uuid, p_actor ->> 'name', p_reason, p_now
  from public.sms_conversations v where v.id = p_id
    -- One that was a person's already, and waited for one, is taken by somebody.
    and (v.owner <> p_from or p_reason = 'owner_human');
$$;
