-- Whether a call needs an analysis: it is settled and has turns. A lead that picked up in vain has
-- said nothing to judge.
create function private.owes_analysis(p_call public.calls) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_call.settled_at is not null
    and not (p_call.reached is false and p_call.silence_reason is not null)
    and exists (select 1 from public.conversation_transcripts t where t.call_sid = p_call.call_sid)
    and not exists (select 1 from public.conversation_analyses a where a.call_id = p_call.id);
$$;
