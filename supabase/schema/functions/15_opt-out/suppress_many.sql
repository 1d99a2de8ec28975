-- Suppresses several numbers. p: {source, rows: [{phone, scope, words?}]}, the numbers in E.164. It
-- goes through them in the order of their numbers, in which every batch locks. Returns how many
-- were not suppressed before.
create function public.suppress_many(p jsonb, p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_row record;
  v_added integer := 0;
begin
  for v_row in
    select distinct on (r ->> 'phone', r ->> 'scope')
           r ->> 'phone' as phone, r ->> 'scope' as scope, r ->> 'words' as words
    from jsonb_array_elements(p -> 'rows') with ordinality t (r, n)
    order by r ->> 'phone', r ->> 'scope', n
  loop
    if (public.suppress(v_row.phone, v_row.scope, coalesce(p ->> 'source', 'file'), v_row.words,
                        null, p_now) ->> 'is_new')::boolean then
      v_added := v_added + 1;
    end if;
  end loop;
  return v_added;
end;
$$;
