-- Creates or changes a shift. p: {id, user_id, days, starts, ends, time_zone}: all of it. Returns
-- {result: created | changed | no_such_user, shift?}.
create function public.save_duty_shift(p jsonb, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.duty_shifts := jsonb_populate_record(null::public.duty_shifts, p);
  v_is_new boolean := not exists (select 1 from public.duty_shifts s where s.id = (p ->> 'id')::uuid);
begin
  if not exists (select 1 from public.users u where u.id = v.user_id and u.disabled_at is null) then
    return jsonb_build_object('result', 'no_such_user');
  end if;
  insert into public.duty_shifts (id, user_id, days, starts, ends, time_zone, created_at, updated_at)
  values (v.id, v.user_id, v.days, v.starts, v.ends, v.time_zone, p_now, p_now)
  on conflict (id) do update
    set user_id = v.user_id, days = v.days, starts = v.starts, ends = v.ends, time_zone = v.time_zone,
        updated_at = p_now
  returning * into v;
  perform private.note_activity(p_actor, case when v_is_new then 'duty_shift_created' else 'duty_shift_changed' end,
    'duty_shift', v.id::text, p_now, to_jsonb(v) - 'id' - 'created_at' - 'updated_at');
  return jsonb_build_object('result', case when v_is_new then 'created' else 'changed' end, 'shift', to_jsonb(v));
end;
$$;
