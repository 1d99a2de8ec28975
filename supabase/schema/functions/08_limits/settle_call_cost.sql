-- Gives back the reserved minutes that an ended call did not use. The carrier's price replaces this
-- later.
create function private.settle_call_cost(p_call public.calls, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_cost numeric := p_call.minute_usd * ceil(coalesce(p_call.duration_seconds, 0) / 60.0);
begin
  if p_call.dialed_at is null or p_call.minute_usd is null then
    return;
  end if;
  perform private.add_spend('calls', v_cost - p_call.cost_usd, 0, p_call.dialed_at);
  update public.calls set cost_usd = v_cost, price_check_at = case
      when p_call.call_sid is not null then p_now + interval '5 minutes' end
  where id = p_call.id;
end;
$$;
