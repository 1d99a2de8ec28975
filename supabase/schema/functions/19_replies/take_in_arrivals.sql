-- Stores, for each phone number, the texts that arrived up to the latest of these, in the order of
-- arrival. A text that does not fit hinders no other: it is dropped as `refused`; one that failed
-- for a passing reason stays. p_wanted: [{message_id, provider_sid, from, arrived_at}]. Returns
-- [{message_id, result: recorded | repeated | refused | failed | gone, sqlstate?, and what
-- receive_message returns}] of all stored and all wanted texts.
create function public.take_in_arrivals(p_wanted jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_arrival public.inbound_arrivals;
  v_results jsonb := '[]';
  v_one jsonb;
begin
  -- Always in this order, so that two transactions never block each other.
  perform private.lock_phone(w.phone) from (
    select distinct t ->> 'from' as phone from jsonb_array_elements(p_wanted) t order by 1) w;
  for v_arrival in
    select a.* from (
      select t ->> 'from' as phone, max((t ->> 'arrived_at')::timestamptz) as until
      from jsonb_array_elements(p_wanted) t group by 1) w
    join public.inbound_arrivals a on a.lead_phone = w.phone and a.arrived_at <= w.until
    order by a.arrived_at, a.message_id
  loop
    begin
      v_one := public.receive_message(
        v_arrival.text || jsonb_build_object('heard_at', p_now), v_arrival.arrived_at);
      delete from public.inbound_arrivals where message_id = v_arrival.message_id;
    exception when others then
      v_one := jsonb_build_object('sqlstate', sqlstate,
        'result', case when sqlstate like '22%' or sqlstate like '23%' then 'refused' else 'failed' end);
      if v_one ->> 'result' = 'refused' then
        delete from public.inbound_arrivals where message_id = v_arrival.message_id;
      else
        update public.inbound_arrivals set failed_with = sqlstate where message_id = v_arrival.message_id;
      end if;
    end;
    v_results := v_results || (v_one || jsonb_build_object('message_id', v_arrival.message_id));
  end loop;
  return v_results || coalesce((
    select jsonb_agg(private.taken_in((t ->> 'message_id')::uuid, t ->> 'provider_sid')
      || jsonb_build_object('message_id', t ->> 'message_id'))
    from jsonb_array_elements(p_wanted) t
    where not exists (select 1 from jsonb_array_elements(v_results) r
                      where r ->> 'message_id' = t ->> 'message_id')), '[]');
end;
$$;
