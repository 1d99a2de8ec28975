-- Returns {rows: [{lead_id, enrollment_id?, result}]}; the sweep plans the first texts.
create function public.enroll(p_campaign_id uuid, p_lead_ids bigint[], p_now timestamptz) returns jsonb
language sql security definer set search_path = '' as $$
  select jsonb_build_object('rows', coalesce(jsonb_agg(jsonb_build_object(
    'lead_id', e.of_lead, 'enrollment_id', e.enrollment, 'result', e.verdict)), '[]'))
  from private.enroll_leads(p_campaign_id, p_lead_ids, p_now) e;
$$;
