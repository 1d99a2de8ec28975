-- Stores the texts of a process that died or gave up after they had arrived. Returns as
-- take_in_arrivals.
create function public.take_in_left_arrivals(p_older interval, p_now timestamptz, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_left jsonb;
begin
  select jsonb_agg(jsonb_build_object('message_id', a.message_id, 'from', a.lead_phone,
    'arrived_at', a.arrived_at, 'provider_sid', a.text ->> 'provider_sid')) into v_left
  from (select * from public.inbound_arrivals x where x.created_at <= p_now - p_older
        order by x.created_at limit p_limit) a;
  return case when v_left is null then '[]' else public.take_in_arrivals(v_left, p_now) end;
end;
$$;
