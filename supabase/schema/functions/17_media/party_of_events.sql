-- The other party of a call without a row, from its events: by the direction if an event names it,
-- else by which of the two numbers is our own, else by which is a lead's. Null: it is not certain.
create function private.party_of_events(p_call_sid text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_event public.call_events;
  v_from text;
  v_to text;
begin
  select * into v_event from public.call_events e
  where e.call_sid = p_call_sid and (e.from_number is not null or e.to_number is not null)
  order by e.direction is null, e.id limit 1;
  if v_event.direction is not null then
    return private.other_party(v_event.direction::text, v_event.from_number, v_event.to_number);
  end if;
  v_from := private.other_party('inbound', v_event.from_number, v_event.to_number);
  v_to := private.other_party('outbound', v_event.from_number, v_event.to_number);
  if private.is_ours(v_from) or not exists (select 1 from public.leads l where l.phone = v_from) then
    v_from := null;
  end if;
  if private.is_ours(v_to) or not exists (select 1 from public.leads l where l.phone = v_to) then
    v_to := null;
  end if;
  return case when v_from is null then v_to when v_to is null then v_from end;
end;
$$;
