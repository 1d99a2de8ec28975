-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- As an expression: the sweep of a campaign must not take it for its own index.
drop index public.enrollments_waiting;
create index enrollments_waiting
  on public.sms_campaign_enrollments (coalesce(next_message_at, 'infinity'::timestamptz), id)
  where status = 'active' and message_id is null and call_id is null and next_message_at is not null;

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

-- SQL for all that waits for its moment, with the lead and the key of private.next_contact. p_rest is put
-- behind each of the four parts, which have the columns `at` and `is_held`.
create or replace function private.what_waits(p_rest text) returns text
language sql immutable set search_path = '' as $$
  select format('
    (select * from (select c.lead_id, c.run_at as at, ''call '' || c.id as key, c.status = ''held'' as is_held
     from public.calls c where private.is_waiting(c.status)) w %1$s)
    union all
    (select * from (select m.lead_id, coalesce(m.send_at, m.created_at) as at, ''text '' || m.message_id as key,
       m.delivery_status = ''held'' as is_held
     from public.sms_messages m where private.is_waiting(m.delivery_status)) w %1$s)
    union all
    (select * from (select e.lead_id, coalesce(e.next_message_at, ''infinity''::timestamptz) as at,
       ''step '' || e.id as key, false as is_held
     from public.sms_campaign_enrollments e
     where e.status = ''active'' and e.message_id is null and e.call_id is null
       and e.next_message_at is not null) w %1$s)
    union all
    (select * from (select v.lead_id, v.reply_due_at as at, ''reply '' || v.id as key, v.reply_state = ''held'' as is_held
     from public.sms_conversations v where v.reply_due_at is not null) w %1$s)', p_rest);
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
