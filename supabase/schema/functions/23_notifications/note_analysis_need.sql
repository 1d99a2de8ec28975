-- Keeps the need of an analysis that nobody could make.
create function private.note_analysis_need() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v public.conversation_analyses;
begin
  if tg_op = 'DELETE' then
    v := old;
  else
    v := new;
  end if;
  perform private.keep_need(jsonb_build_object(
    'kind', 'analysis', 'subject_id', v.id, 'call_id', v.call_id, 'conversation_id', v.conversation_id,
    'lead_id', v.lead_id, 'since', v.created_at,
    'reason', case when tg_op <> 'DELETE' and v.status = 'needs_review' then 'nobody_could_tell' end),
    v.updated_at);
  return null;
end;
$$;
