-- A person (p_actor) lets a resting sender go on; texts that were held for its rest go first. False: there is
-- no such sender.
create function public.wake_sender(p_sender text, p_now timestamptz, p_actor jsonb default null)
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.senders set rests_until = null, rest_reason = null, updated_at = p_now
  where sender = p_sender and rests_until is not null;
  if not found then
    return exists (select 1 from public.senders where sender = p_sender);
  end if;
  if jsonb_typeof(p_actor) = 'object' then
    perform private.note_activity(p_actor, 'sender_woken', 'sender', p_sender, p_now);
  end if;
  update public.sms_messages m
  set send_at = p_now, enqueue_at = p_now, updated_at = p_now
  from (
    select message_id from public.sms_messages
    where sender = p_sender and delivery_status = 'held' and held_reason = 'sender_rests'
    for update skip locked
  ) held
  where m.message_id = held.message_id;
  return true;
end;
$$;
