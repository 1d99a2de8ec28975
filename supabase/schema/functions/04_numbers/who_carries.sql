-- Who carries what names no carrier of its own; all null where no service has said so yet.
create function private.who_carries() returns private.our_carrier
language sql stable security definer set search_path = '' as $$
  select c from private.our_carrier c;
$$;
