-- A part of the log that is complete, for a reader that was disconnected: {events, tail}. Below the
-- tail, events may have been pruned.
create function public.event_page(p_after bigint, p_to bigint, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'tail', (select l.pruned_to from private.event_log l),
    'events', coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'topic', e.topic, 'type', e.type,
        'payload', e.payload, 'at', e.at) order by e.id)
      from (
        select * from public.events where id > p_after and id <= p_to order by id limit p_limit
      ) e), '[]')
  );
$$;
