-- How many of the newest ten thousand calls of a list there are in each view. p: the conditions of
-- private.call_conditions. Returns {all, reached, booked, missed, failed, waiting}.
create function public.count_calls(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_counts jsonb;
begin
  execute format('
    select jsonb_build_object(
      ''all'', count(*),
      ''reached'', count(*) filter (where c.reached),
      ''booked'', count(*) filter (where exists (
        select 1 from public.conversation_analyses a where a.call_id = c.id and a.outcome = ''success'')),
      ''missed'', count(*) filter (where c.direction = ''inbound'' and c.ended_at is not null and c.reached is not true),
      ''failed'', count(*) filter (where c.status = ''failed''),
      ''waiting'', count(*) filter (where private.is_waiting(c.status)))
    from (select c.* from public.calls c where true %s order by c.created_at desc, c.id limit 10000) c',
    private.call_conditions(p - 'view' - 'status'))
  into v_counts;
  return v_counts;
end;
$$;
