-- Each attempt of a worker brings an id of its own with its claim, so that an answer of the database
-- that got lost can be asked for again: the same attempt hears the same, and claims nothing twice.
-- Without the answer it gives its claim up by that id. A carrier's lost answer is another matter: what
-- it was told cannot be taken back. Here only we know, and nothing has left us.
--
-- The id becomes the last of those that have claimed this row, of which the last twenty are kept.
create function private.with_claim(p_ids uuid[], p_claim_id text) returns uuid[]
language sql immutable set search_path = '' as $$
  select case when p_claim_id is null then p_ids
    else (array_remove(p_ids, p_claim_id::uuid) || p_claim_id::uuid)
      [greatest(1, cardinality(array_remove(p_ids, p_claim_id::uuid)) - 18):] end;
$$;
