-- Records a contact with a lead: its status becomes contacted, unless it is do_not_contact, and the time
-- of the last contact is this one, unless a later one is known.
create function private.touch_lead(p_lead_id bigint, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.leads
  set lead_status = case when lead_status = 'do_not_contact' then lead_status else 'contacted' end,
      last_contacted_at = greatest(last_contacted_at, p_now), updated_at = p_now
  where id = p_lead_id;
$$;
