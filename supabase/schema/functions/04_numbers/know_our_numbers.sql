-- Stores the numbers that the settings name as our own.
create function public.know_our_numbers(p_numbers text[], p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  select private.know_number(n, 'settings', p_now) from unnest(p_numbers) n;
$$;
