-- A campaign's call is over: its enrollment goes on. A call that was taken back because the
-- enrollment was paused is planned again once it is resumed.
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
