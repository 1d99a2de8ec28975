-- Conversations in which an answer is due by then.
create function public.claim_due_replies(p_ahead interval, p_now timestamptz, p_limit integer)
returns table (conversation_id uuid, last_inbound_seq integer, reply_due_at timestamptz, reply_fence integer)
language sql stable security definer set search_path = '' as $$
  select v.id, v.last_inbound_seq, v.reply_due_at, v.reply_fence
  from public.sms_conversations v
  where v.reply_due_at is not null and v.reply_due_at <= p_now + p_ahead
  order by v.reply_due_at limit p_limit;
$$;
