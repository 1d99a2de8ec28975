-- When the last webhook of this kind was received, or of any kind. Reads one row of each kind's
-- index.
create function private.last_receipt(p_kind text default null) returns timestamptz
language sql stable security definer set search_path = '' as $$
  with recursive kinds as (
    (select r.provider, r.kind from public.webhook_receipts r order by r.provider, r.kind limit 1)
    union all
    select n.provider, n.kind from kinds k cross join lateral (
      select r.provider, r.kind from public.webhook_receipts r
      where (r.provider, r.kind) > (k.provider, k.kind)
      order by r.provider, r.kind limit 1) n
  )
  select max(t.at) from kinds k cross join lateral (
    select r.last_received_at as at from public.webhook_receipts r
    where r.provider = k.provider and r.kind = k.kind order by r.last_received_at desc limit 1) t
  -- Answers to our own requests are not sent by the carrier on its own.
  where case when p_kind is null then k.kind not in ('check', 'cleanup') else k.kind = p_kind end;
$$;
