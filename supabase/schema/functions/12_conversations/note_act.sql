-- Writes into the activity log what somebody did with a conversation; without an actor it writes
-- nothing.
create function private.note_act(
  p_conversation public.sms_conversations, p_actor jsonb, p_action text, p_details jsonb, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if jsonb_typeof(p_actor) = 'object' then
    perform private.note_activity(p_actor, p_action, 'conversation', p_conversation.id::text, p_now,
      p_details, p_conversation.lead_id);
  end if;
end;
$$;
