-- {suppressions: [{scope, source, at}], touches: [{channel, at}]}: the suppressions of a number
-- that are in force, and the contacts of the last seven days.
create function public.lead_standing(p_phone text, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('suppressions', private.blocks_of(p_phone),
    'touches', private.touches_of(p_phone, null, p_now));
$$;
