-- A person changed the outcome of this analysis, or took the change back: the conversation and the lead
-- follow, and a lead that now went to a person is reported. The caller has locked the analysis. Campaigns
-- and waiting calls follow by the triggers of the table.
create function private.apply_outcome(p_analysis public.conversation_analyses, p_now timestamptz)
returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_at timestamptz := private.analysis_over_at(p_analysis);
  v_other public.conversation_analyses;
begin
  update public.sms_conversations
  set conversion_status = p_analysis.outcome, updated_at = p_now
  where id = p_analysis.conversation_id and conversion_status is distinct from p_analysis.outcome;
  if p_analysis.outcome is null then
    -- What is known of the conversation before that one counts again.
    update public.leads set outcome = null, outcome_at = null, updated_at = p_now
    where id = p_analysis.lead_id and outcome_at = v_at;
    if found then
      for v_other in
        select * from public.conversation_analyses a
        where a.lead_id = p_analysis.lead_id and a.id <> p_analysis.id and a.outcome is not null
        order by a.created_at desc limit 50
      loop
        perform private.tell_outcome(v_other.lead_id, v_other.outcome,
          private.analysis_over_at(v_other), p_now);
      end loop;
    end if;
  else
    perform private.tell_outcome(p_analysis.lead_id, p_analysis.outcome, v_at, p_now);
  end if;
  if p_analysis.outcome = 'escalated' then
    perform private.tell_needs_person(p_analysis.lead_id,
      case when p_analysis.call_id is not null then 'call ' || p_analysis.call_id
        else 'conversation ' || p_analysis.conversation_id || ' ' || extract(epoch from v_at) end,
      jsonb_strip_nulls(jsonb_build_object('call_id', p_analysis.call_id,
        'conversation_id', p_analysis.conversation_id)), 'said_by_a_person', p_now);
  end if;
end;
$$;
