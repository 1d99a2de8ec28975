-- What happens with a lead next: {at, channel, what: call | text | step | reply | person | paused, rule,
-- is_held, campaign_id, step, key}; null: nothing is planned. `rule` says why not sooner. `person`: a
-- conversation waits for a person, `paused`: follow-ups wait while people talk; both have no moment.
create function private.next_contact(p_lead_id bigint) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_next jsonb;
begin
  select to_jsonb(n) into v_next from (
    (select c.run_at as at, 'call' as channel, 'call' as what, c.held_rule as rule,
       c.status = 'held' as is_held, c.campaign_id, c.step, 'call ' || c.id as key
     from public.calls c where c.lead_id = p_lead_id and private.is_waiting(c.status)
     order by c.run_at, c.id limit 1)
    union all
    (select coalesce(m.send_at, m.created_at), 'text', case when m.step is null then 'text' else 'step' end,
       m.held_rule, m.delivery_status = 'held', m.campaign_id, m.step, 'text ' || m.message_id
     from public.sms_messages m where m.lead_id = p_lead_id and private.is_waiting(m.delivery_status)
     order by coalesce(m.send_at, m.created_at), m.message_id limit 1)
    union all
    (select e.next_message_at, e.channel, 'step', null, false, e.campaign_id, e.next_step, 'step ' || e.id
     from public.sms_campaign_enrollments e
     where e.lead_id = p_lead_id and e.status = 'active' and e.message_id is null and e.call_id is null
       and e.next_message_at is not null
     order by e.next_message_at, e.id limit 1)
    union all
    (select v.reply_due_at, 'text', 'reply', null, v.reply_state = 'held', v.campaign_id, null, 'reply ' || v.id
     from public.sms_conversations v where v.lead_id = p_lead_id and v.reply_due_at is not null
     order by v.reply_due_at, v.id limit 1)) n
  order by n.at, n.key limit 1;
  if v_next is not null then
    return v_next;
  end if;
  select jsonb_build_object('channel', 'text', 'what', 'person', 'rule',
      case v.owner when 'paused' then 'unclear' else 'awaits_human' end, 'campaign_id', v.campaign_id)
  into v_next
  from public.sms_conversations v
  where v.lead_id = p_lead_id and v.ended_at is null and (v.owner = 'paused' or v.awaits_human)
  order by v.last_activity_at desc limit 1;
  if v_next is null then
    select jsonb_build_object('channel', e.channel, 'what', 'paused', 'rule', 'enrollment_paused',
      'campaign_id', e.campaign_id, 'step', e.next_step)
    into v_next
    from public.sms_campaign_enrollments e where e.lead_id = p_lead_id and e.status = 'paused'
    order by e.id desc limit 1;
  end if;
  return jsonb_build_object('at', null, 'is_held', false, 'step', null) || v_next;
end;
$$;
