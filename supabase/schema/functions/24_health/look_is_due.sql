-- Whether a carrier's list of inbound texts may have to be read; find-lost-texts decides exactly.
create function private.look_is_due(p_now timestamptz) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_door public.inbound_door;
begin
  if not exists (select 1 from public.inbound_looks)
     or exists (select 1 from public.inbound_looks l where l.updated_at <= p_now - interval '1 minute') then
    return true;
  end if;
  select * into v_door from public.inbound_door;
  return found and exists (
    select 1 from public.inbound_looks l
    where l.looked_until < v_door.open_since
      or (v_door.seen_at < p_now - private.door_is_away_after()
        and l.updated_at <= p_now - interval '5 seconds'));
end;
$$;
