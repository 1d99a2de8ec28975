-- The place of an entry among those of the same moment: a cause before its consequence.
create function private.story_key(p_rank integer, p_id text) returns text
language sql immutable set search_path = '' as $$
  select lpad(p_rank::text, 2, '0') || ':' || lpad(p_id, 36, '0');
$$;
