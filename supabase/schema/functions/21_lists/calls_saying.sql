-- The calls of the newest thousand turns with these words, found as the texts of private.conversations_saying.
create function private.calls_saying(p_query tsquery) returns setof uuid
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  if private.is_rare_in_turns(p_query, 100) then
    return query
      select t.call_id
      from (select * from public.conversation_transcripts n
            where to_tsvector('simple', n.content) @@ p_query offset 0) t
      where t.role <> 'system' and t.call_id is not null
      order by t.timestamp desc limit 1000;
  else
    return query
      select t.call_id
      from (select * from public.conversation_transcripts n order by n.timestamp desc limit 10000) t
      where to_tsvector('simple', t.content) @@ p_query and t.role <> 'system' and t.call_id is not null
      limit 1000;
  end if;
end;
$$;
