-- Opens, changes or closes the need of one subject. p: {kind, subject_id, conversation_id?, call_id?,
-- lead_id?, reason, detail?, since, assigned_to?, assign?}: without a reason nobody is needed any more;
-- `assign`: a new need without a colleague is given one. A new need is reported to the endpoints that
-- want it, once. Returns the need if it is new.
create function private.keep_need(p jsonb, p_now timestamptz) returns public.person_needs
language plpgsql security definer set search_path = '' as $$
declare
  v public.person_needs;
  v_detail text := case when p ->> 'detail' ~ '^[a-z0-9_]{1,60}$' then p ->> 'detail' end;
  v_assigns boolean;
begin
  select * into v from public.person_needs n
  where n.kind = p ->> 'kind' and n.subject_id = (p ->> 'subject_id')::uuid and n.ended_at is null
  for update;
  if p ->> 'reason' is null or v.id is not null then
    update public.person_needs n
    set reason = coalesce(p ->> 'reason', n.reason),
        detail = case when p ->> 'reason' is distinct from n.reason then coalesce(v_detail, n.detail)
          else n.detail end,
        ended_at = case when p ->> 'reason' is null then p_now end,
        look_at = case when p ->> 'reason' is null then null
          when p ->> 'reason' <> n.reason then p_now else n.look_at end,
        assigned_to = case when n.kind = 'conversation' then (p ->> 'assigned_to')::uuid else n.assigned_to end,
        nobody_online = n.nobody_online and p ->> 'assigned_to' is null, updated_at = p_now
    where n.id = v.id;
    return null;
  end if;
  v_assigns := coalesce((p ->> 'assign')::boolean, false) and p ->> 'assigned_to' is null;
  v.assigned_to := case when v_assigns then private.free_colleague(p_now) else (p ->> 'assigned_to')::uuid end;
  insert into public.person_needs (
    kind, subject_id, conversation_id, call_id, reason, detail, since, assigned_to, nobody_online, look_at,
    created_at, updated_at)
  values (
    p ->> 'kind', (p ->> 'subject_id')::uuid, (p ->> 'conversation_id')::uuid, (p ->> 'call_id')::uuid,
    p ->> 'reason', v_detail, (p ->> 'since')::timestamptz, v.assigned_to, v_assigns and v.assigned_to is null,
    case when exists (select 1 from public.notification_rules r where r.is_active) then p_now end,
    p_now, p_now)
  returning * into v;
  perform private.tell_webhooks('person_needed', 'need ' || v.id,
    private.need_facts(v, (p ->> 'lead_id')::bigint), p_now);
  return v;
end;
$$;
