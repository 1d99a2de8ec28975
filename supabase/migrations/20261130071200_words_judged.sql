-- Whether the words of a lead refuse contact. Rules decide what they are sure of when the text comes
-- in; every other text is judged by a model, and nothing automated leaves for its number before. What
-- a model cannot tell is for a person.

-- Why nothing may leave by itself for a number: null, or the reason. p_channel: text | call. What was
-- said on the telephone is judged after the call; an answer to a text does not wait for that.
create function private.words_not_judged(p_phone text, p_channel text, p_now timestamptz) returns text
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_verdict text;
begin
  select m.refusal_verdict into v_verdict from public.sms_messages m
  where m.lead_phone = p_phone and m.refusal_verdict in ('pending', 'unclear')
  order by m.refusal_verdict desc limit 1;
  if found then
    return case v_verdict
      when 'unclear' then 'Nobody is sure whether a text of the lead refuses contact: a person has to say.'
      else 'A text of the lead has not been judged yet: it may refuse contact.' end;
  end if;
  if p_channel = 'call' and exists (
    select 1 from public.calls c
    where c.lead_phone = p_phone and c.ended_at > p_now - interval '14 days'
      and exists (select 1 from public.conversation_transcripts t
                  where t.call_sid = c.call_sid and t.role = 'user')
      -- Failed, an analysis has judged nothing.
      and not exists (select 1 from public.conversation_analyses a
                      where a.call_id = c.id and a.decided_by <> 'nobody')) then
    return 'What the lead said in a call has not been judged yet: it may refuse contact.';
  end if;
  return null;
end;
$$;

