-- Sends a webhook that a person is needed to the endpoints that want it. p_about: {conversation_id
-- | call_id}.
create function private.tell_needs_person(
  p_lead_id bigint, p_key text, p_about jsonb, p_reason text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  -- A reason in a model's words may hold the lead's own words: only our own codes are sent.
  select private.tell_webhooks('conversation.needs_person', p_key,
    p_about || jsonb_build_object('lead_id', p_lead_id, 'outcome', 'escalated', 'reason',
      case when p_reason ~ '^[a-z0-9_]{1,60}$' then p_reason else 'person_asked_for' end), p_now);
$$;
