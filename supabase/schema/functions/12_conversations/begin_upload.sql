-- A person begins to upload a picture for a conversation. p: {id, conversation_id, uploaded_by, type, bytes,
-- sha256}. Its bytes are kept next, and record_media says so. Returns begun | no_such_conversation |
-- too_many: so many wait for their texts in this conversation already.
create function public.begin_upload(p jsonb, p_most integer, p_now timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return 'no_such_conversation';
  end if;
  if (select count(*) from public.sms_media f
      where f.message_id is null and f.uploaded_by = (p ->> 'uploaded_by')::uuid
        and f.conversation_id = v_conversation.id and f.state <> 'deleted') >= p_most then
    return 'too_many';
  end if;
  insert into public.sms_media (
    id, conversation_id, state, provider, uploaded_by, type, bytes, sha256, created_at, updated_at
  ) values (
    (p ->> 'id')::uuid, v_conversation.id, 'pending', v_conversation.provider,
    (p ->> 'uploaded_by')::uuid, p ->> 'type', (p ->> 'bytes')::integer, p ->> 'sha256', p_now, p_now
  ) on conflict (id) do nothing;
  return 'begun';
end;
$$;
