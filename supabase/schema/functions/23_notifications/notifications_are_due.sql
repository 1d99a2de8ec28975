-- Whether there is a text or mail to send, or a need whose rules are to be read.
create function private.notifications_are_due(p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.due_notifications(p_now, 1))
    or exists (select 1 from public.person_needs n where n.ended_at is null and n.look_at <= p_now);
$$;
