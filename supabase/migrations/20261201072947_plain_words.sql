-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

drop function private.replace_enrollments(public.campaigns, bigint[], timestamptz);

drop function private.enroll_leads(uuid, bigint[], timestamptz);

-- Turns row level security on and forces it, without a policy: only the service role, which
-- bypasses it, reads and writes. Rights that were taken from a closed table since then stay taken.
create or replace function private.close_tables(p_tables regclass[] default null) returns void
language plpgsql set search_path = '' as $$
declare
  t regclass;
  s regclass;
begin
  for t in
    select c.oid from pg_catalog.pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not c.relforcerowsecurity
      and case when p_tables is null then private.made_here(c.xmin) else c.oid = any (p_tables) end
  loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('revoke all on %s from anon, authenticated', t);
    execute format('grant select, insert, update, delete on %s to service_role', t);
    -- The sequences of its ids.
    for s in
      select d.objid from pg_catalog.pg_depend d join pg_catalog.pg_class k on k.oid = d.objid
      where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
        and d.refobjid = t and d.deptype in ('a', 'i') and k.relkind = 'S'
    loop
      execute format('revoke all on sequence %s from anon, authenticated', s);
      execute format('grant usage, select on sequence %s to service_role', s);
    end loop;
  end loop;
end;
$$;

-- When the last webhook of this kind was received, or of any kind. Reads one row of each kind's
-- index.
create or replace function private.last_receipt(p_kind text default null) returns timestamptz
language sql stable security definer set search_path = '' as $$
  with recursive kinds as (
    (select r.provider, r.kind from public.webhook_receipts r order by r.provider, r.kind limit 1)
    union all
    select n.provider, n.kind from kinds k cross join lateral (
      select r.provider, r.kind from public.webhook_receipts r
      where (r.provider, r.kind) > (k.provider, k.kind)
      order by r.provider, r.kind limit 1) n
  )
  select max(t.at) from kinds k cross join lateral (
    select r.last_received_at as at from public.webhook_receipts r
    where r.provider = k.provider and r.kind = k.kind order by r.last_received_at desc limit 1) t
  -- Answers to our own requests are not sent by the carrier on its own.
  where case when p_kind is null then k.kind not in ('check', 'cleanup') else k.kind = p_kind end;
$$;

-- Creates the leads that are new, and fills in the empty columns of those that exist, for forms and
-- import files. It never replaces a value. p_rows: [{phone, phone_extension?, custom?, and the columns
-- of private.lead_columns that are filled}], each phone number and extension once; it reads no other
-- keys. Takes the locks of the phone numbers. Returns the ids of the new leads.
create or replace function private.fill_leads(p_rows jsonb, p_source text, p_now timestamptz) returns setof bigint
language plpgsql security definer set search_path = '' set jit = off as $$
begin
  -- Every batch locks in this order, so that two batches never block each other.
  perform private.lock_phone(w.phone) from (
    select distinct r ->> 'phone' as phone from jsonb_array_elements(p_rows) r order by 1) w;
  return query execute (
    select format($query$
      with made as (
        insert into public.leads as l (
          phone, phone_extension, source, custom, created_at, updated_at, %1$s)
        select r.phone, r.phone_extension, $2, coalesce(r.custom, '{}'), $3, $3, %2$s
        from jsonb_to_recordset($1) r (phone text, phone_extension text, custom jsonb, %3$s)
        order by r.phone, r.phone_extension
        on conflict (phone, phone_extension) do update
          set custom = excluded.custom || l.custom, updated_at = $3, %4$s
          where not l.custom @> (excluded.custom || l.custom) or %5$s
        returning l.id, xmax = 0 as is_new
      )
      select m.id from made m where m.is_new$query$,
      string_agg(format('%I', c.name), ', '),
      string_agg(format('r.%I', c.name), ', '),
      string_agg(format('%I %s', c.name, format_type(a.atttypid, a.atttypmod)), ', '),
      string_agg(format('%1$I = coalesce(l.%1$I, excluded.%1$I)', c.name), ', '),
      string_agg(format('(l.%1$I is null and excluded.%1$I is not null)', c.name), ' or '))
    from private.lead_columns c
    join pg_attribute a on a.attrelid = 'public.leads'::regclass and a.attname = c.name
    where c.is_filled)
  using p_rows, p_source, p_now;
end;
$$;

-- The lead at a number that calls or texts us; it is created where there is none. Null where the
-- number is withheld. p: {phone, name?, country?, source}.
create or replace function private.know_lead(p jsonb, p_now timestamptz) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := p ->> 'phone';
  v_id bigint;
begin
  if private.is_withheld(v_phone) then
    return null;
  end if;
  v_id := private.lead_of_line(v_phone);
  if v_id is null then
    insert into public.leads (phone, name, country, source, created_at, updated_at)
    values (v_phone, p ->> 'name', p ->> 'country', p ->> 'source', p_now, p_now)
    on conflict (phone, phone_extension) do nothing returning id into v_id;
  end if;
  -- Another transaction may have created it meanwhile.
  return coalesce(v_id, private.lead_of_line(v_phone));
end;
$$;

