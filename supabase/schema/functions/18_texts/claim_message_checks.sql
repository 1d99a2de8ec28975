-- Texts whose state only the carrier knows: claimed past the deadline, or without a final report.
-- Each is leased for a minute, so that two checks do not ask twice.
create function public.claim_message_checks(p_now timestamptz, p_limit integer)
returns setof public.sms_messages
language sql security definer set search_path = '' as $$
  update public.sms_messages m
  set delivery_status = case when m.delivery_status = 'sending' then 'unknown' else m.delivery_status end,
      next_check_at = p_now + interval '60 seconds', updated_at = p_now
  from (
    select message_id from public.sms_messages
    where private.awaits_news(delivery_status) and next_check_at <= p_now
    order by next_check_at limit p_limit for update skip locked
  ) due
  where m.message_id = due.message_id
  returning m.*;
$$;
