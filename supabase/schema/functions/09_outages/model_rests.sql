-- Whether the breaker of the language model is open; one request at a time then tries whether it
-- works again.
create function private.model_rests() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select 1 from public.breakers b where b.name = 'language_model' and b.opened_at is not null);
end;
$$;
