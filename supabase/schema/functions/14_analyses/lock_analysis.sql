-- The analysis, under the lock of its phone number and of the call or conversation that it is about;
-- all null where there is none.
create function private.lock_analysis(p_id uuid) returns public.conversation_analyses
language plpgsql security definer set search_path = '' as $$
declare
  v public.conversation_analyses;
begin
  select * into v from public.conversation_analyses a where a.id = p_id;
  if v.call_id is not null then
    perform private.lock_call(v.call_id);
  elsif v.conversation_id is not null then
    perform private.lock_conversation(v.conversation_id);
  end if;
  select * into v from public.conversation_analyses a where a.id = p_id for update;
  return v;
end;
$$;
