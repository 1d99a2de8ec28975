-- What the dashboard hears of texts. A sweep that only moves `enqueue_at` is no news to anybody,
-- so the columns that are news are named.

create trigger campaigns_announce after insert or update or delete on public.campaigns
  for each row execute function private.announce('campaign', 'id');
create trigger campaign_steps_announce after insert or update or delete on public.campaign_steps
  for each row execute function private.announce('campaign_step', 'campaign_id');
create trigger consents_announce after insert or update on public.consents
  for each row execute function private.announce('consent', 'id');
create trigger enrollments_announce
  after insert or delete or update of status, reason, next_step, next_message_at, message_id, call_id
  on public.sms_campaign_enrollments
  for each row execute function private.announce('enrollment', 'id');
create trigger conversations_announce after insert or update or delete on public.sms_conversations
  for each row execute function private.announce('conversation', 'id');
create trigger messages_announce
  after insert or delete or update of seq, body, delivery_status, delivery_error, delivered_at,
    provider_sid, send_at, held_reason, suppressed_reason, segments
  on public.sms_messages
  for each row execute function private.announce('message', 'conversation_id');
create trigger switches_announce after update on public.switches
  for each row execute function private.announce('switch', 'name');
