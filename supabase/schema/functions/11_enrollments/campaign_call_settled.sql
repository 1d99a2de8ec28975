-- A call that a campaign asked for is over: the campaign goes on. One that we took back ourselves
-- because the enrollment was halted is planned again should it ever go on.
create function private.campaign_call_settled() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.end_reason in ('enrollment_paused', 'enrollment_stopped', 'campaign_paused') then
    update public.sms_campaign_enrollments set call_id = null, updated_at = new.updated_at
    where id = new.enrollment_id and call_id = new.id;
  else
    perform private.advance_enrollment(new.enrollment_id, new.step, new.updated_at);
  end if;
  return null;
end;
$$;
