-- Stores a consent that came through the API. False: there is no such lead.
create function public.record_consent(p_lead_id bigint, p jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
begin
  select phone into v_phone from public.leads where id = p_lead_id;
  if not found then
    return false;
  end if;
  perform private.add_consent(p_lead_id, v_phone, 'api', p, p_now);
  return true;
end;
$$;
