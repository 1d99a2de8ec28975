-- Creates or changes a rule; it holds for needs that are open already. p: {id, reasons, after_minutes,
-- channel, to_whom?, user_id?, endpoint_id?, is_active}: all of it. Returns {result: created | changed |
-- no_such_user | no_such_endpoint, rule?}.
create function public.save_notification_rule(p jsonb, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.notification_rules := jsonb_populate_record(null::public.notification_rules, p);
  v_is_new boolean;
begin
  if v.user_id is not null and not exists (
    select 1 from public.users u where u.id = v.user_id and u.disabled_at is null) then
    return jsonb_build_object('result', 'no_such_user');
  end if;
  if v.endpoint_id is not null and not exists (select 1 from public.webhook_endpoints e where e.id = v.endpoint_id) then
    return jsonb_build_object('result', 'no_such_endpoint');
  end if;
  v_is_new := not exists (select 1 from public.notification_rules r where r.id = v.id);
  insert into public.notification_rules as r (
    id, reasons, after_minutes, channel, to_whom, user_id, endpoint_id, is_active, created_at, updated_at)
  values (v.id, v.reasons, v.after_minutes, v.channel, v.to_whom, v.user_id, v.endpoint_id, v.is_active,
    p_now, p_now)
  on conflict (id) do update
    set reasons = v.reasons, after_minutes = v.after_minutes, channel = v.channel, to_whom = v.to_whom,
        user_id = v.user_id, endpoint_id = v.endpoint_id, is_active = v.is_active, updated_at = p_now
  returning * into v;
  update public.person_needs set look_at = p_now where ended_at is null;
  perform private.note_activity(p_actor,
    case when v_is_new then 'notification_rule_created' else 'notification_rule_changed' end,
    'notification_rule', v.id::text, p_now, jsonb_strip_nulls(to_jsonb(v) - 'id' - 'created_at' - 'updated_at'));
  return jsonb_build_object('result', case when v_is_new then 'created' else 'changed' end, 'rule', to_jsonb(v));
end;
$$;
