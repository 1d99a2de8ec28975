-- What is asked while a million rows lie behind it: each of these questions has an index that leads
-- straight to its answer. They come after the tables, since most are about several of them.

-- What a lead leaves behind, also where only a foreign key looks for it when a lead is deleted.
create index transcripts_of_lead on public.conversation_transcripts (lead_id, timestamp desc);
create index appointments_of_lead on public.appointments (lead_id, created_at desc);
create index suppressions_of_phone on public.suppressions (phone) where phone is not null;
create index suppressions_of_message on public.suppressions (message_id) where message_id is not null;
create index calls_of_enrollment on public.calls (enrollment_id) where enrollment_id is not null;
create index messages_of_enrollment on public.sms_messages (enrollment_id)
  where enrollment_id is not null;
-- The log by whom it is about: forgetting somebody must not mean reading all of it.
create index events_of_topic on public.events (topic, id);

-- Lists by one thing, in the order in which they are shown.
create index calls_by_status on public.calls (status, created_at desc, id);
create index conversations_of_owner
  on public.sms_conversations (owner, last_activity_at desc, id desc);
create index conversations_of_campaign
  on public.sms_conversations (campaign_id, last_activity_at desc, id desc)
  where campaign_id is not null;
create index conversations_assigned
  on public.sms_conversations (assigned_to, last_activity_at desc, id desc)
  where assigned_to is not null;
create index conversations_unread on public.sms_conversations (last_activity_at desc, id desc)
  where last_inbound_seq > last_read_seq;
create index webhook_deliveries_by_status
  on public.webhook_deliveries (status, created_at desc, id desc);
-- How many calls have ended as what since a moment.
create index calls_ended on public.calls (ended_at, status) where ended_at is not null;
