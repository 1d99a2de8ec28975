-- Ends the enrollments of these leads in other campaigns over the same channel: of those leads that
-- this campaign may contact and that are not in it yet.
create function private.replace_enrollments(
  p_campaign public.campaigns, p_lead_ids bigint[], p_now timestamptz
) returns void
-- Some hundreds of leads are found by key, as in enroll_leads.
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_replaced bigint[];
begin
  select coalesce(array_agg(e.id), '{}') into v_replaced
  from public.leads l
  join public.sms_campaign_enrollments e
    on e.lead_phone = l.phone and e.phone_extension is not distinct from l.phone_extension
  where l.id = any (p_lead_ids) and e.status = 'active'
    and e.channel = p_campaign.channel and e.campaign_id <> p_campaign.id
    and private.has_consent(l.phone, p_campaign.channel, p_now)
    and not exists (select 1 from public.sms_campaign_enrollments x
                    where x.lead_phone = l.phone
                      and x.phone_extension is not distinct from l.phone_extension
                      and x.campaign_id = p_campaign.id);
  -- A text learns of it at its claim; the dial protocol does not look at campaigns, so calls are
  -- canceled here.
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_stopped', ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where enrollment_id = any (v_replaced) and private.is_waiting(status);
  update public.sms_campaign_enrollments
  set status = 'stopped', reason = 'replaced', ended_at = p_now, updated_at = p_now
  where id = any (v_replaced) and status = 'active';
end;
$$;
