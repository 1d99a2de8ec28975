-- The lead says something. One function stores it and draws every consequence before the webhook
-- answers: campaigns rest, drafts are out of date, an opt-out is the law.
--
-- p: {message_id, provider, provider_sid, from, to, service?, body, media?, country?, name?,
-- same_as?, source_message_id?, written_at?, arrived_at?, heard_at?, debounce_seconds, cap_seconds,
-- opt_out: {kind: opt_out |
-- opt_in | help | none, rule, words, said?, scope?, wants_call?}, notice?: {message_id, body}}. `scope`
-- is all, sms or voice; an opt_out of `voice` goes on as a text like any other. `wants_call`: one of
-- `sms` that asks to be called instead; the call is planned in the same step. `notice` is what to say to
-- an opt_out, opt_in or help, if it is for us to say it. `service` is the pool of numbers it came
-- through. `same_as`: a name under which this text may have been told already, if that is less than two
-- minutes ago. `said` is what the text is (words | reaction | quotation | machine | picture | nothing):
-- one without words of the lead is kept and seen, and is neither an answer nor owed one; only a picture
-- is for a person to look at. What the rules do not decide is `pending`: see words_not_judged.
-- `written_at` has what was found in the carrier's list, since its webhook never came: it
-- takes its place now, behind what came before it, and everything that asks when the lead wrote goes by
-- that moment. `arrived_at`: when its webhook reached us, kept with it. `heard_at`: the moment at which
-- this is called, if that is later than p_now, so that a text that had to wait puts its answer off too.
-- Returns {result: recorded | repeated, message, conversation, lead, created_lead, reopened,
-- paused, notice_id?, call_id?, suppressed}, or {result: own_number}: one of our own numbers wrote.
create function public.receive_message(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := p ->> 'from';
  v_kind text := coalesce(p -> 'opt_out' ->> 'kind', 'none');
  v_scope text := coalesce(p -> 'opt_out' ->> 'scope', 'all');
  v_leaves boolean := v_kind = 'opt_out' and v_scope <> 'voice';
  v_said text := coalesce(p -> 'opt_out' ->> 'said', 'words');
  v_quiet boolean := v_kind = 'none' and v_said not in ('words', 'picture');
  v_judged text := case when v_kind = 'opt_out' then 'refuses'
    when v_kind <> 'none' or v_said in ('reaction', 'picture', 'nothing') then 'not' else 'pending' end;
  v_written_at timestamptz := case when p ? 'written_at' then least((p ->> 'written_at')::timestamptz, p_now) end;
  v_said_at timestamptz := coalesce(v_written_at, p_now);
  v_heard_at timestamptz := greatest((p ->> 'heard_at')::timestamptz, p_now);
  v_lead public.leads;
  v_created boolean;
  v_conversation public.sms_conversations;
  v_message public.sms_messages;
  v_reopened boolean := false;
  v_paused integer := 0;
  v_unsaid integer;
  v_notice uuid;
  v_opted jsonb;
  v_suppressed boolean;
begin
  if v_phone = p ->> 'to' or private.is_ours(v_phone) then
    return jsonb_build_object('result', 'own_number');
  end if;
  perform private.lock_phone(v_phone);
  perform private.receipt(p ->> 'provider',
    case when v_written_at is null then 'text_inbound' else 'text_found' end,
    p ->> 'provider_sid', 'recorded', p_now);
  select * into v_message from public.sms_messages
  where provider_sid = p ->> 'provider_sid'
     or (provider_sid = p ->> 'same_as' and created_at > p_now - interval '2 minutes')
  limit 1;
  if found then
    return jsonb_build_object('result', 'repeated', 'message', to_jsonb(v_message),
      'conversation', (select to_jsonb(v) from public.sms_conversations v where v.id = v_message.conversation_id),
      'lead', (select to_jsonb(l) from public.leads l where l.id = v_message.lead_id),
      'created_lead', false, 'reopened', false, 'paused', 0,
      'suppressed', private.is_suppressed(v_phone, 'sms'));
  end if;

  v_lead.id := private.lead_of_line(v_phone);
  v_created := v_lead.id is null;
  v_lead.id := private.know_lead(p || jsonb_build_object('phone', v_phone, 'source', 'inbound_text'), p_now);
  select * into v_lead from public.leads where id = v_lead.id;
  if v_kind = 'opt_in' then
    perform private.lift_text_opt_out(v_phone, v_said_at, p_now);
    perform private.settle_words(v_phone, 'not', 'rules', 'The lead wrote START after it.', p_now);
  end if;
  v_suppressed := private.is_suppressed(v_phone, 'sms');
  if v_kind = 'opt_in' and not v_suppressed then
    perform private.add_consent(v_lead.id, v_phone, 'text',
      jsonb_build_object('channel', 'text', 'kind', 'keyword', 'text', p -> 'opt_out' ->> 'words'), p_now);
  end if;

  -- The open conversation with this number or its pool, else the last one that ended.
  select * into v_conversation from public.sms_conversations v
  where v.lead_phone = v_phone and v.our_number in (p ->> 'to', p ->> 'service')
  order by v.ended_at is null desc, v.created_at desc limit 1 for update;
  if not found then
    v_conversation.id := private.open_conversation(v_lead.id, v_phone, p ->> 'to', p ->> 'provider', p_now);
  elsif v_conversation.ended_at is not null and not v_suppressed and not v_leaves and not v_quiet then
    v_reopened := true;
    update public.sms_conversations
    set owner = 'ai', ended_at = null, end_reason = null, end_evidence = null,
        reopened_at = p_now, lead_id = v_lead.id, updated_at = p_now
    where id = v_conversation.id;
  end if;

  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, source_message_id, direction, author,
    kind, body, media, delivery_status, provider, provider_sid, opt_out, refusal_verdict, refusal_by,
    refusal_scope, refusal_words, judged_at, judge_at, sent_at, arrived_at, created_at,
    updated_at
  ) values (
    (p ->> 'message_id')::uuid, v_conversation.id, v_lead.id, v_phone,
    private.next_seq(v_conversation.id, p_now), p ->> 'source_message_id', 'inbound', 'lead',
    'inbound', p ->> 'body', coalesce(p -> 'media', '[]'), 'received', p ->> 'provider',
    p ->> 'provider_sid', nullif(p -> 'opt_out', 'null'), v_judged,
    case when v_judged <> 'pending' then 'rules' end, case when v_judged = 'refuses' then v_scope end,
    case when v_judged = 'refuses' then p -> 'opt_out' ->> 'words' end,
    case when v_judged <> 'pending' then p_now end,
    case when v_judged = 'pending' then v_heard_at + make_interval(secs => (p ->> 'debounce_seconds')::numeric) end,
    v_written_at, (p ->> 'arrived_at')::timestamptz, private.after_the_last(v_conversation.id, p_now), p_now
  ) returning * into v_message;

  if v_quiet then
    return jsonb_build_object('result', 'recorded', 'message', to_jsonb(v_message),
      'conversation', (select to_jsonb(v) from public.sms_conversations v where v.id = v_conversation.id),
      'lead', (select to_jsonb(l) from public.leads l where l.id = v_lead.id),
      'created_lead', v_created, 'reopened', false, 'paused', 0, 'suppressed', v_suppressed);
  end if;

  v_paused := private.halt_enrollments(v_phone, 'paused', 'lead_replied', p_now);
  v_unsaid := private.cancel_planned(v_phone, '{reply}', 'newer_inbound', p_now, v_conversation.id);
  update public.sms_conversations v
  set last_inbound_seq = v_message.seq, last_inbound_at = greatest(v.last_inbound_at, v_said_at),
      reply_first_at = case when o.owes then coalesce(v.reply_first_at, v_heard_at) end,
      -- Each further text puts the answer off a little, up to the cap.
      reply_due_at = case when o.owes then least(
        v_heard_at + make_interval(secs => (p ->> 'debounce_seconds')::numeric),
        coalesce(v.reply_first_at, v_heard_at) + make_interval(secs => (p ->> 'cap_seconds')::numeric)) end,
      reply_tries = 0, updated_at = p_now
  -- A call for help asks for no answer of the agent's, but what was asked before it still does.
  from (select w.id, w.owner = 'ai' and not v_suppressed and not v_leaves
               and (v_kind in ('none', 'opt_out') or w.reply_due_at is not null
                 or v_unsaid > 0) as owes
        from public.sms_conversations w where w.id = v_conversation.id) o
  where v.id = o.id;

  if v_kind = 'opt_out' then
    v_opted := private.opt_out(v_conversation.id, v_scope, 'text',
      p -> 'opt_out' ->> 'words', v_message.message_id, p -> 'notice',
      coalesce((p -> 'opt_out' ->> 'wants_call')::boolean, false), p_now);
    v_notice := (v_opted ->> 'notice_id')::uuid;
    v_suppressed := v_suppressed or v_leaves;
  elsif v_kind in ('opt_in', 'help') and jsonb_typeof(p -> 'notice') = 'object' then
    v_notice := private.add_notice(v_conversation.id, (p -> 'notice' ->> 'message_id')::uuid, v_kind,
      p -> 'notice' ->> 'body', v_message.seq, p_now);
  end if;
  select * into v_conversation from public.sms_conversations where id = v_conversation.id;
  return jsonb_build_object('result', 'recorded', 'message', to_jsonb(v_message),
    'conversation', to_jsonb(v_conversation),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_lead.id),
    'created_lead', v_created, 'reopened', v_reopened, 'paused', v_paused, 'notice_id', v_notice,
    'call_id', v_opted -> 'call_id', 'suppressed', v_suppressed);
end;
$$;
