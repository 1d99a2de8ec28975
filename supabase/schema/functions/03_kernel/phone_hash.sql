-- A phone number as the suppressions store it. The salt is a row, so that all processes use the
-- same.
create function private.phone_hash(p_phone text) returns text
language sql stable security definer set search_path = '' as $$
  select encode(sha256(convert_to(s.value || p_phone, 'UTF8')), 'hex')
  from public.data_secrets s where s.name = 'phone_salt';
$$;
