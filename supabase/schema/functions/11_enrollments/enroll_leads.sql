-- Puts leads into a campaign, each with its verdict: enrolled | already_enrolled | suppressed |
-- no_consent | active_elsewhere | campaign_ended | no_such_campaign | no_such_lead |
-- extension (the number has one, so it takes no texts). A refusal leaves a decision.
create function private.enroll_leads(p_campaign_id uuid, p_lead_ids bigint[], p_now timestamptz)
returns table (of_lead bigint, enrollment bigint, verdict text)
-- Some hundreds of leads are found by key; the settings keep a plan that was made on small tables
-- from reading large ones whole.
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_campaign public.campaigns;
  v_delay integer;
  -- Read once for all leads: private.is_suppressed, written out.
  v_salt text := (select d.value from public.data_secrets d where d.name = 'phone_salt');
begin
  select * into v_campaign from public.campaigns c where c.id = p_campaign_id;
  if not found or v_campaign.status = 'ended' then
    return query select i, null::bigint,
      case when v_campaign.id is null then 'no_such_campaign' else 'campaign_ended' end
    from unnest(p_lead_ids) i;
    return;
  end if;
  select s.delay_seconds into v_delay from public.campaign_steps s
  where s.campaign_id = p_campaign_id and s.position = 1;
  if v_campaign.rules ->> 'on_active_elsewhere' = 'replace' then
    perform private.replace_enrollments(v_campaign, p_lead_ids, p_now);
  end if;

  return query
  with asked as (
    select l.id, l.phone, l.phone_extension as extension, (
      select e.id from public.sms_campaign_enrollments e
      where e.lead_phone = l.phone and e.phone_extension is not distinct from l.phone_extension
        and e.campaign_id = p_campaign_id) as known
    from public.leads l where l.id = any (p_lead_ids)
  ), judged as (
    select a.id, a.phone, a.extension, a.known, case
      when a.known is not null then 'already_enrolled'
      when a.extension is not null and v_campaign.channel = 'text' then 'extension'
      when exists (select 1 from public.suppressions b
                   where b.phone_hash = encode(sha256(convert_to(v_salt || a.phone, 'UTF8')), 'hex')
                     and b.scope in ('all', case v_campaign.channel when 'text' then 'sms' else 'voice' end)
                     and b.lifted_at is null) then 'suppressed'
      when not private.has_consent(a.phone, v_campaign.channel, p_now) then 'no_consent'
      -- A scalar instead of `exists`, which the planner may answer by reading every active
      -- enrollment.
      when (select e.id from public.sms_campaign_enrollments e
            where e.lead_phone = a.phone and e.phone_extension is not distinct from a.extension
              and e.channel = v_campaign.channel and e.status = 'active' limit 1) is not null then 'active_elsewhere'
      else 'enrolled' end as verdict
    from asked a
  ), made as (
    insert into public.sms_campaign_enrollments as e (
      campaign_id, lead_id, lead_phone, phone_extension, channel, next_message_at, enrolled_at, created_at,
      updated_at)
    select p_campaign_id, j.id, j.phone, j.extension, v_campaign.channel,
           p_now + make_interval(secs => coalesce(v_delay, 0)), p_now, p_now, p_now
    from judged j where j.verdict = 'enrolled' order by j.phone, j.extension
    on conflict do nothing
    returning e.id, e.lead_id
  ), noted as (
    insert into public.contact_decisions (at, lead_id, channel, verdict, rule, reason, evidence)
    select p_now, j.id, v_campaign.channel, 'deny', j.verdict, case j.verdict
        when 'suppressed' then 'The number is on the do-not-contact list.'
        when 'extension' then 'A text cannot reach an extension; a call can.'
        when 'no_consent' then format('There is no consent to be %s in force, and a campaign needs one.',
          case v_campaign.channel when 'text' then 'texted' else 'called' end)
        else 'Another campaign is talking to this lead.' end,
      jsonb_build_object('campaign_id', p_campaign_id)
    from judged j
    where j.verdict in ('suppressed', 'no_consent', 'active_elsewhere', 'extension')
      and not exists (select 1 from public.contact_decisions d
                      where d.lead_id = j.id and d.rule = j.verdict
                        and d.evidence ->> 'campaign_id' = p_campaign_id::text)
  )
  select i, coalesce(m.id, j.known),
         case when j.id is null then 'no_such_lead'
              when j.verdict = 'enrolled' and m.id is null then 'already_enrolled'
              else j.verdict end
  from unnest(p_lead_ids) i
  left join judged j on j.id = i
  left join made m on m.lead_id = i;
end;
$$;
