-- What this contact may use of a budget: an answer all of it, everything else all but the reserve.
-- Null: there is no budget, or this is an answer and no reserve is set.
create function private.usable_budget(p_budget text, p_reserve text, p_is_answer boolean)
returns numeric
language sql immutable set search_path = '' as $$
  select case
    when p_is_answer and p_reserve is null then null
    when p_is_answer then p_budget::numeric
    else p_budget::numeric * (1 - coalesce(p_reserve::numeric, 0)) end;
$$;
