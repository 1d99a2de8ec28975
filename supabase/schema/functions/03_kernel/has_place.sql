-- Whether a lead's record says more about where it is than its number does.
create function private.has_place(p_lead public.leads) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(p_lead.timezone, p_lead.region, p_lead.postal_code) is not null;
$$;
