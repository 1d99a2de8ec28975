-- Deletes the oldest events if they are older than p_before. Returns how many. Where several run at
-- once, one of them works.
create function public.prune_events(p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_to bigint;
  v_gone integer;
begin
  perform 1 from private.event_log for update skip locked;
  if not found then
    return 0;
  end if;
  with oldest as (
    select e.id, e.at from public.events e order by e.id limit p_limit
  )
  select max(o.id) into v_to from oldest o
  where o.id < coalesce((select min(k.id) from oldest k where k.at >= p_before), 9223372036854775807);
  if v_to is null then
    return 0;
  end if;
  delete from public.events where id <= v_to;
  get diagnostics v_gone = row_count;
  update private.event_log set pruned_to = greatest(pruned_to, v_to);
  return v_gone;
end;
$$;
