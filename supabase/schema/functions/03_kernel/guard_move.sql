-- Refuses a change of state that private.moves does not list. Arguments of the trigger: the life,
-- and the column that holds the state.
create function private.guard_move() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_from text := to_jsonb(old) ->> tg_argv[1];
  v_to text := to_jsonb(new) ->> tg_argv[1];
begin
  if not exists (
    select 1 from private.moves m
    where m.life = tg_argv[0] and m.from_status = v_from and m.to_status = v_to
  ) then
    raise exception 'a % does not go from % to %', tg_argv[0], v_from, v_to using errcode = '23514';
  end if;
  return new;
end;
$$;
