-- A text leaves from the number of its conversation. Copied, so that a sender's line is an index.
create function private.set_sender() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.sender := (select v.our_number from public.sms_conversations v where v.id = new.conversation_id);
  return new;
end;
$$;
