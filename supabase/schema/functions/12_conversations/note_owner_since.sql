-- Sets since when a conversation has had its owner.
create function private.note_owner_since() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or old.owner is distinct from new.owner then
    new.owner_since := new.updated_at;
  end if;
  return new;
end;
$$;
