-- The safety net: whatever a lost job, a lost webhook or a crash left behind is found here.

-- Rows that should have a job: {due: [{id, fence, priority, run_at}], unsettled: [id],
-- unanalysed: [id]}. `due` looks a little ahead, so that only the near window sits in the queue.
create function public.lost_work(p_ahead interval, p_now timestamptz, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return jsonb_build_object(
    'due', coalesce((
      select jsonb_agg(d) from (
        select id, fence, priority, run_at from public.calls
        where status in ('scheduled', 'held') and run_at <= p_now + p_ahead
        order by run_at limit p_limit) d), '[]'),
    'unsettled', coalesce((
      select jsonb_agg(u.id) from (
        select id from public.calls
        where settled_at is null and ended_at is not null and ended_at <= p_now - interval '3 seconds'
        order by ended_at limit p_limit) u), '[]'),
    'unanalysed', coalesce((
      select jsonb_agg(n.call_id) from (
        select o.call_id from private.owed_analyses o join public.calls c on c.id = o.call_id
        where o.since between p_now - interval '14 days' and p_now - interval '10 seconds'
          and private.owes_analysis(c)
        order by o.since limit p_limit) n), '[]')
  );
end;
$$;

-- Calls that have been going on since before p_before.
create function public.stale_calls(p_before timestamptz, p_limit integer) returns setof public.calls
language sql stable security definer set search_path = '' as $$
  select * from public.calls
  where private.is_live(status) and coalesce(dialed_at, created_at) < p_before
  order by created_at limit p_limit;
$$;

-- Closes a call nobody can say anything about any more. Returns false if it moved meanwhile.
create function public.close_call(
  p_id uuid, p_status public.call_status, p_reason text, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls
  set status = p_status, end_reason = p_reason, ended_at = p_now, next_check_at = null,
      updated_at = p_now
  where id = p_id and private.is_live(status);
  return found;
end;
$$;

-- How far a look has come that goes through everything bit by bit, since a look at all of it at once
-- would cost more with every row. At the end it begins anew.
create table private.rounds (
  name text primary key,
  reached_at timestamptz not null default '-infinity',
  reached_id uuid not null default '00000000-0000-0000-0000-000000000000'
);
insert into private.rounds (name) values ('repair_leads'), ('idle_conversations'), ('finished_calls');

-- How many calls have ended as what, up to where its round has come: what has ended stays as it is.
create table private.finished_calls (
  status public.call_status primary key,
  n bigint not null
);

-- Counts on, up to two hours ago: by then every transaction is over that had an older clock. Of several
-- that do this at once, one does.
create function private.count_finished_calls(p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_from timestamptz;
begin
  if current_setting('transaction_read_only')::boolean then
    return;
  end if;
  select r.reached_at into v_from from private.rounds r
  where r.name = 'finished_calls' and r.reached_at < p_now - interval '3 hours'
  for update skip locked;
  if not found then
    return;
  end if;
  insert into private.finished_calls as f (status, n)
  select c.status, count(*) from public.calls c
  where c.ended_at > v_from and c.ended_at <= p_now - interval '2 hours' group by c.status
  on conflict (status) do update set n = f.n + excluded.n;
  update private.rounds set reached_at = p_now - interval '2 hours' where name = 'finished_calls';
end;
$$;

-- {status: n} of all calls. What has not ended is found by its own indexes.
create function private.calls_by_status() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(s.status, s.n), '{}') from (
    select u.status, sum(u.n)::bigint as n from (
      select f.status, f.n from private.finished_calls f
      union all
      select c.status, count(*) from public.calls c
      where c.ended_at > (select r.reached_at from private.rounds r where r.name = 'finished_calls')
      group by c.status
      union all
      select c.status, count(*) from public.calls c
      where private.is_live(c.status) and c.ended_at is null group by c.status
      union all
      select c.status, count(*) from public.calls c
      where c.status in ('scheduled', 'held') and c.ended_at is null group by c.status) u
    group by u.status having sum(u.n) > 0) s;
$$;

-- When a webhook of this kind came in last, or of any kind; from the newest end of each, however many
-- there are.
create function private.last_receipt(p_kind text default null) returns timestamptz
language sql stable security definer set search_path = '' as $$
  with recursive kinds as (
    (select r.provider, r.kind from public.webhook_receipts r order by r.provider, r.kind limit 1)
    union all
    select n.provider, n.kind from kinds k cross join lateral (
      select r.provider, r.kind from public.webhook_receipts r
      where (r.provider, r.kind) > (k.provider, k.kind)
      order by r.provider, r.kind limit 1) n
  )
  select max(t.at) from kinds k cross join lateral (
    select r.last_received_at as at from public.webhook_receipts r
    where r.provider = k.provider and r.kind = k.kind order by r.last_received_at desc limit 1) t
  -- What we asked the carrier ourselves is no word of the carrier's.
  where case when p_kind is null then k.kind not in ('check', 'cleanup') else k.kind = p_kind end;
$$;

-- Leads whose record fell behind their calls: `call_sid` missing although a call was accepted. The
-- newest calls are looked at each time, all others in rounds.
create function public.repair_leads(p_now timestamptz, p_limit integer) returns setof bigint
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_lead record;
  v_from private.rounds;
  v_slice uuid[];
  v_looked uuid[];
begin
  select * into v_from from private.rounds r where r.name = 'repair_leads';
  if v_from.reached_at = '-infinity' then
    v_from.reached_at := 'infinity';
  end if;
  -- From the newest to the oldest, so that what is looked at together lies together.
  select array_agg(s.id order by s.created_at desc, s.id) into v_slice from (
    select c.id, c.created_at from public.calls c
    where c.created_at <= v_from.reached_at
      and (c.created_at < v_from.reached_at or c.id > v_from.reached_id)
    order by c.created_at desc, c.id limit 2 * p_limit) s;
  update private.rounds r
  set reached_at = coalesce(c.created_at, '-infinity'), reached_id = coalesce(c.id, r.reached_id)
  from (select 1) one left join public.calls c on c.id = v_slice[2 * p_limit]
  where r.name = 'repair_leads';
  select array_agg(s.id) || coalesce(v_slice, '{}') into v_looked from (
    select c.id from public.calls c order by c.created_at desc, c.id limit p_limit) s;
  for v_lead in
    select b.id, k.call_sid from (
      select distinct l.id from unnest(v_looked) i
      join public.calls c on c.id = i join public.leads l on l.id = c.lead_id
      where l.lead_status = 'new' or l.last_contacted_at is null) b
    cross join lateral (
      select c.call_sid from public.calls c
      where c.lead_id = b.id and c.direction = 'outbound' and c.call_sid is not null
        and c.reached is not false
      order by c.dialed_at desc limit 1) k
    order by b.id limit p_limit
  loop
    perform private.mark_contacted(v_lead.id, v_lead.call_sid, p_now);
    return next v_lead.id;
  end loop;
end;
$$;

create function public.call_health(p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  perform private.count_finished_calls(p_now);
  return jsonb_build_object(
    'calls', private.calls_by_status(),
    'oldest_due_seconds', coalesce((
      select extract(epoch from p_now - min(run_at)) from public.calls
      where status in ('scheduled', 'held') and run_at <= p_now), 0),
    'oldest_unknown_seconds', coalesce((
      select extract(epoch from p_now - min(dialed_at)) from public.calls where status = 'unknown'), 0),
    'unsettled', (select count(*) from public.calls where settled_at is null and ended_at is not null),
    'last_webhook_at', private.last_receipt()
  );
end;
$$;

-- {takes_writes}: false on a standby, and on a database that was made read-only, as one whose disk is
-- full may be. Volatile, or it would be asked in a transaction that is read-only in any case.
create function public.takes_writes() returns jsonb
language sql volatile security definer set search_path = '' as $$
  select jsonb_build_object(
    'takes_writes', not current_setting('transaction_read_only')::boolean);
$$;

select private.close_functions();
