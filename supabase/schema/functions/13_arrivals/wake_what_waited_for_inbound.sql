-- Releases calls and texts that were held until the carrier's list was read.
create function private.wake_what_waited_for_inbound(p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.inbound_unread(p_now) is not null then
    return;
  end if;
  update public.sms_messages m set send_at = p_now, enqueue_at = p_now, updated_at = p_now
  from (select h.message_id from public.sms_messages h
        where h.held_reason = 'inbound_not_read' and h.delivery_status = 'held' and h.send_at > p_now
        for update skip locked) h
  where m.message_id = h.message_id;
  update public.calls c set run_at = p_now, updated_at = p_now
  from (select h.id from public.calls h
        where h.held_reason = 'inbound_not_read' and h.status = 'held' and h.run_at > p_now
        for update skip locked) h
  where c.id = h.id;
end;
$$;
