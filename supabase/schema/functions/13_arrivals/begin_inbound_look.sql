-- Where to go on in a carrier's list, and whose texts to look for: {looked_until, looked_at, door:
-- {open_since, seen_at} | null, senders}. The first time, it begins now: earlier texts to these
-- numbers were not meant for this system. A sender that only another provider carries is left to
-- that provider.
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
