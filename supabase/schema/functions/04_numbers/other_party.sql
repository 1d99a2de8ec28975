-- The lead's number in a call or text: From when inbound, To when outbound. Null where it is
-- withheld. The same rule is in domain/other-party.ts.
create function private.other_party(p_direction text, p_from text, p_to text) returns text
language sql immutable set search_path = '' as $$
  select case when not private.is_withheld(t.number) then t.number end
  from (select case p_direction when 'inbound' then p_from when 'outbound' then p_to end as number) t;
$$;
