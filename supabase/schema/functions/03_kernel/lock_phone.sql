-- Takes the lock of a phone number until the end of the transaction. Every function that changes
-- the texts of a number takes it first: a STOP and a follow-up that is due run one after the other,
-- and the second sees what the first has done.
create function private.lock_phone(p_phone text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_phone is not null then
    perform pg_advisory_xact_lock(hashtextextended('ringback:text:' || p_phone, 0));
  end if;
end;
$$;
