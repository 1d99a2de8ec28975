-- When a webhook of this kind came in last, or of any kind; from the newest end of each, however many
-- there are.
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
  -- What we asked the carrier ourselves is no word of the carrier's.
  where case when p_kind is null then k.kind not in ('check', 'cleanup') else k.kind = p_kind end;
$$;
