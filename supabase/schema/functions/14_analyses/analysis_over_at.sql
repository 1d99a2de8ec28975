-- When the call or conversation was over that an analysis is about.
create function private.analysis_over_at(p_analysis public.conversation_analyses) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select c.ended_at from public.calls c where c.id = p_analysis.call_id),
    (select private.over_at(v) from public.sms_conversations v where v.id = p_analysis.conversation_id),
    p_analysis.created_at);
$$;
