-- Whether this is one of our own numbers.
create function private.is_ours(p_phone text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from private.our_numbers o where o.phone = p_phone);
$$;
