-- When a conversation was over. One that was ended because nobody wrote was over at its last text.
create function private.over_at(v public.sms_conversations) returns timestamptz
language sql immutable security definer set search_path = '' as $$
  select case when v.end_reason = 'silent' then least(v.last_activity_at, v.ended_at) else v.ended_at end;
$$;
