-- Stores the sender of a campaign or conversation as one of our own numbers. Argument of the
-- trigger: how it is known.
create function private.know_sender_number() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.know_number(new.sender, tg_argv[0], new.updated_at);
  return null;
end;
$$;
