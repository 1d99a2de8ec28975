-- The SQL of one kind of inbox row: those that match, in their order, from the place after which
-- the page begins. Null: the page begins after all of them.
create function private.inbox_branch(
  p jsonb, p_rank integer, p_kind text, p_rows text, p_at text, p_campaign text, p_where text
) returns text
language sql immutable set search_path = '' as $$
  select '(' || string_agg(concat(
    format('(select %L::integer as rank, %L as kind, r.id, %s as at from %s r where %s',
      p_rank, p_kind, p_at, p_rows, p_where),
    case when p ->> 'campaign_id' is not null then format(p_campaign, p ->> 'campaign_id') end,
    s.condition,
    case when (p -> 'after' ->> 'rank')::integer = p_rank then
      format(' and (%s, r.id) %s (%L::timestamptz, %L::uuid)', p_at,
        case when p ->> 'view' = 'needs' then '>' else '<' end, p -> 'after' ->> 'at', p -> 'after' ->> 'id') end,
    format(case when p ->> 'view' = 'needs' then ' order by %1$s, r.id' else ' order by %1$s desc, r.id desc' end,
      p_at),
    format(' limit %L)', p ->> 'limit')), ' union ' order by s.nth) || ')'
  from private.inbox_searches(p, p_kind) s
  where coalesce((p -> 'after' ->> 'rank')::integer, p_rank) <= p_rank;
$$;
