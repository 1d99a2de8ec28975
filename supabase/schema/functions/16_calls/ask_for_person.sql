-- The lead asks for a person and none can take the call. False: there is no such call.
create function public.ask_for_person(p_call_id uuid, p_reason text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_call_id for update;
  if not found then
    return false;
  end if;
  perform private.call_needs_person(v_call, p_reason, p_now);
  return true;
end;
$$;
