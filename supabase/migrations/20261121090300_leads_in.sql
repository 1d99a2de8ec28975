-- Leads come in: by webhook one at a time, by file five hundred at a time.

-- Who comes in under a number that asked for silence is no new lead, whatever the door: the block
-- outlives the lead that it came from.
create function private.know_blocked_lead() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The hash is made here: called for each row of a large file, its function would be half the work.
  if new.lead_status <> 'do_not_contact' and exists (
    select 1 from public.data_secrets d
    join public.suppressions s
      on s.phone_hash = encode(sha256(convert_to(d.value || new.phone, 'UTF8')), 'hex')
    where d.name = 'phone_salt' and s.scope = 'all' and s.lifted_at is null) then
    new.lead_status := 'do_not_contact';
  end if;
  return new;
end;
$$;
create trigger leads_know_block before insert or update of phone on public.leads
for each row execute function private.know_blocked_lead();

-- Writes what somebody agreed to; told twice it is one consent.
-- p: {channel?, kind?, text?, text_version?, url?, ip?, user_agent?, form_id?, at?, expires_at?,
-- evidence?}. A kind that nobody names is the weakest there is: no campaign goes out on it.
create function private.add_consent(
  p_lead_id bigint, p_phone text, p_source text, p jsonb, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.consents (
    lead_id, phone, channel, kind, text, text_version, url, ip, user_agent, form_id, source,
    evidence, at, expires_at, created_at, updated_at
  ) values (
    p_lead_id, p_phone, coalesce(p ->> 'channel', 'text'), coalesce(p ->> 'kind', 'implied'),
    p ->> 'text', p ->> 'text_version', p ->> 'url', p ->> 'ip', p ->> 'user_agent', p ->> 'form_id',
    coalesce(p ->> 'source', p_source), coalesce(p -> 'evidence', '{}'),
    coalesce((p ->> 'at')::timestamptz, p_now), (p ->> 'expires_at')::timestamptz, p_now, p_now
  ) on conflict do nothing;
$$;

create function public.record_consent(p_lead_id bigint, p jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
begin
  select phone into v_phone from public.leads where id = p_lead_id;
  if not found then
    return false;
  end if;
  perform private.add_consent(p_lead_id, v_phone, 'api', p, p_now);
  return true;
end;
$$;

-- Puts leads into a campaign, each with its verdict: enrolled | already_enrolled | suppressed |
-- no_consent | active_elsewhere | campaign_ended | no_such_campaign | no_such_lead. What is refused
-- leaves a decision.
create function private.enroll_leads(p_campaign_id uuid, p_lead_ids bigint[], p_now timestamptz)
returns table (of_lead bigint, enrollment bigint, verdict text)
-- Some hundreds are looked up by key; a plan made while the tables were small would read them whole.
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_campaign public.campaigns;
  v_delay integer;
  -- Read once for all of them: private.is_suppressed, spread out.
  v_salt text := (select d.value from public.data_secrets d where d.name = 'phone_salt');
  v_replaced bigint[];
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
    select coalesce(array_agg(e.id), '{}') into v_replaced
    from public.leads l
    join public.sms_campaign_enrollments e
      on e.lead_phone = l.phone and e.phone_extension is not distinct from l.phone_extension
    where l.id = any (p_lead_ids) and e.status = 'active'
      and e.channel = v_campaign.channel and e.campaign_id <> p_campaign_id
      and private.has_consent(l.phone, v_campaign.channel, p_now)
      and not exists (select 1 from public.sms_campaign_enrollments x
                      where x.lead_phone = l.phone
                        and x.phone_extension is not distinct from l.phone_extension
                        and x.campaign_id = p_campaign_id);
    -- Texts find out when they are claimed; the dial protocol knows nothing of campaigns.
    update public.calls
    set status = 'canceled', end_reason = 'enrollment_stopped', ended_at = p_now,
        settled_at = p_now, updated_at = p_now
    where enrollment_id = any (v_replaced) and status in ('scheduled', 'held');
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = 'replaced', ended_at = p_now, updated_at = p_now
    where id = any (v_replaced) and status = 'active';
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
      -- A scalar, not `exists`: that may be answered by reading everybody who is active.
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

-- Plans the next step of enrollments whose telephones the caller has locked: a text in the open
-- conversation with that number (made if there is none), or a call. A call nobody agreed to is
-- left out. Returns how many were planned.
create function private.plan_steps(p_ids bigint[], p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_row record;
  v_texts integer;
  v_calls integer;
begin
  -- The last step may have been taken out of the campaign while they waited.
  update public.sms_campaign_enrollments e
  set status = 'completed', reason = 'steps_done', next_message_at = null, ended_at = p_now,
      updated_at = p_now
  where e.id = any (p_ids) and e.status = 'active' and not exists (
    select 1 from public.campaign_steps s
    where s.campaign_id = e.campaign_id and s.position = e.next_step);
  for v_row in
    select e.id, e.next_step, e.lead_id, e.campaign_id
    from public.sms_campaign_enrollments e
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'call'
      and e.message_id is null and e.call_id is null
      and not private.has_consent(e.lead_phone, 'call', p_now)
  loop
    insert into public.contact_decisions (at, lead_id, channel, verdict, rule, reason, evidence)
    values (p_now, v_row.lead_id, 'call', 'deny', 'no_consent', 'There is no consent to be called.',
            jsonb_build_object('campaign_id', v_row.campaign_id, 'step', v_row.next_step));
    perform private.advance_enrollment(v_row.id, v_row.next_step, p_now);
  end loop;

  insert into public.sms_conversations as v (
    lead_id, lead_phone, our_number, provider, sms_agent_id, campaign_id, last_activity_at,
    created_at, updated_at)
  select e.lead_id, e.lead_phone, c.sender, c.provider,
         coalesce(c.agent_id, (select a.id from public.agents a where a.is_default)), c.id, p_now,
         p_now, p_now
  from public.sms_campaign_enrollments e
  join public.campaigns c on c.id = e.campaign_id
  join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
  where e.id = any (p_ids) and e.status = 'active' and s.channel = 'text'
    and e.message_id is null and e.call_id is null
  order by e.lead_phone
  on conflict (lead_phone, our_number) where ended_at is null do nothing;

  with texts as (
    insert into public.sms_messages as m (
      message_id, conversation_id, lead_id, lead_phone, direction, author, kind, provider,
      campaign_id, enrollment_id, step, send_at, enqueue_at, created_at, updated_at)
    select gen_random_uuid(), v.id, e.lead_id, e.lead_phone, 'outbound', 'campaign', 'campaign',
           v.provider, e.campaign_id, e.id, e.next_step, e.next_message_at, e.next_message_at,
           p_now, p_now
    from public.sms_campaign_enrollments e
    join public.campaigns c on c.id = e.campaign_id
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    join public.sms_conversations v
      on v.lead_phone = e.lead_phone and v.our_number = c.sender and v.ended_at is null
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'text'
      and e.message_id is null and e.call_id is null
    on conflict (enrollment_id, step) where retry_of is null and delivery_status <> 'canceled'
      do nothing
    returning m.message_id, m.enrollment_id
  )
  update public.sms_campaign_enrollments e set message_id = t.message_id, updated_at = p_now
  from texts t where e.id = t.enrollment_id;
  get diagnostics v_texts = row_count;

  with rings as (
    insert into public.calls as k (
      id, lead_id, agent_id, direction, to_number, lead_phone, status, message, origin, campaign_id,
      run_at, enrollment_id, step, created_at, updated_at)
    select gen_random_uuid(), e.lead_id,
           coalesce(c.agent_id, (select a.id from public.agents a where a.is_default)), 'outbound',
           e.lead_phone, e.lead_phone, 'scheduled', c.goal, 'campaign', c.id, e.next_message_at,
           e.id, e.next_step, p_now, p_now
    from public.sms_campaign_enrollments e
    join public.campaigns c on c.id = e.campaign_id
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'call'
      and e.message_id is null and e.call_id is null
    on conflict (enrollment_id, step) where enrollment_id is not null and status <> 'canceled'
      do nothing
    returning k.id, k.enrollment_id
  )
  update public.sms_campaign_enrollments e set call_id = r.id, updated_at = p_now
  from rings r where e.id = r.enrollment_id;
  get diagnostics v_calls = row_count;
  return v_texts + v_calls;
end;
$$;

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

-- Five hundred leads in one step. p: {source, campaign_id?, consent?, rows: [{line, phone,
-- phone_extension?, name?, …, consent?}]}. The numbers are E.164 already. Returns {rows: [{line, result,
-- lead_id?}]}: besides the verdicts of receive_lead, `bad_phone`, `own_number` and `repeated` (the same
-- number and extension earlier in this batch).
create function public.import_leads(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_salt text := (select d.value from public.data_secrets d where d.name = 'phone_salt');
  v_source text := coalesce(p ->> 'source', 'import');
  v_rows jsonb;
  v_ids bigint[];
  v_created bigint[];
begin
  -- One reading of the batch: which rows count, in the order in which the telephones are locked.
  select coalesce(jsonb_agg(jsonb_build_object('n', n, 'line', r -> 'line', 'phone', r ->> 'phone',
    'extension', r ->> 'phone_extension', 'row', r, 'fault', case
      when r ->> 'phone' is null or r ->> 'phone' !~ '^\+[1-9][0-9]{6,14}$' then 'bad_phone'
      when private.is_ours(r ->> 'phone') then 'own_number'
      when first_n < n then 'repeated' end) order by n), '[]') into v_rows
  from (
    select r, n, min(n) over (partition by r ->> 'phone', r ->> 'phone_extension') as first_n
    from jsonb_array_elements(p -> 'rows') with ordinality t (r, n)
  ) numbered;

  with good as (
    select e ->> 'phone' as phone, e ->> 'extension' as extension, e -> 'row' as r
    from jsonb_array_elements(v_rows) e
    where e ->> 'fault' is null order by e ->> 'phone', e ->> 'extension'
  ), made as (
    insert into public.leads as l (
      phone, phone_extension, name, email, external_id, source, country, timezone, region, postal_code, custom,
      created_at, updated_at)
    select g.phone, g.extension, g.r ->> 'name', g.r ->> 'email', g.r ->> 'external_id', v_source,
           g.r ->> 'country', g.r ->> 'timezone', g.r ->> 'region', g.r ->> 'postal_code',
           coalesce(g.r -> 'custom', '{}'), p_now, p_now
    from good g
    on conflict (phone, phone_extension) do update
      set name = coalesce(l.name, excluded.name), email = coalesce(l.email, excluded.email),
          external_id = coalesce(l.external_id, excluded.external_id),
          timezone = coalesce(l.timezone, excluded.timezone),
          region = coalesce(l.region, excluded.region),
          postal_code = coalesce(l.postal_code, excluded.postal_code),
          custom = excluded.custom || l.custom, updated_at = p_now
      where (l.name is null and excluded.name is not null)
        or (l.email is null and excluded.email is not null)
        or (l.external_id is null and excluded.external_id is not null)
        or (l.timezone is null and excluded.timezone is not null)
        or (l.region is null and excluded.region is not null)
        or (l.postal_code is null and excluded.postal_code is not null)
        or not l.custom @> (excluded.custom || l.custom)
    returning l.id, (xmax = 0) as is_new
  )
  select coalesce(array_agg(m.id) filter (where m.is_new), '{}') into v_created from made m;
  select coalesce(array_agg(l.id), '{}') into v_ids
  from jsonb_array_elements(v_rows) e
  cross join lateral (
    select x.id, x.phone from public.leads x
    where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension' limit 1) l
  where e ->> 'fault' is null;

  perform private.add_consent(l.id, l.phone, v_source, coalesce(e -> 'row' -> 'consent', p -> 'consent'), p_now)
  from jsonb_array_elements(v_rows) e
  cross join lateral (
    select x.id, x.phone from public.leads x
    where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension' limit 1) l
  where e ->> 'fault' is null
    and jsonb_typeof(coalesce(e -> 'row' -> 'consent', p -> 'consent')) = 'object'
    and not exists (select 1 from public.suppressions b
                    where b.phone_hash = encode(sha256(convert_to(v_salt || l.phone, 'UTF8')), 'hex')
                      and b.scope in ('all', 'sms') and b.lifted_at is null);

  return jsonb_build_object('rows', (
    with enrolled as (
      select * from private.enroll_leads((p ->> 'campaign_id')::uuid, v_ids, p_now)
      where p ->> 'campaign_id' is not null
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'line', e -> 'line', 'lead_id', l.id, 'created', l.id = any (v_created),
      'result', coalesce(e ->> 'fault', en.verdict, 'stored')) order by (e ->> 'n')::integer), '[]')
    from jsonb_array_elements(v_rows) e
    left join lateral (
      select x.id from public.leads x
      where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension'
        and e ->> 'fault' is null limit 1) l on true
    left join enrolled en on en.of_lead = l.id));
end;
$$;

-- Returns {rows: [{lead_id, enrollment_id?, result}]}; the sweep plans the first texts.
create function public.enroll(p_campaign_id uuid, p_lead_ids bigint[], p_now timestamptz) returns jsonb
language sql security definer set search_path = '' as $$
  select jsonb_build_object('rows', coalesce(jsonb_agg(jsonb_build_object(
    'lead_id', e.of_lead, 'enrollment_id', e.enrollment, 'result', e.verdict)), '[]'))
  from private.enroll_leads(p_campaign_id, p_lead_ids, p_now) e;
$$;

select private.close_functions();
