-- When each of these was received last. p_names: each a provider and a kind, as in
-- <provider>/text_inbound. A kind that was never received is left out.
create function public.webhook_times(p_names text[]) returns table (name text, at timestamptz)
language sql stable security definer set search_path = '' as $$
  select n.name, t.at
  from unnest(p_names) as n (name)
  cross join lateral (
    select r.last_received_at as at from public.webhook_receipts r
    where r.provider = split_part(n.name, '/', 1) and r.kind = split_part(n.name, '/', 2)
    order by r.last_received_at desc limit 1) t;
$$;
