-- What a UTC day has cost so far and how many contacts it has had, as spent_on returns it.
create function public.read_spend(p_now timestamptz)
returns table (
  day date, total_usd double precision, calls_usd double precision, texts_usd double precision,
  calls bigint, texts bigint)
language sql stable security definer set search_path = '' as $$
  select d.day, (s ->> 'total_usd')::double precision, (s ->> 'calls_usd')::double precision,
    (s ->> 'texts_usd')::double precision, (s ->> 'calls')::bigint, (s ->> 'texts')::bigint
  from (select (p_now at time zone 'UTC')::date as day) d cross join private.spent_on(d.day) s;
$$;
