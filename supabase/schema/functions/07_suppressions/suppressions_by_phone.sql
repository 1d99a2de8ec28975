-- Every suppression of a number, lifted ones too; found by the number's hash, which outlives the
-- lead.
create function public.suppressions_by_phone(p_phone text) returns setof public.suppressions
language sql stable security definer set search_path = '' as $$
  select s.* from public.suppressions s
  where s.phone_hash = private.phone_hash(p_phone) order by s.id desc;
$$;
