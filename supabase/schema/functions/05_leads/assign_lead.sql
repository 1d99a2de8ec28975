-- Makes a lead that of a user who may act, or nobody's (null). Returns {result: assigned | already |
-- no_such_user | no_such_lead, lead?}.
create function public.assign_lead(
  p_id bigint, p_user_id uuid, p_actor jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_lead public.leads;
  v_before uuid;
begin
  select * into v_lead from public.leads where id = p_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_lead');
  end if;
  if p_user_id is not null and not exists (
    select 1 from public.users u where u.id = p_user_id and u.disabled_at is null and u.role <> 'viewer') then
    return jsonb_build_object('result', 'no_such_user');
  end if;
  v_before := v_lead.assigned_to;
  if v_before is not distinct from p_user_id then
    return jsonb_build_object('result', 'already', 'lead', to_jsonb(v_lead));
  end if;
  update public.leads set assigned_to = p_user_id, updated_at = p_now
  where id = p_id returning * into v_lead;
  perform private.note_activity(p_actor, 'lead_assigned', 'lead', p_id::text, p_now,
    jsonb_build_object('from', v_before, 'to', p_user_id), p_id);
  return jsonb_build_object('result', 'assigned', 'lead', to_jsonb(v_lead));
end;
$$;
