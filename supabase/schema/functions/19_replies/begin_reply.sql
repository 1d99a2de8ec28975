-- Claims the agent's answer in a conversation; there is one at a time, for p_lease. It returns
-- everything that the lead has said to us: {verdict: go, fence, in_reply_to_seq, conversation,
-- lead, agent, campaign, messages, turns, history, appointments, suppressed, calls_closed,
-- next_call, replies_today} | {verdict: wait, until} | {verdict: skip, reason}. `next_call`: the
-- lead's call that waits or is live.
create function public.begin_reply(p_conversation_id uuid, p_lease interval, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_conversation_id);
  if v_conversation.reply_due_at is null then
    return jsonb_build_object('verdict', 'skip', 'reason', 'no_answer_owed');
  end if;
  if v_conversation.owner <> 'ai' then
    return jsonb_build_object('verdict', 'skip', 'reason', 'owned_by_' || v_conversation.owner);
  end if;
  if v_conversation.reply_due_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v_conversation.reply_due_at);
  end if;
  if private.text_comes_in(v_conversation.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes());
  end if;
  update public.sms_conversations
  set reply_fence = reply_fence + 1, reply_tries = reply_tries + 1, reply_due_at = p_now + p_lease,
      updated_at = p_now
  where id = p_conversation_id returning * into v_conversation;
  return jsonb_build_object('verdict', 'go', 'fence', v_conversation.reply_fence,
    'in_reply_to_seq', v_conversation.last_inbound_seq, 'conversation', to_jsonb(v_conversation),
    'suppressed', private.is_suppressed(v_conversation.lead_phone, 'sms'),
    'calls_closed', private.is_suppressed(v_conversation.lead_phone, 'voice'),
    'next_call', (
      select jsonb_build_object('run_at', c.run_at) from public.calls c
      where c.lead_phone = v_conversation.lead_phone and c.direction = 'outbound'
        and (private.is_waiting(c.status) or private.is_live(c.status))
      order by c.run_at limit 1),
    -- The count begins again after a person has owned it.
    'replies_today', (
      select count(*) from public.sms_messages r
      where r.conversation_id = v_conversation.id and r.kind = 'reply' and r.claimed_at is not null
        and r.created_at > greatest(p_now - interval '24 hours', v_conversation.handed_over_at)),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_conversation.lead_id),
    'agent', (select to_jsonb(a) from public.agents a where a.id = coalesce(v_conversation.sms_agent_id,
      (select d.id from public.agents d where d.is_default))),
    'campaign', (select to_jsonb(c) from public.campaigns c where c.id = v_conversation.campaign_id),
    'messages', coalesce((
      -- Within a conversation by sequence number; several conversations are merged by time.
      select jsonb_agg(to_jsonb(m) - 'reached_at' order by m.reached_at, m.conversation_id, m.seq) from (
        select x.*, max(x.created_at) over (partition by x.conversation_id order by x.seq) as reached_at
        from public.sms_messages x
        where x.lead_phone = v_conversation.lead_phone and x.seq is not null
          and private.was_said(x.delivery_status)
          and x.conversation_id in (select w.id from public.sms_conversations w
                                    where w.lead_phone = v_conversation.lead_phone)
        order by x.created_at desc limit 60) m), '[]'),
    -- What was said in calls, and their outcomes.
    'turns', coalesce((
      select jsonb_agg(t order by t.at) from (
        select c.timestamp as at, c.role, c.content from public.conversation_transcripts c
        where c.lead_id = v_conversation.lead_id order by c.timestamp desc limit 40) t), '[]'),
    'history', coalesce((
      select jsonb_agg(h order by h.at) from (
        select a.created_at as at, a.channel, a.outcome, a.summary from public.conversation_analyses a
        where a.lead_id = v_conversation.lead_id order by a.created_at desc limit 10) h), '[]'),
    'appointments', coalesce((
      select jsonb_agg(jsonb_build_object('starts_at', p.starts_at) order by p.starts_at)
      from public.appointments p
      where p.lead_id = v_conversation.lead_id and p.starts_at > p_now), '[]'));
end;
$$;
