-- Claims a webhook for one attempt: {verdict: go, fence, attempts, url, secret, format, event,
-- happened_at, data} | {verdict: wait, until} | {verdict: skip, reason}. There is one attempt at a time.
create function public.begin_webhook(p_id uuid, p_lease interval, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.webhook_deliveries;
  v_endpoint public.webhook_endpoints;
begin
  select * into v from public.webhook_deliveries where id = p_id for update;
  if not found or private.is_over(v.status) then
    return jsonb_build_object('verdict', 'skip', 'reason', coalesce(v.status::text, 'gone'));
  end if;
  if v.next_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v.next_at);
  end if;
  select * into v_endpoint from public.webhook_endpoints where id = v.endpoint_id;
  if not v_endpoint.is_active then
    update public.webhook_deliveries
    set status = 'dead', last_error = 'endpoint_off', next_at = null, updated_at = p_now where id = p_id;
    return jsonb_build_object('verdict', 'skip', 'reason', 'endpoint_off');
  end if;
  update public.webhook_deliveries
  set status = 'sending', attempts = attempts + 1, fence = fence + 1, next_at = p_now + p_lease,
      updated_at = p_now
  where id = p_id returning * into v;
  return jsonb_build_object('verdict', 'go', 'fence', v.fence, 'attempts', v.attempts,
    'url', v_endpoint.url, 'secret', v_endpoint.secret, 'format', v_endpoint.format, 'event', v.event,
    'happened_at', v.happened_at,
    'data', v.data || private.webhook_extras(v_endpoint.include, v.data));
end;
$$;
