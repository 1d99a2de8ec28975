-- Claims the judgement of a conversation's texts, all of a burst together; there is one judge at a
-- time. Returns {verdict: go, conversation, messages, ours, tries, waited_seconds} | {verdict:
-- wait, until} | {verdict: skip, reason}. `ours`: our last text. While the agent owes an answer,
-- its own turn judges (`skip`); where that has not come within p_patience, a person gets the
-- conversation.
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
