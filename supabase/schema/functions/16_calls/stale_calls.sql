-- Calls that have been live since before p_before.
create function public.stale_calls(p_before timestamptz, p_limit integer) returns setof public.calls
language sql stable security definer set search_path = '' as $$
  select * from public.calls
  where private.is_live(status) and coalesce(dialed_at, created_at) < p_before
  order by created_at limit p_limit;
$$;
