-- What a UTC day has cost and how many contacts it has had: {total_usd, calls_usd, texts_usd,
-- calls, texts}.
create function private.spent_on(p_day date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'total_usd', coalesce(sum(d.spent_usd), 0),
    'calls_usd', coalesce(sum(d.spent_usd) filter (where d.channel = 'calls'), 0),
    'texts_usd', coalesce(sum(d.spent_usd) filter (where d.channel = 'texts'), 0),
    'calls', coalesce(sum(d.contacts) filter (where d.channel = 'calls'), 0),
    'texts', coalesce(sum(d.contacts) filter (where d.channel = 'texts'), 0))
  from public.spend_days d where d.day = p_day;
$$;
