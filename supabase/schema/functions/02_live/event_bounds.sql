-- The bounds of the event log: `tail` is the last id that was pruned, `newest` the last one written.
create function public.event_bounds() returns table (tail bigint, newest bigint)
language sql stable security definer set search_path = '' as $$
  select (select l.pruned_to from private.event_log l),
    (select case when s.is_called then s.last_value else 0 end from public.events_id_seq s);
$$;
