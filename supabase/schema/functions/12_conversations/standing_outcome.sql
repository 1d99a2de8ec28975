-- The outcome that is known without reading the words: the goal was reached, contact was refused,
-- or a person set or corrected it. Null: the analysis has to find it. The rule stands only here;
-- text_case passes its result on to the analysis.
create function private.standing_outcome(p_conversation public.sms_conversations)
returns public.outcome
language sql stable security definer set search_path = '' as $$
  select p_conversation.conversion_status
  where p_conversation.ended_at is not null
    and (p_conversation.end_reason in ('goal_reached', 'opted_out')
      or (p_conversation.end_reason = 'closed_by_staff'
        and p_conversation.end_evidence ->> 'outcome' = p_conversation.conversion_status::text)
      or exists (select 1 from public.conversation_analyses a
        where a.conversation_id = p_conversation.id and a.correction is not null
          and a.updated_at >= p_conversation.ended_at));
$$;
