-- Whether fewer than so many of the 2,000 newest turns of calls have these words.
create function private.is_rare_in_turns(p_query tsquery, p_count integer) returns boolean
language sql stable set search_path = '' as $$
  select p_count > (
    select count(*) from (
      select from (
        select t.content from public.conversation_transcripts t order by t.timestamp desc limit 2000) n
      where to_tsvector('simple', n.content) @@ p_query limit p_count) f);
$$;
