-- The text that an order without an idempotency key repeats, or null: the same words to the same
-- number, due or ordered within ten minutes of it, and not given up. Blanks and capital letters
-- make no difference. The caller has locked the phone number.
create function private.same_text(
  p_phone text, p_body text, p_due timestamptz, p_asked_for timestamptz
) returns public.sms_messages
language sql stable security definer set search_path = '' as $$
  select m.* from (
    select * from public.sms_messages
    where lead_phone = p_phone and private.is_waiting(delivery_status)
    union all
    select * from public.sms_messages
    where lead_phone = p_phone and claimed_at > p_due - interval '10 minutes'
      and not private.is_waiting(delivery_status) and private.was_said(delivery_status)
      and delivery_status <> 'undelivered'
  ) m
  where m.direction = 'outbound' and m.kind in ('single', 'campaign', 'human')
    and m.idempotency_key_hash is null
    and lower(regexp_replace(btrim(m.body), '\s+', ' ', 'g')) =
        lower(regexp_replace(btrim(p_body), '\s+', ' ', 'g'))
    and (m.send_at between p_due - interval '10 minutes' and p_due + interval '10 minutes'
      or exists (
        select 1 from public.contact_decisions d
        where d.message_id = m.message_id and (d.evidence ->> 'asked_for')::timestamptz
          between p_asked_for - interval '10 minutes' and p_asked_for + interval '10 minutes'))
  order by m.created_at limit 1;
$$;
