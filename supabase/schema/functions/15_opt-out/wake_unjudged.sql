-- Releases what was held for a verdict on a number's texts, unless another text is still to be
-- judged.
create function private.wake_unjudged(p_phone text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.words_not_judged(p_phone, 'text', p_now) is null then
    update public.sms_messages set send_at = p_now, enqueue_at = p_now, updated_at = p_now
    where lead_phone = p_phone and delivery_status = 'held' and held_reason = 'words_not_judged'
      and send_at > p_now;
  end if;
  if private.words_not_judged(p_phone, 'call', p_now) is null then
    update public.calls set run_at = p_now, updated_at = p_now
    where lead_phone = p_phone and status = 'held' and held_reason = 'words_not_judged'
      and run_at > p_now;
  end if;
end;
$$;
