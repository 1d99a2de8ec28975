-- Whether fewer than so many of the 2,000 newest texts have these words.
create function private.is_rare_in_texts(p_query tsquery, p_count integer) returns boolean
language sql stable set search_path = '' as $$
  select p_count > (
    select count(*) from (
      select from (select m.body from public.sms_messages m order by m.created_at desc limit 2000) n
      where to_tsvector('simple', coalesce(n.body, '')) @@ p_query limit p_count) f);
$$;
