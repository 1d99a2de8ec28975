-- Stores a lead's text and carries out everything that follows from it before the webhook is
-- answered: campaigns pause, drafts are out of date, an opt-out takes effect.
--
-- p: {message_id, provider, provider_sid, from, to, service?, body, media?, country?, name?,
-- same_as?, source_message_id?, written_at?, arrived_at?, heard_at?, debounce_seconds, cap_seconds,
-- opt_out: {kind: opt_out | opt_in | help | none, rule, words, said?, scope?, wants_call?},
-- notice?: {message_id, body}}. `scope`: all, sms or voice; after an opt_out of `voice` the text
-- counts like any other. `wants_call`: the lead asks for a call instead of texts; it is planned
-- here. `notice`: our answer to an opt_out, opt_in or help, where it is for us to send. `service`:
-- the pool of numbers that it came through. `same_as`: an id under which this text may have been
-- reported within the last two minutes. `said`: words | reaction | quotation | machine | picture |
-- nothing; without words of the lead, the text is stored and shown, is no answer and needs none; a
-- picture is for a person. What the rules cannot decide is `pending`: see words_not_judged.
-- `written_at`: of a text from the carrier's list whose webhook never came; it takes the next
-- sequence number, and every rule about time uses this one. `arrived_at`: when its webhook arrived.
-- `heard_at`: the time of this call where later than p_now, so that a delayed text delays its
-- answer, too.
--
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
  v_opens boolean;
  v_reopened boolean;
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
    return private.text_taken('repeated', v_message, false, false, 0,
      private.is_suppressed(v_phone, 'sms'));
  end if;

  v_lead.id := private.lead_of_line(v_phone);
  v_created := v_lead.id is null;
  v_lead.id := private.know_lead(p || jsonb_build_object('phone', v_phone, 'source', 'inbound_text'), p_now);
  select * into v_lead from public.leads where id = v_lead.id;
  if v_kind = 'opt_in' then
    perform private.opt_in(v_phone, v_lead.id, p -> 'opt_out' ->> 'words', v_said_at, p_now);
  end if;
  v_suppressed := private.is_suppressed(v_phone, 'sms');

  v_opens := not v_suppressed and not v_leaves and not v_quiet;
  v_conversation := private.conversation_of_text(p, v_lead.id, v_opens, p_now);
  v_reopened := v_opens and v_conversation.ended_at is not null;

  v_message := private.store_inbound(p, v_lead.id, v_conversation.id, v_judged, v_written_at, v_heard_at, p_now);

  if v_quiet then
    return private.text_taken('recorded', v_message, v_created, false, 0, v_suppressed);
  end if;

  v_paused := private.halt_enrollments(v_phone, 'paused', 'lead_replied', p_now);
  v_unsaid := private.cancel_planned(v_phone, '{reply}', 'newer_inbound', p_now, v_conversation.id);
  perform private.owe_answer(p, v_message, v_said_at, v_heard_at, not v_suppressed and not v_leaves,
    v_kind in ('none', 'opt_out') or v_unsaid > 0, p_now);

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
  return private.text_taken('recorded', v_message, v_created, v_reopened, v_paused, v_suppressed)
    || jsonb_build_object('notice_id', v_notice, 'call_id', v_opted -> 'call_id');
end;
$$;
