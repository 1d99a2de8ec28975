-- An api stops in good order. Another api that still runs writes its own heartbeat within a second.
create function private.close_door(p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.inbound_door set seen_at = least(seen_at, p_now - interval '1 minute');
$$;
