-- Stores a number as one of our own. From other sources than settings and campaigns, a number that
-- a lead has stays the lead's: a relay that swaps its two numbers must not cut a lead off.
create function private.know_number(p_phone text, p_known_by text, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into private.our_numbers as o (phone, known_by, created_at)
  select p_phone, p_known_by, p_now
  where not private.is_withheld(p_phone)
    and (p_known_by in ('settings', 'campaign')
      or not exists (select 1 from public.leads l where l.phone = p_phone))
  on conflict (phone) do nothing;
$$;
