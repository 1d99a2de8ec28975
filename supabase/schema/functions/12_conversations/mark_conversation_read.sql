-- Unread is what came after `last_read_seq`; it never goes back, nor past what is there.
create function public.mark_conversation_read(p_id uuid, p_seq integer, p_now timestamptz)
returns integer
language sql security definer set search_path = '' as $$
  with moved as (
    update public.sms_conversations
    set last_read_seq = least(p_seq, last_seq), updated_at = p_now
    where id = p_id and last_read_seq < least(p_seq, last_seq)
    returning last_read_seq
  )
  select coalesce((select m.last_read_seq from moved m),
                  (select v.last_read_seq from public.sms_conversations v where v.id = p_id));
$$;
