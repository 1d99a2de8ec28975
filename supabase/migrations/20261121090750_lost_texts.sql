-- A carrier tells of an inbound text once, and once more if nobody picked up. What was lost then is
-- found in its list of texts; this is how far that list has been read.

create table public.inbound_looks (
  provider text primary key,
  -- What came in up to then is ours, whether or not its webhook ever came.
  looked_until timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- Where to go on, and whose texts to look for: {looked_until, looked_at, door: {open_since, seen_at} |
-- null, senders}. A house that never looked
-- begins now: what its numbers got before was not meant for it. A sender that only another provider
-- carries is left to that one.
create function public.begin_inbound_look(p_provider text, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.inbound_looks (provider, looked_until, created_at, updated_at)
  values (p_provider, p_now, p_now, p_now)
  on conflict (provider) do nothing;
  return (
    select jsonb_build_object('looked_until', l.looked_until, 'looked_at', l.updated_at, 'door',
      (select jsonb_build_object('open_since', d.open_since, 'seen_at', d.seen_at) from public.inbound_door d),
      'senders', coalesce((
      select jsonb_agg(s.sender order by s.sender) from public.senders s
      where coalesce(s.provider, p_provider) = p_provider), '[]'))
    from public.inbound_looks l where l.provider = p_provider);
end;
$$;

-- Everything up to p_until has been read. It never goes back.
create function public.record_inbound_look(
  p_provider text, p_until timestamptz, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbound_looks set looked_until = p_until, updated_at = p_now
  where provider = p_provider and looked_until < p_until;
  if not found then
    return false;
  end if;
  perform private.wake_what_waited_for_inbound(p_now);
  return true;
end;
$$;

-- A worker must not be quicker than a STOP that it missed. While the api was away, carriers found
-- nobody to tell and do not come back; what was written then stands in their list alone. So nothing
-- but answers leaves while the api is away, nor before the list has been read up to its return, nor
-- while the list has not been read for some minutes. A house without an api takes in no webhooks, and
-- one whose list was never looked at has no number that could be written to: they wait for nothing.

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

-- One process leaves in good order. Another that is still there says so in a second.
create function private.close_door(p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.inbound_door set seen_at = least(seen_at, p_now - interval '1 minute');
$$;

create function private.door_is_away_after() returns interval
language sql immutable security definer set search_path = '' as $$
  select interval '2500 milliseconds';
$$;

-- Why nothing but answers may leave now: null, or {rule, reason, until, evidence}.
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
  select l.looked_until into v_looked from public.inbound_looks l where l.provider = 'twilio';
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

-- What waited for that goes on at once.
create function private.wake_what_waited_for_inbound(p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.inbound_unread(p_now) is not null then
    return;
  end if;
  update public.sms_messages m set send_at = p_now, enqueue_at = p_now, updated_at = p_now
  from (select h.message_id from public.sms_messages h
        where h.held_reason = 'inbound_not_read' and h.delivery_status = 'held' and h.send_at > p_now
        for update skip locked) h
  where m.message_id = h.message_id;
  update public.calls c set run_at = p_now, updated_at = p_now
  from (select h.id from public.calls h
        where h.held_reason = 'inbound_not_read' and h.status = 'held' and h.run_at > p_now
        for update skip locked) h
  where c.id = h.id;
end;
$$;

select private.close_tables();
select private.close_functions();
