-- What became of a claim's id: null: it is new. `current`: the row is claimed by it. `over`: it was
-- given up, or another id has claimed the row since.
create function private.claim_state(p_ids uuid[], p_claim_id text, p_is_claimed boolean) returns text
language sql immutable set search_path = '' as $$
  select case
    when p_claim_id is null or not p_claim_id::uuid = any (p_ids) then null
    when p_is_claimed and p_ids[cardinality(p_ids)] = p_claim_id::uuid then 'current'
    else 'over' end;
$$;
