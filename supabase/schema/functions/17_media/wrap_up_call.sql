-- Stores how the call is to end: `hangup`, `human` (the agent's transfer number takes over), or
-- `apology` (the lead cannot hear us; the carrier says so in its own voice).
create function public.wrap_up_call(p_call_id uuid, p_kind text, p_reason text, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  update public.calls
  set wrap_up = p_kind, wrap_up_reason = p_reason, updated_at = p_now
  where id = p_call_id and private.is_live(status)
  returning * into v_call;
  if not found then
    return false;
  end if;
  if p_kind = 'human' then
    perform private.call_needs_person(v_call, p_reason, p_now);
  end if;
  return true;
end;
$$;
