-- Every number that a lead has or has had, except those that now belong to another lead.
create function private.numbers_of(p_lead_id bigint) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(n.phone order by n.phone), '{}') from (
    select l.phone from public.leads l where l.id = p_lead_id
    union select c.lead_phone from public.calls c where c.lead_id = p_lead_id
    union select v.lead_phone from public.sms_conversations v where v.lead_id = p_lead_id
    union select k.phone from public.consents k where k.lead_id = p_lead_id) n
  where not exists (select 1 from public.leads o where o.phone = n.phone and o.id <> p_lead_id);
$$;
