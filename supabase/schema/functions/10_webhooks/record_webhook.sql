-- Stores what became of an attempt. p: {status?, error?, next_at?, delivered, gone}: without
-- next_at it was the last one. `gone`: the endpoint wants no more webhooks. False if a later
-- attempt has begun.
create function public.record_webhook(p_id uuid, p_fence integer, p jsonb, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_endpoint uuid;
  v_delivered boolean := coalesce((p ->> 'delivered')::boolean, false);
begin
  update public.webhook_deliveries
  set status = case when v_delivered then 'delivered' when p ->> 'next_at' is null then 'dead'
        else 'pending' end::public.webhook_status,
      last_status = (p ->> 'status')::integer, last_error = p ->> 'error',
      next_at = case when not v_delivered then (p ->> 'next_at')::timestamptz end,
      delivered_at = case when v_delivered then p_now end, updated_at = p_now
  where id = p_id and fence = p_fence and status = 'sending'
  returning endpoint_id into v_endpoint;
  if v_endpoint is null then
    return false;
  end if;
  if coalesce((p ->> 'gone')::boolean, false) then
    update public.webhook_endpoints
    set is_active = false, disabled_reason = 'It answered 410: it wants nothing more.', updated_at = p_now
    where id = v_endpoint;
  end if;
  return true;
end;
$$;
