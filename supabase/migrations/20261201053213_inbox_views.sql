-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

-- The rows of a view in which nobody need wait for a person, as text of SQL.
create or replace function private.inbox_view(p jsonb) returns text
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

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
