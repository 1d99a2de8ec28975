-- The lead says something. One function stores it and draws every consequence before the webhook
-- answers: campaigns rest, drafts are out of date, an opt-out is the law.

-- When a conversation was over: one that was ended because nobody spoke was over before.
create function private.over_at(v public.sms_conversations) returns timestamptz
language sql immutable security definer set search_path = '' as $$
  select case when v.end_reason = 'silent' then least(v.last_activity_at, v.ended_at) else v.ended_at end;
$$;

-- Ends a conversation; said again, nothing changes. The caller has locked the telephone.
create function private.end_conversation(
  p_id uuid, p_outcome public.outcome, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  update public.sms_conversations
  set owner = 'closed', ended_at = p_now, end_reason = p_reason, end_evidence = p_evidence,
      conversion_status = coalesce(p_outcome, conversion_status), reply_due_at = null,
      reply_first_at = null, awaits_human = false, updated_at = p_now
  where id = p_id and ended_at is null
  returning * into v_conversation;
  if not found then
    return false;
  end if;
  perform private.cancel_planned(v_conversation.lead_phone, '{reply}', 'conversation_ended', p_now, p_id);
  perform private.halt_enrollments(v_conversation.lead_phone, 'stopped', p_reason, p_now);
  perform private.tell_outcome(v_conversation.lead_id, p_outcome, private.over_at(v_conversation), p_now);
  return true;
end;
$$;

-- The lead is not to be texted any more: no conversation of that telephone stays open.
create function private.end_conversations(p_phone text, p_evidence jsonb, p_now timestamptz)
returns void
language sql security definer set search_path = '' as $$
  select private.end_conversation(v.id, 'discarded', 'opted_out', p_evidence, p_now)
  from public.sms_conversations v where v.lead_phone = p_phone and v.ended_at is null;
$$;

-- Something we say about the conversation itself (an opt-out understood, where help is, a handover).
create function private.add_notice(
  p_conversation_id uuid, p_message_id uuid, p_notice text, p_body text, p_in_reply_to integer,
  p_now timestamptz
) returns uuid
language sql security definer set search_path = '' as $$
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, direction, author, kind, notice, body,
    provider, in_reply_to_seq, send_at, enqueue_at, created_at, updated_at)
  select p_message_id, v.id, v.lead_id, v.lead_phone, private.next_seq(v.id, p_now), 'outbound',
         'system', 'notice', p_notice, p_body, v.provider, p_in_reply_to, p_now, p_now, p_now, p_now
  from public.sms_conversations v
  where v.id = p_conversation_id
    -- Asked before a place is taken: a place that nobody stands in would be a gap.
    and not exists (select 1 from public.sms_messages m where m.message_id = p_message_id)
  returning message_id;
$$;

-- An opt-out that is one: the block, the end of the conversation, and one confirmation, if texts
-- were not blocked before and somebody has words for it. Whoever only wants no calls (`voice`) goes
-- on texting: nothing ends. Whoever wants calls in place of texts (`sms`, and p_wants_call) gets one.
-- p_confirmation: {message_id, body} or null.
create function private.opt_out(
  p_conversation_id uuid, p_scope text, p_source text, p_words text, p_message_id uuid,
  p_confirmation jsonb, p_wants_call boolean, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_silent_before boolean;
  v_suppressed jsonb;
  v_notice uuid;
  v_planned jsonb;
  v_evidence jsonb := jsonb_build_object('words', p_words, 'scope', p_scope, 'source', p_source);
begin
  select * into v_conversation from public.sms_conversations where id = p_conversation_id;
  v_silent_before := private.is_suppressed(v_conversation.lead_phone, 'sms');
  v_suppressed := public.suppress(v_conversation.lead_phone, p_scope, p_source, p_words, null, p_now);
  update public.suppressions set message_id = p_message_id
  where id = (v_suppressed ->> 'suppression_id')::bigint and (v_suppressed ->> 'is_new')::boolean;
  if p_scope = 'voice' then
    if (v_suppressed ->> 'is_new')::boolean then
      perform private.decide(v_conversation.lead_id, null, 'deny', 'opted_out',
        'The lead has asked not to be called, and texts on.', null, v_evidence - 'words', p_now);
    end if;
    return v_suppressed || jsonb_build_object('notice_id', null);
  end if;
  if (v_suppressed ->> 'is_new')::boolean then
    perform private.decide_text(v_conversation.lead_id, p_message_id, 'deny', 'opted_out',
      case p_scope when 'sms' then 'The lead has asked not to be texted.'
        else 'The lead has asked not to be contacted.' end, null, v_evidence, p_now);
    if jsonb_typeof(p_confirmation) = 'object' and not v_silent_before then
      v_notice := private.add_notice(p_conversation_id, (p_confirmation ->> 'message_id')::uuid,
        'opt_out', p_confirmation ->> 'body', v_conversation.last_inbound_seq, p_now);
    end if;
  end if;
  if p_scope = 'all' then
    perform private.settle_words(v_conversation.lead_phone, 'refuses',
      (select m.refusal_by from public.sms_messages m where m.message_id = p_message_id),
      'Judged with another text of the lead, which refuses.', p_now);
  end if;
  perform private.end_conversation(p_conversation_id, 'discarded', 'opted_out',
    jsonb_build_object('message_id', p_message_id, 'words', p_words, 'scope', p_scope), p_now);
  perform private.end_conversations(v_conversation.lead_phone, v_evidence, p_now);
  if p_scope = 'sms' and p_wants_call then
    v_planned := private.plan_asked_call(v_conversation, jsonb_build_object('quote', p_words,
      'seq', coalesce((select m.seq from public.sms_messages m where m.message_id = p_message_id),
        v_conversation.last_inbound_seq)), p_now);
  end if;
  return v_suppressed || jsonb_build_object('notice_id', v_notice, 'call_id', v_planned -> 'call_id');
end;
$$;

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

-- An opt-out found after the message was stored (a model, a person). p: {conversation_id, message_id?,
-- scope: all | sms | voice, source, words, wants_call?, confirmation?: {message_id, body}}.
-- Returns {suppression_id, is_new, notice_id?, call_id?, …} or null for an unknown conversation.
create function public.record_opt_out(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return null;
  end if;
  return private.opt_out(v_conversation.id, coalesce(p ->> 'scope', 'all'),
    coalesce(p ->> 'source', 'text'), p ->> 'words', (p ->> 'message_id')::uuid, p -> 'confirmation',
    coalesce((p ->> 'wants_call')::boolean, false), p_now);
end;
$$;

select private.close_functions();
