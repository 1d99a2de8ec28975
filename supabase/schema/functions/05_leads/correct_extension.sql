-- Passes a lead's corrected extension on to its waiting calls and its enrollments.
create function private.correct_extension() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set phone_extension = new.phone_extension, updated_at = new.updated_at
  where lead_id = new.id and lead_phone = new.phone and private.is_waiting(status);
  update public.sms_campaign_enrollments
  set phone_extension = new.phone_extension, updated_at = new.updated_at
  where lead_id = new.id and lead_phone = new.phone;
  return null;
end;
$$;
