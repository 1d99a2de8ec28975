-- The conversation that a number was in last, or null. `p_number` may be left out. Returns
-- {conversation, lead}.
create function public.conversation_by_phone(p_phone text, p_our_number text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('conversation', to_jsonb(v),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v.lead_id))
  from public.sms_conversations v
  where v.lead_phone = p_phone and (p_our_number is null or v.our_number = p_our_number)
  order by v.ended_at is null desc, v.last_activity_at desc limit 1;
$$;
