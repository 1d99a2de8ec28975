-- The condition of a search for people, as SQL about `l`: these letters anywhere in a name, a number or an
-- address. Fewer than three letters stand in nearly every number and no index of parts helps to find them:
-- names with a word that begins so, and addresses that do.
create function private.people_found(p_q text) returns text
language sql immutable set search_path = '' as $$
  select case
    when length(p_q) < 3 then
      format('(l.name ilike %1$L or l.name ilike %2$L or l.email ilike %1$L)', b.pattern, '% ' || b.pattern)
    else
      format('(l.name ilike %1$L or l.phone like %2$L or l.email ilike %1$L)',
        private.like_anywhere(p_q), private.phone_anywhere(p_q)) end
  from (select substr(private.like_anywhere(p_q), 2)) b (pattern);
$$;
