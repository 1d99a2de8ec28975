-- Whether a call, text, step or answer waits for its moment.
create function private.is_planned(p_lead_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.calls c where c.lead_id = p_lead_id and private.is_waiting(c.status))
    or exists (select 1 from public.sms_messages m
      where m.lead_id = p_lead_id and private.is_waiting(m.delivery_status))
    or exists (select 1 from public.sms_campaign_enrollments e
      where e.lead_id = p_lead_id and e.status = 'active' and e.message_id is null and e.call_id is null
        and e.next_message_at is not null)
    or exists (select 1 from public.sms_conversations v
      where v.lead_id = p_lead_id and v.reply_due_at is not null);
$$;
