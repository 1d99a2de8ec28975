-- START: lifts what the lead refused by text until p_said_at. A START that comes or is found late
-- lifts no newer STOP. A refusal that was spoken, or entered by the operator, stays. Returns how
-- many were lifted.
create function private.lift_text_opt_out(p_phone text, p_said_at timestamptz, p_now timestamptz)
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  update public.suppressions s set lifted_at = p_now
  where s.phone_hash = private.phone_hash(p_phone) and s.scope in ('all', 'sms')
    and s.lifted_at is null and s.source in ('text', 'carrier')
    and coalesce((select m.sent_at from public.sms_messages m where m.message_id = s.message_id),
                 s.created_at) <= p_said_at;
  get diagnostics v_count = row_count;
  if v_count > 0 and not private.is_suppressed(p_phone, 'sms') then
    update public.leads set lead_status = 'contacted', updated_at = p_now
    where phone = p_phone and lead_status = 'do_not_contact';
  end if;
  return v_count;
end;
$$;
