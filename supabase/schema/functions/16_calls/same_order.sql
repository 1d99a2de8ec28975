-- The call that an order without an idempotency key repeats, or null: same number, extension and
-- agent, due or ordered within ten minutes of it, and not given up. Where that call was not picked
-- up and has a redial, the order is one with the redial. The caller has locked the phone number.
create function private.same_order(
  p_to text, p_extension text, p_agent_id uuid, p_due timestamptz, p_asked_for timestamptz
) returns public.calls
language plpgsql stable security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_redial public.calls;
begin
  for v_call in
    select c.* from public.calls c
    where c.lead_phone = p_to and c.phone_extension is not distinct from p_extension
      and c.direction = 'outbound' and c.agent_id is not distinct from p_agent_id
      and c.status not in ('failed', 'canceled')
      and not exists (select 1 from public.idempotency_keys k where k.call_id = c.id)
      and (c.run_at between p_due - interval '10 minutes' and p_due + interval '10 minutes'
        or exists (
          select 1 from public.contact_decisions d
          where d.call_id = c.id and (d.evidence ->> 'asked_for')::timestamptz
            between p_asked_for - interval '10 minutes' and p_asked_for + interval '10 minutes'))
    order by private.is_waiting(c.status) desc, c.created_at desc
  loop
    if v_call.status not in ('busy', 'no_answer') or v_call.settled_at is null then
      return v_call;
    end if;
    select * into v_redial from public.calls r
    where r.redial_of = v_call.id and r.status not in ('failed', 'canceled', 'busy', 'no_answer');
    if found then
      return v_redial;
    end if;
  end loop;
  return null;
end;
$$;
