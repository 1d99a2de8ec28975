-- A lead's number was changed, so the old number may now be somebody else's. What waited for it is
-- taken back with a decision, and nothing moves to the new number, for which there is no consent
-- yet. Other leads with the same old number keep what waits for them.
create function private.leave_number() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_is_shared boolean := exists (select 1 from public.leads o where o.phone = old.phone);
begin
  perform private.halt_enrollments(old.phone, 'stopped', 'number_changed', new.updated_at,
    case when v_is_shared then old.id end);
  update public.calls
  set status = 'canceled', end_reason = 'number_changed', ended_at = new.updated_at,
      settled_at = new.updated_at, updated_at = new.updated_at
  where lead_phone = old.phone and private.is_waiting(status)
    and (lead_id = old.id or not v_is_shared);
  if v_is_shared and old.phone_extension is not null then
    return null;
  end if;
  perform private.cancel_planned(old.phone, enum_range(null::public.message_kind), 'number_changed',
    new.updated_at);
  update public.sms_conversations
  set reply_due_at = null, reply_first_at = null, updated_at = new.updated_at
  where lead_phone = old.phone and reply_due_at is not null;
  return null;
end;
$$;
