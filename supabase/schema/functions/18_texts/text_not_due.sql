-- Null, or the answer of begin_message for a text that cannot be claimed at this moment, whatever
-- else forbids it.
create function private.text_not_due(p_message public.sms_messages, p_claim jsonb, p_now timestamptz)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_waiting(p_message.delivery_status) then
    return jsonb_build_object('verdict', 'skip', 'status', p_message.delivery_status);
  end if;
  if p_message.send_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', p_message.send_at, 'rule', 'not_due');
  end if;
  if p_now >= (p_claim ->> 'open_until')::timestamptz then
    return jsonb_build_object('verdict', 'wait', 'until', p_now, 'rule', 'window_closed');
  end if;
  if private.text_comes_in(p_message.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes(), 'rule', 'text_comes_in');
  end if;
  return null;
end;
$$;
