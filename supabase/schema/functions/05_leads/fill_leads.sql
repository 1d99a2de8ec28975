-- Creates the leads that are new, and fills in the empty columns of those that exist, for forms and
-- import files. It never replaces a value. p_rows: [{phone, phone_extension?, custom?, and the columns
-- of private.lead_columns that are filled}], each phone number and extension once; it reads no other
-- keys. Takes the locks of the phone numbers. Returns the ids of the new leads.
create function private.fill_leads(p_rows jsonb, p_source text, p_now timestamptz) returns setof bigint
language plpgsql security definer set search_path = '' set jit = off as $$
begin
  -- Every batch locks in this order, so that two batches never block each other.
  perform private.lock_phone(w.phone) from (
    select distinct r ->> 'phone' as phone from jsonb_array_elements(p_rows) r order by 1) w;
  return query execute (
    select format($query$
      with made as (
        insert into public.leads as l (
          phone, phone_extension, source, custom, created_at, updated_at, %1$s)
        select r.phone, r.phone_extension, $2, coalesce(r.custom, '{}'), $3, $3, %2$s
        from jsonb_to_recordset($1) r (phone text, phone_extension text, custom jsonb, %3$s)
        order by r.phone, r.phone_extension
        on conflict (phone, phone_extension) do update
          set custom = excluded.custom || l.custom, updated_at = $3, %4$s
          where not l.custom @> (excluded.custom || l.custom) or %5$s
        returning l.id, xmax = 0 as is_new
      )
      select m.id from made m where m.is_new$query$,
      string_agg(format('%I', c.name), ', '),
      string_agg(format('r.%I', c.name), ', '),
      string_agg(format('%I %s', c.name, format_type(a.atttypid, a.atttypmod)), ', '),
      string_agg(format('%1$I = coalesce(l.%1$I, excluded.%1$I)', c.name), ', '),
      string_agg(format('(l.%1$I is null and excluded.%1$I is not null)', c.name), ' or '))
    from private.lead_columns c
    join pg_attribute a on a.attrelid = 'public.leads'::regclass and a.attname = c.name
    where c.is_filled)
  using p_rows, p_source, p_now;
end;
$$;
