-- A carrier tells of an inbound text once, and once more if nobody picked up. What was lost then is
-- found in its list of texts; this is how far that list has been read.

create table public.inbound_looks (
  provider text primary key,
  -- What came in up to then is ours, whether or not its webhook ever came.
  looked_until timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- Where to go on, and whose texts to look for: {looked_until, senders}. A house that never looked
-- begins now: what its numbers got before was not meant for it. A sender that only another provider
-- carries is left to that one.
create function public.begin_inbound_look(p_provider text, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.inbound_looks (provider, looked_until, created_at, updated_at)
  values (p_provider, p_now, p_now, p_now)
  on conflict (provider) do nothing;
  return (
    select jsonb_build_object('looked_until', l.looked_until, 'senders', coalesce((
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
  return found;
end;
$$;

select private.close_tables();
select private.close_functions();
