-- Why a text must not be sent because of its lead's words: null, or a hold. What a person writes is
-- that person's decision; the confirmation of an opt-out is always sent.
create function private.words_objection(p_message public.sms_messages, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_reason text;
begin
  if p_message.kind = 'human' or p_message.notice = 'opt_out' then
    return null;
  end if;
  v_reason := private.words_not_judged(p_message.lead_phone, 'text', p_now);
  if v_reason is null then
    return null;
  end if;
  -- The verdict releases it; the five minutes are for a release that missed it.
  return jsonb_build_object('act', 'hold', 'rule', 'words_not_judged', 'reason', v_reason,
    'until', p_now + interval '5 minutes');
end;
$$;
