-- A query for texts that have all of these words, the last one as a beginning; null where there is no
-- word in it. The configuration knows no language, so it fits all of them.
create function private.words_query(p_q text) returns tsquery
language sql immutable set search_path = '' as $$
  select (nullif(plainto_tsquery('simple', p_q)::text, '') || ':*')::tsquery;
$$;
