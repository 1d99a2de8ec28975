-- Whether the carrier's list of inbound texts may have to be read; find-lost-texts looks closer.
create function private.look_is_due(p_now timestamptz) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_door public.inbound_door;
  v_look public.inbound_looks;
begin
  select * into v_look from public.inbound_looks l where l.provider = 'twilio';
  if not found or v_look.updated_at <= p_now - interval '1 minute' then
    return true;
  end if;
  select * into v_door from public.inbound_door;
  return found and (v_look.looked_until < v_door.open_since
    or (v_door.seen_at < p_now - private.door_is_away_after()
      and v_look.updated_at <= p_now - interval '5 seconds'));
end;
$$;
