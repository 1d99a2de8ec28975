-- Webhooks whose attempt is due by p_by, the oldest first. A claimed one is due again once its
-- lease is over.
create function public.due_webhooks(p_by timestamptz, p_limit integer)
returns table (id uuid, next_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select d.id, d.next_at from public.webhook_deliveries d
  where private.is_open(d.status) and d.next_at <= p_by
  order by d.next_at limit p_limit;
$$;
