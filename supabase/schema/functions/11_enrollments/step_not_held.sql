-- Something else stands for the next step, or nothing: that is not held.
create function private.step_not_held() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.held_until := null;
  new.held_rule := null;
  return new;
end;
$$;
