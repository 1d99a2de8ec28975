-- Counts a delivery of a webhook event. True for the first delivery with its key.
create function private.receipt(
  p_provider text, p_kind text, p_key text, p_result text, p_now timestamptz
) returns boolean
language sql security definer set search_path = '' as $$
  insert into public.webhook_receipts
    (provider, kind, dedupe_key, result, received_at, last_received_at)
  values (p_provider, p_kind, p_key, p_result, p_now, p_now)
  on conflict (provider, kind, dedupe_key) do update
    set deliveries = public.webhook_receipts.deliveries + 1, last_received_at = p_now
  returning deliveries = 1;
$$;
