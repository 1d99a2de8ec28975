-- A lead's text has come in, so the conversation may owe an answer. p_may_answer: the lead may be
-- texted; p_asks: this text asks for an answer, or replaces one that was about to leave.
create function private.owe_answer(
  p jsonb, p_message public.sms_messages, p_said_at timestamptz, p_heard_at timestamptz,
  p_may_answer boolean, p_asks boolean, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.sms_conversations v
  set last_inbound_seq = p_message.seq, last_inbound_at = greatest(v.last_inbound_at, p_said_at),
      reply_first_at = case when o.owes then coalesce(v.reply_first_at, p_heard_at) end,
      -- Each further text delays the answer a little, up to the cap.
      reply_due_at = case when o.owes then least(
        p_heard_at + make_interval(secs => (p ->> 'debounce_seconds')::numeric),
        coalesce(v.reply_first_at, p_heard_at) + make_interval(secs => (p ->> 'cap_seconds')::numeric)) end,
      reply_tries = 0, updated_at = p_now
  -- A request for help needs no answer of the agent; what was asked before it still does.
  from (select w.id, w.owner = 'ai' and p_may_answer
               and (p_asks or w.reply_due_at is not null) as owes
        from public.sms_conversations w where w.id = p_message.conversation_id) o
  where v.id = o.id;
$$;
