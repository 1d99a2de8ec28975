-- Writes one webhook for each endpoint that wants this event. p_key identifies what happened, so
-- that the same event from two functions is one webhook.
create function private.tell_webhooks(p_event text, p_key text, p_data jsonb, p_now timestamptz)
returns void
language sql security definer set search_path = '' as $$
  insert into public.webhook_deliveries (
    endpoint_id, event, dedupe_key, data, happened_at, next_at, created_at, updated_at)
  select e.id, p_event, p_event || ' ' || p_key, jsonb_strip_nulls(p_data), p_now, p_now, p_now, p_now
  from public.webhook_endpoints e
  where e.is_active and p_event = any (e.events)
  on conflict (endpoint_id, dedupe_key) do nothing;
$$;