-- What speaks against sending this text, for the words of its lead: null, or a hold. What a person
-- writes a person answers for; that an opt-out was understood is said whatever came with it.
create function private.words_objection(p_message public.sms_messages, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_reason text;
begin
  if p_message.kind = 'human' or p_message.notice = 'opt_out' then
    return null;
  end if;
  v_reason := private.words_not_judged(p_message.lead_phone, 'text', p_now);
  if v_reason is null then
    return null;
  end if;
  -- The verdict wakes it; looking again is for a wake that passed it by.
  return jsonb_build_object('act', 'hold', 'rule', 'words_not_judged', 'reason', v_reason,
    'until', p_now + interval '5 minutes');
end;
$$;

-- What waited for a verdict goes on, unless there is another text to judge.
create function private.wake_unjudged(p_phone text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.words_not_judged(p_phone, 'text', p_now) is null then
    update public.sms_messages set send_at = p_now, enqueue_at = p_now, updated_at = p_now
    where lead_phone = p_phone and delivery_status = 'held' and held_reason = 'words_not_judged'
      and send_at > p_now;
  end if;
  if private.words_not_judged(p_phone, 'call', p_now) is null then
    update public.calls set run_at = p_now, updated_at = p_now
    where lead_phone = p_phone and status = 'held' and held_reason = 'words_not_judged'
      and run_at > p_now;
  end if;
end;
$$;

-- What a call came to has been found out: whatever waited for that goes on.
create function private.analysis_wakes_calls() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.wake_unjudged((select c.lead_phone from public.calls c where c.id = new.call_id),
    new.updated_at);
  return null;
end;
$$;
create trigger analyses_wake_calls after insert or update of decided_by on public.conversation_analyses
  for each row when (new.call_id is not null and new.decided_by <> 'nobody')
  execute function private.analysis_wakes_calls();

-- What a number's texts still left to judge is settled by another one: a refusal, or START after it.
create function private.settle_words(
  p_phone text, p_verdict text, p_by text, p_why text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.sms_messages
  set refusal_verdict = p_verdict, refusal_by = p_by, refusal_why = p_why, judged_at = p_now,
      judge_at = null, updated_at = p_now
  where lead_phone = p_phone and refusal_verdict in ('pending', 'unclear');
$$;

-- A person is needed, whoever owns the conversation. Nothing is said to the lead. The caller has
-- locked the telephone. Returns whether that is news.
create function private.needs_person(p_id uuid, p_reason text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  select * into v_conversation from public.sms_conversations where id = p_id for update;
  if v_conversation.id is null
     or (v_conversation.awaits_human and v_conversation.handover_reason = p_reason) then
    return false;
  end if;
  if v_conversation.ended_at is not null then
    if exists (select 1 from public.sms_conversations o
               where o.lead_phone = v_conversation.lead_phone
                 and o.our_number = v_conversation.our_number and o.ended_at is null) then
      return false;
    end if;
    update public.sms_conversations
    set ended_at = null, end_reason = null, end_evidence = null, reopened_at = p_now
    where id = p_id;
  end if;
  if v_conversation.owner in ('ai', 'closed') then
    perform private.to_human(p_id, null, 'handed_over', p_now);
  end if;
  update public.sms_conversations
  set awaits_human = true, handover_reason = p_reason, handed_over_at = p_now,
      handover_summary = left('The lead wrote: ' || coalesce((
        select string_agg(m.body, ' / ' order by m.seq) from public.sms_messages m
        where m.conversation_id = p_id and m.refusal_verdict in ('pending', 'unclear')), ''), 600),
      updated_at = p_now
  where id = p_id;
  return true;
end;
$$;

-- Conversations with texts that nobody judges along with an answer, because none is owed; and, after
-- p_patience, those whose answer does not come: [{conversation_id, seq, judge_at}]. A number that is
-- closed altogether has nothing left to refuse.
create function public.claim_unjudged(
  p_ahead interval, p_patience interval, p_now timestamptz, p_limit integer
) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(d order by d.judge_at), '[]') from (
    select m.conversation_id, max(m.seq) as seq, max(m.judge_at) as judge_at
    from public.sms_messages m
    join public.sms_conversations v on v.id = m.conversation_id
    where m.refusal_verdict = 'pending' and m.judge_at <= p_now + p_ahead
      and (v.owner <> 'ai' or v.reply_due_at is null or m.created_at <= p_now - p_patience)
      and not (private.is_suppressed(m.lead_phone, 'sms') and private.is_suppressed(m.lead_phone, 'voice'))
    group by m.conversation_id
    order by max(m.judge_at) limit p_limit) d;
$$;

-- One judge at a time for the texts of a conversation, all of a burst together. Returns {verdict: go,
-- conversation, messages, ours, tries, waited_seconds} | {verdict: wait, until} | {verdict: skip, reason}.
-- `ours`: what we said last. While the agent owes an answer, its own turn judges (`skip`), unless that
-- has not come within p_patience: then a person has the conversation from now on.
create function public.begin_judgement(
  p_conversation_id uuid, p_burst interval, p_lease interval, p_patience interval, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_first timestamptz;
  v_due timestamptz;
  v_tries integer;
  v_messages jsonb;
begin
  v_conversation := private.lock_conversation(p_conversation_id);
  select min(m.created_at), least(max(m.judge_at), greatest(min(m.created_at) + p_burst, min(m.judge_at))),
         max(m.judge_tries)
  into v_first, v_due, v_tries
  from public.sms_messages m
  where m.conversation_id = p_conversation_id and m.refusal_verdict = 'pending';
  if v_first is null then
    return jsonb_build_object('verdict', 'skip', 'reason', 'judged_already');
  end if;
  if v_conversation.owner = 'ai' and v_conversation.reply_due_at is not null
     and v_first > p_now - p_patience then
    return jsonb_build_object('verdict', 'skip', 'reason', 'judged_with_the_answer');
  end if;
  if v_due > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v_due);
  end if;
  update public.sms_messages m
  set judge_at = p_now + p_lease, judge_tries = m.judge_tries + 1, updated_at = p_now
  where m.conversation_id = p_conversation_id and m.refusal_verdict = 'pending';
  select jsonb_agg(to_jsonb(m) order by m.seq) into v_messages from public.sms_messages m
  where m.conversation_id = p_conversation_id and m.refusal_verdict = 'pending';
  return jsonb_build_object('verdict', 'go', 'conversation', to_jsonb(v_conversation),
    'messages', v_messages, 'tries', v_tries + 1,
    'waited_seconds', extract(epoch from p_now - v_first),
    'ours', coalesce((
      select jsonb_agg(o.body) from (
        select x.body from public.sms_messages x
        where x.lead_phone = v_conversation.lead_phone and x.direction = 'outbound'
          and x.body is not null and x.claimed_at is not null
        order by x.created_at desc limit 20) o), '[]'));
end;
$$;

-- The judge did not answer: its texts are looked at again at p_retry_at. p_person: it has taken too
-- long, so a person is told. Returns whether that was news.
create function public.release_judgement(
  p_conversation_id uuid, p_retry_at timestamptz, p_person boolean, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_conversation(p_conversation_id);
  update public.sms_messages set judge_at = p_retry_at, updated_at = p_now
  where conversation_id = p_conversation_id and refusal_verdict = 'pending';
  return found and p_person and private.needs_person(p_conversation_id, 'words_not_judged', p_now);
end;
$$;

-- A verdict and what follows from it, in one step. p: {conversation_id, message_ids, verdict: refuses |
-- not | unclear, by: model | person, message_id?, scope?, words?, why?, wants_call?, confirmation?:
-- {message_id, body}}; `message_id` is the text in which the refusing words stand. A model judges what
-- is pending; a person, all but what is a refusal already. Returns {result: recorded | judged_already |
-- no_such_text, notice_id?, call_id?, is_new?, told_person?}.
create function public.record_words_verdict(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_verdict text := p ->> 'verdict';
  v_by text := p ->> 'by';
  v_scope text := coalesce(p ->> 'scope', 'all');
  v_ids uuid[];
  v_known integer;
  v_opted jsonb := '{}';
  v_told boolean := false;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  select coalesce(array_agg(m.message_id) filter (where m.refusal_verdict = any (
           case v_by when 'person' then '{pending,unclear,not}'::text[] else '{pending}'::text[] end)), '{}'),
         count(*)
  into v_ids, v_known
  from public.sms_messages m
  where m.conversation_id = v_conversation.id and m.direction = 'inbound'
    and m.message_id in (select i::uuid from jsonb_array_elements_text(p -> 'message_ids') i);
  if v_known = 0 then
    return jsonb_build_object('result', 'no_such_text');
  end if;
  if cardinality(v_ids) = 0 then
    return jsonb_build_object('result', 'judged_already');
  end if;
  update public.sms_messages m
  set refusal_verdict = v_verdict, refusal_by = v_by, refusal_why = p ->> 'why', judged_at = p_now,
      judge_at = null,
      refusal_scope = case when v_verdict = 'refuses' then v_scope end,
      refusal_words = case when m.message_id = (p ->> 'message_id')::uuid then p ->> 'words' end,
      opt_out = case when v_verdict = 'refuses' and m.message_id = (p ->> 'message_id')::uuid
        then jsonb_build_object('kind', 'opt_out', 'rule', v_by, 'words', p ->> 'words', 'scope', v_scope)
        else m.opt_out end,
      updated_at = p_now
  where m.message_id = any (v_ids);
  if v_verdict = 'refuses' then
    v_opted := private.opt_out(v_conversation.id, v_scope, 'text', p ->> 'words',
      (p ->> 'message_id')::uuid, p -> 'confirmation',
      coalesce((p ->> 'wants_call')::boolean, false), p_now);
  elsif v_verdict = 'unclear' then
    v_told := private.needs_person(v_conversation.id, 'unclear_opt_out', p_now);
  end if;
  if v_verdict <> 'unclear' then
    -- What a person was asked, a person has answered.
    update public.sms_conversations
    set awaits_human = false, updated_at = p_now
    where id = v_conversation.id and awaits_human and v_by = 'person'
      and handover_reason in ('unclear_opt_out', 'words_not_judged');
    perform private.wake_unjudged(v_conversation.lead_phone, p_now);
  end if;
  return jsonb_build_object('result', 'recorded', 'notice_id', v_opted -> 'notice_id',
    'call_id', v_opted -> 'call_id', 'is_new', v_opted -> 'is_new', 'told_person', v_told);
end;
$$;

select private.close_functions();
