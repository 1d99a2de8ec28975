-- Counts finished calls up to two hours ago: by then every transaction with an older clock is over.
-- Where several run at once, one of them works.
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
