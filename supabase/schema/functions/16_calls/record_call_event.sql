-- Stores a carrier event about a call. In any order and number of deliveries, the row ends the
-- same.
--
-- p_event: {provider, kind, call_id?, call_sid, direction?, from, to, status?, enters_from:
-- [statuses from which `status` may be entered], provider_status, sequence, duration_seconds?,
-- answered_by?, end_reason?, payload}. `enters_from` comes from the table in domain/calls/call.ts,
-- so that there is one such table. `result`: recorded | repeated | stranger | conflict;
-- `stream_open`: the gateway has still to report how its stream ended.
create function public.record_call_event(p_event jsonb, p_now timestamptz) returns table (result text, call_id uuid, moved boolean, ended boolean, stream_open boolean)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_sid text := p_event ->> 'call_sid';
  v_call public.calls;
  v_result text := 'recorded';
  v_new boolean;
  v_before public.call_status;
  v_to public.call_status := (p_event ->> 'status')::public.call_status;
  v_moved boolean := false;
  v_ends boolean := private.is_over(v_to);
begin
  select * into v_call from public.calls where call_sid = v_sid for update;
  if not found and p_event ->> 'call_id' is not null then
    select * into v_call from public.calls where id = (p_event ->> 'call_id')::uuid for update;
    if found and v_call.call_sid is null and v_call.dialed_at is not null then
      -- A crash lost our own record of the sid: the event restores it.
      perform private.adopt(v_call.id, v_sid, p_now);
      select * into v_call from public.calls where id = v_call.id;
    elsif found and v_call.call_sid is not null and v_call.call_sid <> v_sid then
      v_result := 'conflict';
    end if;
  end if;

  v_new := private.receipt(
    p_event ->> 'provider', p_event ->> 'kind',
    concat_ws('/', v_sid, p_event ->> 'provider_status', p_event ->> 'sequence'), v_result, p_now);
  insert into public.call_events
    (call_id, call_sid, kind, direction, from_number, to_number, call_status, status, duration, sequence,
     payload, received_at)
  values
    (case when v_result = 'recorded' then v_call.id end, v_sid, p_event ->> 'kind',
     coalesce(v_call.direction, (p_event ->> 'direction')::public.call_direction), p_event ->> 'from', p_event ->> 'to', p_event ->> 'provider_status',
     v_to, (p_event ->> 'duration_seconds')::integer, (p_event ->> 'sequence')::integer,
     coalesce(p_event -> 'payload', '{}'), p_now)
  on conflict do nothing;

  if v_call.id is null then
    return query select 'stranger', null::uuid, false, false, false;
    return;
  end if;
  if v_result = 'conflict' then
    return query select 'conflict', v_call.id, false, false, false;
    return;
  end if;

  v_before := v_call.status;
  if v_to is not null and v_before::text in (
    select jsonb_array_elements_text(p_event -> 'enters_from')
  ) then
    v_moved := true;
  end if;
  update public.calls c
  set status = case when v_moved then v_to else c.status end,
      answered_at = case
        when c.answered_at is null and (v_to = 'in_progress' or (v_to = 'completed' and v_moved))
        then p_now else c.answered_at end,
      answered_by = coalesce(p_event ->> 'answered_by', c.answered_by),
      duration_seconds = coalesce((p_event ->> 'duration_seconds')::integer, c.duration_seconds),
      ended_at = case when v_moved and v_ends then coalesce(c.ended_at, p_now) else c.ended_at end,
      end_reason = case when v_moved and v_ends
        then coalesce(c.end_reason, p_event ->> 'end_reason') else c.end_reason end,
      next_check_at = case
        when not private.is_live(case when v_moved then v_to else c.status end) then null
        when v_moved and v_to = 'in_progress'
          then p_now + make_interval(secs => 60 + coalesce(
            (select a.max_seconds from public.agents a where a.id = c.agent_id), 900))
        when v_moved then p_now + interval '120 seconds'
        else c.next_check_at end,
      updated_at = p_now
  where c.id = v_call.id
    and (v_moved
      or (p_event ->> 'answered_by' is not null and c.answered_by is distinct from p_event ->> 'answered_by')
      or (p_event ->> 'duration_seconds' is not null and c.duration_seconds is null));
  return query select case when v_new then 'recorded' else 'repeated' end, v_call.id, v_moved,
    v_moved and v_ends, v_call.stream_open_since is not null;
end;
$$;