-- Makes a lead's `call_sid` name this call. p_mode: `outbound`: a new call, which replaces the one
-- named before; `transcript`: saved turns, which do not replace a call that is still live or is not
-- in this database; `by_hand`: only for a call that is known, and it takes it from no other lead;
-- `relink`: it does take it. Returns {linked, reason, unlinked_lead_id?, lead_id?: the lead that
-- has it}.
create or replace function public.link_call(
  p_lead_id bigint, p_call_sid text, p_mode text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_lead public.leads;
  v_other bigint;
  v_standing public.call_status;
begin
  if p_mode in ('by_hand', 'relink') then
    -- The call is locked before its lead, as in every function that links them.
    perform 1 from public.calls where call_sid = p_call_sid for update;
  end if;
  select * into v_lead from public.leads where id = p_lead_id for update;
  if not found then
    return jsonb_build_object('linked', false, 'reason', 'no_such_lead');
  end if;
  if v_lead.call_sid = p_call_sid then
    perform private.give_call_to(p_lead_id, p_call_sid, p_now);
    return jsonb_build_object('linked', true, 'reason', 'already');
  end if;
  if p_mode = 'transcript' and v_lead.call_sid is not null then
    select status into v_standing from public.calls where call_sid = v_lead.call_sid;
    if not found or private.is_live(v_standing) then
      return jsonb_build_object('linked', false, 'reason', 'another_live_link');
    end if;
  end if;
  if p_mode in ('by_hand', 'relink') and not private.is_known_call(p_call_sid) then
    return jsonb_build_object('linked', false, 'reason', 'no_such_call');
  end if;
  if p_mode = 'by_hand' then
    select id into v_other from public.leads where call_sid = p_call_sid;
    if found then
      return jsonb_build_object('linked', false, 'reason', 'taken', 'lead_id', v_other);
    end if;
  end if;

  v_other := public.unlink_call(p_call_sid, p_now);
  update public.leads set call_sid = p_call_sid, updated_at = p_now where id = p_lead_id;
  perform private.give_call_to(p_lead_id, p_call_sid, p_now);
  return jsonb_build_object('linked', true, 'reason', 'linked', 'unlinked_lead_id', v_other);
end;
$$;

-- The carrier has accepted the call: the lead has been contacted by it.
create or replace function private.mark_contacted(p_lead_id bigint, p_call_sid text, p_now timestamptz)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform public.link_call(p_lead_id, p_call_sid, 'outbound', p_now);
  update public.leads
  set lead_status = case when lead_status = 'do_not_contact' then lead_status else 'contacted' end,
      last_contacted_at = p_now,
      -- Replaces the line that this system wrote; a person's notes stay.
      notes = concat_ws(
        e'\n',
        nullif(btrim(regexp_replace(coalesce(notes, ''), 'Outbound call \S+ initiated', '', 'g'), e'\n '), ''),
        'Outbound call ' || p_call_sid || ' initiated'
      ),
      updated_at = p_now
  where id = p_lead_id;
end;
$$;

-- Marks a new lead as do_not_contact where its number is suppressed, however it came in: the
-- suppression outlives the lead that it came from.
create or replace function private.know_blocked_lead() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The hash is computed here: as a function call for each row of a large file it would be half of
  -- the work.
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

-- The first of these limits that is reached for a phone number: null, or {rule, reason, until}.
-- p_limits: [{id, channels: [call | text], limit, window_hours}]. An answer to the lead does not
-- count as a contact.
create or replace function private.full_limit(p_phone text, p_limits jsonb, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit jsonb;
  v_at timestamptz;
begin
  for v_limit in select * from jsonb_array_elements(coalesce(p_limits, '[]')) loop
    -- The contact that makes room when it leaves the window.
    select t.at into v_at
    from private.touches(p_phone, p_now - make_interval(hours => (v_limit ->> 'window_hours')::integer)) t
    where v_limit -> 'channels' ? t.channel
    order by t.at desc offset (v_limit ->> 'limit')::integer - 1 limit 1;
    if found then
      return jsonb_build_object('rule', 'cap_' || (v_limit ->> 'id'),
        'reason', format('%s in %s hours is the most one lead gets.', v_limit ->> 'limit', v_limit ->> 'window_hours'),
        'until', v_at + make_interval(hours => (v_limit ->> 'window_hours')::integer));
    end if;
  end loop;
  return null;
end;
$$;

-- Takes the cost of one contact from the day's money, and one contact from what its destination and
-- its API key have left. Null, or {act: hold, rule: budget_day | budget_calls | budget_texts |
-- velocity_prefix | key_day, reason, until, evidence}: then nothing was taken.
--
-- p_claim, of a claim: {cost_usd?, budget_usd?: of a day, all channels; calls_budget_usd?,
-- texts_budget_usd?, answer_reserve?: the share kept for answers, prefix?, prefix_per_hour?,
-- key_per_day?}. It runs inside the claim under one lock, so that two claims never both take the
-- last place. Costs are counted with and without a ceiling.
create or replace function private.take_ceilings(
  p_channel text, p_is_answer boolean, p_key uuid, p_claim jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_cost numeric := coalesce((p_claim ->> 'cost_usd')::numeric, 0);
  v_reserve text := p_claim ->> 'answer_reserve';
  v_day date := (p_now at time zone 'UTC')::date;
  v_tomorrow timestamptz := (v_day + 1)::timestamp at time zone 'UTC';
  v_hour timestamptz := date_trunc('hour', p_now);
  v_sum numeric := private.usable_budget(p_claim ->> 'budget_usd', v_reserve, p_is_answer);
  v_own numeric := private.usable_budget(p_claim ->> (p_channel || '_budget_usd'), v_reserve,
    p_is_answer and p_channel = 'texts');
  v_prefix text := 'prefix:' || (p_claim ->> 'prefix');
  v_per_hour integer := case when p_claim ->> 'prefix' is not null then (p_claim ->> 'prefix_per_hour')::integer end;
  v_key text := 'key:' || p_key;
  v_per_day integer := case when p_key is not null then (p_claim ->> 'key_per_day')::integer end;
  v_spent jsonb;
begin
  if p_channel = 'calls' then
    -- A call is never an answer, so the budget of calls keeps no reserve for answers.
    v_own := (p_claim ->> 'calls_budget_usd')::numeric;
  end if;
  if coalesce(v_sum, v_own, v_per_hour, v_per_day) is not null then
    perform pg_advisory_xact_lock(hashtextextended('ringback:ceilings', 0));
  end if;
  if coalesce(v_sum, v_own) is not null then
    v_spent := private.spent_on(v_day);
    if v_own is not null and (v_spent ->> (p_channel || '_usd'))::numeric + v_cost > v_own then
      return jsonb_build_object('act', 'hold', 'rule', 'budget_' || p_channel, 'until', v_tomorrow,
        'reason', format('The money for %s is spent for today.', p_channel), 'evidence', v_spent);
    end if;
    if v_sum is not null and (v_spent ->> 'total_usd')::numeric + v_cost > v_sum then
      return jsonb_build_object('act', 'hold', 'rule', 'budget_day', 'until', v_tomorrow,
        'reason', 'The money for today is spent.', 'evidence', v_spent);
    end if;
  end if;
  if v_per_hour is not null and coalesce((select c.contacts from public.contact_counts c
      where c.name = v_prefix and c.since = v_hour), 0) >= v_per_hour then
    return jsonb_build_object('act', 'hold', 'rule', 'velocity_prefix',
      'until', v_hour + interval '1 hour',
      'reason', format('%s contacts an hour is the most that numbers with the same beginning get.', v_per_hour),
      'evidence', jsonb_build_object('prefix', p_claim ->> 'prefix', 'contacts', v_per_hour));
  end if;
  if v_per_day is not null and coalesce((select c.contacts
      from public.contact_counts c where c.name = v_key and c.since = v_tomorrow - interval '1 day'), 0)
      >= v_per_day then
    return jsonb_build_object('act', 'hold', 'rule', 'key_day', 'until', v_tomorrow,
      'reason', format('%s contacts a day is the most that one API key may ask for.', v_per_day),
      'evidence', jsonb_build_object('api_key_id', p_key, 'contacts', v_per_day));
  end if;

  perform private.add_spend(p_channel, v_cost, 1, p_now);
  if v_per_hour is not null then
    perform private.add_contact(v_prefix, v_hour, 1);
  end if;
  if v_per_day is not null then
    perform private.add_contact(v_key, v_tomorrow - interval '1 day', 1);
  end if;
  return null;
end;
$$;

-- Takes one text from a campaign's day and its money. Returns null, or the rule that forbids it.
create or replace function private.take_grant(p_campaign public.campaigns, p_cost numeric, p_now timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_day date := (p_now at time zone coalesce(p_campaign.timezone, 'UTC'))::date;
  v_spent numeric;
begin
  if p_campaign.id is not null then
    if p_campaign.budget_usd is not null then
      -- One transaction at a time adds up the sum: a campaign's texts may leave from several
      -- senders.
      perform pg_advisory_xact_lock(hashtextextended('ringback:budget:' || p_campaign.id, 0));
      select coalesce(sum(d.spent_usd), 0) into v_spent from public.campaign_days d
      where d.campaign_id = p_campaign.id;
      if v_spent + p_cost > p_campaign.budget_usd then
        return 'campaign_budget';
      end if;
    end if;
    insert into public.campaign_days as d (campaign_id, day, granted, spent_usd)
    values (p_campaign.id, v_day, 1, p_cost)
    on conflict (campaign_id, day) do update
      set granted = d.granted + 1, spent_usd = d.spent_usd + excluded.spent_usd
      where p_campaign.daily_cap is null or d.granted < p_campaign.daily_cap;
    if not found then
      return 'cap_campaign_day';
    end if;
  end if;
  return null;
end;
$$;

-- Counts a success. True if the breaker was open until now.
create or replace function private.breaker_ok(p_name text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v public.breakers;
begin
  select * into v from public.breakers where name = p_name;
  -- At most one row is written a minute, however often it succeeds.
  if v.failures = 0 and v.opened_at is null and v.last_ok_at > p_now - interval '1 minute' then
    return false;
  end if;
  select * into v from public.breakers where name = p_name for update;
  update public.breakers
  set failures = 0, opened_at = null, reason = null, tries = 0, next_try_at = null, trial = null,
      trial_until = null, last_ok_at = p_now, updated_at = p_now
  where name = p_name;
  return v.opened_at is not null;
end;
$$;

-- Counts a failure. True where the breaker opens now: after p_after failures in a row, for p_pause,
-- and for twice as long after each failed trial, up to a quarter of an hour.
create or replace function private.breaker_failed(
  p_name text, p_reason text, p_after integer, p_pause interval, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v public.breakers;
begin
  select * into v from public.breakers where name = p_name for update;
  v.failures := v.failures + 1;
  if v.opened_at is null and v.failures < p_after then
    update public.breakers
    set failures = v.failures, last_failure_at = p_now, updated_at = p_now where name = p_name;
    return false;
  end if;
  -- A request that had begun before the breaker opened says nothing new.
  if v.opened_at is not null and v.trial is null then
    update public.breakers
    set failures = v.failures, last_failure_at = p_now, updated_at = p_now where name = p_name;
    return false;
  end if;
  update public.breakers
  set failures = v.failures, opened_at = coalesce(v.opened_at, p_now), reason = p_reason,
      tries = case when v.opened_at is null then 0 else v.tries + 1 end,
      next_try_at = p_now + least(interval '15 minutes',
        p_pause * power(2, case when v.opened_at is null then 0 else least(v.tries + 1, 10) end)),
      trial = null, trial_until = null, last_failure_at = p_now, updated_at = p_now
  where name = p_name;
  return v.opened_at is null;
end;
$$;

-- Acts on how well the lead heard us. p_next: silence_reason: why a lead picked up in vain; a
-- machine that answered has none and counts as an attempt, like a busy line. voice: {heard: true |
-- false, rests_after, pause_seconds} where the call says something about our own audio.
create or replace function private.after_silence(p_call public.calls, p_next jsonb, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_next ->> 'silence_reason' is not null and p_call.status = 'completed' then
    -- A lead that heard nothing was not contacted, unless we were in touch before.
    update public.leads l set lead_status = 'new', updated_at = p_now
    where l.id = p_call.lead_id and l.lead_status = 'contacted' and not private.was_in_touch(l.id);
  end if;
  if (p_next -> 'voice' ->> 'heard')::boolean then
    perform private.voice_heard(p_now);
  elsif (p_next -> 'voice' ->> 'heard')::boolean is false then
    perform private.breaker_failed('voice', p_call.silence_reason,
      (p_next -> 'voice' ->> 'rests_after')::integer,
      make_interval(secs => (p_next -> 'voice' ->> 'pause_seconds')::double precision), p_now);
  end if;
end;
$$;

-- Sets or clears a switch. Calls and texts that it had held go on at once where nothing else holds
-- them. Returns {switch: the row or null, released: how many calls and texts go on}.
create or replace function public.set_switch(p_name text, p_on boolean, p_reason text, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_switch public.switches;
  v_released integer := 0;
  v_calls integer := 0;
begin
  update public.switches set is_on = p_on, reason = p_reason, updated_at = p_now
  where name = p_name and (is_on, reason) is distinct from (p_on, p_reason);
  select * into v_switch from public.switches where name = p_name;
  if not found then
    return jsonb_build_object('switch', null, 'released', 0);
  end if;
  if not private.is_switched_off('texts') then
    -- A worker that holds a text at this moment reads the switch itself.
    update public.sms_messages m set send_at = p_now, enqueue_at = p_now, updated_at = p_now
    from (select h.message_id from public.sms_messages h
          where h.delivery_status = 'held' and h.held_reason = 'switched_off' and h.send_at > p_now
          for update skip locked) h
    where m.message_id = h.message_id;
    get diagnostics v_released = row_count;
  end if;
  if not private.is_switched_off('calls') then
    update public.calls c set run_at = p_now, updated_at = p_now
    from (select h.id from public.calls h
          where h.status = 'held' and h.held_reason = 'switched_off' and h.run_at > p_now
          for update skip locked) h
    where c.id = h.id;
    get diagnostics v_calls = row_count;
  end if;
  return jsonb_build_object('switch', to_jsonb(v_switch), 'released', v_released + v_calls);
end;
$$;

-- Sends a webhook that a person is needed to the endpoints that want it. p_about: {conversation_id
-- | call_id}.
create or replace function private.tell_needs_person(
  p_lead_id bigint, p_key text, p_about jsonb, p_reason text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  -- A reason in a model's words may hold the lead's own words: only our own codes are sent.
  select private.tell_webhooks('conversation.needs_person', p_key,
    p_about || jsonb_build_object('lead_id', p_lead_id, 'outcome', 'escalated', 'reason',
      case when p_reason ~ '^[a-z0-9_]{1,60}$' then p_reason else 'person_asked_for' end), p_now);
$$;

-- Pauses (`paused`) or stops the campaigns of a phone number. With p_lead_id only those of that
-- lead; other leads with the same number go on.
create or replace function private.halt_enrollments(
  p_phone text, p_status public.enrollment_status, p_reason text, p_now timestamptz,
  p_lead_id bigint default null
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  -- Calls are locked before enrollments, as where a call is settled.
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_' || p_status, ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where lead_phone = p_phone and enrollment_id is not null and private.is_waiting(status)
    and coalesce(lead_id = p_lead_id, true);
  -- Leads with an extension get no texts.
  if p_lead_id is null or not exists (
    select 1 from public.leads l where l.id = p_lead_id and l.phone_extension is not null) then
    perform private.cancel_planned(p_phone, '{campaign}', p_reason, p_now);
  end if;
  update public.sms_campaign_enrollments
  set status = p_status, reason = p_reason,
      paused_at = case when p_status = 'paused' then p_now else paused_at end,
      ended_at = case when p_status = 'paused' then null else p_now end, updated_at = p_now
  where lead_phone = p_phone and coalesce(lead_id = p_lead_id, true)
    and (status = 'active' or (status = 'paused' and p_status <> 'paused'));
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;

-- Ends the enrollments of these leads in other campaigns over the same channel: of those leads that
-- this campaign may contact and that are not in it yet.
create or replace function private.replace_enrollments(
  p_campaign public.campaigns, p_lead_ids bigint[], p_now timestamptz
) returns void
-- Some hundreds of leads are found by key, as in enroll_leads.
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_replaced bigint[];
begin
  select coalesce(array_agg(e.id), '{}') into v_replaced
  from public.leads l
  join public.sms_campaign_enrollments e
    on e.lead_phone = l.phone and e.phone_extension is not distinct from l.phone_extension
  where l.id = any (p_lead_ids) and e.status = 'active'
    and e.channel = p_campaign.channel and e.campaign_id <> p_campaign.id
    and private.has_consent(l.phone, p_campaign.channel, p_now)
    and not exists (select 1 from public.sms_campaign_enrollments x
                    where x.lead_phone = l.phone
                      and x.phone_extension is not distinct from l.phone_extension
                      and x.campaign_id = p_campaign.id);
  -- A text learns of it at its claim; the dial protocol does not look at campaigns, so calls are
  -- canceled here.
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_stopped', ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where enrollment_id = any (v_replaced) and private.is_waiting(status);
  update public.sms_campaign_enrollments
  set status = 'stopped', reason = 'replaced', ended_at = p_now, updated_at = p_now
  where id = any (v_replaced) and status = 'active';
end;
$$;

-- Puts leads into a campaign, each with its verdict: enrolled | already_enrolled | suppressed |
-- no_consent | active_elsewhere | campaign_ended | no_such_campaign | no_such_lead. A refusal
-- leaves a decision.
create or replace function private.enroll_leads(p_campaign_id uuid, p_lead_ids bigint[], p_now timestamptz)
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

-- Plans the next step of enrollments whose phone numbers the caller has locked: a text in the open
-- conversation with that number (created if there is none), or a call. A call without consent is
-- skipped. Returns how many were planned.
create or replace function private.plan_steps(p_ids bigint[], p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_texts integer;
  v_calls integer;
begin
  -- The last step may have been removed from the campaign while they waited.
  update public.sms_campaign_enrollments e
  set status = 'completed', reason = 'steps_done', next_message_at = null, ended_at = p_now,
      updated_at = p_now
  where e.id = any (p_ids) and e.status = 'active' and not exists (
    select 1 from public.campaign_steps s
    where s.campaign_id = e.campaign_id and s.position = e.next_step);
  perform private.leave_out_calls(p_ids, p_now);

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
      id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, message,
      origin, campaign_id, run_at, enrollment_id, step, created_at, updated_at)
    select gen_random_uuid(), e.lead_id,
           coalesce(c.agent_id, (select a.id from public.agents a where a.is_default)), 'outbound',
           o.provider, o.voice, e.lead_phone, e.lead_phone, 'scheduled', c.goal, 'campaign', c.id,
           e.next_message_at, e.id, e.next_step, p_now, p_now
    from public.sms_campaign_enrollments e
    join public.campaigns c on c.id = e.campaign_id
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    -- Until the api has stored which provider carries calls, only calls wait.
    cross join private.our_carrier o
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

-- Adds a note. p: {id, lead_id?, conversation_id?, call_id?, body, actor}. Without a lead it is
-- that of the conversation or call. The same id again is the same note. Returns {result: added |
-- already | no_lead, note?}.
create or replace function public.add_note(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_talk uuid := (p ->> 'conversation_id')::uuid;
  v_call uuid := (p ->> 'call_id')::uuid;
  v_lead bigint := (p ->> 'lead_id')::bigint;
  v_note public.notes;
begin
  select * into v_note from public.notes n where n.id = (p ->> 'id')::uuid;
  if found then
    return jsonb_build_object('result', 'already', 'note', to_jsonb(v_note));
  end if;
  v_lead := coalesce(v_lead, (select v.lead_id from public.sms_conversations v where v.id = v_talk),
    (select c.lead_id from public.calls c where c.id = v_call));
  -- Lead, conversation and call must belong together; the lead is locked so that it is not deleted
  -- meanwhile.
  perform 1 from public.leads l where l.id = v_lead for share;
  if not found
     or (v_talk is not null and not exists (
       select 1 from public.sms_conversations v where v.id = v_talk and v.lead_id = v_lead))
     or (v_call is not null and not exists (
       select 1 from public.calls c where c.id = v_call and c.lead_id = v_lead)) then
    return jsonb_build_object('result', 'no_lead');
  end if;
  insert into public.notes (
    id, lead_id, conversation_id, call_id, author_id, author_name, body, created_at)
  values ((p ->> 'id')::uuid, v_lead, v_talk, v_call, (p -> 'actor' ->> 'id')::uuid,
          p -> 'actor' ->> 'name', p ->> 'body', p_now)
  returning * into v_note;
  perform private.note_activity(p -> 'actor', 'note_added', 'note', v_note.id::text, p_now, '{}', v_lead);
  return jsonb_build_object('result', 'added', 'note', to_jsonb(v_note));
end;
$$;

-- Plans a notice: a text about the conversation itself (the confirmation of an opt-out, where help
-- is, a handover).
create or replace function private.add_notice(
  p_conversation_id uuid, p_message_id uuid, p_notice text, p_body text, p_in_reply_to integer,
  p_now timestamptz
) returns uuid
language sql security definer set search_path = '' as $$
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, direction, author, kind, notice, body,
    provider, in_reply_to_seq, send_at, enqueue_at, created_at, updated_at)
  select p_message_id, v.id, v.lead_id, v.lead_phone, private.next_seq(v.id, p_now), 'outbound',
         'system', 'notice', p_notice, p_body, v.provider, p_in_reply_to, p_now, p_now, p_now, p_now
  from public.sms_conversations v
  where v.id = p_conversation_id
    -- Checked before a sequence number is taken: a number without a text would be a gap.
    and not exists (select 1 from public.sms_messages m where m.message_id = p_message_id)
  returning message_id;
$$;

-- Plans a text that a person writes; the person takes the conversation over in the same step. p:
-- {conversation_id, message_id, client_message_id, body, actor}. Returns {result: planned |
-- replayed | suppressed | no_such_conversation, message?, conversation?}.
create or replace function public.human_message(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_message public.sms_messages;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  select * into v_message from public.sms_messages
  where message_id = (p ->> 'message_id')::uuid
     or (conversation_id = v_conversation.id and client_message_id = p ->> 'client_message_id');
  if found then
    return jsonb_build_object('result', 'replayed', 'message', to_jsonb(v_message),
      'conversation', to_jsonb(v_conversation));
  end if;
  if private.is_suppressed(v_conversation.lead_phone, 'sms') then
    perform private.decide_text(v_conversation.lead_id, null, 'deny', 'suppressed',
      'The number is on the do-not-contact list.', null,
      jsonb_build_object('by', p -> 'actor' ->> 'id'), p_now);
    return jsonb_build_object('result', 'suppressed', 'conversation', to_jsonb(v_conversation));
  end if;
  if v_conversation.ended_at is not null then
    if exists (select 1 from public.sms_conversations o
               where o.lead_phone = v_conversation.lead_phone
                 and o.our_number = v_conversation.our_number and o.ended_at is null) then
      -- Where a newer conversation with this number is open, the text belongs there.
      select * into v_conversation from public.sms_conversations o
      where o.lead_phone = v_conversation.lead_phone and o.our_number = v_conversation.our_number
        and o.ended_at is null for update;
    else
      update public.sms_conversations
      set ended_at = null, end_reason = null, end_evidence = null, reopened_at = p_now, updated_at = p_now
      where id = v_conversation.id;
    end if;
  end if;
  perform private.to_human(v_conversation.id, p -> 'actor', 'human_wrote', p_now);
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, client_message_id, direction, author, kind,
    body, provider, sent_by, send_at, enqueue_at, created_at, updated_at
  ) values (
    (p ->> 'message_id')::uuid, v_conversation.id, v_conversation.lead_id, v_conversation.lead_phone,
    private.next_seq(v_conversation.id, p_now), p ->> 'client_message_id', 'outbound', 'human',
    'human', p ->> 'body', v_conversation.provider, p -> 'actor' ->> 'id', p_now, p_now, p_now, p_now
  ) returning * into v_message;
  update public.sms_conversations
  set awaits_human = false, last_read_seq = greatest(last_read_seq, v_message.seq), updated_at = p_now
  where id = v_conversation.id returning * into v_conversation;
  perform private.keep_read(v_conversation.id, v_message.seq, (p -> 'actor' ->> 'id')::uuid, p_now);
  perform private.note_act(v_conversation, p -> 'actor', 'text_written',
    jsonb_build_object('message_id', v_message.message_id), p_now);
  return jsonb_build_object('result', 'planned', 'message', to_jsonb(v_message),
    'conversation', to_jsonb(v_conversation));
end;
$$;

-- Open conversations without a word for p_days in which nothing is planned. Each call reads some
-- hundreds of the silent ones, in rounds: a million that wait for the next step of a campaign are
-- not all read each time.
create or replace function public.idle_conversations(p_days numeric, p_now timestamptz, p_limit integer)
returns setof uuid
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_slice constant integer := greatest(1000, 5 * p_limit);
  v_from private.rounds;
  v_idle uuid[];
  v_last public.sms_conversations;
begin
  select * into v_from from private.rounds r where r.name = 'idle_conversations';
  with slice as materialized (
    select v.id, v.lead_phone, v.owner, v.reply_due_at, v.last_activity_at
    from public.sms_conversations v
    where v.ended_at is null
      and v.last_activity_at < p_now - make_interval(secs => (p_days * 86400)::double precision)
      and (v.last_activity_at, v.id) > (v_from.reached_at, v_from.reached_id)
    order by v.last_activity_at, v.id limit v_slice
  ), idle as (
    select s.id, s.last_activity_at from slice s
    where s.owner <> 'paused' and s.reply_due_at is null
      and not exists (select 1 from public.sms_campaign_enrollments e
                      where e.lead_phone = s.lead_phone and e.status = 'active')
      and not exists (select 1 from public.sms_messages m
                      where m.lead_phone = s.lead_phone and private.is_waiting(m.delivery_status))
    order by s.last_activity_at, s.id limit p_limit
  )
  select (select array_agg(i.id order by i.last_activity_at, i.id) from idle i),
         (select array_agg(s.id order by s.last_activity_at, s.id) from slice s)[v_slice]
  into v_idle, v_last.id;
  -- Where the limit was reached, the next call goes on after the last one found.
  if cardinality(v_idle) = p_limit then
    v_last.id := v_idle[p_limit];
  end if;
  update private.rounds r
  set reached_at = coalesce(w.last_activity_at, '-infinity'),
      reached_id = coalesce(w.id, '00000000-0000-0000-0000-000000000000')
  from (select 1) one
  left join public.sms_conversations w on w.id = v_last.id
  where r.name = 'idle_conversations'
    and (r.reached_at, r.reached_id) is distinct from (coalesce(w.last_activity_at, '-infinity'),
      coalesce(w.id, '00000000-0000-0000-0000-000000000000'));
  return query select unnest(v_idle);
end;
$$;

-- Why a conversation needs a person, or null.
create or replace function private.why_person(v public.sms_conversations) returns text
language sql immutable security definer set search_path = '' as $$
  select case
    when v.ended_at is not null then null
    when v.awaits_human and v.owner <> 'ai' then case
      when v.handover_reason in ('unclear_opt_out', 'words_not_judged') then 'unclear'
      -- A code is our own reason; the agent gives its reason in words.
      when v.handover_reason ~* '\m(person|human|somebody|someone)\M' then 'asked_for_person'
      else 'handed_over' end
    when v.send_failed_at is not null then 'send_failed'
    when v.owner = 'paused' then 'unclear' end;
$$;

-- Why nothing automatic may leave for a number: null, or the reason. p_channel: text | call. Words
-- of a call are judged after the call; an answer to a text does not wait for that.
--
-- A lead's words may refuse contact. Rules decide the certain cases when the text arrives; a model
-- judges every other text, and until then nothing automatic leaves for the number. A person decides
-- what the model cannot.
create or replace function private.words_not_judged(p_phone text, p_channel text, p_now timestamptz) returns text
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_verdict text;
begin
  select m.refusal_verdict into v_verdict from public.sms_messages m
  where m.lead_phone = p_phone and m.refusal_verdict in ('pending', 'unclear')
  order by m.refusal_verdict desc limit 1;
  if found then
    return case v_verdict
      when 'unclear' then 'Nobody is sure whether a text of the lead refuses contact: a person has to say.'
      else 'A text of the lead has not been judged yet: it may refuse contact.' end;
  end if;
  if p_channel = 'call' and exists (
    select 1 from public.calls c
    where c.lead_phone = p_phone and c.ended_at > p_now - interval '14 days'
      and exists (select 1 from public.conversation_transcripts t
                  where t.call_sid = c.call_sid and t.role = 'user')
      -- A failed analysis has judged nothing.
      and not exists (select 1 from public.conversation_analyses a
                      where a.call_id = c.id and a.decided_by <> 'nobody')) then
    return 'What the lead said in a call has not been judged yet: it may refuse contact.';
  end if;
  return null;
end;
$$;

-- Suppresses a number. Repeated, it adds nothing; a suppression that START had lifted is in force
-- again. Returns {suppression_id, canceled_calls, canceled_texts, is_new}.
create or replace function public.suppress(
  p_phone text, p_scope text, p_source text, p_words text, p_call_id uuid, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id bigint;
  v_new boolean := false;
  v_canceled integer := 0;
  v_texts integer := 0;
begin
  perform private.lock_phone(p_phone);
  insert into public.suppressions as s
    (phone, phone_hash, scope, source, words, call_id, created_at)
  values (p_phone, private.phone_hash(p_phone), p_scope, p_source, p_words, p_call_id, p_now)
  on conflict (phone_hash, scope) do update
    set lifted_at = null, phone = excluded.phone, source = excluded.source, words = excluded.words,
        call_id = excluded.call_id, created_at = excluded.created_at
    where s.lifted_at is not null
  returning id into v_id;
  v_new := v_id is not null;
  if v_id is null then
    -- A refusal that START could lift is repeated in a way that START cannot lift: the new source
    -- counts.
    update public.suppressions
    set source = p_source, words = p_words, call_id = p_call_id, message_id = null
    where phone_hash = private.phone_hash(p_phone) and scope = p_scope
      and source in ('text', 'carrier') and p_source not in ('text', 'carrier');
    select id into v_id from public.suppressions
    where phone_hash = private.phone_hash(p_phone) and scope = p_scope;
  end if;
  if p_scope in ('all', 'voice') then
    update public.calls
    set status = 'canceled', end_reason = 'suppressed', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where lead_phone = p_phone and private.is_waiting(status);
    get diagnostics v_canceled = row_count;
  end if;
  if p_scope in ('all', 'sms') then
    v_texts := private.cancel_planned(p_phone, '{campaign,single,reply,human}', 'opted_out', p_now);
    perform private.halt_enrollments(p_phone, 'stopped', 'opted_out', p_now);
    update public.sms_conversations
    set reply_due_at = null, reply_first_at = null, updated_at = p_now
    where lead_phone = p_phone and reply_due_at is not null;
    -- Said in a call or entered by the operator, it ends the conversations in texts, too. For a
    -- refusal by text, the function that read it ends the conversation with its words.
    if p_source not in ('text', 'carrier') then
      perform private.end_conversations(p_phone, jsonb_build_object('words', p_words,
        'scope', p_scope, 'source', p_source, 'call_id', p_call_id), p_now);
    end if;
  end if;
  -- The lead is locked before its consents, as in an import.
  update public.leads
  set lead_status = 'do_not_contact', updated_at = p_now
  where phone = p_phone and p_scope = 'all' and lead_status <> 'do_not_contact';
  update public.consents
  set revoked_at = p_now, updated_at = p_now
  where phone = p_phone and revoked_at is null
    and (p_scope = 'all' or channel = case p_scope when 'sms' then 'text' else 'call' end);
  return jsonb_build_object('suppression_id', v_id, 'canceled_calls', v_canceled,
    'canceled_texts', v_texts, 'is_new', v_new);
end;
$$;

-- Plans the call that a lead asked for in a text, once for the same words. p_wish: {seq: of the
-- text with the words, heard_seq: of the newest text that was read with them, quote, run_at?,
-- evidence?}; without run_at it is due as soon as the contact window is open. A newer wish moves a
-- waiting call and never adds one. The caller has locked the phone number. Returns {result: planned
-- | already | refused, reason?, call_id?}.
create or replace function private.plan_asked_call(
  v public.sms_conversations, p_wish jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_heard integer := coalesce(p_wish ->> 'heard_seq', p_wish ->> 'seq', '0')::integer;
  v_asked_for timestamptz := (p_wish ->> 'run_at')::timestamptz;
  v_refused text := private.why_no_call(v, p_wish);
  v_last public.calls;
  v_before public.calls;
  v_ours private.our_carrier := private.who_carries();
  v_call uuid;
  v_evidence jsonb := coalesce(nullif(p_wish -> 'evidence', 'null'), '{}') || jsonb_build_object(
    'conversation_id', v.id, 'seq', p_wish -> 'seq', 'quote', p_wish -> 'quote', 'asked_for', v_asked_for);
begin
  v_last := private.asked_call(v.id, v.lead_phone);
  if v_refused = 'calls_closed' then
    if not exists (select 1 from public.contact_decisions d
                   where d.lead_id = v.lead_id and d.rule = 'suppressed'
                     and d.evidence @> jsonb_build_object('conversation_id', v.id, 'seq', p_wish -> 'seq')) then
      perform private.decide(v.lead_id, null, 'deny', 'suppressed',
        'The lead asked by text to be called; the number is closed to calls.', null, v_evidence, p_now);
    end if;
    return jsonb_build_object('result', 'refused', 'reason', v_refused);
  elsif v_refused is not null then
    return jsonb_build_object('result', 'refused', 'reason', v_refused, 'call_id', v_last.id);
  end if;
  if (v_last.metadata ->> 'asked_seq')::integer >= v_heard
     -- It is about to ring, or is live.
     or (v_asked_for is null and private.is_live(v_last.status))
     or (v_asked_for is null and private.is_waiting(v_last.status) and v_last.dial = 1
         and v_last.metadata ->> 'asked_for' is null) then
    return jsonb_build_object('result', 'already', 'call_id', v_last.id);
  end if;

  update public.calls
  set status = 'canceled', end_reason = 'newer_wish', ended_at = p_now, settled_at = p_now,
      updated_at = p_now
  where lead_phone = v.lead_phone and origin in ('callback', 'redial')
    and private.is_waiting(status) and metadata ->> 'conversation_id' = v.id::text;
  perform private.add_consent(v.lead_id, v.lead_phone, 'asked_by_text',
    jsonb_build_object('channel', 'call', 'kind', 'express', 'text', p_wish -> 'quote',
      'evidence', jsonb_build_object('conversation_id', v.id, 'seq', p_wish -> 'seq')), p_now);
  select * into v_before from public.calls c
  where c.lead_phone = v.lead_phone order by c.created_at desc limit 1;
  -- Neither the conversation nor the settings name a provider that carries calls.
  if coalesce(v_before.provider, v_ours.provider) is null then
    return jsonb_build_object('result', 'refused', 'reason', 'nobody_carries');
  end if;
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
    message, origin, campaign_id, metadata, run_at, created_at, updated_at
  ) values (
    overlay(overlay(md5('callback of ' || v.id || ' ' || v_heard) placing '8' from 13)
      placing 'a' from 17)::uuid,
    v.lead_id, coalesce(v.sms_agent_id, (select a.id from public.agents a where a.is_default)),
    'outbound', coalesce(v_before.provider, v_ours.provider), coalesce(v_before.voice, v_ours.voice),
    v.lead_phone, v.lead_phone, 'scheduled', 'high', 'The lead asked by text to be called.',
    'callback', v.campaign_id,
    jsonb_strip_nulls(jsonb_build_object('conversation_id', v.id, 'asked_seq', v_heard,
      'asked_for', v_asked_for)),
    coalesce(v_asked_for, p_now), p_now, p_now
  ) on conflict (id) do nothing returning id into v_call;
  if v_call is null then
    return jsonb_build_object('result', 'already', 'call_id', v_last.id);
  end if;
  perform private.decide(v.lead_id, v_call, 'hold', 'callback_requested',
    case when v_asked_for is null then 'The lead asked to be called as soon as possible.'
      else 'The lead asked to be called at this time.' end,
    coalesce(v_asked_for, p_now), v_evidence, p_now);
  return jsonb_build_object('result', 'planned', 'call_id', v_call);
end;
$$;

-- Stores the verdict on a conversation's texts and carries out what follows from it, in one
-- transaction. p: {conversation_id, message_ids, verdict: refuses | not | unclear, by: model |
-- person, message_id?, scope?, words?, why?, wants_call?, confirmation?: {message_id, body}};
-- `message_id` is the text with the refusing words. A model judges pending texts; a person judges
-- all but those that are a refusal already. Returns {result: recorded | judged_already |
-- no_such_text, notice_id?, call_id?, is_new?, told_person?}.
create or replace function public.record_words_verdict(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_verdict text := p ->> 'verdict';
  v_by text := p ->> 'by';
  v_scope text := coalesce(p ->> 'scope', 'all');
  v_ids uuid[];
  v_known integer;
  v_opted jsonb := '{}';
  v_told boolean := false;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  select coalesce(array_agg(m.message_id) filter (where m.refusal_verdict = any (
           case v_by when 'person' then '{pending,unclear,not}'::text[] else '{pending}'::text[] end)), '{}'),
         count(*)
  into v_ids, v_known
  from public.sms_messages m
  where m.conversation_id = v_conversation.id and m.direction = 'inbound'
    and m.message_id in (select i::uuid from jsonb_array_elements_text(p -> 'message_ids') i);
  if v_known = 0 then
    return jsonb_build_object('result', 'no_such_text');
  end if;
  if cardinality(v_ids) = 0 then
    return jsonb_build_object('result', 'judged_already');
  end if;
  update public.sms_messages m
  set refusal_verdict = v_verdict, refusal_by = v_by, refusal_why = p ->> 'why', judged_at = p_now,
      judge_at = null,
      refusal_scope = case when v_verdict = 'refuses' then v_scope end,
      refusal_words = case when m.message_id = (p ->> 'message_id')::uuid then p ->> 'words' end,
      opt_out = case when v_verdict = 'refuses' and m.message_id = (p ->> 'message_id')::uuid
        then jsonb_build_object('kind', 'opt_out', 'rule', v_by, 'words', p ->> 'words', 'scope', v_scope)
        else m.opt_out end,
      updated_at = p_now
  where m.message_id = any (v_ids);
  if v_verdict = 'refuses' then
    v_opted := private.opt_out(v_conversation.id, v_scope, 'text', p ->> 'words',
      (p ->> 'message_id')::uuid, p -> 'confirmation',
      coalesce((p ->> 'wants_call')::boolean, false), p_now);
  elsif v_verdict = 'unclear' then
    v_told := private.needs_person(v_conversation.id, 'unclear_opt_out', p_now);
  end if;
  if v_verdict <> 'unclear' then
    -- A person has answered what a person was asked.
    update public.sms_conversations
    set awaits_human = false, updated_at = p_now
    where id = v_conversation.id and awaits_human and v_by = 'person'
      and handover_reason in ('unclear_opt_out', 'words_not_judged');
    perform private.wake_unjudged(v_conversation.lead_phone, p_now);
  end if;
  return jsonb_build_object('result', 'recorded', 'notice_id', v_opted -> 'notice_id',
    'call_id', v_opted -> 'call_id', 'is_new', v_opted -> 'is_new', 'told_person', v_told);
end;
$$;

-- Why a text must not be sent because of its lead's words: null, or a hold. What a person writes is
-- that person's decision; the confirmation of an opt-out is always sent.
create or replace function private.words_objection(p_message public.sms_messages, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_reason text;
begin
  if p_message.kind = 'human' or p_message.notice = 'opt_out' then
    return null;
  end if;
  v_reason := private.words_not_judged(p_message.lead_phone, 'text', p_now);
  if v_reason is null then
    return null;
  end if;
  -- The verdict releases it; the five minutes are for a release that missed it.
  return jsonb_build_object('act', 'hold', 'rule', 'words_not_judged', 'reason', v_reason,
    'until', p_now + interval '5 minutes');
end;
$$;

-- Stores the carrier's sid of a call, from our own request, a webhook or the carrier's list.
create or replace function private.adopt(p_id uuid, p_call_sid text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_lead_id bigint;
begin
  update public.calls
  set call_sid = p_call_sid,
      status = case when private.is_claimed(status) then 'queued' else status end,
      deadline_at = null,
      -- Without a report for two minutes, the carrier is asked.
      next_check_at = p_now + interval '120 seconds',
      updated_at = p_now
  where id = p_id and call_sid is null
  returning lead_id into v_lead_id;
  if v_lead_id is not null then
    perform private.mark_contacted(v_lead_id, p_call_sid, p_now);
  end if;
end;
$$;

-- What a conversation with the lead means for a call that was ordered before its end: null, or
-- {act: hold | deny, rule, reason, until?, evidence}. Until it is analysed, the lead is not called
-- again. A lead that was reached and asked for no other call gets none; one that asked for a call
-- at a time gets that one.
create or replace function private.talk_objection(p_call public.calls, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_talk public.calls;
  v_analysis public.conversation_analyses;
begin
  select t.* into v_talk from public.calls t
  where t.lead_phone = p_call.lead_phone and t.id <> p_call.id and t.answered_at is not null
    -- A talk with one person says nothing about another person behind the same number.
    and (t.lead_id = p_call.lead_id or t.phone_extension is not distinct from p_call.phone_extension)
    -- An agent that spoke later knew of the lead's wish.
    and case when p_call.origin = 'callback' then t.answered_at else t.ended_at end > p_call.created_at
    and t.ended_at is not null and t.ended_at > p_now - interval '90 days'
    and exists (select 1 from public.conversation_transcripts w
                where w.call_sid = t.call_sid and w.role = 'user')
  order by t.ended_at desc limit 1;
  if not found then
    return null;
  end if;
  select * into v_analysis from public.conversation_analyses a where a.call_id = v_talk.id;
  if not found then
    return jsonb_build_object('act', 'hold', 'rule', 'talk_not_judged',
      'reason', 'The lead has just talked with us, and what came of it is not known yet.',
      'until', p_now + interval '1 minute', 'evidence', jsonb_build_object('talk', v_talk.id));
  end if;
  if v_analysis.outcome = 'no_response' then
    return null;
  end if;
  if exists (select 1 from public.calls b where b.callback_of = v_talk.id and b.id <> p_call.id) then
    return jsonb_build_object('act', 'deny', 'rule', 'called_back_instead',
      'reason', 'The lead was reached meanwhile and is called at the time it asked for.',
      'evidence', jsonb_build_object('talk', v_talk.id));
  end if;
  -- A wish without a usable time: this call is the answer to it.
  if v_analysis.next_action ->> 'kind' = 'callback' and v_analysis.next_action ->> 'quote' is not null then
    return null;
  end if;
  return jsonb_build_object('act', 'deny', 'rule', 'talked_meanwhile',
    'reason', 'The lead was reached meanwhile and did not ask to be called again.',
    'evidence', jsonb_build_object('talk', v_talk.id, 'outcome', v_analysis.outcome));
end;
$$;

-- A free place for one more call among the p_max that may be live at once, or null. Two claims must
-- not both take the last place, and must not wait for each other: each place has a lock of its own,
-- which a claim tries without waiting and keeps until it is committed. A call without a place, or
-- with a higher one, counts too.
create or replace function private.free_slot(p_max integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_slot integer;
  v_above integer;
  v_taken boolean;
begin
  for v_slot in
    -- As many places as there are live calls, and some for claims that are not committed yet.
    select n from generate_series(1, least(p_max, 200 + (
      select count(*) from public.calls c where c.direction = 'outbound' and private.is_live(c.status)))) n
    where not exists (select 1 from public.calls c
                      where c.direction = 'outbound' and private.is_live(c.status) and c.slot = n)
    order by n
  loop
    continue when not pg_try_advisory_xact_lock(hashtextextended('ringback:slot:' || v_slot, 0));
    -- With the place's lock, no other claim can take it: this query sees every claim that was
    -- faster.
    select count(*) filter (where c.slot is null or c.slot > v_slot),
           coalesce(bool_or(c.slot = v_slot), false)
    into v_above, v_taken
    from public.calls c where c.direction = 'outbound' and private.is_live(c.status);
    exit when v_slot + v_above > p_max;
    if not v_taken then
      return v_slot;
    end if;
  end loop;
  return null;
end;
$$;

-- While leads cannot hear us, only one call at a time is dialed, to find out whether they can
-- again. Returns null, or the answer of begin_call. A trial that was not picked up has found out
-- nothing.
create or replace function private.hold_while_voice_rests(p_id uuid, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_until timestamptz;
begin
  -- Read under its lock: of two claims at once only one may be the trial.
  perform 1 from public.breakers b where b.name = 'voice' and b.opened_at is not null for update;
  if not found then
    return null;
  end if;
  update public.breakers b
  set trial = null, trial_until = null
  where b.name = 'voice' and b.trial is not null and b.trial <> p_id::text and not exists (
    select 1 from public.calls c where c.id = b.trial::uuid
      and (private.is_live(c.status) or (c.ended_at is not null and c.settled_at is null)));
  v_until := private.breaker_asks('voice', p_id::text, interval '20 minutes', p_now);
  if v_until is null then
    return null;
  end if;
  perform public.hold_call(p_id, v_until, 'voice_not_heard',
    'Several people in a row picked up and heard nothing of us; one call at a time tries again.',
    (select jsonb_build_object('calls_in_a_row', b.failures, 'reason', b.reason, 'since', b.opened_at)
     from public.breakers b where b.name = 'voice'), p_now);
  return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', 'voice_not_heard');
end;
$$;

-- Claims a call for dialing. Everything that may forbid it is judged here, at p_now, under locks.
-- p_claim: {claim_id?: of this attempt, worker, from_number?: the own number that calls,
-- deadline_at, open_until, caps: {total, max_live}, limits, number, minute_usd?, evidence, and what
-- take_ceilings reads}; `limits` are caps on calls and texts together, for which the phone number
-- is locked as for texts; `number` is the policy engine's verdict on it, without which there is no
-- claim. Returns {verdict: go, fence, call, lead, max_seconds} or {verdict: skip, status} |
-- {verdict: wait, until, rule} | {verdict: full} | {verdict: denied, rule}.
create or replace function public.begin_call(p_id uuid, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_caps jsonb := p_claim -> 'caps';
  v_count integer;
  v_full jsonb;
  v_before jsonb;
  v_slot integer;
begin
  v_call := private.lock_call(p_id);
  if v_call.id is null then
    return jsonb_build_object('verdict', 'skip', 'status', 'gone');
  end if;
  v_before := private.call_claimed_before(v_call, p_claim ->> 'claim_id');
  if v_before is not null then
    return v_before;
  end if;
  v_before := private.put_off_call(v_call, p_claim, p_now);
  if v_before is not null then
    return v_before;
  end if;

  v_slot := private.free_slot((v_caps ->> 'max_live')::integer);
  if v_slot is null then
    return jsonb_build_object('verdict', 'full');
  end if;
  if exists (select 1 from public.calls c
             where c.lead_phone = v_call.lead_phone and private.is_live(c.status)) then
    perform public.hold_call(p_id, p_now + interval '60 seconds', 'line_busy_with_us',
      'Another call with this number is going on.', null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '60 seconds',
      'rule', 'line_busy_with_us');
  end if;
  select count(*) into v_count from public.calls c
  where c.lead_phone = v_call.lead_phone and c.direction = 'outbound' and c.dialed_at is not null;
  if v_count >= (v_caps ->> 'total')::integer then
    perform public.deny_call(p_id, 'cap_total',
      format('%s calls is the most one number ever gets.', v_caps ->> 'total'),
      jsonb_build_object('calls', v_count), p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'cap_total');
  end if;
  -- Before anything is taken: a call that gets the trial of the audio and is then held would waste
  -- it.
  v_full := private.hold_while_voice_rests(p_id, p_now);
  if v_full is not null then
    return v_full;
  end if;
  v_full := private.full_limit(v_call.lead_phone, p_claim -> 'limits', p_now);
  -- Directly before the claim, because it takes what it finds.
  p_claim := private.with_call_cost(p_claim, v_call);
  v_full := coalesce(v_full,
    private.take_ceilings('calls', false, v_call.api_key_id, p_claim, p_now));
  if v_full is not null then
    perform public.hold_call(p_id, (v_full ->> 'until')::timestamptz, v_full ->> 'rule',
      v_full ->> 'reason', v_full -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_full -> 'until', 'rule', v_full ->> 'rule');
  end if;

  update public.calls
  set status = 'dialing', fence = fence + 1, worker = p_claim ->> 'worker',
      from_number = coalesce(p_claim ->> 'from_number', from_number),
      claim_ids = private.with_claim(claim_ids, p_claim ->> 'claim_id'), slot = v_slot,
      deadline_at = (p_claim ->> 'deadline_at')::timestamptz, dialed_at = p_now, held_reason = null,
      cost_usd = coalesce((p_claim ->> 'cost_usd')::numeric, 0), prefix = p_claim ->> 'prefix',
      minute_usd = (p_claim ->> 'minute_usd')::numeric,
      checks = 0, next_check_at = (p_claim ->> 'deadline_at')::timestamptz, updated_at = p_now
  where id = p_id returning * into v_call;
  perform private.decide(v_call.lead_id, v_call.id, 'allow', 'claimed',
    'Inside the calling window, under every cap, not suppressed.', null, p_claim -> 'evidence', p_now);
  return private.call_claimed(v_call);
end;
$$;

-- The carrier refused the order. p_status: `scheduled` (it would accept it later) or `failed`.
create or replace function public.release_call(
  p_id uuid, p_fence integer, p_status public.call_status, p_run_at timestamptz, p_reason text,
  p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.calls;
begin
  select * into v_before from public.calls where id = p_id for update;
  update public.calls
  set status = p_status,
      run_at = coalesce(p_run_at, run_at),
      -- An order that was never accepted is no attempt and does not count against the caps.
      dialed_at = case when p_status = 'scheduled' then null else dialed_at end,
      end_reason = case when p_status = 'failed' then p_reason end,
      ended_at = case when p_status = 'failed' then p_now end,
      held_reason = case when p_status = 'scheduled' then p_reason end,
      deadline_at = null, next_check_at = null, updated_at = p_now
  -- A check in between may have set it to unknown; the refusal is certain.
  where id = p_id and fence = p_fence and private.is_claimed(status) and call_sid is null;
  if not found then
    return false;
  end if;
  perform private.give_back_ceilings('calls', v_before.api_key_id, v_before.prefix,
    v_before.cost_usd, v_before.dialed_at);
  update public.calls set cost_usd = 0, minute_usd = null where id = p_id;
  return true;
end;
$$;

-- Gives up a claim whose answer was lost; the attempt has not dialed. If the call was claimed, it
-- waits for its next turn. A late claim with this id is refused. Returns whether the call was
-- claimed by it.
create or replace function public.give_up_call_claim(p_id uuid, p_claim_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return false;
  end if;
  if private.claim_state(v_call.claim_ids, p_claim_id::text,
      private.is_claimed(v_call.status) and v_call.call_sid is null) is distinct from 'current' then
    -- At the front, because the last id is the one whose claim holds.
    update public.calls set claim_ids = array_prepend(p_claim_id, claim_ids)
    where id = p_id and not p_claim_id = any (claim_ids);
    return false;
  end if;
  return public.release_call(p_id, v_call.fence, 'scheduled', p_now, 'claim_given_up', p_now);
end;
$$;

-- Stores a carrier event about a call. In any order and number of deliveries, the row ends the
-- same.
--
-- p_event: {provider, kind, call_id?, call_sid, direction?, from, to, status?, enters_from:
-- [statuses from which `status` may be entered], provider_status, sequence, duration_seconds?,
-- answered_by?, end_reason?, payload}. `enters_from` comes from the table in domain/calls/call.ts,
-- so that there is one such table. `result`: recorded | repeated | stranger | conflict;
-- `stream_open`: the gateway has still to report how its stream ended.
create or replace function public.record_call_event(p_event jsonb, p_now timestamptz) returns table (result text, call_id uuid, moved boolean, ended boolean, stream_open boolean)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_sid text := p_event ->> 'call_sid';
  v_call public.calls;
  v_result text := 'recorded';
  v_new boolean;
  v_before public.call_status;
  v_to public.call_status := (p_event ->> 'status')::public.call_status;
  v_moved boolean := false;
  v_ends boolean := private.is_over(v_to);
begin
  select * into v_call from public.calls where call_sid = v_sid for update;
  if not found and p_event ->> 'call_id' is not null then
    select * into v_call from public.calls where id = (p_event ->> 'call_id')::uuid for update;
    if found and v_call.call_sid is null and v_call.dialed_at is not null then
      -- A crash lost our own record of the sid: the event restores it.
      perform private.adopt(v_call.id, v_sid, p_now);
      select * into v_call from public.calls where id = v_call.id;
    elsif found and v_call.call_sid is not null and v_call.call_sid <> v_sid then
      v_result := 'conflict';
    end if;
  end if;

  v_new := private.receipt(
    p_event ->> 'provider', p_event ->> 'kind',
    concat_ws('/', v_sid, p_event ->> 'provider_status', p_event ->> 'sequence'), v_result, p_now);
  insert into public.call_events
    (call_id, call_sid, kind, direction, from_number, to_number, call_status, status, duration, sequence,
     payload, received_at)
  values
    (case when v_result = 'recorded' then v_call.id end, v_sid, p_event ->> 'kind',
     coalesce(v_call.direction, (p_event ->> 'direction')::public.call_direction), p_event ->> 'from', p_event ->> 'to', p_event ->> 'provider_status',
     v_to, (p_event ->> 'duration_seconds')::integer, (p_event ->> 'sequence')::integer,
     coalesce(p_event -> 'payload', '{}'), p_now)
  on conflict do nothing;

  if v_call.id is null then
    return query select 'stranger', null::uuid, false, false, false;
    return;
  end if;
  if v_result = 'conflict' then
    return query select 'conflict', v_call.id, false, false, false;
    return;
  end if;

  v_before := v_call.status;
  if v_to is not null and v_before::text in (
    select jsonb_array_elements_text(p_event -> 'enters_from')
  ) then
    v_moved := true;
  end if;
  update public.calls c
  set status = case when v_moved then v_to else c.status end,
      answered_at = case
        when c.answered_at is null and (v_to = 'in_progress' or (v_to = 'completed' and v_moved))
        then p_now else c.answered_at end,
      answered_by = coalesce(p_event ->> 'answered_by', c.answered_by),
      duration_seconds = coalesce((p_event ->> 'duration_seconds')::integer, c.duration_seconds),
      ended_at = case when v_moved and v_ends then coalesce(c.ended_at, p_now) else c.ended_at end,
      end_reason = case when v_moved and v_ends
        then coalesce(c.end_reason, p_event ->> 'end_reason') else c.end_reason end,
      next_check_at = case
        when not private.is_live(case when v_moved then v_to else c.status end) then null
        when v_moved and v_to = 'in_progress'
          then p_now + make_interval(secs => 60 + coalesce(
            (select a.max_seconds from public.agents a where a.id = c.agent_id), 900))
        when v_moved then p_now + interval '120 seconds'
        else c.next_check_at end,
      updated_at = p_now
  where c.id = v_call.id
    and (v_moved
      or (p_event ->> 'answered_by' is not null and c.answered_by is distinct from p_event ->> 'answered_by')
      or (p_event ->> 'duration_seconds' is not null and c.duration_seconds is null));
  return query select case when v_new then 'recorded' else 'repeated' end, v_call.id, v_moved,
    v_moved and v_ends, v_call.stream_open_since is not null;
end;
$$;

-- Stores what the carrier's list says about a call without a sid. Found: it is adopted. Not found
-- at the last look: it is presumed not placed, and the next attempt decides. Returns moved_on |
-- adopted | presumed_not_placed | not_found_yet.
create or replace function public.record_lookup(
  p_id uuid, p_fence integer, p_call_sid text, p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_next timestamptz;
begin
  select * into v_call from public.calls where id = p_id for update;
  -- A live call without a sid has an unknown outcome, whether or not a check has said so; only a
  -- dial before its deadline may still get its sid from us.
  if not found or v_call.fence <> p_fence or v_call.call_sid is not null
     or not private.is_live(v_call.status)
     or (v_call.status = 'dialing' and v_call.deadline_at > p_now) then
    return 'moved_on';
  end if;
  if p_call_sid is not null then
    perform private.adopt(p_id, p_call_sid, p_now);
    return 'adopted';
  end if;
  v_next := private.look_again_at(coalesce(v_call.dialed_at, v_call.created_at), p_now);
  if v_next is null then
    update public.calls
    set status = 'failed', end_reason = 'presumed_not_placed', ended_at = p_now,
        next_check_at = null, updated_at = p_now
    where id = p_id;
    return 'presumed_not_placed';
  end if;
  update public.calls
  set checks = checks + 1, next_check_at = v_next, updated_at = p_now
  where id = p_id;
  return 'not_found_yet';
end;
$$;

-- Orders a call. p_call: {id, lead_id?, to, extension?, name?, country?, timezone?, agent_id?,
-- provider, voice, priority, message?, run_at, campaign_id?, metadata, origin,
-- idempotency_key_hash?, request_hash?, api_key_id?: of the caller, decision: {verdict, rule,
-- reason, hold_until?, evidence}, as_unknown?: whether it was decided without a known lead}.
-- Returns {result: scheduled | merged | replayed | key_reused | no_such_lead | no_such_agent |
-- suppressed | own_number | judge_anew, call?, lead?}; merged: another order is for this call
-- already; judge_anew: the number is that of a lead whose record says more about its place, and
-- nothing is written.
create or replace function public.schedule_call(p_call jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_lead public.leads;
  v_known public.idempotency_keys;
  v_key text := p_call ->> 'idempotency_key_hash';
  v_decision jsonb := p_call -> 'decision';
  v_run_at timestamptz := (p_call ->> 'run_at')::timestamptz;
begin
  if v_key is not null then
    perform pg_advisory_xact_lock(hashtextextended(v_key, 0));
    select * into v_known from public.idempotency_keys where key_hash = v_key;
    if found then
      if v_known.request_hash <> p_call ->> 'request_hash' then
        return jsonb_build_object('result', 'key_reused');
      end if;
      select * into v_call from public.calls where id = v_known.call_id;
      return jsonb_build_object('result', 'replayed', 'call', to_jsonb(v_call));
    end if;
  end if;

  perform private.lock_phone(p_call ->> 'to');
  if p_call ->> 'lead_id' is not null then
    select * into v_lead from public.leads where id = (p_call ->> 'lead_id')::bigint;
    if not found then
      return jsonb_build_object('result', 'no_such_lead');
    end if;
  else
    select * into v_lead from public.leads
    where phone = p_call ->> 'to' and phone_extension is not distinct from p_call ->> 'extension';
    if (p_call ->> 'as_unknown')::boolean and private.has_place(v_lead) then
      return jsonb_build_object('result', 'judge_anew', 'lead', to_jsonb(v_lead));
    end if;
  end if;
  if private.is_ours(p_call ->> 'to') then
    return jsonb_build_object('result', 'own_number');
  end if;
  if p_call ->> 'agent_id' is not null
     and not exists (select 1 from public.agents where id = (p_call ->> 'agent_id')::uuid) then
    return jsonb_build_object('result', 'no_such_agent');
  end if;
  if private.is_suppressed(p_call ->> 'to', 'voice') then
    perform private.decide(v_lead.id, null, 'deny', 'suppressed',
      'The number is on the do-not-contact list.', null, null, p_now);
    return jsonb_build_object('result', 'suppressed');
  end if;

  if v_key is null then
    v_call := private.same_order(p_call ->> 'to', coalesce(p_call ->> 'extension', v_lead.phone_extension),
      coalesce((p_call ->> 'agent_id')::uuid, (select id from public.agents where is_default)),
      greatest(v_run_at, coalesce((v_decision ->> 'hold_until')::timestamptz, v_run_at)), v_run_at);
    if v_call.id is not null then
      return jsonb_build_object('result', 'merged',
        'call', to_jsonb(private.merge_order(v_call, p_call, p_now)));
    end if;
  end if;

  -- Only a number that may be called becomes a lead: a suppressed one is not stored again.
  if v_lead.id is null then
    insert into public.leads (phone, phone_extension, name, country, timezone, source, created_at,
      updated_at)
    values (p_call ->> 'to', p_call ->> 'extension', p_call ->> 'name', p_call ->> 'country',
            p_call ->> 'timezone', 'call', p_now, p_now)
    on conflict (phone, phone_extension) do nothing;
    select * into v_lead from public.leads
    where phone = p_call ->> 'to' and phone_extension is not distinct from p_call ->> 'extension';
  end if;

  v_call := private.write_call(p_call, v_lead.id, p_now);
  if v_key is not null then
    insert into public.idempotency_keys (key_hash, request_hash, call_id, created_at)
    values (v_key, p_call ->> 'request_hash', v_call.id, p_now);
  end if;
  return jsonb_build_object('result', 'scheduled', 'call', to_jsonb(v_call));
end;
$$;

-- Settles an ended call. p_next: {redial: {id, run_at} | null, stop_reason?, reached?, judged_on?,
-- voice?}. `judged_on` is what was known of the audio; if more is known by now, nothing is written.
-- `reached` and `voice`: see after_silence. `result`: settled | already | not_ended | changed.
create or replace function public.settle_call(p_id uuid, p_next jsonb, p_now timestamptz) returns table (result text, redial_id uuid, has_words boolean)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_call public.calls;
  v_redial uuid;
  v_has_words boolean;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found or v_call.ended_at is null then
    return query select 'not_ended', null::uuid, false;
    return;
  end if;
  v_has_words := exists (
    select 1 from public.conversation_transcripts t where t.call_sid = v_call.call_sid);
  if v_call.settled_at is not null then
    select id into v_redial from public.calls where redial_of = p_id;
    return query select 'already', v_redial, v_has_words;
    return;
  end if;
  if private.heard_on(v_call) is distinct from coalesce(p_next -> 'judged_on', private.heard_on(v_call)) then
    return query select 'changed', null::uuid, v_has_words;
    return;
  end if;
  update public.calls
  set settled_at = p_now, reached = (p_next ->> 'reached')::boolean,
      silence_reason = coalesce(silence_reason, p_next ->> 'silence_reason'), updated_at = p_now
  where id = p_id returning * into v_call;
  perform private.after_silence(v_call, p_next, p_now);
  perform private.settle_call_cost(v_call, p_now);

  if p_next -> 'redial' ->> 'id' is not null and private.can_be_rung(v_call.lead_phone) then
    insert into public.calls (
      id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
      message, origin, campaign_id, metadata, run_at, dial, redial_of, created_at, updated_at
    ) values (
      (p_next -> 'redial' ->> 'id')::uuid, v_call.lead_id, v_call.agent_id, 'outbound',
      v_call.provider, v_call.voice,
      -- A caller is called back.
      case v_call.direction when 'inbound' then v_call.lead_phone else v_call.to_number end,
      v_call.lead_phone, 'scheduled',
      v_call.priority, v_call.message, 'redial', v_call.campaign_id, v_call.metadata,
      (p_next -> 'redial' ->> 'run_at')::timestamptz, v_call.dial + 1, p_id, p_now, p_now
    ) on conflict (redial_of) do nothing returning id into v_redial;
    perform private.decide(v_call.lead_id, v_redial, 'hold', 'redial',
      p_next ->> 'reason', (p_next -> 'redial' ->> 'run_at')::timestamptz,
      jsonb_build_object('after_call', p_id, 'ended_as', v_call.status), p_now);
  elsif v_call.reached is false and v_call.status = 'completed' and p_next ->> 'person' is not null then
    -- The lead picked up and we failed: the call is for a person to review, and the lead does not
    -- count as unreachable.
    perform private.keep_analysis(jsonb_build_object('call_id', v_call.id, 'call_sid', v_call.call_sid,
      'lead_id', v_call.lead_id, 'channel', 'call', 'status', 'needs_review', 'decided_by', 'nobody',
      'summary', p_next ->> 'person', 'failure', 'not_heard: ' || v_call.silence_reason), p_now);
  elsif p_next ->> 'stop_reason' in ('dials_spent', 'bad_number') then
    update public.leads
    set lead_status = case when lead_status = 'do_not_contact' then lead_status else 'unreachable' end,
        outcome = coalesce(outcome, 'no_response'), outcome_at = coalesce(outcome_at, p_now),
        updated_at = p_now
    where id = v_call.lead_id;
  end if;
  return query select 'settled', v_redial, v_has_words;
end;
$$;

-- Once a call is analysed, waiting calls to the same number are judged again; at the end of the
-- transaction, because the call that the lead asked for is planned in it.
create or replace function private.talk_judges_orders() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := (select c.lead_phone from public.calls c where c.id = new.call_id);
  v_call public.calls;
  v_no jsonb;
begin
  perform private.lock_phone(v_phone);
  for v_call in
    select * from public.calls c
    where c.lead_phone = v_phone and c.direction = 'outbound' and private.is_waiting(c.status)
    order by c.id
  loop
    v_no := private.talk_objection(v_call, new.updated_at);
    if v_no ->> 'act' = 'deny' then
      perform public.deny_call(v_call.id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence',
        new.updated_at);
    end if;
  end loop;
  -- A call that was held for this verdict need not wait for its next look.
  update public.calls set run_at = least(run_at, new.updated_at), updated_at = new.updated_at
  where lead_phone = v_phone and status = 'held' and held_reason = 'talk_not_judged';
  return null;
end;
$$;

-- Decides how an answered call goes on, before any audio. It restores the sid if a crash lost it.
-- Returns {verdict: stream | over | hangup | apology | transfer | duplicate | no_media | stranger,
-- call_id?, tries?, transfer_number?, language?}. tries: streams offered in a row that were not
-- opened, without this one. A call that was just picked up gets five, one in the middle of a
-- conversation ten, and no call more than five that were opened; then the verdict is no_media for
-- good.
create or replace function public.open_voice(
  p_call_id uuid, p_call_sid text, p_token_hash text, p_token_expires_at timestamptz,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_agent public.agents;
begin
  select * into v_call from public.calls where id = p_call_id for update;
  if not found then
    select * into v_call from public.calls where call_sid = p_call_sid for update;
    if not found then
      return jsonb_build_object('verdict', 'stranger');
    end if;
  end if;
  if v_call.call_sid is null and v_call.dialed_at is not null then
    perform private.adopt(v_call.id, p_call_sid, p_now);
    select * into v_call from public.calls where id = v_call.id;
  end if;
  if v_call.call_sid is distinct from p_call_sid then
    return jsonb_build_object('verdict', 'duplicate', 'call_id', v_call.id);
  end if;
  if not private.is_live(v_call.status) then
    return jsonb_build_object('verdict', 'over', 'call_id', v_call.id);
  end if;
  select * into v_agent from public.agents where id = v_call.agent_id;
  if v_call.wrap_up = 'human' and v_agent.transfer_number is not null then
    return jsonb_build_object('verdict', 'transfer', 'call_id', v_call.id,
      'transfer_number', v_agent.transfer_number);
  end if;
  if v_call.wrap_up is null and (v_call.streams_opened >= 5
     or v_call.stream_tries >= (case when v_call.streams_opened = 0 then 5 else 10 end)) then
    update public.calls
    set wrap_up = 'hangup', wrap_up_reason = 'no_media', silence_reason = 'no_media',
        stream_token_hash = null,
        stream_token_expires_at = null, updated_at = p_now
    where id = v_call.id
    returning * into v_call;
  end if;
  if v_call.wrap_up_reason = 'no_media' then
    return jsonb_build_object('verdict', 'no_media', 'call_id', v_call.id, 'language', v_agent.language);
  end if;
  if v_call.wrap_up = 'apology' then
    return jsonb_build_object('verdict', 'apology', 'call_id', v_call.id, 'language', v_agent.language);
  end if;
  if v_call.wrap_up is not null
     or (v_call.direction = 'outbound' and private.is_suppressed(v_call.lead_phone, 'voice')) then
    return jsonb_build_object('verdict', 'hangup', 'call_id', v_call.id);
  end if;
  update public.calls
  set stream_token_hash = p_token_hash, stream_token_expires_at = p_token_expires_at,
      status = 'in_progress', answered_at = coalesce(answered_at, p_now),
      -- A connected call opens its stream at once. If it does not, the connection may be dead.
      next_check_at = p_now + interval '15 seconds',
      stream_tries = stream_tries + 1, updated_at = p_now
  where id = v_call.id;
  return jsonb_build_object('verdict', 'stream', 'call_id', v_call.id, 'tries', v_call.stream_tries,
    'language', v_agent.language);
end;
$$;

-- Stores the carrier's sid of a text. The delay of the campaign's next step counts from here.
create or replace function private.accept_text(
  p_id uuid, p_sid text, p_status public.delivery_status, p_segments integer, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  update public.sms_messages m
  set provider_sid = p_sid,
      -- It was presumed not sent, and was: the carrier knows better.
      delivery_status = case when private.is_claimed(m.delivery_status) or m.delivery_status = 'failed'
        then coalesce(p_status, 'queued') else m.delivery_status end,
      delivery_error = null, sent_at = coalesce(m.sent_at, p_now), deadline_at = null,
      segments = coalesce(p_segments, m.segments),
      -- Not every carrier reports the delivery: after ten minutes it is asked.
      next_check_at = p_now + interval '10 minutes', updated_at = p_now
  where m.message_id = p_id and m.provider_sid is null
  returning * into v_message;
  if not found then
    return;
  end if;
  perform private.replace_text_cost(v_message, p_segments, null);
  -- No second attempt is needed.
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'first_try_was_sent', enqueue_at = null,
      updated_at = p_now
  where retry_of = p_id and private.is_waiting(delivery_status);
  update public.sms_conversations
  set last_outbound_at = p_now, last_activity_at = greatest(last_activity_at, p_now),
      updated_at = p_now
  where id = v_message.conversation_id;
  if v_message.enrollment_id is not null then
    perform private.advance_enrollment(v_message.enrollment_id, v_message.step, p_now);
  end if;
  update public.leads
  set lead_status = case when lead_status in ('new', 'unreachable') then 'contacted' else lead_status end,
      last_contacted_at = p_now, updated_at = p_now
  where id = v_message.lead_id;
end;
$$;

-- Acts on a failed text. p_next, from the caller's table of codes: {retry_at?, stop?: reason,
-- suppress?: {scope, source, words?}, rest_until?: for the sender}. A step that failed for good is
-- done: the campaign goes on with the next one, unless it is stopped. Returns the id of the new
-- attempt, or null.
create or replace function private.after_failure(p_message public.sms_messages, p_next jsonb, p_now timestamptz)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_retry uuid;
begin
  perform private.rest_sender(p_message.sender, (p_next ->> 'rest_until')::timestamptz,
    p_message.delivery_error, p_now);
  if jsonb_typeof(p_next -> 'suppress') = 'object' then
    perform public.suppress(p_message.lead_phone, p_next -> 'suppress' ->> 'scope',
      p_next -> 'suppress' ->> 'source', p_next -> 'suppress' ->> 'words', null, p_now);
    perform private.end_conversation(p_message.conversation_id, 'discarded', 'opted_out',
      jsonb_build_object('message_id', p_message.message_id, 'error', p_message.delivery_error), p_now);
    if p_next -> 'suppress' ->> 'scope' <> 'voice' then
      perform private.end_conversations(p_message.lead_phone,
        jsonb_build_object('source', 'carrier', 'error', p_message.delivery_error), p_now);
    end if;
    return null;
  end if;
  if p_next ->> 'stop' is not null then
    update public.sms_messages m
    set delivery_status = 'canceled', suppressed_reason = p_next ->> 'stop', enqueue_at = null,
        updated_at = p_now
    where m.enrollment_id = p_message.enrollment_id and private.is_waiting(m.delivery_status);
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = p_next ->> 'stop', message_id = null, ended_at = p_now,
        updated_at = p_now
    where id = p_message.enrollment_id and private.is_live(status);
    return null;
  end if;
  if p_message.enrollment_id is not null then
    perform private.advance_enrollment(p_message.enrollment_id, p_message.step, p_now);
  end if;
  -- Attempts end somewhere, also where only a person could have mended the cause and none has.
  if p_next ->> 'retry_at' is not null and p_message.attempt < 8
     and not private.is_suppressed(p_message.lead_phone, 'sms') then
    v_retry := private.try_again(p_message, (p_next ->> 'retry_at')::timestamptz, p_now);
  end if;
  return v_retry;
end;
$$;

-- Why a campaign's step must not be sent now, as objection returns it. p_owner: the owner of its
-- conversation.
create or replace function private.campaign_objection(
  p_message public.sms_messages, p_owner public.conversation_owner, p_now timestamptz
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_enrollment public.sms_campaign_enrollments;
  v_campaign public.campaigns;
begin
  select * into v_enrollment from public.sms_campaign_enrollments where id = p_message.enrollment_id;
  if not found or v_enrollment.status in ('paused', 'stopped')
     or (v_enrollment.status = 'completed' and p_message.retry_of is null) then
    return jsonb_build_object('act', 'put_back',
      'rule', 'enrollment_' || coalesce(v_enrollment.status::text, 'gone'),
      'reason', 'The campaign lets this lead be.');
  end if;
  -- An enrollment that has completed is not paused any more, so what would have paused it is
  -- checked here.
  if v_enrollment.status = 'completed' and exists (
    select 1 from public.sms_conversations v
    where v.lead_phone = p_message.lead_phone and (v.last_inbound_at >= v_enrollment.ended_at
      or (v.ended_at >= v_enrollment.ended_at and v.end_reason <> 'silent'))) then
    return jsonb_build_object('act', 'put_back', 'rule', 'conversation_went_on',
      'reason', 'The lead has answered meanwhile, or the conversation is over.');
  end if;
  -- A second attempt of a step is useless once the next step is on its way.
  if v_enrollment.next_step <> p_message.step + (case when p_message.retry_of is null then 0 else 1 end) then
    return jsonb_build_object('act', 'put_back', 'rule', 'overtaken',
      'reason', 'The campaign is further already.');
  end if;
  select * into v_campaign from public.campaigns where id = p_message.campaign_id;
  if v_campaign.status = 'paused' and p_message.retry_of is not null then
    -- The step counts as done and is not planned again, so the attempt itself waits. Resuming the
    -- campaign releases it; the hour is for a release that missed it.
    return jsonb_build_object('act', 'hold', 'rule', 'campaign_paused',
      'reason', 'The campaign does not run.', 'until', p_now + interval '1 hour');
  end if;
  if v_campaign.status <> 'running' then
    return jsonb_build_object('act', 'put_back', 'rule', 'campaign_' || v_campaign.status,
      'reason', 'The campaign does not run.');
  end if;
  if not private.has_consent(p_message.lead_phone, 'text', p_now) then
    return jsonb_build_object('act', 'deny', 'rule', 'no_consent',
      'reason', 'There is no consent for texts.');
  end if;
  if p_owner in ('human', 'paused') then
    return jsonb_build_object('act', 'put_back', 'rule', 'not_ai_owned',
      'reason', 'A person is in this conversation.');
  end if;
  return null;
end;
$$;

-- Why a text must not be sent now, apart from what is counted: null, or {act: deny | hold |
-- put_back, rule, reason, until?}. The caller has locked the phone number.
create or replace function private.objection(p_message public.sms_messages, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_words jsonb;
begin
  if private.is_switched_off('texts') then
    return jsonb_build_object('act', 'hold', 'rule', 'switched_off',
      'reason', 'Somebody has switched all texts off.', 'until', p_now + interval '5 minutes');
  end if;
  if private.is_ours(p_message.lead_phone) then
    return jsonb_build_object('act', 'deny', 'rule', 'own_number',
      'reason', 'The number is one of our own.');
  end if;
  select * into v_conversation from public.sms_conversations where id = p_message.conversation_id;
  if p_message.kind in ('campaign', 'single') or (p_message.kind = 'human' and v_conversation.last_inbound_at is null) then
    if private.inbound_unread(p_now) is not null then
      return private.inbound_unread(p_now) || jsonb_build_object('act', 'hold');
    end if;
  end if;
  if private.is_suppressed(p_message.lead_phone, 'sms') then
    -- Two notices may still be sent: the confirmation of an opt-out, and where help is.
    if p_message.notice is distinct from 'help' and (p_message.notice is distinct from 'opt_out'
       or p_now > p_message.created_at + interval '5 minutes') then
      return jsonb_build_object('act', 'deny', 'rule', 'suppressed',
        'reason', 'The number is on the do-not-contact list.');
    end if;
  end if;
  v_words := private.words_objection(p_message, p_now);
  if v_words is not null then
    return v_words;
  end if;
  -- A closing line belongs to a conversation that it has ended itself; once that is open again, its
  -- owner decides.
  if p_message.kind = 'reply' or p_message.notice = 'closing' then
    if v_conversation.owner <> 'ai' and not (p_message.notice = 'closing' and v_conversation.owner = 'closed') then
      return jsonb_build_object('act', 'deny', 'rule', 'not_ai_owned',
        'reason', 'The conversation is not the agent''s any more.');
    end if;
    -- A person has written since, and has closed the conversation or handed it back.
    if exists (select 1 from public.sms_messages h
               where h.conversation_id = p_message.conversation_id and h.author = 'human'
                 and h.seq > p_message.in_reply_to_seq) then
      return jsonb_build_object('act', 'deny', 'rule', 'person_spoke',
        'reason', 'A person has answered instead.');
    end if;
    if v_conversation.last_inbound_seq <> p_message.in_reply_to_seq then
      return jsonb_build_object('act', 'deny', 'rule', 'newer_inbound',
        'reason', 'The lead has said something newer.');
    end if;
  end if;
  if p_message.kind = 'single' and not private.has_consent(p_message.lead_phone, 'text', p_now) then
    return jsonb_build_object('act', 'deny', 'rule', 'no_consent',
      'reason', 'There is no consent for texts.');
  end if;
  if p_message.kind = 'campaign' then
    return private.campaign_objection(p_message, v_conversation.owner, p_now);
  end if;
  return null;
end;
$$;

-- Holds, denies or puts back a text. p_no: as objection returns it. Returns the answer of
-- begin_message.
create or replace function private.put_off_text(p_message public.sms_messages, p_no jsonb, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if p_no ->> 'act' = 'hold' then
    perform public.hold_message(p_message.message_id, (p_no ->> 'until')::timestamptz, p_no ->> 'rule',
      p_no ->> 'reason', p_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_no -> 'until', 'rule', p_no ->> 'rule');
  elsif p_no ->> 'act' = 'deny' then
    perform public.deny_message(p_message.message_id, p_no ->> 'rule', p_no ->> 'reason', p_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', p_no ->> 'rule');
  end if;
  -- This row is canceled and the step stays due: where the campaign goes on, it is planned again.
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = p_no ->> 'rule', enqueue_at = null,
      updated_at = p_now
  where message_id = p_message.message_id;
  update public.sms_campaign_enrollments e
  set message_id = null, updated_at = p_now,
      status = case when e.status = 'active' and p_no ->> 'rule' = 'not_ai_owned' then 'paused' else e.status end,
      reason = case when e.status = 'active' and p_no ->> 'rule' = 'not_ai_owned' then 'not_ai_owned' else e.reason end
  where e.message_id = p_message.message_id;
  perform private.decide_text(p_message.lead_id, p_message.message_id, 'hold', p_no ->> 'rule', p_no ->> 'reason',
    null, null, p_now);
  return jsonb_build_object('verdict', 'denied', 'rule', p_no ->> 'rule');
end;
$$;

-- Null: the sender is free for this text, and stays so until the end of the transaction. Otherwise
-- {rule: sender_pace | sender_rests, until, reason}. A text may be sent half a second ahead of the
-- pace, an answer a whole second: it finds the sender free while a campaign still waits.
create or replace function private.sender_objection(
  p_message public.sms_messages, p_segments integer, p_usual numeric, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_sender public.senders;
  v_answers boolean := private.is_answer(p_message.kind);
  v_pace numeric;
  v_turn timestamptz;
begin
  select * into v_sender from public.senders where sender = p_message.sender for update;
  if not found then
    return null;
  end if;
  if v_sender.rests_until > p_now then
    return jsonb_build_object('rule', 'sender_rests', 'until', v_sender.rests_until,
      'reason', format('The carrier takes nothing from this sender for a while (%s).', v_sender.rest_reason));
  end if;
  v_pace := coalesce(v_sender.per_second, p_usual, v_sender.usual_per_second);
  v_turn := v_sender.free_at - make_interval(
    secs => (case when v_answers then greatest(1, 1 / v_pace) else 0.5 end)::double precision);
  if v_turn <= p_now then
    return null;
  end if;
  v_turn := greatest(v_turn, case when v_answers then v_sender.next_answer_at else v_sender.next_other_at end);
  if v_turn > p_now + interval '5 seconds' then
    -- Too long for a job to wait: the text goes back to waiting in its row, where it costs nothing.
    update public.sms_messages set enqueue_at = send_at where message_id = p_message.message_id;
  else
    update public.sms_messages set enqueue_at = v_turn + interval '20 seconds'
    where message_id = p_message.message_id;
    update public.senders s
    set next_answer_at = case when v_answers then v.next else s.next_answer_at end,
        next_other_at = case when v_answers then s.next_other_at else v.next end
    from (select v_turn + make_interval(secs => (p_segments / v_pace)::double precision) as next) v
    where s.sender = p_message.sender;
  end if;
  return jsonb_build_object('rule', 'sender_pace', 'until', v_turn,
    'reason', 'The sender has sent what it may send for the moment.');
end;
$$;

-- Claims a text for sending. Everything that may forbid it is judged here, at p_now, under the lock
-- of the phone number, and the sender's turn is taken. p_claim: {claim_id?: of this attempt,
-- worker, deadline_at, open_until, valid_until?, limits, number, segments?, per_second?,
-- notices_per_day?, body?, variant?, step_version?, evidence, and what take_ceilings reads}. `body`
-- is given for a campaign's step, whose words are made when it is sent; `step_version` is the
-- version they were made from; `per_second` is the usual pace of such a sender. A short wait for
-- the sender's turn (`sender_pace`) is no hold and leaves the row as it is. Returns {verdict: go,
-- fence, message, conversation} or {verdict: skip, status} | {verdict: wait, until, rule} |
-- {verdict: denied, rule}.
create or replace function public.begin_message(p_id uuid, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_campaign public.campaigns;
  v_no jsonb;
  v_until timestamptz;
  v_cost numeric := coalesce((p_claim ->> 'cost_usd')::numeric, 0);
  v_segments integer := greatest(1, coalesce((p_claim ->> 'segments')::integer, 1));
  v_usual numeric := (p_claim ->> 'per_second')::numeric;
  v_before jsonb;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return jsonb_build_object('verdict', 'skip', 'status', 'gone');
  end if;
  v_before := private.message_claimed_before(v_message, p_claim ->> 'claim_id');
  if v_before is not null then
    return v_before;
  end if;
  v_before := private.text_not_due(v_message, p_claim, p_now);
  if v_before is not null then
    return v_before;
  end if;

  v_no := coalesce(private.number_objection(p_claim -> 'number', v_message.lead_phone),
    private.objection(v_message, p_now), private.notice_objection(v_message, p_claim, p_now));
  if v_no is null then
    v_no := private.reached_cap(v_message, p_claim -> 'limits', p_now) || jsonb_build_object('act', 'hold');
  end if;
  if v_no is not null then
    return private.put_off_text(v_message, v_no, p_now);
  end if;

  if v_message.kind = 'campaign' then
    if v_message.retry_of is null and exists (
      select 1 from public.campaign_steps s
      where s.campaign_id = v_message.campaign_id and s.position = v_message.step
        and s.version <> coalesce((p_claim ->> 'step_version')::integer, s.version)) then
      return jsonb_build_object('verdict', 'wait', 'until', p_now, 'rule', 'step_edited');
    end if;
  end if;
  -- A single text may be counted with a campaign, too.
  select * into v_campaign from public.campaigns where id = v_message.campaign_id;
  if coalesce(v_message.body, p_claim ->> 'body') is null then
    raise exception 'begin_message: a text without words' using errcode = '22004';
  end if;

  v_no := private.sender_objection(v_message, v_segments, v_usual, p_now);
  if v_no is not null then
    v_until := (v_no ->> 'until')::timestamptz;
    -- A rest of the sender for some seconds is a wait like any other.
    if v_no ->> 'rule' = 'sender_rests' and v_until > p_now + interval '1 minute' then
      perform public.hold_message(p_id, v_until, 'sender_rests', v_no ->> 'reason', null, p_now);
    end if;
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_no ->> 'rule');
  end if;
  v_no := private.take_money(v_message, v_campaign, v_cost, p_claim, p_now);
  if v_no is not null then
    return v_no;
  end if;

  perform private.take_turn(v_message.sender, v_segments, v_usual, p_now);
  v_message := private.mark_sending(v_message, v_campaign.timezone, v_cost, v_segments, p_claim, p_now);
  return private.message_claimed(v_message);
end;
$$;

-- How many texts each sender can still be given until p_now + p_ahead: {sender, pace, opens_at,
-- room: texts, given: jobs that are under way}. A text counts as one segment here; longer ones are
-- found out at their claim.
create or replace function private.sender_rooms(p_ahead interval, p_now timestamptz)
returns table (sender text, pace numeric, opens_at timestamptz, room integer, given integer)
language sql stable security definer set search_path = '' as $$
  select o.sender, o.pace, o.opens_at,
    -- An upper bound, however fast the sender is.
    least(ceil(extract(epoch from p_now + p_ahead - o.opens_at) * o.pace), 10000)::integer,
    (select count(*)::integer from public.sms_messages m
     where m.sender = o.sender and private.is_waiting(m.delivery_status)
       and m.enqueue_at > m.send_at and m.enqueue_at > p_now + p_ahead)
  from (
    select s.sender, coalesce(s.per_second, s.usual_per_second) as pace,
           greatest(p_now, s.free_at, s.rests_until) as opens_at
    from public.senders s) o
  where o.opens_at < p_now + p_ahead;
$$;

-- The first half of the sweep: plans the steps that are due in running campaigns, as many as each
-- sender has room for. Returns how many. Rows are found by key, as in claim_due_messages.
create or replace function private.plan_due_steps(p_ahead interval, p_now timestamptz, p_limit integer)
returns integer
language plpgsql security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_ids bigint[];
begin
  -- As many as the sender has room for. Calls have a pace of their own.
  with short as materialized (
    select r.sender, greatest(r.room - r.given - (
      select count(*) from (
        select 1 from public.sms_messages m
        where m.sender = r.sender and private.is_waiting(m.delivery_status)
          and m.kind in ('campaign', 'single') and m.enqueue_at <= p_now + p_ahead
        limit r.room) line), 0) as places
    from private.sender_rooms(p_ahead, p_now) r
  ), running as materialized (
    select c.id, c.sender, coalesce(f.places, 0) as places, exists (
      select 1 from public.campaign_steps s where s.campaign_id = c.id and s.channel = 'call') as rings
    from public.campaigns c left join short f on f.sender = c.sender
    where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now)
  ), near as materialized (
    select e.id, e.lead_phone, e.next_message_at, e.is_call, c.places,
      row_number() over (partition by c.sender, e.is_call order by e.next_message_at) as place
    from running c cross join lateral (
      select x.id, x.lead_phone, x.next_message_at, exists (
        select 1 from public.campaign_steps s
        where s.campaign_id = x.campaign_id and s.position = x.next_step and s.channel = 'call'
      ) as is_call
      from public.sms_campaign_enrollments x
      where x.campaign_id = c.id and x.status = 'active' and x.message_id is null
        and x.call_id is null and x.next_message_at <= p_now + p_ahead
      order by x.next_message_at limit case when c.rings then p_limit else least(c.places, p_limit) end
    ) e
  ), picked as materialized (
    -- One place of each sender after the other, so that a sender with many texts does not use up
    -- the limit.
    select n.id, n.lead_phone from near n
    where n.is_call or n.place <= n.places
    order by n.place, n.next_message_at limit p_limit
  )
  select array_agg(p.id) into v_ids from picked p
  where pg_try_advisory_xact_lock(hashtextextended('ringback:text:' || p.lead_phone, 0));
  return case when v_ids is null then 0 else private.plan_steps(v_ids, p_now) end;
end;
$$;

-- The sweep of texts. It plans the steps that are due in running campaigns, then returns the texts
-- that belong into the queue: of each sender what it can send before p_now + p_ahead, answers
-- first, each with the time of its turn. All others stay where they are, and the texts of one
-- sender hide none of another. A returned text is leased, so that a lost job comes back soon. The
-- cost is that of the returned texts; later ones are not read. Texts of locked phone numbers wait
-- for the next sweep. Returns {planned, due: [{id, fence, send_at, turn_at, again, sender, kind}]};
-- `again`: it was returned before and was not sent.
--
-- Rows are found by their keys and never joined whole: on tables without statistics the planner
-- does not know how few are meant.
create or replace function public.claim_due_messages(p_ahead interval, p_now timestamptz, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_planned integer;
  v_due jsonb;
begin
  v_planned := private.plan_due_steps(p_ahead, p_now, p_limit);
  with line as materialized (
    select r.sender, r.opens_at, r.pace, r.given, m.message_id, m.rank,
      row_number() over (partition by r.sender order by m.rank, m.enqueue_at) as place
    from private.sender_rooms(p_ahead, p_now) r cross join lateral (
      (select a.message_id, a.enqueue_at, 0 as rank from public.sms_messages a
       where a.sender = r.sender and private.is_waiting(a.delivery_status)
         and a.kind not in ('campaign', 'single') and a.enqueue_at <= p_now + p_ahead
       order by a.enqueue_at limit least(r.room, p_limit))
      union all
      (select o.message_id, o.enqueue_at, 1 from public.sms_messages o
       where o.sender = r.sender and private.is_waiting(o.delivery_status)
         and o.kind in ('campaign', 'single') and o.enqueue_at <= p_now + p_ahead
       order by o.enqueue_at limit least(greatest(r.room - r.given, 0), p_limit))
    ) m
  ), turns as materialized (
    -- Answers go ahead of the texts that are in the queue already.
    select l.message_id, l.opens_at + make_interval(secs => ((l.place - 1
      + case l.rank when 0 then 0 else l.given end) / l.pace)::double precision) as turn_at
    from line l
    order by l.place, turn_at limit p_limit
  ), mine as (
    select m.message_id, m.enqueue_at, t.turn_at from turns t cross join lateral (
      select x.message_id, x.enqueue_at from public.sms_messages x
      where x.message_id = t.message_id and private.is_waiting(x.delivery_status)
        and x.enqueue_at <= p_now + p_ahead
      limit 1 for update skip locked) m
  ), given as (
    update public.sms_messages m
    set enqueue_at = greatest(m.send_at, n.turn_at) + p_ahead + interval '15 seconds'
    from mine n where m.message_id = n.message_id
    returning m.message_id, m.fence, m.send_at, m.kind, m.sender,
      greatest(m.send_at, n.turn_at) as turn_at, n.enqueue_at > m.send_at as again
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', g.message_id, 'fence', g.fence,
    'send_at', g.send_at, 'turn_at', g.turn_at, 'again', g.again, 'kind', g.kind,
    'sender', g.sender) order by g.turn_at), '[]') into v_due
  from given g;
  return jsonb_build_object('planned', v_planned, 'due', v_due);
end;
$$;

-- Writes a decision for a text that was taken back before it left. Many functions take texts back
-- (for a reply, an opt-out, a person who writes, a paused campaign); each stores its rule in the
-- row, and at the end of the transaction this trigger makes a decision of it, unless the function
-- has written a better one.
create or replace function private.explain_text_taken_back() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.contact_decisions
    (at, lead_id, message_id, channel, verdict, rule, reason, evidence)
  select new.updated_at, m.lead_id, m.message_id, 'text', 'deny', new.suppressed_reason,
         'It was taken back before it left.',
         jsonb_build_object('kind', new.kind, 'send_at', new.send_at, 'step', new.step)
  -- A deleted lead needs no explanation.
  from public.sms_messages m
  where m.message_id = new.message_id and m.lead_id is not null
    and not exists (select 1 from public.contact_decisions d
                    where d.message_id = new.message_id and d.verdict <> 'allow'
                      and d.rule = new.suppressed_reason);
  return null;
end;
$$;

-- Stores one carrier event about a text, from our own request, a callback or the carrier's list. In
-- any order and number of deliveries, the row ends the same.
--
-- p: {provider, kind: callback | check, message_id?, provider_sid, status?, enters_from: [statuses
-- from which `status` may be entered], provider_status, error_code?, next?, segments?, from?}.
-- `enters_from` comes from the table in domain/texts/message-status.ts. `result`: recorded |
-- repeated | stranger | conflict.
create or replace function public.record_delivery(p jsonb, p_now timestamptz) returns table (result text, message_id uuid, moved boolean, retry_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_sid text := p ->> 'provider_sid';
  v_to public.delivery_status := (p ->> 'status')::public.delivery_status;
  v_message public.sms_messages;
  v_result text := 'recorded';
  v_new boolean;
  v_moved boolean;
  v_retry uuid;
begin
  v_message := private.lock_message(
    (select message_id from public.sms_messages where provider_sid = v_sid));
  if v_message.message_id is null and p ->> 'message_id' is not null then
    v_message := private.lock_message((p ->> 'message_id')::uuid);
    if v_message.provider_sid is null and v_message.fence > 0
       and (private.is_claimed(v_message.delivery_status)
         or (v_message.delivery_status = 'failed' and v_message.delivery_error = 'presumed_not_sent')) then
      -- A crash lost our own record of the sid: the event restores it.
      perform private.accept_text(v_message.message_id, v_sid, 'queued', null, p_now);
      select * into v_message from public.sms_messages where message_id = v_message.message_id;
    -- Its sid may have been stored since it was read.
    elsif v_message.message_id is not null and v_message.provider_sid is distinct from v_sid then
      v_result := 'conflict';
    end if;
  end if;
  v_new := private.receipt(p ->> 'provider', 'text_' || (p ->> 'kind'),
    concat_ws('/', v_sid, p ->> 'provider_status', p ->> 'error_code'),
    case when v_message.message_id is null then 'stranger' else v_result end, p_now);
  if v_message.message_id is null or v_result = 'conflict' then
    return query select case when v_message.message_id is null then 'stranger' else 'conflict' end,
      v_message.message_id, false, null::uuid;
    return;
  end if;

  v_moved := v_to is not null and v_message.delivery_status::text in (
    select jsonb_array_elements_text(p -> 'enters_from'));
  if v_moved then
    update public.sms_messages m
    set delivery_status = v_to,
        delivered_at = case when v_to = 'delivered' then p_now end,
        delivery_error = p ->> 'error_code', segments = coalesce((p ->> 'segments')::integer, m.segments),
        next_check_at = case
          when v_to = 'queued' then p_now + interval '10 minutes'
          -- `sent` may be the last report; the carrier is asked once more.
          when v_to = 'sent' then p_now + interval '1 hour' end,
        updated_at = p_now
    where m.message_id = v_message.message_id returning * into v_message;
    perform private.replace_text_cost(v_message, (p ->> 'segments')::integer, (p ->> 'price_usd')::numeric);
    if v_to in ('undelivered', 'failed', 'canceled') then
      v_retry := private.after_failure(v_message, coalesce(p -> 'next', '{}'), p_now);
    end if;
  end if;
  return query select case when v_new then 'recorded' else 'repeated' end, v_message.message_id, v_moved,
    v_retry;
end;
$$;

-- The carrier accepted the text. Returns recorded | already | duplicate | late. A text cannot be
-- called back: after `duplicate` a second one has left, after `late` one that was given up; both
-- are for a person to review. The row of a text that was given up is corrected as far as possible.
create or replace function public.record_message_sent(
  p_id uuid, p_fence integer, p_sid text, p_status public.delivery_status, p_segments integer,
  p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return 'late';
  end if;
  if v_message.provider_sid = p_sid then
    -- A report was faster than the carrier's answer, and may not have told its length.
    update public.sms_messages set segments = p_segments, updated_at = p_now
    where message_id = p_id and segments is null and p_segments is not null;
    return 'already';
  end if;
  if v_message.provider_sid is not null then
    return 'duplicate';
  end if;
  if v_message.delivery_status = 'failed' and v_message.delivery_error = 'presumed_not_sent' then
    perform private.accept_text(p_id, p_sid, p_status, p_segments, p_now);
    return 'late';
  end if;
  if v_message.fence <> p_fence or not private.is_claimed(v_message.delivery_status) then
    return 'late';
  end if;
  perform private.accept_text(p_id, p_sid, p_status, p_segments, p_now);
  return 'recorded';
end;
$$;

-- Claims the agent's answer in a conversation; there is one at a time, for p_lease. It returns
-- everything that the lead has said to us: {verdict: go, fence, in_reply_to_seq, conversation,
-- lead, agent, campaign, messages, turns, history, appointments, suppressed, calls_closed,
-- next_call, replies_today} | {verdict: wait, until} | {verdict: skip, reason}. `next_call`: the
-- lead's call that waits or is live.
create or replace function public.begin_reply(p_conversation_id uuid, p_lease interval, p_now timestamptz)
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

-- A lead's text has come in, so the conversation may owe an answer. p_may_answer: the lead may be
-- texted; p_asks: this text asks for an answer, or replaces one that was about to leave.
create or replace function private.owe_answer(
  p jsonb, p_message public.sms_messages, p_said_at timestamptz, p_heard_at timestamptz,
  p_may_answer boolean, p_asks boolean, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.sms_conversations v
  set last_inbound_seq = p_message.seq, last_inbound_at = greatest(v.last_inbound_at, p_said_at),
      reply_first_at = case when o.owes then coalesce(v.reply_first_at, p_heard_at) end,
      -- Each further text delays the answer a little, up to the cap.
      reply_due_at = case when o.owes then least(
        p_heard_at + make_interval(secs => (p ->> 'debounce_seconds')::numeric),
        coalesce(v.reply_first_at, p_heard_at) + make_interval(secs => (p ->> 'cap_seconds')::numeric)) end,
      reply_tries = 0, updated_at = p_now
  -- A request for help needs no answer of the agent; what was asked before it still does.
  from (select w.id, w.owner = 'ai' and p_may_answer
               and (p_asks or w.reply_due_at is not null) as owes
        from public.sms_conversations w where w.id = p_message.conversation_id) o
  where v.id = o.id;
$$;

-- Stores how a conversation in texts ended, as save_analysis does for calls. p: {conversation_id,
-- status, outcome?, outcome_quote?, outcome_turn?, summary?, sentiment?, facts, dropped,
-- next_action?, decided_by, model?, failure?, usage?, opt_out: {words, scope} | null}. An outcome
-- that was known without the words (standing_outcome) replaces the one that was found in them.
-- Returns {analysis_id}, or null.
create or replace function public.save_text_analysis(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_stands public.outcome;
  v_id uuid;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return null;
  end if;
  if p -> 'opt_out' ->> 'words' is not null then
    perform private.opt_out(v_conversation.id, coalesce(p -> 'opt_out' ->> 'scope', 'all'), 'text',
      p -> 'opt_out' ->> 'words', null, null, false, p_now);
    select * into v_conversation from public.sms_conversations where id = v_conversation.id;
  end if;
  v_stands := private.standing_outcome(v_conversation);
  -- The analysis is told the standing outcome and returns no other; but only here, under one lock,
  -- are this row and the conversation's certain to agree.
  if v_stands is not null and v_stands::text is distinct from p ->> 'outcome' then
    p := p || jsonb_build_object('status', 'done', 'outcome', v_stands, 'outcome_quote', null,
      'outcome_turn', null, 'failure', null, 'decided_by',
      case v_conversation.end_reason when 'closed_by_staff' then 'staff' else 'rules' end);
  end if;
  v_id := private.keep_analysis(p || jsonb_build_object('lead_id', v_conversation.lead_id,
    'channel', 'text'), p_now);
  if p ->> 'outcome' is not null and v_conversation.ended_at is not null and v_stands is null then
    update public.sms_conversations
    set conversion_status = (p ->> 'outcome')::public.outcome, updated_at = p_now
    where id = v_conversation.id;
    perform private.tell_outcome(v_conversation.lead_id, (p ->> 'outcome')::public.outcome,
      private.over_at(v_conversation), p_now);
  end if;
  -- The webhook of a handover was sent at the handover.
  if p ->> 'outcome' = 'escalated' and v_stands is null and v_conversation.ended_at is not null
     and v_conversation.handed_over_at is null then
    perform private.tell_needs_person(v_conversation.lead_id,
      'conversation ' || v_conversation.id || ' ' || extract(epoch from v_conversation.ended_at),
      jsonb_build_object('conversation_id', v_conversation.id), 'found_by_the_judge', p_now);
  end if;
  return jsonb_build_object('analysis_id', v_id);
end;
$$;

-- Stores, for each phone number, the texts that arrived up to the latest of these, in the order of
-- arrival. A text that does not fit hinders no other: it is dropped as `refused`; one that failed
-- for a passing reason stays. p_wanted: [{message_id, provider_sid, from, arrived_at}]. Returns
-- [{message_id, result: recorded | repeated | refused | failed | gone, sqlstate?, and what
-- receive_message returns}] of all stored and all wanted texts.
create or replace function public.take_in_arrivals(p_wanted jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_arrival public.inbound_arrivals;
  v_results jsonb := '[]';
  v_one jsonb;
begin
  -- Always in this order, so that two transactions never block each other.
  perform private.lock_phone(w.phone) from (
    select distinct t ->> 'from' as phone from jsonb_array_elements(p_wanted) t order by 1) w;
  for v_arrival in
    select a.* from (
      select t ->> 'from' as phone, max((t ->> 'arrived_at')::timestamptz) as until
      from jsonb_array_elements(p_wanted) t group by 1) w
    join public.inbound_arrivals a on a.lead_phone = w.phone and a.arrived_at <= w.until
    order by a.arrived_at, a.message_id
  loop
    begin
      v_one := public.receive_message(
        v_arrival.text || jsonb_build_object('heard_at', p_now), v_arrival.arrived_at);
      delete from public.inbound_arrivals where message_id = v_arrival.message_id;
    exception when others then
      v_one := jsonb_build_object('sqlstate', sqlstate,
        'result', case when sqlstate like '22%' or sqlstate like '23%' then 'refused' else 'failed' end);
      if v_one ->> 'result' = 'refused' then
        delete from public.inbound_arrivals where message_id = v_arrival.message_id;
      else
        update public.inbound_arrivals set failed_with = sqlstate where message_id = v_arrival.message_id;
      end if;
    end;
    v_results := v_results || (v_one || jsonb_build_object('message_id', v_arrival.message_id));
  end loop;
  return v_results || coalesce((
    select jsonb_agg(private.taken_in((t ->> 'message_id')::uuid, t ->> 'provider_sid')
      || jsonb_build_object('message_id', t ->> 'message_id'))
    from jsonb_array_elements(p_wanted) t
    where not exists (select 1 from jsonb_array_elements(v_results) r
                      where r ->> 'message_id' = t ->> 'message_id')), '[]');
end;
$$;

-- Saves a campaign. p: {id?, name, sender, channel?, agent_id?, provider?, goal?, timezone?,
-- daily_cap?, per_lead_per_day?, budget_usd?, rules?}. A field that is left out stays as it was;
-- null clears it. A new campaign is a draft. Returns the row, or null for an unknown id.
create or replace function public.save_campaign(p jsonb, p_now timestamptz) returns setof public.campaigns
language plpgsql security definer set search_path = '' as $$
begin
  if p ->> 'id' is null then
    return query
    insert into public.campaigns (
      name, sender, channel, agent_id, provider, goal, timezone, daily_cap, per_lead_per_day,
      budget_usd, rules, created_at, updated_at
    ) values (
      p ->> 'name', p ->> 'sender', coalesce(p ->> 'channel', 'text'), (p ->> 'agent_id')::uuid,
      coalesce(p ->> 'provider', (private.who_carries()).provider), p ->> 'goal', coalesce(p ->> 'timezone', 'UTC'),
      (p ->> 'daily_cap')::integer, (p ->> 'per_lead_per_day')::integer,
      (p ->> 'budget_usd')::numeric, coalesce(p -> 'rules', '{}'), p_now, p_now
    ) returning *;
    return;
  end if;
  return query
  update public.campaigns c
  set name = coalesce(p ->> 'name', c.name), sender = coalesce(p ->> 'sender', c.sender),
      agent_id = case when p ? 'agent_id' then (p ->> 'agent_id')::uuid else c.agent_id end,
      goal = case when p ? 'goal' then p ->> 'goal' else c.goal end,
      timezone = coalesce(p ->> 'timezone', c.timezone),
      daily_cap = case when p ? 'daily_cap' then (p ->> 'daily_cap')::integer else c.daily_cap end,
      per_lead_per_day = case when p ? 'per_lead_per_day'
        then (p ->> 'per_lead_per_day')::integer else c.per_lead_per_day end,
      budget_usd = case when p ? 'budget_usd' then (p ->> 'budget_usd')::numeric else c.budget_usd end,
      rules = coalesce(p -> 'rules', c.rules),
      -- A raised cap takes effect today.
      capped_until = case when p ?| array['daily_cap', 'budget_usd', 'timezone'] then null
        else c.capped_until end,
      updated_at = p_now
  where c.id = (p ->> 'id')::uuid
  returning c.*;
  -- Texts that were held by the old cap are judged again. A text that a worker has claimed at this
  -- moment is judged by the new cap, or held until the old one is over.
  update public.sms_messages m
  set send_at = p_now, enqueue_at = p_now, updated_at = p_now
  from (
    select h.message_id from public.sms_messages h
    where h.campaign_id = (p ->> 'id')::uuid and h.delivery_status = 'held' and h.send_at > p_now
      and ((h.held_reason = 'cap_campaign_day' and (p ? 'daily_cap' or p ? 'timezone'))
        or (h.held_reason = 'campaign_budget' and p ? 'budget_usd')
        or (h.held_reason = 'cap_campaign_per_lead' and p ? 'per_lead_per_day'))
    for update skip locked
  ) h
  where m.message_id = h.message_id;
end;
$$;

-- Stores a lead that a form has sent. p: {source, campaign_id?, consent?, and a row of
-- private.fill_leads}. The same form again writes nothing twice. Returns {result: stored | enrolled
-- | already_enrolled | suppressed | no_consent | active_elsewhere | campaign_ended |
-- no_such_campaign, created, lead, enrollment_id?, conversation_id?, message_id?, send_at?}.
create or replace function public.receive_lead(p jsonb, p_now timestamptz) returns jsonb
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

-- Starts, pauses, resumes or ends a campaign. p_status: running | paused | ended. Returns {result:
-- moved | already | ended | no_steps | no_such_campaign, campaign?}. Waiting enrollments are not
-- touched: the sweep reads running campaigns only, so one row stops a million waiting leads.
create or replace function public.set_campaign_status(
  p_campaign_id uuid, p_status public.campaign_status, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_campaign public.campaigns;
begin
  select * into v_campaign from public.campaigns where id = p_campaign_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_campaign');
  end if;
  if v_campaign.status = p_status then
    return jsonb_build_object('result', 'already', 'campaign', to_jsonb(v_campaign));
  end if;
  if v_campaign.status = 'ended' then
    return jsonb_build_object('result', 'ended', 'campaign', to_jsonb(v_campaign));
  end if;
  if p_status = 'running' and not exists (
    select 1 from public.campaign_steps where campaign_id = p_campaign_id and position = 1) then
    return jsonb_build_object('result', 'no_steps', 'campaign', to_jsonb(v_campaign));
  end if;
  update public.campaigns
  set status = p_status, updated_at = p_now,
      started_at = case when p_status = 'running' then coalesce(started_at, p_now) else started_at end,
      ended_at = case when p_status = 'ended' then p_now end
  where id = p_campaign_id returning * into v_campaign;
  if p_status <> 'running' then
    -- A text learns of it at its claim; the dial protocol does not look at campaigns, so calls are
    -- canceled here.
    update public.calls
    set status = 'canceled', end_reason = 'campaign_paused', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where campaign_id = p_campaign_id and enrollment_id is not null and private.is_waiting(status);
  end if;
  if p_status = 'running' then
    -- Second attempts of steps that failed because of our own sender. The delay of the next step
    -- counts from them.
    with woken as (
      update public.sms_messages m
      set send_at = p_now, enqueue_at = p_now, updated_at = p_now
      from (
        select message_id from public.sms_messages
        where campaign_id = p_campaign_id and delivery_status = 'held' and held_reason = 'campaign_paused'
        for update skip locked
      ) held
      where m.message_id = held.message_id
      returning m.enrollment_id, m.step
    )
    update public.sms_campaign_enrollments e
    set next_message_at = greatest(e.next_message_at, p_now + make_interval(secs => s.delay_seconds)),
        updated_at = p_now
    from woken w join public.campaign_steps s on s.campaign_id = p_campaign_id and s.position = w.step + 1
    where e.id = w.enrollment_id and e.status = 'active' and e.next_step = w.step + 1
      and e.message_id is null and e.call_id is null;
  end if;
  if p_status = 'ended' then
    -- A text that a worker has claimed at this moment learns of it there.
    update public.sms_messages m
    set delivery_status = 'canceled', suppressed_reason = 'campaign_ended', enqueue_at = null,
        updated_at = p_now
    from (
      select t.message_id from public.sms_campaign_enrollments e
      join public.sms_messages t on t.message_id = e.message_id
      where e.campaign_id = p_campaign_id and private.is_live(e.status)
        and private.is_waiting(t.delivery_status)
      for update of t skip locked
    ) planned
    where m.message_id = planned.message_id;
    -- Their phone numbers are free for other campaigns.
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = 'campaign_ended', ended_at = p_now, updated_at = p_now
    where campaign_id = p_campaign_id and private.is_live(status);
  end if;
  return jsonb_build_object('result', 'moved', 'campaign', to_jsonb(v_campaign));
end;
$$;

-- A person skips the next step of an enrollment: what is planned for it is taken back, and the step
-- after it is due after its delay from now. p_step: the step that is meant; another one is not
-- skipped. Returns {result: skipped | already | on_its_way | over | no_such_enrollment}.
create or replace function public.skip_step(p_id bigint, p_step integer, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
  v_step integer;
begin
  perform private.lock_phone((select lead_phone from public.sms_campaign_enrollments where id = p_id));
  select * into v_row from public.sms_campaign_enrollments where id = p_id;
  if not found then
    return jsonb_build_object('result', 'no_such_enrollment');
  end if;
  if private.is_over(v_row.status) then
    return jsonb_build_object('result', 'over');
  end if;
  v_step := coalesce(p_step, v_row.next_step);
  if v_row.next_step <> v_step then
    return jsonb_build_object('result', 'already');
  end if;
  if exists (select 1 from public.sms_messages m
             where m.message_id = v_row.message_id and not private.is_waiting(m.delivery_status))
     or exists (select 1 from public.calls c where c.id = v_row.call_id and not private.is_waiting(c.status)) then
    return jsonb_build_object('result', 'on_its_way');
  end if;
  -- Calls are locked before enrollments; a call that is settled moves its enrollment on by itself.
  update public.calls
  set status = 'canceled', end_reason = 'skipped', ended_at = p_now, settled_at = p_now, updated_at = p_now
  where id = v_row.call_id;
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'skipped', enqueue_at = null, updated_at = p_now
  where message_id = v_row.message_id;
  perform private.advance_enrollment(p_id, v_step, p_now);
  perform private.note_activity(p_actor, 'step_skipped', 'enrollment', p_id::text, p_now,
    jsonb_build_object('step', v_step, 'campaign_id', v_row.campaign_id), v_row.lead_id);
  return jsonb_build_object('result', 'skipped');
end;
$$;

-- How many rows each view has, at most a thousand. p: {reader}. Returns {needs, mine, open,
-- live_calls, unread}; `unread` counts open conversations with texts of the lead that this reader
-- has not read.
create or replace function public.inbox_counts(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_reader uuid := (p ->> 'reader')::uuid;
  v_since timestamptz := (select u.created_at from public.users u where u.id = v_reader);
  v_needs bigint;
  v_unread bigint;
begin
  execute format('select count(*) from (%s) n',
    private.inbox_needs(jsonb_build_object('view', 'needs', 'limit', 1000)))
  into v_needs;
  -- Those with the newest texts first. What a person has read is found by its key.
  select count(*) into v_unread from (
    select 1 from public.sms_conversations v
    left join public.conversation_reads r on r.reader_id = v_reader and r.conversation_id = v.id
    where v.ended_at is null and v.last_inbound_seq > 0
      and v.last_inbound_at >= coalesce(v_since, '-infinity')
      and v.last_inbound_seq > coalesce(r.seq, case when v_since is null then v.last_read_seq else 0 end)
    order by v.last_inbound_at desc limit 1000) n;
  return jsonb_build_object(
    'needs', least(v_needs, 1000),
    'mine', (select count(*) from (select 1 from public.sms_conversations v
      where v.assigned_to = p ->> 'reader' and v.ended_at is null limit 1000) n),
    'open', (select count(*) from (select 1 from public.sms_conversations v
      where v.ended_at is null limit 1000) n),
    'live_calls', (select count(*) from public.calls c where private.is_live(c.status)),
    'unread', v_unread);
end;
$$;

-- The story of a lead, newest first. p: {lead_id, limit, before?: {at, key}}, or {conversation_id}
-- instead of the lead: then the entries between the texts of that conversation, without texts,
-- calls and decisions. Returns [{at, kind, key, told}]; null: there is no such conversation.
create or replace function public.lead_story(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit integer := (p ->> 'limit')::integer;
  v_talk uuid := (p ->> 'conversation_id')::uuid;
  v_lead bigint := (p ->> 'lead_id')::bigint;
  v_at timestamptz := coalesce((p -> 'before' ->> 'at')::timestamptz, 'infinity');
  v_key text := coalesce(p -> 'before' ->> 'key', 'zz');
begin
  if v_talk is not null then
    select v.lead_id into v_lead from public.sms_conversations v where v.id = v_talk;
    if not found then
      return null;
    end if;
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(page) order by page.at desc, page.key desc), '[]') from (
      select s.at, s.kind, s.key, s.told from (
        -- One more of each kind than may be left out because it has the time of the page before.
        select * from private.story_of_contacts(v_lead, v_at, v_limit + 100) c
        where v_talk is null or (c.kind in ('analysis', 'appointment') and c.told ->> 'conversation_id' = v_talk::text)
        union all
        select * from private.story_of_lead(v_lead, v_talk, v_at, v_limit + 100)) s
      where (s.at, s.key) < (v_at, v_key)
      order by s.at desc, s.key desc limit v_limit) page);
end;
$$;

-- Who a number is: by the last conversation or call since p_since, and by the table of leads, with
-- what an agent should know. p_lead_id: a lead that is known to be meant, whatever the number.
-- Returns {ours, by_contact, by_lead, texts, calls, appointments}, the leads as rows or null;
-- `ours`: it is one of our own numbers and no lead.
create or replace function public.number_history(
  p_phone text, p_lead_id bigint, p_since timestamptz, p_now timestamptz
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_contact bigint;
  v_of_line bigint;
  v_lead bigint;
begin
  select t.lead_id into v_contact from (
    (select v.lead_id, v.last_activity_at as at from public.sms_conversations v
     where v.lead_phone = p_phone and v.lead_id is not null and v.last_activity_at >= p_since
     order by v.last_activity_at desc limit 1)
    union all
    (select c.lead_id, coalesce(c.ended_at, c.dialed_at, c.created_at) from public.calls c
     where c.lead_phone = p_phone and c.lead_id is not null and c.created_at >= p_since
     order by c.created_at desc limit 1)
  ) t order by t.at desc limit 1;
  v_of_line := private.lead_of_line(p_phone);
  -- Where several people share a number, nobody knows who calls; the last call to one of them
  -- proves nothing.
  if v_contact is distinct from v_of_line and exists (
    select 1 from public.leads l
    where l.id = v_contact and l.phone = p_phone and l.phone_extension is not null) then
    v_contact := null;
  end if;
  v_lead := coalesce(p_lead_id, v_contact, v_of_line);
  return jsonb_build_object(
    'ours', private.is_ours(p_phone),
    'known', (select to_jsonb(l) from public.leads l where l.id = p_lead_id),
    'by_contact', (select to_jsonb(l) from public.leads l where l.id = v_contact),
    'by_lead', (select to_jsonb(l) from public.leads l where l.id = v_of_line),
    'texts', coalesce((
      select jsonb_agg(to_jsonb(m) order by m.at) from (
        select x.direction, x.author, x.body, x.created_at as at from public.sms_messages x
        where x.lead_id = v_lead and x.seq is not null and x.body is not null
          and private.was_said(x.delivery_status)
        order by x.created_at desc limit 20) m), '[]'),
    'calls', coalesce((
      select jsonb_agg(to_jsonb(k) order by k.at) from (
        select c.direction, c.status, c.message as why, c.created_at as at, a.outcome, a.summary
        from public.calls c
        left join public.conversation_analyses a on a.call_id = c.id
        where c.lead_id = v_lead order by c.created_at desc limit 10) k), '[]'),
    'appointments', coalesce((
      select jsonb_agg(a.starts_at order by a.starts_at) from public.appointments a
      where a.lead_id = v_lead and a.starts_at > p_now), '[]'));
end;
$$;

-- Deletes a lead and everything that was said and written, under each of its numbers. The
-- suppression, the proof of consent without the person, and bare facts of calls without the number
-- stay. A live call refuses it: hang up first. Returns {deleted, reason}.
create or replace function public.delete_lead(p_id bigint, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_phones text[] := private.numbers_of(p_id);
  v_sids text[];
  v_talks uuid[];
  v_topics text[];
  v_told bigint;
begin
  perform private.lock_phone(n) from unnest(v_phones) n;
  perform 1 from public.leads where id = p_id for update;
  if not found then
    return jsonb_build_object('deleted', false, 'reason', 'no_such_lead');
  end if;
  if exists (select 1 from public.calls c where c.lead_id = p_id and private.is_live(c.status)) then
    return jsonb_build_object('deleted', false, 'reason', 'live_call');
  end if;
  select s.last_value into v_told from public.events_id_seq s;
  select coalesce(array_agg(c.call_sid), '{}') into v_sids from public.calls c
  where c.lead_id = p_id and c.call_sid is not null;
  select coalesce(array_agg(v.id), '{}') into v_talks from public.sms_conversations v
  where v.lead_phone = any (v_phones) or v.lead_id = p_id;
  v_topics := private.topics_of_lead(p_id, v_phones, v_sids, v_talks);
  delete from public.conversation_transcripts t
  where t.lead_id = p_id or t.call_sid = any (v_sids);
  delete from public.conversation_analyses where lead_id = p_id;
  delete from public.appointments where lead_id = p_id;
  delete from public.notes where lead_id = p_id;
  update public.call_events e set from_number = null, to_number = null, payload = '{}'
  where e.call_id in (select c.id from public.calls c where c.lead_id = p_id);
  update public.calls c
  set status = case when private.is_waiting(status) then 'canceled'::public.call_status else status end,
      end_reason = case when private.is_waiting(status) then 'lead_deleted' else end_reason end,
      ended_at = coalesce(ended_at, p_now), settled_at = coalesce(settled_at, p_now),
      to_number = g.gone, from_number = null, lead_phone = g.gone, message = null, metadata = '{}',
      updated_at = p_now
  from (select k.id, 'deleted:' || private.phone_hash(k.lead_phone) as gone
        from public.calls k where k.lead_id = p_id) g
  where c.id = g.id;
  -- A decision's evidence may hold the lead's own words.
  update public.contact_decisions set evidence = '{}'
  where lead_id = p_id and evidence <> '{}';
  update public.suppressions set phone = null, words = null where phone = any (v_phones);
  delete from public.sms_campaign_enrollments where lead_phone = any (v_phones) or lead_id = p_id;
  delete from public.inbound_arrivals where lead_phone = any (v_phones);
  delete from public.sms_messages where conversation_id = any (v_talks) or lead_id = p_id;
  delete from public.sms_conversations where id = any (v_talks);
  -- The words of a form are ours and prove a consent; what the lead has said itself is deleted.
  update public.consents
  set phone = 'deleted:' || private.phone_hash(phone), ip = null, user_agent = null, evidence = '{}',
      text = case when kind <> 'keyword' and source <> 'asked_by_text' then text end,
      revoked_at = coalesce(revoked_at, p_now), updated_at = p_now
  where phone = any (v_phones) or lead_id = p_id;
  -- The entries of the live log about this person, also those that this deletion has just written.
  -- The events that remain name nobody; readers that show the rows need them.
  delete from public.events
  where topic = any (v_topics)
    and (id <= v_told or type in ('enrollment.updated', 'conversation.updated', 'message.updated'));
  delete from public.leads where id = p_id;
  return jsonb_build_object('deleted', true);
end;
$$;

-- Finds leads whose record fell behind their calls: `call_sid` is missing although a call was
-- accepted. The newest calls are read each time, all others in rounds.
create or replace function public.repair_leads(p_now timestamptz, p_limit integer) returns setof bigint
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_lead record;
  v_from private.rounds;
  v_slice uuid[];
  v_looked uuid[];
begin
  select * into v_from from private.rounds r where r.name = 'repair_leads';
  if v_from.reached_at = '-infinity' then
    v_from.reached_at := 'infinity';
  end if;
  -- From the newest to the oldest, so that rows that are read together are stored together.
  select array_agg(s.id order by s.created_at desc, s.id) into v_slice from (
    select c.id, c.created_at from public.calls c
    where c.created_at <= v_from.reached_at
      and (c.created_at < v_from.reached_at or c.id > v_from.reached_id)
    order by c.created_at desc, c.id limit 2 * p_limit) s;
  update private.rounds r
  set reached_at = coalesce(c.created_at, '-infinity'), reached_id = coalesce(c.id, r.reached_id)
  from (select 1) one left join public.calls c on c.id = v_slice[2 * p_limit]
  where r.name = 'repair_leads';
  select array_agg(s.id) || coalesce(v_slice, '{}') into v_looked from (
    select c.id from public.calls c order by c.created_at desc, c.id limit p_limit) s;
  for v_lead in
    select b.id, k.call_sid from (
      select distinct l.id from unnest(v_looked) i
      join public.calls c on c.id = i join public.leads l on l.id = c.lead_id
      where l.lead_status = 'new' or l.last_contacted_at is null) b
    cross join lateral (
      select c.call_sid from public.calls c
      where c.lead_id = b.id and c.direction = 'outbound' and c.call_sid is not null
        and c.reached is not false
      order by c.dialed_at desc limit 1) k
    order by b.id limit p_limit
  loop
    perform private.mark_contacted(v_lead.id, v_lead.call_sid, p_now);
    return next v_lead.id;
  end loop;
end;
$$;

-- The figures about texts for alarms and statistics, from the small indexes of what is under way
-- and from the last hour: never from all rows. p_filtered: {provider: [its codes for a text that
-- was filtered as spam]}.
create or replace function public.text_health(p_filtered jsonb, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return (with recent as (
    select delivery_status, delivery_error, provider from public.sms_messages
    where sent_at > p_now - interval '1 hour' and direction = 'outbound'
  )
  select jsonb_build_object(
    'waiting', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where private.is_waiting(delivery_status) group by delivery_status) s), '{}'),
    'on_the_way', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where private.is_on_the_way(delivery_status) group by delivery_status) s), '{}'),
    'sent_last_hour', (select count(*) from recent),
    'filtered_last_hour', (select count(*) from recent where p_filtered -> provider ? delivery_error),
    'failed_last_hour', (select count(*) from recent where private.did_not_arrive(delivery_status)),
    'oldest_due_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(send_at)), 0) from public.sms_messages
      where private.is_waiting(delivery_status) and send_at <= p_now), 0),
    'oldest_step_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(e.next_message_at)), 0)
      from public.campaigns c cross join lateral (
        select x.next_message_at from public.sms_campaign_enrollments x
        where x.campaign_id = c.id and x.status = 'active' and x.message_id is null and x.call_id is null
        order by x.next_message_at limit 1) e
      where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now)), 0),
    'oldest_unknown_seconds', coalesce((
      select extract(epoch from p_now - min(claimed_at)) from public.sms_messages
      where delivery_status = 'unknown'), 0),
    'oldest_reply_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(reply_due_at)), 0) from public.sms_conversations
      where reply_due_at is not null), 0),
    'oldest_unjudged_seconds', coalesce((
      select extract(epoch from p_now - min(m.created_at)) from public.sms_messages m
      where m.refusal_verdict = 'pending'
        and not (private.is_suppressed(m.lead_phone, 'sms') and private.is_suppressed(m.lead_phone, 'voice'))), 0),
    'last_inbound_at', private.last_receipt('text_inbound'),
    'last_callback_at', private.last_receipt('text_callback'),
    'last_sent_at', (
      select max(sent_at) from public.sms_messages where sent_at is not null and direction = 'outbound'),
    -- A webhook that came late after all was not lost.
    'found_last_hour', (
      select count(*) from public.inbound_looks l
      join public.webhook_receipts f on f.provider = l.provider and f.kind = 'text_found'
      where f.last_received_at > p_now - interval '1 hour' and not exists (
          select 1 from public.webhook_receipts w where w.provider = f.provider
            and w.kind = 'text_inbound' and w.dedupe_key = f.dedupe_key)),
    'inbound_looked_seconds', (
      select extract(epoch from greatest(p_now - min(l.looked_until), interval '0'))
      from public.inbound_looks l having count(*) > 0),
    'inbound_unread', private.inbound_unread(p_now) ->> 'reason',
    'switched_off', private.is_switched_off('texts')));
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
