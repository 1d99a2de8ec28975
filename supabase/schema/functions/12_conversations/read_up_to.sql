-- How far this reader has read. A user without a row here has read what was said before the user
-- existed; for a key, it is what anybody has read.
create function private.read_up_to(v public.sms_conversations, p_reader uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select r.seq from public.conversation_reads r where r.reader_id = p_reader and r.conversation_id = v.id),
    case when v.last_inbound_seq = 0 then 0 end,
    (select case when v.last_inbound_at < u.created_at then v.last_inbound_seq else coalesce((
       select m.seq from public.sms_messages m
       where m.conversation_id = v.id and m.created_at < u.created_at
       order by m.seq desc limit 1), 0) end
     from public.users u where u.id = p_reader),
    v.last_read_seq);
$$;
