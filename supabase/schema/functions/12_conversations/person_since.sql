-- Since when a conversation has needed a person, or null.
create function private.person_since(v public.sms_conversations) returns timestamptz
language sql immutable security definer set search_path = '' as $$
  select case
    when v.ended_at is not null then null
    when v.awaits_human and v.owner <> 'ai' then coalesce(v.handed_over_at, v.owner_since)
    when v.owner = 'paused' then v.owner_since
    else v.send_failed_at end;
$$;
