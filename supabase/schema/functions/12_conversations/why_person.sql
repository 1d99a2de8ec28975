-- Why a conversation needs a person, or null.
create function private.why_person(v public.sms_conversations) returns text
language sql immutable security definer set search_path = '' as $$
  select case
    when v.ended_at is not null then null
    when v.awaits_human and v.owner <> 'ai' then case
      when v.handover_reason in ('unclear_opt_out', 'words_not_judged') then 'unclear'
      -- A code is our own reason; the agent gives its reason in words.
      when v.handover_reason ~* '\m(person|human|somebody|someone)\M' then 'asked_for_person'
      else 'handed_over' end
    when v.send_failed_at is not null then 'send_failed'
    when v.owner = 'paused' then 'unclear' end;
$$;
