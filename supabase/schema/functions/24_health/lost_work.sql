-- Rows that should have a job: {due: [{id, fence, priority, run_at}], unsettled: [id], unanalysed:
-- [id]}. `due` reaches a little ahead, so that only the near future is in the queue.
create function public.lost_work(p_ahead interval, p_now timestamptz, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return jsonb_build_object(
    'due', coalesce((
      select jsonb_agg(d) from (
        select id, fence, priority, run_at from public.calls
        where private.is_waiting(status) and run_at <= p_now + p_ahead
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
