-- A number as the do-not-contact list keeps it: the salt is a row, so that it outlives every process.
create function private.phone_hash(p_phone text) returns text
language sql stable security definer set search_path = '' as $$
  select encode(sha256(convert_to(s.value || p_phone, 'UTF8')), 'hex')
  from public.data_secrets s where s.name = 'phone_salt';
$$;
