-- A lead's number was changed. Whoever answers the old one is somebody else, perhaps: what waited for it
-- is taken back and said so, and nothing of it moves to the new number, which nobody has agreed to yet.

create function private.leave_number() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.halt_enrollments(old.phone, 'stopped', 'number_changed', new.updated_at);
  perform private.cancel_planned(old.phone, enum_range(null::public.message_kind), 'number_changed',
    new.updated_at);
  update public.calls
  set status = 'canceled', end_reason = 'number_changed', ended_at = new.updated_at,
      settled_at = new.updated_at, updated_at = new.updated_at
  where lead_phone = old.phone and status in ('scheduled', 'held');
  update public.sms_conversations
  set reply_due_at = null, reply_first_at = null, updated_at = new.updated_at
  where lead_phone = old.phone and reply_due_at is not null;
  return null;
end;
$$;
create trigger leads_leave_number after update of phone on public.leads
for each row when (old.phone is distinct from new.phone) execute function private.leave_number();

select private.close_functions();
