-- What every function about texts is made of. Whatever touches the texts of a telephone takes that
-- telephone's lock first: a STOP and a follow-up that is due stand in line, and whoever comes
-- second sees what the first has done.
create function private.lock_phone(p_phone text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_phone is not null then
    perform pg_advisory_xact_lock(hashtextextended('ringback:text:' || p_phone, 0));
  end if;
end;
$$;
