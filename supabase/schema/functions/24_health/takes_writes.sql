-- False on a standby, and on a database that was made read-only, as one whose disk is full may be.
-- Volatile, or it would be asked in a transaction that is read-only in any case.
create function public.takes_writes() returns boolean
language sql volatile security definer set search_path = '' as $$
  select not current_setting('transaction_read_only')::boolean;
$$;
