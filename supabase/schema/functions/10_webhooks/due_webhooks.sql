-- Messages whose attempt is due by then, the oldest first. One that is being sent is due again once
-- whoever sends it must have given up.
create function public.due_webhooks(p_by timestamptz, p_limit integer)
returns table (id uuid, next_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select d.id, d.next_at from public.webhook_deliveries d
  where private.is_open(d.status) and d.next_at <= p_by
  order by d.next_at limit p_limit;
$$;
