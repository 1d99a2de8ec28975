-- While leads cannot hear us, only one call at a time is dialed, to find out whether they can
-- again. Returns null, or the answer of begin_call. A trial that was not picked up has found out
-- nothing.
create function private.hold_while_voice_rests(p_id uuid, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_until timestamptz;
begin
  -- Read under its lock: of two claims at once only one may be the trial.
  perform 1 from public.breakers b where b.name = 'voice' and b.opened_at is not null for update;
  if not found then
    return null;
  end if;
  update public.breakers b
  set trial = null, trial_until = null
  where b.name = 'voice' and b.trial is not null and b.trial <> p_id::text and not exists (
    select 1 from public.calls c where c.id = b.trial::uuid
      and (private.is_live(c.status) or (c.ended_at is not null and c.settled_at is null)));
  v_until := private.breaker_asks('voice', p_id::text, interval '20 minutes', p_now);
  if v_until is null then
    return null;
  end if;
  perform public.hold_call(p_id, v_until, 'voice_not_heard',
    'Several people in a row picked up and heard nothing of us; one call at a time tries again.',
    (select jsonb_build_object('calls_in_a_row', b.failures, 'reason', b.reason, 'since', b.opened_at)
     from public.breakers b where b.name = 'voice'), p_now);
  return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', 'voice_not_heard');
end;
$$;
