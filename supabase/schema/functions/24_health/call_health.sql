-- The figures about calls for alarms and statistics.
create function public.call_health(p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  perform private.count_finished_calls(p_now);
  return jsonb_build_object(
    'calls', private.calls_by_status(),
    'oldest_due_seconds', coalesce((
      select extract(epoch from p_now - min(run_at)) from public.calls
      where private.is_waiting(status) and run_at <= p_now), 0),
    'oldest_unknown_seconds', coalesce((
      select extract(epoch from p_now - min(dialed_at)) from public.calls where status = 'unknown'), 0),
    'unsettled', (select count(*) from public.calls where settled_at is null and ended_at is not null),
    'last_webhook_at', private.last_receipt()
  );
end;
$$;
