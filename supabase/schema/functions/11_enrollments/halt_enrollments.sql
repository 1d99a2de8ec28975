-- Pauses (`paused`) or stops the campaigns of a phone number. With p_lead_id only those of that
-- lead; other leads with the same number go on.
create function private.halt_enrollments(
  p_phone text, p_status public.enrollment_status, p_reason text, p_now timestamptz,
  p_lead_id bigint default null
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  -- Calls are locked before enrollments, as where a call is settled.
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_' || p_status, ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where lead_phone = p_phone and enrollment_id is not null and private.is_waiting(status)
    and coalesce(lead_id = p_lead_id, true);
  -- Leads with an extension get no texts.
  if p_lead_id is null or not exists (
    select 1 from public.leads l where l.id = p_lead_id and l.phone_extension is not null) then
    perform private.cancel_planned(p_phone, '{campaign}', p_reason, p_now);
  end if;
  update public.sms_campaign_enrollments
  set status = p_status, reason = p_reason,
      paused_at = case when p_status = 'paused' then p_now else paused_at end,
      ended_at = case when p_status = 'paused' then null else p_now end, updated_at = p_now
  where lead_phone = p_phone and coalesce(lead_id = p_lead_id, true)
    and (status = 'active' or (status = 'paused' and p_status <> 'paused'));
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
