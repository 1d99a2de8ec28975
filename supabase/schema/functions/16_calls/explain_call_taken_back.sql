-- Writes a decision for a call that was taken back, as explain_text_taken_back does for a text.
create function private.explain_call_taken_back() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.contact_decisions (at, lead_id, call_id, channel, verdict, rule, reason, evidence)
  select new.updated_at, c.lead_id, c.id, 'call', 'deny', new.end_reason,
         'It was taken back before it was placed.',
         jsonb_build_object('origin', new.origin, 'run_at', new.run_at, 'step', new.step)
  from public.calls c
  where c.id = new.id and c.lead_id is not null
    and not exists (select 1 from public.contact_decisions d
                    where d.call_id = new.id and d.verdict <> 'allow' and d.rule = new.end_reason);
  return null;
end;
$$;
