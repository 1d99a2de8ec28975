-- Which ids a reader may have seen: {tail, newest}.
create function public.event_bounds() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'tail', (select l.pruned_to from private.event_log l),
    'newest', (select case when s.is_called then s.last_value else 0 end
      from public.events_id_seq s));
$$;
