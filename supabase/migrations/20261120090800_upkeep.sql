-- The safety net: whatever a lost job, a lost webhook or a crash left behind is found here.

-- Rows that should have a job: {due: [{id, fence, priority, run_at}], unsettled: [id],
-- unanalysed: [id]}. `due` looks a little ahead, so that only the near window sits in the queue.
create function public.lost_work(p_ahead interval, p_now timestamptz, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
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
      select jsonb_agg(n.id) from (
        select c.id from public.calls c
        where c.settled_at between p_now - interval '14 days' and p_now - interval '10 seconds'
          and exists (select 1 from public.conversation_transcripts t where t.call_sid = c.call_sid)
          and not exists (select 1 from public.conversation_analyses a where a.call_id = c.id)
          -- Whoever picked up in vain has said nothing that could be judged.
          and not (c.reached is false and c.silence_reason is not null)
        order by c.settled_at limit p_limit) n), '[]')
  );
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

-- Leads whose record fell behind their calls: `call_sid` missing although a call was accepted.
create function public.repair_leads(p_now timestamptz, p_limit integer) returns setof bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_lead record;
begin
  for v_lead in
    select distinct on (l.id) l.id, c.call_sid
    from public.leads l join public.calls c on c.lead_id = l.id
    where c.direction = 'outbound' and c.call_sid is not null
      and (l.lead_status = 'new' or l.last_contacted_at is null) and c.reached is not false
    order by l.id, c.dialed_at desc limit p_limit
  loop
    perform private.mark_contacted(v_lead.id, v_lead.call_sid, p_now);
    return next v_lead.id;
  end loop;
end;
$$;

create function public.call_health(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'calls', coalesce((
      select jsonb_object_agg(s.status, s.n)
      from (select status, count(*) as n from public.calls group by status) s), '{}'),
    'oldest_due_seconds', coalesce((
      select extract(epoch from p_now - min(run_at)) from public.calls
      where status in ('scheduled', 'held') and run_at <= p_now), 0),
    'oldest_unknown_seconds', coalesce((
      select extract(epoch from p_now - min(dialed_at)) from public.calls where status = 'unknown'), 0),
    'unsettled', (select count(*) from public.calls where settled_at is null and ended_at is not null),
    -- What we asked the carrier ourselves is no word of the carrier's.
    'last_webhook_at', (select max(last_received_at) from public.webhook_receipts
                        where kind not in ('check', 'cleanup'))
  );
$$;

-- {takes_writes}: false on a standby, and on a database that was made read-only, as one whose disk is
-- full may be. Volatile, or it would be asked in a transaction that is read-only in any case.
create function public.takes_writes() returns jsonb
language sql volatile security definer set search_path = '' as $$
  select jsonb_build_object(
    'takes_writes', not current_setting('transaction_read_only')::boolean);
$$;

select private.close_functions();
