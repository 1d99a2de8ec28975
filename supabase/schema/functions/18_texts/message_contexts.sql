-- message_context for several texts: {id: context}, without those that are gone.
create function public.message_contexts(p_ids uuid[], p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(c.id, c.context), '{}')
  from (select id, private.message_context(id, p_now) as context from unnest(p_ids) id) c
  where c.context is not null;
$$;
