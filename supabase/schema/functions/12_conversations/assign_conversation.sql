-- Assigns a conversation to a user who may act, or to nobody (null). Returns {result: assigned |
-- already | no_such_user | no_such_conversation, conversation?}.
create function public.assign_conversation(
  p_id uuid, p_user_id uuid, p_actor jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_before text;
begin
  select * into v_conversation from public.sms_conversations where id = p_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if p_user_id is not null and not exists (
    select 1 from public.users u where u.id = p_user_id and u.disabled_at is null and u.role <> 'viewer') then
    return jsonb_build_object('result', 'no_such_user');
  end if;
  v_before := v_conversation.assigned_to;
  if v_before is not distinct from p_user_id::text then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_conversation));
  end if;
  update public.sms_conversations set assigned_to = p_user_id, updated_at = p_now
  where id = p_id returning * into v_conversation;
  perform private.note_act(v_conversation, p_actor, 'conversation_assigned',
    jsonb_build_object('from', v_before, 'to', p_user_id), p_now);
  return jsonb_build_object('result', 'assigned', 'conversation', to_jsonb(v_conversation));
end;
$$;
