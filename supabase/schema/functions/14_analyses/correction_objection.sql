-- Why the outcome of an analysis cannot be corrected now: null | is_open | not_judged. The outcome of a
-- conversation that was opened again, or has ended again since, is for its next analysis to say.
create function private.correction_objection(p_analysis public.conversation_analyses) returns text
language sql stable security definer set search_path = '' as $$
  select case when v.ended_at is null then 'is_open'
    when p_analysis.updated_at < v.ended_at then 'not_judged' end
  from public.sms_conversations v where v.id = p_analysis.conversation_id;
$$;
