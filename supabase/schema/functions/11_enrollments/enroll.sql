-- Puts leads into a campaign and returns a verdict for each, as enroll_leads does; the sweep plans
-- the first texts.
create function public.enroll(p_campaign_id uuid, p_lead_ids bigint[], p_now timestamptz)
returns table (lead_id bigint, enrollment_id bigint, result text)
language sql security definer set search_path = '' as $$
  select e.of_lead, e.enrollment, e.verdict
  from private.enroll_leads(p_campaign_id, p_lead_ids, p_now) e;
$$;
