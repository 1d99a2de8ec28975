-- The api's heartbeat for inbound webhooks, twice a second, or once a second while nothing happens.
-- p_opens: a process has just begun to receive them, or was without its database. A process that
-- stood still for less than ten seconds has missed nothing: carriers wait longer than that for an
-- answer.
--
-- A worker must not be faster than a STOP that the api missed. While the api is unavailable,
-- carriers cannot deliver their webhooks and do not try again later; texts of that time are in the
-- carrier's list alone. So only answers leave while the api is unavailable, until the list has been
-- read up to its return, and while the list has not been read for some minutes. Where no api runs,
-- and where the list was never read, nothing waits: no number there could have received a text.
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
