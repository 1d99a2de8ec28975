-- Whether a text of this phone number has arrived and has no sequence number yet.
create function private.text_comes_in(p_phone text) returns boolean
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return exists (select 1 from public.inbound_arrivals a where a.lead_phone = p_phone);
end;
$$;
