-- Everything explains itself, also what was taken back before it left. Many things take something
-- back (a reply, an opt-out, a person who writes, a campaign that rests); each names its rule in the
-- row, and here it becomes a decision, unless whoever refused it has written a better one by the end
-- of the transaction.

create function private.explain_text_taken_back() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.contact_decisions
    (at, lead_id, message_id, channel, verdict, rule, reason, evidence)
  select new.updated_at, m.lead_id, m.message_id, 'text', 'deny', new.suppressed_reason,
         'It was taken back before it left.',
         jsonb_build_object('kind', new.kind, 'send_at', new.send_at, 'step', new.step)
  -- A lead who is gone needs no explanation.
  from public.sms_messages m
  where m.message_id = new.message_id and m.lead_id is not null
    and not exists (select 1 from public.contact_decisions d
                    where d.message_id = new.message_id and d.verdict <> 'allow'
                      and d.rule = new.suppressed_reason);
  return null;
end;
$$;
create constraint trigger messages_explain_taken_back
  after update of delivery_status on public.sms_messages deferrable initially deferred
  for each row when (old.delivery_status in ('pending', 'held')
    and new.delivery_status in ('canceled', 'suppressed') and new.suppressed_reason is not null)
  execute function private.explain_text_taken_back();

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
create constraint trigger calls_explain_taken_back
  after update of status on public.calls deferrable initially deferred
  for each row when (old.status in ('scheduled', 'held') and new.status = 'canceled'
    and new.end_reason is not null)
  execute function private.explain_call_taken_back();

select private.close_functions();
