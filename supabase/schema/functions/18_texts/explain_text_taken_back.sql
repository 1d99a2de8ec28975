-- Writes a decision for a text that was taken back before it left. Many functions take texts back
-- (for a reply, an opt-out, a person who writes, a paused campaign); each stores its rule in the
-- row, and at the end of the transaction this trigger makes a decision of it, unless the function
-- has written a better one.
create function private.explain_text_taken_back() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.contact_decisions
    (at, lead_id, message_id, channel, verdict, rule, reason, evidence)
  select new.updated_at, m.lead_id, m.message_id, 'text', 'deny', new.suppressed_reason,
         'It was taken back before it left.',
         jsonb_build_object('kind', new.kind, 'send_at', new.send_at, 'step', new.step)
  -- A deleted lead needs no explanation.
  from public.sms_messages m
  where m.message_id = new.message_id and m.lead_id is not null
    and not exists (select 1 from public.contact_decisions d
                    where d.message_id = new.message_id and d.verdict <> 'allow'
                      and d.rule = new.suppressed_reason);
  return null;
end;
$$;
