-- Stores the carrier's price of a call. False: it is stored already, or there is
-- no such call.
create function public.record_call_price(p_id uuid, p_usd numeric, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found or v_call.price_usd is not null then
    return false;
  end if;
  if v_call.dialed_at is not null then
    perform private.add_spend('calls', p_usd - v_call.cost_usd, 0, v_call.dialed_at);
  end if;
  update public.calls
  set price_usd = p_usd, cost_usd = p_usd, price_check_at = null, updated_at = p_now
  where id = p_id;
  return true;
end;
$$;
