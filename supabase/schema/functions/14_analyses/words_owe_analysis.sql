-- Turns that are saved after the call was settled put it onto the list of analyses to make.
create function private.words_owe_analysis() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.owe_call_analysis(c)
  from public.calls c
  where c.call_sid in (select distinct w.call_sid from words w) and c.settled_at is not null;
  return null;
end;
$$;
