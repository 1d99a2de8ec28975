-- Sends a need to the endpoint of a rule. A rule without a wait is the same message as the one that the
-- endpoint may have been sent when the need began.
create function private.tell_endpoint(
  p_rule public.notification_rules, p_need public.person_needs, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.webhook_deliveries (
    endpoint_id, event, dedupe_key, data, happened_at, next_at, created_at, updated_at)
  select p_rule.endpoint_id, 'person_needed',
    'person_needed need ' || p_need.id || case when p_rule.after_minutes > 0 then ' rule ' || p_rule.id else '' end,
    jsonb_strip_nulls(private.need_facts(p_need, coalesce(v.lead_id, c.lead_id))), p_need.since, p_now, p_now, p_now
  from (select 1) one
  left join public.sms_conversations v on v.id = p_need.conversation_id
  left join public.calls c on c.id = p_need.call_id
  on conflict (endpoint_id, dedupe_key) do nothing;
$$;
