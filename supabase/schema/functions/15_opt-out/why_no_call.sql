-- Why a wish for a call is not followed by one; null: it can be planned. `calls_closed`: the number
-- is suppressed for calls. `answered`: a call for these very words is over already.
create function private.why_no_call(
  v public.sms_conversations, p_wish jsonb
) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_last public.calls;
begin
  if not private.can_be_rung(v.lead_phone) then
    return 'calls_closed';
  end if;
  v_last := private.asked_call(v.id, v.lead_phone);
  if v_last.ended_at is not null
     and (v_last.metadata ->> 'asked_seq')::integer >= (p_wish ->> 'seq')::integer then
    return 'answered';
  end if;
  return null;
end;
$$;
