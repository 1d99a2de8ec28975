-- What a webhook says of a need: ids and our own codes. Never a name, a number or a person's words.
create function private.need_facts(p_need public.person_needs, p_lead_id bigint) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('need_id', p_need.id, 'kind', p_need.kind, 'lead_id', p_lead_id,
    'conversation_id', p_need.conversation_id, 'call_id', p_need.call_id,
    'reason', coalesce(p_need.detail, p_need.reason), 'assigned_to', p_need.assigned_to,
    'nobody_online', p_need.nobody_online);
$$;
