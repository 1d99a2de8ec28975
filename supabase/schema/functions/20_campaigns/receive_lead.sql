-- A lead comes in. p: {source, phone, phone_extension?, name?, email?, external_id?, country?, timezone?, region?,
-- postal_code?, custom?, campaign_id?, consent?}. What we know of a lead already is kept; what we
-- did not know is filled in. Told again, nothing is written twice.
-- Returns {result: stored | enrolled | already_enrolled | suppressed | no_consent |
-- active_elsewhere | campaign_ended | no_such_campaign, created, lead, enrollment_id?,
-- conversation_id?, message_id?, send_at?}.
create function public.receive_lead(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := p ->> 'phone';
  v_extension text := p ->> 'phone_extension';
  v_campaign_id uuid := (p ->> 'campaign_id')::uuid;
  v_lead public.leads;
  v_created boolean := false;
  v_result text := 'stored';
  v_enrollment bigint;
  v_message public.sms_messages;
  v_conversation uuid;
begin
  perform private.lock_phone(v_phone);
  insert into public.leads (
    phone, phone_extension, name, email, external_id, source, country, timezone, region, postal_code,
    custom, created_at, updated_at
  ) values (
    v_phone, v_extension, p ->> 'name', p ->> 'email', p ->> 'external_id', coalesce(p ->> 'source', 'api'),
    p ->> 'country', p ->> 'timezone', p ->> 'region', p ->> 'postal_code',
    coalesce(p -> 'custom', '{}'), p_now, p_now
  ) on conflict (phone, phone_extension) do nothing returning * into v_lead;
  v_created := v_lead.id is not null;
  if not v_created then
    update public.leads l
    set name = coalesce(l.name, p ->> 'name'), email = coalesce(l.email, p ->> 'email'),
        external_id = coalesce(l.external_id, p ->> 'external_id'),
        country = coalesce(l.country, p ->> 'country'),
        timezone = coalesce(l.timezone, p ->> 'timezone'),
        region = coalesce(l.region, p ->> 'region'),
        postal_code = coalesce(l.postal_code, p ->> 'postal_code'),
        custom = coalesce(p -> 'custom', '{}') || l.custom, updated_at = p_now
    where l.phone = v_phone and l.phone_extension is not distinct from v_extension
      and ((l.name is null and p ->> 'name' is not null)
        or (l.email is null and p ->> 'email' is not null)
        or (l.external_id is null and p ->> 'external_id' is not null)
        or (l.country is null and p ->> 'country' is not null)
        or (l.timezone is null and p ->> 'timezone' is not null)
        or (l.region is null and p ->> 'region' is not null)
        or (l.postal_code is null and p ->> 'postal_code' is not null)
        or not l.custom @> (coalesce(p -> 'custom', '{}') || l.custom));
    select * into v_lead from public.leads
    where phone = v_phone and phone_extension is not distinct from v_extension;
  end if;
  -- Who has opted out takes that back by a text, not by a form that somebody filled in.
  if jsonb_typeof(p -> 'consent') = 'object' and not private.is_suppressed(v_phone, 'sms') then
    perform private.add_consent(v_lead.id, v_phone, coalesce(p ->> 'source', 'api'), p -> 'consent', p_now);
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
