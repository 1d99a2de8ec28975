-- How a conversation in texts ended: all that a judge needs to know, and what follows from its word.

-- A conversation with its newest p_limit texts that went out or came in, in order of seq:
-- {conversation, lead, messages: [{seq, author, body, media, opt_out, at}], judged_at, judged_status,
-- booked, stands}, or null. `booked`: an appointment was made in it; `stands`: the outcome that nothing
-- in the words replaces.
create function public.text_case(p_id uuid, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'conversation', to_jsonb(v),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v.lead_id),
    'messages', coalesce((
      select jsonb_agg(jsonb_build_object('seq', m.seq, 'author', m.author, 'body', m.body,
        'media', m.media, 'opt_out', m.opt_out, 'at', coalesce(m.sent_at, m.created_at)) order by m.seq)
      from (
        select * from public.sms_messages x
        where x.conversation_id = v.id and x.seq is not null
          and x.delivery_status in ('received', 'sending', 'unknown', 'queued', 'sent', 'delivered')
        order by x.seq desc limit p_limit) m), '[]'),
    'judged_at', a.updated_at,
    'judged_status', a.status,
    'booked', exists (select 1 from public.appointments b where b.conversation_id = v.id),
    'stands', private.standing_outcome(v))
  from public.sms_conversations v
  left join public.conversation_analyses a on a.conversation_id = v.id
  where v.id = p_id;
$$;

-- p: as for save_text_analysis, and {ended_at, callback: {run_at} | null}. What was found is about one
-- ending: once the lead has written again it says nothing any more. The call that a lead asked for is
-- planned once for the same words, whichever ending they are read at; newer words replace it while it
-- waits. The asking is its consent.
-- Returns {result: saved | moved_on | gone, analysis_id?, callback_id?}.
create function public.record_text_outcome(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'conversation_id')::uuid;
  v_conversation public.sms_conversations;
  v_before public.calls;
  v_saved jsonb;
  v_callback uuid;
  v_new uuid;
begin
  v_conversation := private.lock_conversation(v_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'gone');
  end if;
  if v_conversation.ended_at is distinct from (p ->> 'ended_at')::timestamptz then
    return jsonb_build_object('result', 'moved_on');
  end if;
  v_saved := public.save_text_analysis(p - 'callback' - 'ended_at', p_now);

  if p -> 'callback' ->> 'run_at' is not null
     and not private.is_suppressed(v_conversation.lead_phone, 'voice') then
    v_callback := overlay(overlay(
      md5('callback of ' || v_id || ' ' || coalesce(p -> 'next_action' ->> 'turn', ''))
      placing '8' from 13) placing 'a' from 17)::uuid;
    update public.calls
    set status = 'canceled', end_reason = 'newer_wish', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where lead_phone = v_conversation.lead_phone and origin = 'callback' and id <> v_callback
      and status in ('scheduled', 'held') and metadata ->> 'conversation_id' = v_id::text;
    perform private.add_consent(v_conversation.lead_id, v_conversation.lead_phone, 'asked_by_text',
      jsonb_build_object('channel', 'call', 'kind', 'express', 'text', p -> 'next_action' ->> 'quote',
        'evidence', jsonb_build_object('conversation_id', v_id, 'seq', p -> 'next_action' -> 'turn')),
      p_now);
    select * into v_before from public.calls c
    where c.lead_phone = v_conversation.lead_phone order by c.created_at desc limit 1;
    insert into public.calls (
      id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
      origin, campaign_id, metadata, run_at, created_at, updated_at
    ) values (
      v_callback, v_conversation.lead_id, v_conversation.sms_agent_id, 'outbound',
      coalesce(v_before.provider, 'twilio'), coalesce(v_before.voice, 'openai'),
      v_conversation.lead_phone, v_conversation.lead_phone, 'scheduled', 'high', 'callback',
      v_conversation.campaign_id, jsonb_build_object('conversation_id', v_id),
      (p -> 'callback' ->> 'run_at')::timestamptz, p_now, p_now
    ) on conflict (id) do nothing returning id into v_new;
    if v_new is not null then
      perform private.decide(v_conversation.lead_id, v_callback, 'hold', 'callback_requested',
        'The lead asked to be called at this time.', (p -> 'callback' ->> 'run_at')::timestamptz,
        p -> 'next_action', p_now);
    end if;
  end if;
  return v_saved || jsonb_build_object('result', 'saved', 'callback_id', v_callback);
end;
$$;

select private.close_functions();
