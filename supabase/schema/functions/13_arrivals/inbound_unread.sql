-- Why only answers may leave now: null, or {rule, reason, until, evidence}. Of several carriers,
-- the one whose list was read the longest ago decides: it may hold a STOP.
create function private.inbound_unread(p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_door public.inbound_door;
  v_looked timestamptz;
  v_reason text;
begin
  select * into v_door from public.inbound_door;
  if not found then
    return null;
  end if;
  select min(l.looked_until) into v_looked from public.inbound_looks l;
  v_reason := case
    when v_door.seen_at < p_now - private.door_is_away_after() then
      'No api takes in what leads write: a STOP would not be heard.'
    when v_looked < v_door.open_since then
      'What leads wrote while the api was away has not been read from the carrier''s list yet.'
    when v_looked < p_now - interval '5 minutes' then
      'The carrier''s list of what leads wrote has not been read for more than five minutes.' end;
  if v_reason is null then
    return null;
  end if;
  return jsonb_build_object('rule', 'inbound_not_read', 'reason', v_reason,
    'until', p_now + interval '30 seconds', 'evidence', jsonb_build_object(
      'read_until', v_looked, 'api_seen_at', v_door.seen_at, 'api_open_since', v_door.open_since));
end;
$$;
