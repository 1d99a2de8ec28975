-- The figures about texts for alarms and statistics, from the small indexes of what is under way
-- and from the last hour: never from all rows. p_filtered: {provider: [its codes for a text that
-- was filtered as spam]}.
create function public.text_health(p_filtered jsonb, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return (with recent as (
    select delivery_status, delivery_error, provider from public.sms_messages
    where sent_at > p_now - interval '1 hour' and direction = 'outbound'
  )
  select jsonb_build_object(
    'waiting', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where private.is_waiting(delivery_status) group by delivery_status) s), '{}'),
    'on_the_way', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where private.is_on_the_way(delivery_status) group by delivery_status) s), '{}'),
    'sent_last_hour', (select count(*) from recent),
    'filtered_last_hour', (select count(*) from recent where p_filtered -> provider ? delivery_error),
    'failed_last_hour', (select count(*) from recent where private.did_not_arrive(delivery_status)),
    'oldest_due_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(send_at)), 0) from public.sms_messages
      where private.is_waiting(delivery_status) and send_at <= p_now), 0),
    'oldest_step_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(e.next_message_at)), 0)
      from public.campaigns c cross join lateral (
        select x.next_message_at from public.sms_campaign_enrollments x
        where x.campaign_id = c.id and x.status = 'active' and x.message_id is null and x.call_id is null
        order by x.next_message_at limit 1) e
      where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now)), 0),
    'oldest_unknown_seconds', coalesce((
      select extract(epoch from p_now - min(claimed_at)) from public.sms_messages
      where delivery_status = 'unknown'), 0),
    'oldest_reply_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(reply_due_at)), 0) from public.sms_conversations
      where reply_due_at is not null), 0),
    'oldest_unjudged_seconds', coalesce((
      select extract(epoch from p_now - min(m.created_at)) from public.sms_messages m
      where m.refusal_verdict = 'pending'
        and not (private.is_suppressed(m.lead_phone, 'sms') and private.is_suppressed(m.lead_phone, 'voice'))), 0),
    'last_inbound_at', private.last_receipt('text_inbound'),
    'last_callback_at', private.last_receipt('text_callback'),
    'last_sent_at', (
      select max(sent_at) from public.sms_messages where sent_at is not null and direction = 'outbound'),
    -- A webhook that came late after all was not lost.
    'found_last_hour', (
      select count(*) from public.inbound_looks l
      join public.webhook_receipts f on f.provider = l.provider and f.kind = 'text_found'
      where f.last_received_at > p_now - interval '1 hour' and not exists (
          select 1 from public.webhook_receipts w where w.provider = f.provider
            and w.kind = 'text_inbound' and w.dedupe_key = f.dedupe_key)),
    'inbound_looked_seconds', (
      select extract(epoch from greatest(p_now - min(l.looked_until), interval '0'))
      from public.inbound_looks l having count(*) > 0),
    'inbound_unread', private.inbound_unread(p_now) ->> 'reason',
    'switched_off', private.is_switched_off('texts')));
end;
$$;
