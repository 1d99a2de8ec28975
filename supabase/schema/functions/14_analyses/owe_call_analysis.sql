-- Puts a call onto the list of analyses to make, if it needs one.
create function private.owe_call_analysis(p_call public.calls) returns void
language sql security definer set search_path = '' as $$
  insert into private.owed_analyses as o (call_id, since)
  select p_call.id, p_call.settled_at where private.owes_analysis(p_call)
  on conflict (call_id) do update set since = excluded.since where o.since <> excluded.since;
$$;
