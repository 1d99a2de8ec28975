-- Writes the row of a lead's text, as receive_message takes it. p_judged: whether it refuses
-- contact, as far as rules can decide.
create function private.store_inbound(
  p jsonb, p_lead_id bigint, p_conversation_id uuid, p_judged text, p_written_at timestamptz,
  p_heard_at timestamptz, p_now timestamptz
) returns public.sms_messages
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_media jsonb := (
    select coalesce(jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'state', 'pending', 'fault', null,
      'type', nullif(one ->> 'type', ''), 'bytes', null) order by place), '[]')
    from jsonb_array_elements(p -> 'media') with ordinality as t (one, place));
begin
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, source_message_id, direction, author,
    kind, body, media, delivery_status, provider, provider_sid, opt_out, refusal_verdict, refusal_by,
    refusal_scope, refusal_words, judged_at, judge_at, sent_at, arrived_at, created_at,
    updated_at
  ) values (
    (p ->> 'message_id')::uuid, p_conversation_id, p_lead_id, p ->> 'from',
    private.next_seq(p_conversation_id, p_now), p ->> 'source_message_id', 'inbound', 'lead',
    'inbound', p ->> 'body', v_media, 'received', p ->> 'provider',
    p ->> 'provider_sid', nullif(p -> 'opt_out', 'null'), p_judged,
    case when p_judged <> 'pending' then 'rules' end,
    case when p_judged = 'refuses' then coalesce(p -> 'opt_out' ->> 'scope', 'all') end,
    case when p_judged = 'refuses' then p -> 'opt_out' ->> 'words' end,
    case when p_judged <> 'pending' then p_now end,
    case when p_judged = 'pending' then p_heard_at + make_interval(secs => (p ->> 'debounce_seconds')::numeric) end,
    p_written_at, (p ->> 'arrived_at')::timestamptz, private.after_the_last(p_conversation_id, p_now), p_now
  ) returning * into v_message;
  insert into public.sms_media (
    id, message_id, conversation_id, state, provider, source_url, type_told, fetch_at, created_at, updated_at)
  select (v_media -> (t.place::integer - 1) ->> 'id')::uuid, v_message.message_id, p_conversation_id,
         'pending', p ->> 'provider', t.one ->> 'url', nullif(t.one ->> 'type', ''),
         -- Until then its job is expected to have fetched it.
         p_now + interval '1 minute', p_now, p_now
  from jsonb_array_elements(p -> 'media') with ordinality as t (one, place);
  return v_message;
end;
$$;
