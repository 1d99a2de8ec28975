-- Settles all texts of a number that are still to be judged: a refusal, or a START after them,
-- decides them.
create function private.settle_words(
  p_phone text, p_verdict text, p_by text, p_why text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.sms_messages
  set refusal_verdict = p_verdict, refusal_by = p_by, refusal_why = p_why, judged_at = p_now,
      judge_at = null, updated_at = p_now
  where lead_phone = p_phone and refusal_verdict in ('pending', 'unclear');
$$;
