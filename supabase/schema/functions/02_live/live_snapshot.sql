-- The newest rows of everything in the live log, from one moment: p_limit of each kind, p_parts of
-- those that are parts of another. The window says from which row on each kind begins; with the
-- same window, a later call reads the same part of the later state. Each kind is read from the
-- newest end of an index, so the cost does not grow with the table: the bounds are written into the
-- statement as values, because the planner guesses wrong about parameters.
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
