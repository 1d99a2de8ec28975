-- The outcome that was known without reading a word: the goal was reached, contact was refused, or a
-- person said so. Null: it is for a judge to find out. This is the rule's one home: a judge is told
-- by text_case what stands.
create function private.standing_outcome(p_conversation public.sms_conversations)
returns public.outcome
language sql stable security definer set search_path = '' as $$
  select p_conversation.conversion_status
  where p_conversation.ended_at is not null
    and (p_conversation.end_reason in ('goal_reached', 'opted_out')
      or (p_conversation.end_reason = 'closed_by_staff'
        and p_conversation.end_evidence ->> 'outcome' = p_conversation.conversion_status::text));
$$;
