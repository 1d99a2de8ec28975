-- When a conversation was over: one that was ended because nobody spoke was over before.
create function private.over_at(v public.sms_conversations) returns timestamptz
language sql immutable security definer set search_path = '' as $$
  select case when v.end_reason = 'silent' then least(v.last_activity_at, v.ended_at) else v.ended_at end;
$$;
