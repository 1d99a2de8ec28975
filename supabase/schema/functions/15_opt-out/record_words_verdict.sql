-- Stores the verdict on a conversation's texts and carries out what follows from it, in one
-- transaction. p: {conversation_id, message_ids, verdict: refuses | not | unclear, by: model |
-- person, message_id?, scope?, words?, why?, wants_call?, confirmation?: {message_id, body}};
-- `message_id` is the text with the refusing words. A model judges pending texts; a person judges
-- all but those that are a refusal already. Returns {result: recorded | judged_already |
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
    -- A person has answered what a person was asked.
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
