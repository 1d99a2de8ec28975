-- What is known of the audio of a call, for the rule that judges it.
create function private.heard_on(p_call public.calls) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'agent_ms', p_call.agent_heard_ms, 'lead_ms', p_call.lead_heard_ms,
    'agent_words', coalesce(sum(cardinality(regexp_split_to_array(btrim(t.content), '\s+')))
      filter (where t.role = 'assistant'), 0),
    'lead_words', coalesce(sum(cardinality(regexp_split_to_array(btrim(t.content), '\s+')))
      filter (where t.role = 'user'), 0))
  from public.conversation_transcripts t
  where t.call_sid = p_call.call_sid and btrim(t.content) <> '';
$$;
