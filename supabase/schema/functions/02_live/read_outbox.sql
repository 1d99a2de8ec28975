-- Reads the live log without gaps: {events, position, fence, fence_id, tail, lag_ms}. Without
-- p_after it returns where the log ends; position is null until that is certain.
--
-- An id is taken before its transaction commits, so a higher id can become visible first: a gap is
-- either still to come or was rolled back. A gap is final once every transaction is over that had
-- begun to write when the gap was seen. That moment is the fence: a transaction id that was handed
-- out after the highest id of the log. A reader passes it on from call to call.
--
-- A watermark over transaction ids alone is not enough for a log in the order of its ids: of two
-- transactions, the older may take the higher id.
create function public.read_outbox(
  p_after bigint, p_fence text, p_fence_id bigint, p_limit integer
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_fence xid8 := p_fence::xid8;
  v_fence_id bigint := p_fence_id;
  v_position bigint := p_after;
  v_final bigint := p_after;
  v_events jsonb := '[]';
  v_unsure boolean := p_after is null;
  v_lag double precision;
  v_tail bigint;
begin
  for v_round in 1..2 loop
    -- Each statement sees what is committed when it begins: first the fence, then the rows.
    if v_fence is not null and pg_snapshot_xmin(pg_current_snapshot()) >= v_fence then
      v_final := greatest(p_after, v_fence_id);
      v_position := v_final;
      v_unsure := false;
      v_fence := null;
      v_fence_id := null;
    end if;
    if p_after is not null then
      with page as materialized (
        select e.* from public.events e where e.id > p_after order by e.id limit p_limit
      ), judged as (
        select p.*, p.id <= v_final or
          p.id - row_number() over (partition by p.id <= v_final order by p.id) = v_final as certain
        from page p
      )
      select
        coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'topic', j.topic, 'type', j.type,
          'payload', j.payload, 'at', j.at) order by j.id) filter (where j.certain), '[]'),
        case when count(*) = p_limit and bool_and(j.certain) then max(j.id)
          else greatest(v_final, max(j.id) filter (where j.certain)) end,
        coalesce(bool_or(not j.certain), false),
        extract(epoch from clock_timestamp() - min(j.written_at) filter (where j.certain)) * 1000
      into v_events, v_position, v_unsure, v_lag
      from judged j;
    end if;
    exit when not v_unsure or v_fence is not null;
    select case when s.is_called then s.last_value else 0 end into v_fence_id
    from public.events_id_seq s;
    v_fence := pg_current_xact_id();
  end loop;
  select l.pruned_to into v_tail from private.event_log l;
  return jsonb_build_object(
    'events', v_events, 'position', v_position, 'fence', v_fence::text, 'fence_id', v_fence_id,
    'tail', v_tail, 'lag_ms', coalesce(v_lag, 0));
end;
$$;
