-- Whether anything of ours ever reached this lead, or anything of the lead reached us.
create function private.was_in_touch(p_lead_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.calls c where c.lead_id = p_lead_id
      and (c.reached or (c.settled_at is null and c.call_sid is not null)
        or c.status in ('busy', 'no_answer') or (c.status = 'completed' and (c.reached is null or c.silence_reason is null))))
    or exists (select 1 from public.sms_messages m where m.lead_id = p_lead_id
      and (m.direction = 'inbound' or m.delivery_status in ('sent', 'delivered')));
$$;
