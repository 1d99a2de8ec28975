-- Ends every open conversation of a phone number that must not be texted any more.
create function private.end_conversations(p_phone text, p_evidence jsonb, p_now timestamptz)
returns void
language sql security definer set search_path = '' as $$
  select private.end_conversation(v.id, 'discarded', 'opted_out', p_evidence, p_now)
  from public.sms_conversations v where v.lead_phone = p_phone and v.ended_at is null;
$$;
