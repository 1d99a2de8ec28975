-- Everything that a decision about a text needs, in one read, or null.
create function private.message_context(p_id uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'message', to_jsonb(m),
    'conversation', to_jsonb(v),
    'lead', (select to_jsonb(l) from public.leads l where l.id = m.lead_id),
    'campaign', (select to_jsonb(c) from public.campaigns c where c.id = m.campaign_id),
    'step', (select to_jsonb(s) from public.campaign_steps s
             where s.campaign_id = m.campaign_id and s.position = m.step),
    'enrollment', (select to_jsonb(e) from public.sms_campaign_enrollments e where e.id = m.enrollment_id),
    'agent', (select to_jsonb(a) from public.agents a where a.id = v.sms_agent_id),
    'consents', coalesce((
      select jsonb_agg(to_jsonb(k) order by k.id desc) from public.consents k
      where k.phone = m.lead_phone), '[]'),
    'suppressions', private.blocks_of(m.lead_phone),
    'touches', private.touches_of(m.lead_phone, null, p_now),
    'spent_today_usd', coalesce((
      select sum(d.spent_usd) from public.spend_days d
      where d.day = (p_now at time zone 'UTC')::date), 0),
    'switched_off', private.is_switched_off('texts'))
  from public.sms_messages m join public.sms_conversations v on v.id = m.conversation_id
  where m.message_id = p_id;
$$;
