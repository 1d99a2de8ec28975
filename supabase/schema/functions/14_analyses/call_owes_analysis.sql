-- Trigger on calls that runs owe_call_analysis.
create function private.call_owes_analysis() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.owe_call_analysis(new);
  return null;
end;
$$;
