-- The outcome of a call stops the lead's campaigns. Trigger on analyses.
create function private.analysis_halts_campaigns() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
begin
  select phone into v_phone from public.leads where id = new.lead_id;
  if v_phone is not null then
    perform private.lock_phone(v_phone);
    perform private.halt_enrollments(v_phone, 'stopped', 'outcome_' || new.outcome, new.updated_at,
      new.lead_id);
  end if;
  return null;
end;
$$;
