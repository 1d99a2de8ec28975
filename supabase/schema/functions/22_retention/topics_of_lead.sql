-- The topics of the live log that are about a lead and its rows.
create function private.topics_of_lead(
  p_id bigint, p_phones text[], p_sids text[], p_talks uuid[]
) returns text[]
language sql stable security definer set search_path = '' as $$
  select array_agg(t.topic) from (
    select 'lead:' || p_id as topic
    union all select 'call:' || c.id from public.calls c where c.lead_id = p_id
    union all select 'transcript:' || s from unnest(p_sids) s
    union all select distinct 'transcript:' || x.call_sid from public.conversation_transcripts x
      where x.lead_id = p_id
    union all select 'analysis:' || a.id from public.conversation_analyses a
      where a.lead_id = p_id or a.conversation_id = any (p_talks)
    union all select 'appointment:' || a.id from public.appointments a
      where a.lead_id = p_id or a.conversation_id = any (p_talks)
    union all select 'note:' || p_id
    union all select 'suppression:' || b.id from public.suppressions b where b.phone = any (p_phones)
    union all select 'consent:' || k.id from public.consents k
      where k.phone = any (p_phones) or k.lead_id = p_id
    union all select 'enrollment:' || e.id from public.sms_campaign_enrollments e
      where e.lead_phone = any (p_phones) or e.lead_id = p_id
    union all select 'conversation:' || v from unnest(p_talks) v
    union all select 'message:' || v from unnest(p_talks) v
    union all select distinct 'message:' || m.conversation_id from public.sms_messages m
      where m.lead_id = p_id) t;
$$;
