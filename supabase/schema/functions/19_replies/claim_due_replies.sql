-- Answers that are owed: [{conversation_id, last_inbound_seq, reply_due_at, reply_fence}].
create function public.claim_due_replies(p_ahead interval, p_now timestamptz, p_limit integer)
returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(d order by d.reply_due_at), '[]') from (
    select id as conversation_id, last_inbound_seq, reply_due_at, reply_fence
    from public.sms_conversations
    where reply_due_at is not null and reply_due_at <= p_now + p_ahead
    order by reply_due_at limit p_limit) d;
$$;
