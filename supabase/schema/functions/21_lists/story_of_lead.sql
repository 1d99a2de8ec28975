-- What happened to a lead itself up to a moment: its arrival, consents and suppressions, campaigns,
-- owner changes, notes, corrected outcomes and whose lead it is. p_talk: only owner changes and
-- corrections of this conversation, and no note of another one.
create function private.story_of_lead(
  p_lead_id bigint, p_talk uuid, p_to timestamptz, p_limit integer
) returns table (at timestamptz, kind text, key text, told jsonb)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_phone text := (select l.phone from public.leads l where l.id = p_lead_id);
begin
  return query
    select l.created_at, 'arrival', private.story_key(0, l.id::text),
      jsonb_build_object('lead_id', l.id, 'source', l.source, 'external_id', l.external_id)
    from public.leads l where l.id = p_lead_id and l.created_at <= p_to;
  return query (
    select t.at, 'consent', private.story_key(1, t.event || k.id), jsonb_build_object('event', t.event, 'consent', to_jsonb(k))
    from public.consents k
    cross join lateral (values ('given', k.at), ('revoked', k.revoked_at)) t (event, at)
    where k.phone = v_phone and t.at <= p_to order by t.at desc limit p_limit);
  return query (
    select e.enrolled_at, 'enrollment', private.story_key(2, e.id::text), to_jsonb(e)
    from public.sms_campaign_enrollments e
    where e.lead_id = p_lead_id and e.enrolled_at <= p_to order by e.enrolled_at desc limit p_limit);
  return query (
    select o.at, 'ownership', private.story_key(8, o.id::text), to_jsonb(o)
    from public.sms_conversations v join public.ownership_changes o on o.conversation_id = v.id
    where v.lead_id = p_lead_id and v.id = coalesce(p_talk, v.id) and o.at <= p_to
    order by o.at desc limit p_limit);
  return query (
    select n.created_at, 'note', private.story_key(9, n.id::text), to_jsonb(n) from public.notes n
    where n.lead_id = p_lead_id and n.created_at <= p_to
      and (p_talk is null or n.conversation_id is null or n.conversation_id = p_talk)
    order by n.created_at desc limit p_limit);
  return query (
    select t.at, 'suppression', private.story_key(10, t.event || s.id),
      jsonb_build_object('event', t.event, 'suppression', to_jsonb(s) - 'phone_hash')
    from public.suppressions s
    cross join lateral (values ('added', s.created_at), ('lifted', s.lifted_at)) t (event, at)
    where s.phone_hash = private.phone_hash(v_phone) and t.at <= p_to order by t.at desc limit p_limit);
  return query (
    select a.at, case a.action when 'lead_assigned' then 'assignment' else 'correction' end,
      private.story_key(11, a.id::text),
      jsonb_build_object('id', a.id, 'actor_id', a.actor_id, 'actor_name', a.actor_name,
        'from', a.details -> 'from', 'to', a.details -> 'to')
      || case a.action when 'lead_assigned' then '{}' else jsonb_build_object(
        'restored', a.action = 'outcome_restored', 'call_id', a.details -> 'call_id',
        'conversation_id', a.details -> 'conversation_id') end
    from public.activity_log a
    where a.lead_id = p_lead_id and a.at <= p_to
      and a.action in ('outcome_corrected', 'outcome_restored', 'lead_assigned')
      and (p_talk is null or a.details ->> 'conversation_id' = p_talk::text)
    order by a.at desc limit p_limit);
end;
$$;
