-- Who is given the next conversation: somebody who is online and not full, the one with the fewest
-- open ones first, then the one who was given none for longest. Null: nobody is. Online: a request
-- or an open page within two minutes.
create function private.free_colleague(p_now timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  -- Two at once would both find the same colleague free.
  perform pg_advisory_xact_lock(hashtextextended('ringback:assign', 0));
  return (
    select u.id from public.users u
    cross join lateral (select coalesce(u.max_open_conversations, 10) as most) m
    cross join lateral (
      select count(*) as held from (
        (select 1 from public.sms_conversations v
         where v.assigned_to = u.id::text and v.ended_at is null limit m.most)
        union all
        (select 1 from public.person_needs n
         where n.assigned_to = u.id and n.kind = 'call' and n.ended_at is null limit m.most)) h) l
    where u.disabled_at is null and u.role <> 'viewer' and l.held < m.most
      and exists (select 1 from public.sessions s
        where s.user_id = u.id and s.expires_at > p_now and s.last_seen_at > p_now - interval '2 minutes')
    order by l.held, (select max(n.since) from public.person_needs n where n.assigned_to = u.id) nulls first,
      u.id
    limit 1);
end;
$$;
