-- What rests, for whoever looks: [{name, opened_at, reason, failures, next_try_at}].
create function public.resting(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', b.name, 'since', b.opened_at, 'reason', b.reason,
    'failures', b.failures, 'next_try_at', b.next_try_at,
    'resting_seconds', extract(epoch from p_now - b.opened_at)) order by b.name), '[]')
  from public.breakers b where b.opened_at is not null;
$$;
