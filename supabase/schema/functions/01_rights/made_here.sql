-- What else lies in these schemas belongs to somebody else, and is left as it is: closed is what is
-- named, or what this very migration has made. Each migration is one transaction, and a row of the
-- catalogue says which transaction wrote it.
create function private.made_here(p_xmin xid) returns boolean
language sql stable set search_path = '' as $$
  select p_xmin = pg_current_xact_id()::xid;
$$;
