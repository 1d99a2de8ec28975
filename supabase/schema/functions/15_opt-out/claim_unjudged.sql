-- Conversations with texts to judge for which no answer is owed, and, after p_patience, those whose
-- answer has not come. `seq` is the newest of the texts, `judge_at` the latest moment. A number
-- that is suppressed altogether has nothing left to refuse.
create function public.claim_unjudged(
  p_ahead interval, p_patience interval, p_now timestamptz, p_limit integer
) returns table (conversation_id uuid, seq integer, judge_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select m.conversation_id, max(m.seq), max(m.judge_at)
  from public.sms_messages m
  join public.sms_conversations v on v.id = m.conversation_id
  where m.refusal_verdict = 'pending' and m.judge_at <= p_now + p_ahead
    and (v.owner <> 'ai' or v.reply_due_at is null or m.created_at <= p_now - p_patience)
    and not (private.is_suppressed(m.lead_phone, 'sms') and private.is_suppressed(m.lead_phone, 'voice'))
  group by m.conversation_id
  order by max(m.judge_at) limit p_limit;
$$;
