-- Messages whose attempt is due by then: [{id, next_at}]. One that is being sent is due again once
-- whoever sends it must have given up.
create function public.due_webhooks(p_by timestamptz, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'next_at', d.next_at) order by d.next_at), '[]')
  from (
    select id, next_at from public.webhook_deliveries
    where status in ('pending', 'sending') and next_at <= p_by
    order by next_at limit p_limit) d;
$$;
