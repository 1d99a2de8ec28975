-- Skips call steps of leads that have not agreed to be called, with a decision.
create function private.leave_out_calls(p_ids bigint[], p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row record;
begin
  for v_row in
    select e.id, e.next_step, e.lead_id, e.campaign_id
    from public.sms_campaign_enrollments e
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'call'
      and e.message_id is null and e.call_id is null
      and not private.has_consent(e.lead_phone, 'call', p_now)
  loop
    insert into public.contact_decisions (at, lead_id, channel, verdict, rule, reason, evidence)
    values (p_now, v_row.lead_id, 'call', 'deny', 'no_consent', 'There is no consent to be called.',
            jsonb_build_object('campaign_id', v_row.campaign_id, 'step', v_row.next_step));
    perform private.advance_enrollment(v_row.id, v_row.next_step, p_now);
  end loop;
end;
$$;
