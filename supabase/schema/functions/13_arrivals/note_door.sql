-- A worker must not be quicker than a STOP that it missed. While the api was away, carriers found
-- nobody to tell and do not come back; what was written then stands in their list alone. So nothing
-- but answers leaves while the api is away, nor before the list has been read up to its return, nor
-- while the list has not been read for some minutes. A house without an api takes in no webhooks, and
-- one whose list was never looked at has no number that could be written to: they wait for nothing.
--
-- The api says twice a second that it takes in webhooks, each second where nothing happens. p_opens: a
-- process has just begun to, or was without its database. One that only stood still for less than ten
-- seconds has missed nothing: a carrier waits longer than that for an answer.
create function private.note_door(p_opens boolean, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.inbound_door;
begin
  select * into v_before from public.inbound_door for update;
  if not found then
    insert into public.inbound_door (open_since, seen_at) values (p_now, p_now) on conflict do nothing;
    return;
  end if;
  update public.inbound_door
  set open_since = case when p_opens or seen_at < p_now - interval '10 seconds' then p_now else open_since end,
      seen_at = greatest(seen_at, p_now);
  if v_before.seen_at < p_now - private.door_is_away_after() then
    perform private.wake_what_waited_for_inbound(p_now);
  end if;
end;
$$;
