-- {day, total_usd, calls_usd, texts_usd, calls, texts}
create function public.read_spend(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.spent_on((p_now at time zone 'UTC')::date)
    || jsonb_build_object('day', (p_now at time zone 'UTC')::date);
$$;
