-- A free place for one more call among the p_max that may be live at once, or null. Two claims must
-- not both take the last place, and must not wait for each other: each place has a lock of its own,
-- which a claim tries without waiting and keeps until it is committed. A call without a place, or
-- with a higher one, counts too.
create function private.free_slot(p_max integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_slot integer;
  v_above integer;
  v_taken boolean;
begin
  for v_slot in
    -- As many places as there are live calls, and some for claims that are not committed yet.
    select n from generate_series(1, least(p_max, 200 + (
      select count(*) from public.calls c where c.direction = 'outbound' and private.is_live(c.status)))) n
    where not exists (select 1 from public.calls c
                      where c.direction = 'outbound' and private.is_live(c.status) and c.slot = n)
    order by n
  loop
    continue when not pg_try_advisory_xact_lock(hashtextextended('ringback:slot:' || v_slot, 0));
    -- With the place's lock, no other claim can take it: this query sees every claim that was
    -- faster.
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
