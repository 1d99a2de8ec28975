-- Texts and mails to colleagues whose attempt is due by p_by, the oldest first.
create function public.due_notifications(p_by timestamptz, p_limit integer)
returns table (id uuid, next_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select n.id, n.next_at from public.notifications n
  where n.status in ('pending', 'sending', 'unknown') and n.next_at <= p_by
  order by n.next_at limit p_limit;
$$;
