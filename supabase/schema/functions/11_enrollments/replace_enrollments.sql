-- What other campaigns do with these leads over the same channel is over, of those whom this one may
-- contact and does not know yet.
create function private.replace_enrollments(
  p_campaign public.campaigns, p_lead_ids bigint[], p_now timestamptz
) returns void
-- Some hundreds are looked up by key, as in enroll_leads.
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
  -- Texts find out when they are claimed; the dial protocol knows nothing of campaigns.
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_stopped', ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where enrollment_id = any (v_replaced) and private.is_waiting(status);
  update public.sms_campaign_enrollments
  set status = 'stopped', reason = 'replaced', ended_at = p_now, updated_at = p_now
  where id = any (v_replaced) and status = 'active';
end;
$$;
