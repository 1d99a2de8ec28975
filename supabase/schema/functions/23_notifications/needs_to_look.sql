-- The needs whose rules are to be read by now, with what the rules are judged by. Returns {needs: [{id,
-- kind, reason, since, acted_at, assigned_to, told}], rules, shifts, people}: `acted_at` is when a
-- colleague or a key last did something with it; people are those who can be notified.
create function public.needs_to_look(p_now timestamptz, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'needs', coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'reason', n.reason,
        'since', n.since, 'assigned_to', n.assigned_to, 'told', n.told,
        'acted_at', (select max(a.at) from public.activity_log a
          where a.subject_kind = n.kind and a.subject_id = n.subject_id::text
            and a.actor_kind in ('user', 'key') and a.at >= n.since)) order by n.look_at, n.id)
      from (select * from public.person_needs o
        where o.ended_at is null and o.look_at <= p_now order by o.look_at limit p_limit) n), '[]'),
    'rules', coalesce((select jsonb_agg(to_jsonb(r) order by r.created_at, r.id)
      from public.notification_rules r where r.is_active), '[]'),
    'shifts', coalesce((select jsonb_agg(to_jsonb(s) order by s.created_at, s.id) from public.duty_shifts s), '[]'),
    'people', coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'time_zone', u.time_zone,
        'quiet_from', u.quiet_from, 'quiet_until', u.quiet_until) order by u.id)
      from public.users u where u.disabled_at is null), '[]'));
$$;
