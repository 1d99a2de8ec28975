-- Creates the row of a sender at its first campaign or conversation.
create function private.know_sender() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.senders (sender, provider, created_at, updated_at)
  select s.name, s.provider, new.updated_at, new.updated_at
  from (select to_jsonb(new) ->> tg_argv[0] as name, to_jsonb(new) ->> 'provider' as provider) s
  where not exists (
    select 1 from public.senders k
    where k.sender = s.name and (k.provider is not null or s.provider is null))
  on conflict (sender) do update set provider = coalesce(public.senders.provider, excluded.provider);
  return null;
end;
$$;
