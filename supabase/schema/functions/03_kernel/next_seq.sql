-- The next sequence number of a conversation. It locks the conversation's row, so there is no gap
-- and no number twice.
create function private.next_seq(p_conversation_id uuid, p_now timestamptz) returns integer
language sql security definer set search_path = '' as $$
  update public.sms_conversations
  set last_seq = last_seq + 1, send_failed_at = null, last_activity_at = greatest(last_activity_at, p_now), updated_at = p_now
  where id = p_conversation_id
  returning last_seq;
$$;
