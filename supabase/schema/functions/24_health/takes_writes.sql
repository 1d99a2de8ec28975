-- False on a standby and on a read-only database, as one whose disk is full may be. Volatile,
-- because a stable function is called in a read-only transaction in any case.
create function public.takes_writes() returns boolean
language sql volatile security definer set search_path = '' as $$
  select not current_setting('transaction_read_only')::boolean;
$$;
