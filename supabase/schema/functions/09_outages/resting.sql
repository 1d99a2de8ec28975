-- The breakers that are open, for the API.
create function public.resting(p_now timestamptz)
returns table (
  name text, since timestamptz, reason text, failures integer, next_try_at timestamptz,
  resting_seconds double precision)
language sql stable security definer set search_path = '' as $$
  select b.name, b.opened_at, b.reason, b.failures, b.next_try_at,
    extract(epoch from p_now - b.opened_at)::double precision
  from public.breakers b where b.opened_at is not null order by b.name;
$$;
