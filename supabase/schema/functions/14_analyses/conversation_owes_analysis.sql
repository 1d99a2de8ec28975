-- Trigger on conversations that runs owe_text_analysis.
create function private.conversation_owes_analysis() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.owe_text_analysis(new);
  return null;
end;
$$;
