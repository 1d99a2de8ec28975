-- The conversations of the newest thousand texts with these words. Words that stand in one of twenty texts or
-- more are looked for from the newest on, among 10,000: the index of words would have it read all of them.
create function private.conversations_saying(p_query tsquery) returns setof uuid
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  if private.is_rare_in_texts(p_query, 100) then
    return query
      select m.conversation_id
      from (select * from public.sms_messages n
            where to_tsvector('simple', coalesce(n.body, '')) @@ p_query offset 0) m
      where m.seq is not null and m.delivery_status not in ('pending', 'held', 'canceled', 'suppressed')
      order by m.created_at desc limit 1000;
  else
    return query
      select m.conversation_id
      from (select * from public.sms_messages n order by n.created_at desc, n.message_id desc limit 10000) m
      where to_tsvector('simple', coalesce(m.body, '')) @@ p_query
        and m.seq is not null and m.delivery_status not in ('pending', 'held', 'canceled', 'suppressed')
      limit 1000;
  end if;
end;
$$;
