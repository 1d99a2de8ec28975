-- How a conversation in texts ended: all that a judge needs to know, and what follows from its word.

-- A conversation with its newest p_limit texts that went out or came in, in order of seq:
-- {conversation, lead, messages: [{seq, author, body, media, opt_out, refusal_verdict, at}], judged_at, judged_status,
-- booked, stands, model_rests}, or null. `booked`: an appointment was made in it; `stands`: the outcome that nothing
-- in the words replaces.
create function public.text_case(p_id uuid, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'conversation', to_jsonb(v),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v.lead_id),
    'messages', coalesce((
      select jsonb_agg(jsonb_build_object('seq', m.seq, 'author', m.author, 'body', m.body,
        'media', m.media, 'opt_out', m.opt_out, 'refusal_verdict', m.refusal_verdict, 'at', coalesce(m.sent_at, m.created_at)) order by m.seq)
      from (
        select * from public.sms_messages x
        where x.conversation_id = v.id and x.seq is not null
          and x.delivery_status in ('received', 'sending', 'unknown', 'queued', 'sent', 'delivered')
        order by x.seq desc limit p_limit) m), '[]'),
    'judged_at', a.updated_at,
    'judged_status', a.status,
    'booked', exists (select 1 from public.appointments b where b.conversation_id = v.id),
    'stands', private.standing_outcome(v),
    'model_rests', private.model_rests())
  from public.sms_conversations v
  left join public.conversation_analyses a on a.conversation_id = v.id
  where v.id = p_id;
$$;

-- p: as for save_text_analysis, and {ended_at, callback: {run_at} | null, model_answered?: as for
-- save_analysis}. What was found is about one
-- ending: once the lead has written again it says nothing any more. The call that a lead asked for is
-- planned once for the same words, whether the agent or a judge finds them, and at whichever ending.
-- Returns {result: saved | moved_on | gone, analysis_id?, callback_id?}.
create function public.record_text_outcome(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'conversation_id')::uuid;
  v_conversation public.sms_conversations;
  v_saved jsonb;
  v_planned jsonb;
begin
  v_conversation := private.lock_conversation(v_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'gone');
  end if;
  if v_conversation.ended_at is distinct from (p ->> 'ended_at')::timestamptz then
    return jsonb_build_object('result', 'moved_on');
  end if;
  if (p ->> 'model_answered')::boolean then
    perform private.breaker_ok('language_model', p_now);
  end if;
  v_saved := public.save_text_analysis(p - 'callback' - 'ended_at' - 'model_answered', p_now);

  if p -> 'callback' ->> 'run_at' is not null then
    v_planned := private.plan_asked_call(v_conversation, jsonb_build_object(
      'seq', p -> 'next_action' -> 'turn', 'quote', p -> 'next_action' -> 'quote',
      'run_at', p -> 'callback' -> 'run_at', 'evidence', p -> 'next_action'), p_now);
  end if;
  return v_saved || jsonb_build_object('result', 'saved', 'callback_id', v_planned -> 'call_id');
end;
$$;

select private.close_functions();
