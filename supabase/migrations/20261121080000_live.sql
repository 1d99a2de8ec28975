-- The live log: what a reader of the outbox may believe, how far back it goes, and the state that
-- the events continue.

-- One row: up to which id the log has been pruned. Whoever read less than that has a hole.
create table private.event_log (
  one boolean primary key default true check (one),
  pruned_to bigint not null default 0
);
insert into private.event_log default values;

create index analyses_newest on public.conversation_analyses (created_at desc, id desc);
create index appointments_newest on public.appointments (created_at desc, id desc);

-- A watermark over transactions is not enough for a log in the order of ids: the older of two
-- transactions may take the higher id.
--
-- What may be read of the log. An id is taken before its transaction commits, so a higher one can
-- be seen first: a gap is either still to come or was rolled back. It is certain once every
-- transaction is over that had begun to write when the gap was seen. That moment is the fence: a
-- transaction id handed out after the highest id of the log. A reader keeps it from call to call.
--
-- Up to its end the log has no gap, or only certain ones: {events, position, fence, fence_id, tail,
-- lag_ms}. Without p_after it says where the log ends; position is null until that is certain.
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

-- A part of the log that a relay has already found certain, for a reader who was away:
-- {events, tail}. Below the tail something may be missing.
create function public.event_page(p_after bigint, p_to bigint, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'tail', (select l.pruned_to from private.event_log l),
    'events', coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'topic', e.topic, 'type', e.type,
        'payload', e.payload, 'at', e.at) order by e.id)
      from (
        select * from public.events where id > p_after and id <= p_to order by id limit p_limit
      ) e), '[]')
  );
$$;

-- Which ids a reader may have seen: {tail, newest}.
create function public.event_bounds() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'tail', (select l.pruned_to from private.event_log l),
    'newest', (select case when s.is_called then s.last_value else 0 end
      from public.events_id_seq s));
$$;

-- Forgets the oldest events as far as they are older than p_before; how many it forgot. Of several
-- that do this at once, one does.
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

-- The newest rows of everything the log tells of, as one moment saw them: p_limit of each kind, p_parts
-- of those that are parts. The window says from which row on: given again, it gives the same part of
-- a later state. Each kind is read from the newest end of an index, however large it is: the bound
-- stands in the statement, where a planner sees it, and what it has to guess it may not guess wrong.
create function public.live_snapshot(p_limit integer, p_parts integer, p_window jsonb) returns json
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC' set enable_seqscan = off set enable_sort = off set jit = off as $$
declare
  v_kind private.live_kinds;
  v_from jsonb;
  v_order text;
  v_rows json;
  v_window jsonb := '{}';
  v_lists json[] := '{}';
  v_names text[] := '{}';
begin
  for v_kind in select * from private.live_kinds loop
    v_from := nullif(p_window -> v_kind.list, 'null');
    if p_window is null and v_kind.place is not null then
      execute format('select to_jsonb(r.%1$I) from %2$s r order by r.%1$I desc offset %3$s limit 1',
        v_kind.place, v_kind.rows_of, case when v_kind.is_part then p_parts else p_limit end - 1)
      into v_from;
    end if;
    select string_agg(format('r.%I %s', c, case when v_kind.is_part then 'asc' else 'desc' end), ', ')
    into v_order from unnest(v_kind.place || v_kind.key) c where c is not null;
    execute format('select coalesce(json_agg(to_jsonb(r) - %L::text[] order by %s), ''[]'') from %s r%s',
      v_kind.hidden, v_order, v_kind.rows_of,
      case when v_from is not null then format(' where r.%I >= %L', v_kind.place, v_from #>> '{}') end)
    into v_rows;
    v_window := v_window || jsonb_build_object(v_kind.list, v_from);
    v_names := v_names || v_kind.list;
    v_lists := v_lists || v_rows;
  end loop;
  return (select json_object_agg(u.name, u.list)
          from unnest(v_names || 'window'::text, v_lists || v_window::json) u (name, list));
end;
$$;

select private.close_functions();
