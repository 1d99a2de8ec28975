-- After how long without a heartbeat an api counts as unavailable.
create function private.door_is_away_after() returns interval
language sql immutable security definer set search_path = '' as $$
  select interval '2500 milliseconds';
$$;
