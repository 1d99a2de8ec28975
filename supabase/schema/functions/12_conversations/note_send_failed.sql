-- Marks a conversation whose text has failed for good, until somebody acts: until the next text, a
-- retry, or a person who takes over or closes.
create function private.note_send_failed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_failed boolean := new.delivery_status in ('failed', 'undelivered')
    and not exists (select 1 from public.sms_messages r where r.retry_of = new.message_id);
begin
  update public.sms_conversations v
  set send_failed_at = case when v_failed then new.updated_at end, updated_at = new.updated_at
  where v.id = new.conversation_id
    and (case when v_failed
      then v.ended_at is null and v.send_failed_at is null and v.last_seq = coalesce(new.seq, v.last_seq)
      else v.send_failed_at is not null end);
  return null;
end;
$$;
