-- Copies the own number of the conversation onto a text as its sender, so that an index finds the
-- texts of a sender.
create function private.set_sender() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.sender := (select v.our_number from public.sms_conversations v where v.id = new.conversation_id);
  return new;
end;
$$;
