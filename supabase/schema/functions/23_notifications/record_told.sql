-- Stores what the rules ask for: texts and mails that a worker sends, and webhooks. p: {need_id, look_at?,
-- told: [{rule_id, recipients: [{user_id, at}]}]}; `look_at`: when the rules are read again. A rule is
-- carried out once for a need. False: the need has ended.
create function public.record_told(p jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v public.person_needs;
  v_rule public.notification_rules;
  v_told jsonb;
begin
  select * into v from public.person_needs n
  where n.id = (p ->> 'need_id')::uuid and n.ended_at is null for update;
  if not found then
    return false;
  end if;
  for v_told in select jsonb_array_elements(p -> 'told') loop
    select * into v_rule from public.notification_rules r
    where r.id = (v_told ->> 'rule_id')::uuid and not r.id = any (v.told) for share;
    continue when not found;
    if v_rule.channel = 'webhook' then
      perform private.tell_endpoint(v_rule, v, p_now);
    else
      insert into public.notifications (need_id, rule_id, user_id, channel, next_at, created_at, updated_at)
      select v.id, v_rule.id, (r ->> 'user_id')::uuid, v_rule.channel, (r ->> 'at')::timestamptz, p_now, p_now
      from jsonb_array_elements(v_told -> 'recipients') r
      on conflict (need_id, rule_id, user_id) do nothing;
    end if;
    v.told := v.told || v_rule.id;
  end loop;
  update public.person_needs
  set told = v.told, look_at = (p ->> 'look_at')::timestamptz, updated_at = p_now
  where id = v.id;
  return true;
end;
$$;
