-- Where something stands among what happened at the same moment: the cause before what it led to.
create function private.story_key(p_rank integer, p_id text) returns text
language sql immutable set search_path = '' as $$
  select lpad(p_rank::text, 2, '0') || ':' || lpad(p_id, 36, '0');
$$;
