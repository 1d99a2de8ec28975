-- A sender that is named in a campaign or used by us is a number of ours. Argument: how we know it.
create function private.know_sender_number() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.know_number(new.sender, tg_argv[0], new.updated_at);
  return null;
end;
$$;
