-- The SQL of the rows of a view other than `needs`.
create function private.inbox_view(p jsonb) returns text
language sql immutable set search_path = '' as $$
  select case
    when p ->> 'channel' = 'call' and p ->> 'view' = 'open' then
      private.inbox_branch(p, 0, 'call', 'public.calls', 'r.created_at', ' and r.campaign_id = %L',
        'private.is_live(r.status)')
    when p ->> 'channel' = 'call' and p ->> 'view' = 'ended' then
      private.inbox_branch(p, 0, 'call', 'public.calls', 'r.ended_at', ' and r.campaign_id = %L',
        'r.ended_at is not null')
    when p ->> 'channel' = 'call' then
      'select 0 as rank, null as kind, null::uuid as id, null::timestamptz as at where false'
    else
      private.inbox_branch(p, 0, 'conversation', 'public.sms_conversations', 'r.last_activity_at',
        ' and r.campaign_id = %L', case p ->> 'view'
          when 'mine' then format('r.assigned_to = %L and r.ended_at is null', p ->> 'reader')
          when 'ended' then 'r.ended_at is not null'
          else 'r.ended_at is null' end)
    end;
$$;
