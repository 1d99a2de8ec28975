-- The lead at a number that calls or texts us; it is created where there is none. Null where the
-- number is withheld. p: {phone, name?, country?, source}.
create function private.know_lead(p jsonb, p_now timestamptz) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := p ->> 'phone';
  v_id bigint;
begin
  if private.is_withheld(v_phone) then
    return null;
  end if;
  v_id := private.lead_of_line(v_phone);
  if v_id is null then
    insert into public.leads (phone, name, country, source, created_at, updated_at)
    values (v_phone, p ->> 'name', p ->> 'country', p ->> 'source', p_now, p_now)
    on conflict (phone, phone_extension) do nothing returning id into v_id;
  end if;
  -- Another transaction may have created it meanwhile.
  return coalesce(v_id, private.lead_of_line(v_phone));
end;
$$;
