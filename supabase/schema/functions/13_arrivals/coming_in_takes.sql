-- After how long to check again whether a text has got its sequence number.
create function private.coming_in_takes() returns interval
language sql immutable security definer set search_path = '' as $$
  select interval '250 milliseconds';
$$;
