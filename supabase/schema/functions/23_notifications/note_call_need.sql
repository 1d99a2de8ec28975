-- Keeps the need of a call as its row is: while it lasts, a lead who asks for a person needs one.
create function private.note_call_need() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.keep_need(jsonb_build_object(
    'kind', 'call', 'subject_id', new.id, 'call_id', new.id, 'lead_id', new.lead_id, 'since', new.person_asked_at,
    'reason', case when new.ended_at is null and new.transfer_result is distinct from 'completed'
      and new.person_asked_at is not null then 'call_asks_for_person' end,
    'assign', true), new.updated_at);
  return null;
end;
$$;
