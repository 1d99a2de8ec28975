-- Once a call is analysed, waiting calls to the same number are judged again; at the end of the
-- transaction, because the call that the lead asked for is planned in it.
create function private.talk_judges_orders() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := (select c.lead_phone from public.calls c where c.id = new.call_id);
  v_call public.calls;
  v_no jsonb;
begin
  perform private.lock_phone(v_phone);
  for v_call in
    select * from public.calls c
    where c.lead_phone = v_phone and c.direction = 'outbound' and private.is_waiting(c.status)
    order by c.id
  loop
    v_no := private.talk_objection(v_call, new.updated_at);
    if v_no ->> 'act' = 'deny' then
      perform public.deny_call(v_call.id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence',
        new.updated_at);
    end if;
  end loop;
  -- A call that was held for this verdict need not wait for its next look.
  update public.calls set run_at = least(run_at, new.updated_at), updated_at = new.updated_at
  where lead_phone = v_phone and status = 'held' and held_reason = 'talk_not_judged';
  return null;
end;
$$;
