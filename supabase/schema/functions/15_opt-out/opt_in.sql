-- The lead wrote START: lifts what was refused by text, and stores the word as a consent.
create function private.opt_in(
  p_phone text, p_lead_id bigint, p_words text, p_said_at timestamptz, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lift_text_opt_out(p_phone, p_said_at, p_now);
  perform private.settle_words(p_phone, 'not', 'rules', 'The lead wrote START after it.', p_now);
  if not private.is_suppressed(p_phone, 'sms') then
    perform private.add_consent(p_lead_id, p_phone, 'text',
      jsonb_build_object('channel', 'text', 'kind', 'keyword', 'text', p_words), p_now);
  end if;
end;
$$;
