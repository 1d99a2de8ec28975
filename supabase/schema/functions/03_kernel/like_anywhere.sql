-- A pattern for `like` that matches these words anywhere; % and _ in them match themselves.
create function private.like_anywhere(p_q text) returns text
language sql immutable set search_path = '' as $$
  select '%' || regexp_replace(p_q, '([\\%_])', '\\\1', 'g') || '%';
$$;
