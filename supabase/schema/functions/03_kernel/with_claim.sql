-- Adds an id to the ids that have claimed a row; the last twenty are kept.
--
-- Each attempt of a worker sends an id of its own with its claim. When the database's answer is
-- lost, the worker claims again with the same id and gets the same answer, without a second claim;
-- or it gives the claim up by that id. A lost answer of the carrier is another matter, because its
-- order cannot be taken back; here nothing has left yet.
create function private.with_claim(p_ids uuid[], p_claim_id text) returns uuid[]
language sql immutable set search_path = '' as $$
  select case when p_claim_id is null then p_ids
    else (array_remove(p_ids, p_claim_id::uuid) || p_claim_id::uuid)
      [greatest(1, cardinality(array_remove(p_ids, p_claim_id::uuid)) - 18):] end;
$$;
