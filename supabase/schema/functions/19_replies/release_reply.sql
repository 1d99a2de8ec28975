-- The agent could not answer: its claim ends, and the next one is due at p_retry_at.
create function public.release_reply(
  p_conversation_id uuid, p_fence integer, p_retry_at timestamptz, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.sms_conversations set reply_due_at = p_retry_at, updated_at = p_now
  where id = p_conversation_id and reply_fence = p_fence and owner = 'ai' and reply_due_at is not null;
  return found;
end;
$$;
