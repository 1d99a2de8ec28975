-- Clears the hold of an enrollment when the row of its next step changes or goes away.
create function private.step_not_held() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.held_until := null;
  new.held_rule := null;
  return new;
end;
$$;
