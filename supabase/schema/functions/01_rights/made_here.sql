-- Whether the running migration has made this object. Other objects in these schemas belong to
-- somebody else and keep their rights. Each migration is one transaction, and a row of the
-- catalogue names the transaction that wrote it.
create function private.made_here(p_xmin xid) returns boolean
language sql stable set search_path = '' as $$
  select p_xmin = pg_current_xact_id()::xid;
$$;
