-- The SQL of the rows that need a person; its conditions are those of the indexes.
-- private.why_person has the same rules for one conversation.
create function private.inbox_needs(p jsonb) returns text
language sql immutable set search_path = '' as $$
  select coalesce(string_agg(b.sql, ' union all '),
    'select 0 as rank, null as kind, null::uuid as id, null::timestamptz as at where false')
  from (
    select private.inbox_branch(p, 1, 'call', 'public.calls', 'r.person_asked_at', ' and r.campaign_id = %L',
      'r.person_asked_at is not null and r.ended_at is null
        and r.transfer_result is distinct from ''completed''') as sql
    where coalesce(p ->> 'channel', 'call') = 'call'
    union all
    select private.inbox_branch(p, 2, 'conversation', 'public.sms_conversations', 'r.handed_over_at',
      ' and r.campaign_id = %L', 'r.awaits_human and r.owner <> ''ai'' and r.ended_at is null')
    where coalesce(p ->> 'channel', 'text') = 'text'
    union all
    select private.inbox_branch(p, 3, 'conversation', 'public.sms_conversations', 'r.owner_since',
      ' and r.campaign_id = %L', 'r.owner = ''paused'' and r.ended_at is null and not r.awaits_human')
    where coalesce(p ->> 'channel', 'text') = 'text'
    union all
    select private.inbox_branch(p, 4, 'conversation', 'public.sms_conversations', 'r.send_failed_at',
      ' and r.campaign_id = %L', 'r.send_failed_at is not null and r.ended_at is null
        and r.owner <> ''paused'' and not (r.awaits_human and r.owner <> ''ai'')')
    where coalesce(p ->> 'channel', 'text') = 'text'
    union all
    select private.inbox_branch(p, 5, 'analysis', 'public.conversation_analyses', 'r.created_at',
      ' and exists (select 1 from public.sms_conversations v
          where v.id = r.conversation_id and v.campaign_id = %1$L
          union all select 1 from public.calls c where c.id = r.call_id and c.campaign_id = %1$L)',
      concat('r.status = ''needs_review''',
        case when p ->> 'channel' is not null then format(' and r.channel = %L', p ->> 'channel') end))
  ) b where b.sql is not null;
$$;
