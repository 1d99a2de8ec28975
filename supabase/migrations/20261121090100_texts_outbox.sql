-- What a page hears of texts: who is in which campaign, and what is said. What only the machinery
-- needs (claims, leases, when a sweep looks again, when an answer is due) is no news to anybody. Of
-- a consent the log says that it is there; its words and its proof stay in the house.

select private.tell_of('campaign', 'public.campaigns', 'campaigns', 'created_at');
select private.tell_of('campaign_step', 'public.campaign_steps', 'campaign_steps', 'created_at',
  p_topic => 'campaign_id', p_key => '{campaign_id,position}', p_is_part => true,
  p_hidden => '{updated_at}');
select private.tell_of('consent', 'public.consents', 'consents', 'id',
  p_hidden => '{text,url,ip,user_agent,evidence,created_at,updated_at}');
select private.tell_of('enrollment', 'public.sms_campaign_enrollments', 'enrollments', 'id',
  p_hidden => '{created_at,updated_at}');
select private.tell_of('conversation', 'public.sms_conversations', 'conversations', 'last_activity_at',
  p_hidden => '{reply_due_at,reply_first_at,reply_fence,reply_tries,updated_at}');
select private.tell_of('message', 'public.sms_messages', 'messages', 'created_at',
  p_topic => 'conversation_id', p_key => '{message_id}', p_is_part => true,
  p_hidden => '{sender,idempotency_key_hash,request_hash,enqueue_at,fence,worker,claim_ids,
    claimed_segments,api_key_id,prefix,deadline_at,checks,next_check_at,claimed_at,valid_until,
    granted_on,budgeted,judge_at,judge_tries,arrived_at,updated_at}');
select private.tell_of('switch', 'public.switches', 'switches', null, p_topic => 'name',
  p_key => '{name}');

-- A snapshot reads each kind from its newest end.
create index campaigns_newest on public.campaigns (created_at desc, id desc);
create index campaign_steps_newest on public.campaign_steps (created_at desc);
create index messages_newest on public.sms_messages (created_at desc, message_id desc);
