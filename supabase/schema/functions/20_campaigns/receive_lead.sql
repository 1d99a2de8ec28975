-- Stores a lead that a form has sent. p: {source, campaign_id?, consent?, and a row of
-- private.fill_leads}. The same form again writes nothing twice. Returns {result: stored | enrolled
-- | already_enrolled | suppressed | no_consent | active_elsewhere | campaign_ended |
-- no_such_campaign, created, lead, enrollment_id?, conversation_id?, message_id?, send_at?}.
create function public.receive_lead(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := p ->> 'phone';
  v_source text := coalesce(p ->> 'source', 'api');
  v_campaign_id uuid := (p ->> 'campaign_id')::uuid;
  v_lead public.leads;
  v_created boolean;
  v_result text := 'stored';
  v_enrollment bigint;
  v_message public.sms_messages;
  v_conversation uuid;
begin
  -- This also takes the lock of the phone number.
  select count(*) > 0 into v_created from private.fill_leads(jsonb_build_array(p), v_source, p_now);
  select * into v_lead from public.leads
  where phone = v_phone and phone_extension is not distinct from p ->> 'phone_extension';
  -- A lead takes an opt-out back by a text, not by a form that somebody filled in.
  if jsonb_typeof(p -> 'consent') = 'object' and not private.is_suppressed(v_phone, 'sms') then
    perform private.add_consent(v_lead.id, v_phone, v_source, p -> 'consent', p_now);
  end if;

  if v_campaign_id is not null then
    select e.enrollment, e.verdict into v_enrollment, v_result
    from private.enroll_leads(v_campaign_id, array[v_lead.id], p_now) e;
    if v_result = 'enrolled' and exists (
      select 1 from public.campaigns c where c.id = v_campaign_id and c.status = 'running') then
      perform private.plan_steps(array[v_enrollment], p_now);
    end if;
    select m.* into v_message from public.sms_messages m
    where m.enrollment_id = v_enrollment and m.step = 1
    order by m.delivery_status = 'canceled', m.created_at limit 1;
  end if;
  select v.id into v_conversation from public.sms_conversations v
  where v.lead_phone = v_phone order by v.last_activity_at desc limit 1;
  return jsonb_build_object('result', v_result, 'created', v_created, 'lead', to_jsonb(v_lead),
    'enrollment_id', v_enrollment, 'conversation_id', coalesce(v_message.conversation_id, v_conversation),
    'message_id', v_message.message_id, 'send_at', v_message.send_at);
end;
$$;
