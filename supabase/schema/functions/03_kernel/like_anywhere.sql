-- What `like` finds wherever these words stand: their % and _ mean themselves.
create function private.like_anywhere(p_q text) returns text
language sql immutable set search_path = '' as $$
  select '%' || regexp_replace(p_q, '([\\%_])', '\\\1', 'g') || '%';
$$;
