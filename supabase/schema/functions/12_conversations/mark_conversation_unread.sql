-- Marks the lead's last text as unread for one reader. Returns how far that reader has read now;
-- null: there is no such conversation.
create function public.mark_conversation_unread(p_id uuid, p_reader uuid, p_now timestamptz)
returns integer
language sql security definer set search_path = '' as $$
  insert into public.conversation_reads as r (reader_id, conversation_id, seq, read_at)
  select p_reader, v.id, greatest(v.last_inbound_seq - 1, 0), p_now
  from public.sms_conversations v where v.id = p_id
  on conflict (reader_id, conversation_id) do update
    set seq = least(r.seq, excluded.seq), read_at = excluded.read_at
  returning seq;
$$;
