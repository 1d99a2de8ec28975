-- Denies a help or opt-in notice that a number has got too often within 24 hours: two machines may
-- be answering each other. The confirmation of an opt-out has rules of its own.
create function private.notice_objection(
  p_message public.sms_messages, p_claim jsonb, p_now timestamptz
) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('act', 'deny', 'rule', 'cap_notices',
    'reason', format('%s notices of a kind in 24 hours is the most one number gets.', p_claim ->> 'notices_per_day'))
  where p_message.notice in ('help', 'opt_in') and (
    select count(*) from public.sms_messages m
    where m.lead_phone = p_message.lead_phone and m.notice = p_message.notice
      and m.claimed_at > p_now - interval '24 hours') >= (p_claim ->> 'notices_per_day')::integer;
$$;
