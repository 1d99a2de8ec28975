-- Stores the name that a lead has said, where none is known. A known name stays: people correct it,
-- a transcript does not.
create function private.keep_said_name(p_lead_id bigint, p_facts jsonb, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.leads l
  set name = f.name, updated_at = p_now
  from (
    select btrim(e.fact ->> 'value') as name
    from jsonb_array_elements(coalesce(p_facts, '[]')) with ordinality e (fact, n)
    where e.fact ->> 'field' = 'name'
      and btrim(e.fact ->> 'value') ~ '^[[:alpha:]][[:alpha:]''’. -]{0,79}$'
      and position(lower(btrim(e.fact ->> 'value')) in lower(e.fact ->> 'quote')) > 0
    order by e.n limit 1) f
  where l.id = p_lead_id and l.name is null;
$$;
