-- Changes what users set for themselves: {name?, time_zone?, preferences?, phone?, quiet_from?,
-- quiet_until?}. Named preferences replace their old values. Returns the user.
create function public.change_own_account(p_id uuid, p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.users;
  v public.users;
begin
  select * into v_before from public.users u where u.id = p_id for update;
  update public.users u
  set name = coalesce(p ->> 'name', u.name),
      time_zone = case when p ? 'time_zone' then p ->> 'time_zone' else u.time_zone end,
      phone = case when p ? 'phone' then p ->> 'phone' else u.phone end,
      quiet_from = case when p ? 'quiet_from' then p ->> 'quiet_from' else u.quiet_from end,
      quiet_until = case when p ? 'quiet_until' then p ->> 'quiet_until' else u.quiet_until end,
      preferences = u.preferences || coalesce(p -> 'preferences', '{}')
  where u.id = p_id
  returning * into v;
  if (v.phone, v.quiet_from, v.quiet_until) is distinct from
     (v_before.phone, v_before.quiet_from, v_before.quiet_until) then
    perform private.note_activity(private.user_actor(v), 'own_notifications_changed', 'user', v.id::text, p_now,
      jsonb_strip_nulls(jsonb_build_object(
        'phone', case when v.phone is distinct from v_before.phone then v.phone is not null end,
        'quiet_from', v.quiet_from, 'quiet_until', v.quiet_until)));
  end if;
  return private.user_view(v);
end;
$$;
