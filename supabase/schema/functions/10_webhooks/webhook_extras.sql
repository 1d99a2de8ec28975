-- The name of the colleague that a need is assigned to, and the personal fields that an endpoint has
-- asked for, as they are now: a deleted lead appears in no webhook.
create function private.webhook_extras(p_include text[], p_data jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'assigned_name', u.name,
    'lead_name', case when 'lead_name' = any (p_include) then l.name end,
    'lead_phone', case when 'lead_phone' = any (p_include) then l.phone end,
    'summary', case when 'summary' = any (p_include) then coalesce(v.handover_summary, c.wrap_up_reason) end))
  from (select 1) one
  left join public.leads l on l.id = (p_data ->> 'lead_id')::bigint
  left join public.sms_conversations v on v.id = (p_data ->> 'conversation_id')::uuid
  left join public.calls c on c.id = (p_data ->> 'call_id')::uuid
  left join public.users u on u.id = (p_data ->> 'assigned_to')::uuid;
$$;
