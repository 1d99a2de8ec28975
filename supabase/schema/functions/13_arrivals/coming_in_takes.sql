-- When to look again whether it has.
create function private.coming_in_takes() returns interval
language sql immutable security definer set search_path = '' as $$
  select interval '250 milliseconds';
$$;
