-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- Of a campaign that has run for long nearly all are over: the index of all that are open has to be read whole.
create index conversations_open_of_campaign
  on public.sms_conversations (campaign_id, last_activity_at desc, id desc)
  where campaign_id is not null and ended_at is null;
