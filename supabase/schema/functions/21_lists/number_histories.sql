-- The histories of several numbers in one read, in the order of p_asked: [{phone, lead_id, since}],
-- each as for number_history.
create function public.number_histories(p_asked jsonb, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(public.number_history(t.a ->> 'phone', (t.a ->> 'lead_id')::bigint,
    (t.a ->> 'since')::timestamptz, p_now) order by t.n), '[]')
  from jsonb_array_elements(p_asked) with ordinality t(a, n);
$$;
