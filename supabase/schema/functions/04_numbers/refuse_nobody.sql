-- Refuses a lead with one of our own numbers or with a withheld number, whichever function writes
-- it. db/client.ts turns these error codes into messages for people.
create function private.refuse_nobody() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.is_ours(new.phone) then
    raise exception 'a number of our own is no lead' using errcode = 'P0R01';
  elsif private.is_withheld(new.phone) then
    raise exception 'a withheld number is no lead' using errcode = 'P0R02';
  end if;
  return new;
end;
$$;
