-- Null, or {act: deny, rule, reason, evidence} for a number that the policy engine denies.
-- p_number: {to, ok, why?, table}. A claim without a verdict on this very number raises an
-- exception (22004): that is our own fault, not the lead's.
--
-- Only the policy engine judges which numbers may be contacted. A claim carries its verdict, the
-- number that was judged and the edition of the table, so the rules are not written a second time
-- in SQL and no claim passes without them.
create function private.number_objection(p_number jsonb, p_to text) returns jsonb
language plpgsql immutable security definer set search_path = '' as $$
begin
  if (p_number ->> 'ok')::boolean is null or p_number ->> 'table' is null
     or p_number ->> 'to' is distinct from p_to then
    raise exception 'a claim on a number that nobody has judged' using errcode = '22004';
  end if;
  if (p_number ->> 'ok')::boolean then
    return null;
  end if;
  return jsonb_build_object('act', 'deny', 'rule', 'undialable',
    'reason', 'The number is not one that may be called or texted.',
    'evidence', jsonb_build_object('number',
      jsonb_build_object('why', p_number -> 'why', 'table', p_number -> 'table')));
end;
$$;
