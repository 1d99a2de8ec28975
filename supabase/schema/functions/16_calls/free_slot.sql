-- A place for one more call among the p_max that may be alive at once, or null. Two claims must not both
-- see room for one, and must not wait for each other either: each place has a lock of its own, which is
-- tried and never waited for, and is held until the claim is committed and the place can be seen. A call
-- that has a higher place, or none, takes up room all the same.
create function private.free_slot(p_max integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_slot integer;
  v_above integer;
  v_taken boolean;
begin
  for v_slot in
    -- As many places as there are calls that live, and some for claims that nobody can see yet.
    select n from generate_series(1, least(p_max, 200 + (
      select count(*) from public.calls c where c.direction = 'outbound' and private.is_live(c.status)))) n
    where not exists (select 1 from public.calls c
                      where c.direction = 'outbound' and private.is_live(c.status) and c.slot = n)
    order by n
  loop
    continue when not pg_try_advisory_xact_lock(hashtextextended('ringback:slot:' || v_slot, 0));
    -- Only now nobody else can take it: whoever was quicker is seen by this look.
    select count(*) filter (where c.slot is null or c.slot > v_slot),
           coalesce(bool_or(c.slot = v_slot), false)
    into v_above, v_taken
    from public.calls c where c.direction = 'outbound' and private.is_live(c.status);
    exit when v_slot + v_above > p_max;
    if not v_taken then
      return v_slot;
    end if;
  end loop;
  return null;
end;
$$;
