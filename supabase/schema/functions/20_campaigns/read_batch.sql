-- The rows of a file, as import_leads takes them, each with its place and, where it does not count,
-- its fault: [{n, line, phone, extension, row, fault}].
create function private.read_batch(p_rows jsonb) returns jsonb
language sql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
  select coalesce(jsonb_agg(jsonb_build_object('n', n, 'line', r -> 'line', 'phone', r ->> 'phone',
    'extension', r ->> 'phone_extension', 'row', r, 'fault', case
      when r ->> 'phone' is null or r ->> 'phone' !~ '^\+[1-9][0-9]{6,14}$' then 'bad_phone'
      when private.is_ours(r ->> 'phone') then 'own_number'
      when first_n < n then 'repeated' end) order by n), '[]')
  from (
    select r, n, min(n) over (partition by r ->> 'phone', r ->> 'phone_extension') as first_n
    from jsonb_array_elements(p_rows) with ordinality t (r, n)
  ) numbered;
$$;
