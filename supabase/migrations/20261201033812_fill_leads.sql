-- The columns of a lead that SQL handles by their names: a copy of domain/lead.ts, which "npm run
-- migration" writes here.
create table private.lead_columns (
  name text primary key,
  -- Forms and import files fill it in where the lead has none.
  is_filled boolean not null,
  -- The search reads it.
  is_searched boolean not null
);
select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

delete from private.lead_columns;
insert into private.lead_columns (name, is_filled, is_searched) values
  ('name', true, true),
  ('phone', false, true),
  ('email', true, true),
  ('external_id', true, false),
  ('timezone', true, false),
  ('region', true, false),
  ('country', true, false),
  ('postal_code', true, false);

-- Creates the leads that are new, and fills in the empty columns of those that exist: for forms and import
-- files. It never replaces a value. p_rows: [{phone, phone_extension?, custom?, and the columns of
-- private.lead_columns that are filled}], each phone number and extension once; it reads no other keys.
-- Takes the locks of the phone numbers. Returns the ids of the new leads.
create or replace function private.fill_leads(p_rows jsonb, p_source text, p_now timestamptz) returns setof bigint
language plpgsql security definer set search_path = '' set jit = off as $$
begin
  -- Every batch locks in this order, so that two batches never wait for each other.
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

-- Five hundred leads in one step. p: {source, campaign_id?, consent?, rows: [{line, consent?, and a row of
-- private.fill_leads}]}. The numbers are E.164 already. Returns {rows: [{line, result, lead_id?}]}: besides the verdicts of receive_lead, `bad_phone`, `own_number` and `repeated` (the same
-- number and extension earlier in this batch).
create or replace function public.import_leads(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_salt text := (select d.value from public.data_secrets d where d.name = 'phone_salt');
  v_source text := coalesce(p ->> 'source', 'import');
  v_rows jsonb := private.read_batch(p -> 'rows');
  v_ids bigint[];
  v_created bigint[];
begin
  select coalesce(array_agg(f.id), '{}') into v_created
  from private.fill_leads((select jsonb_agg(e -> 'row') from jsonb_array_elements(v_rows) e
                           where e ->> 'fault' is null), v_source, p_now) f (id);
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

-- Stores a lead that a form has sent. p: {source, campaign_id?, consent?, and a row of private.fill_leads}.
-- The same form again writes nothing twice.
-- Returns {result: stored | enrolled | already_enrolled | suppressed | no_consent |
-- active_elsewhere | campaign_ended | no_such_campaign, created, lead, enrollment_id?,
-- conversation_id?, message_id?, send_at?}.
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
  -- Who has opted out takes that back by a text, not by a form that somebody filled in.
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

-- Newest first. Looks for `p_q` in the columns of private.lead_columns that are searched. The query holds only
-- the conditions that are asked for, with their values: a plan for all of them would read every lead.
create or replace function public.list_leads(
  p_q text, p_status text, p_before bigint, p_offset integer, p_limit integer,
  p_outcome public.outcome default null
) returns setof public.leads
language plpgsql stable security definer set search_path = '' as $$
begin
  return query execute concat(
    'select l.* from public.leads l where true',
    case when p_before is not null then format(' and l.id < %L', p_before) end,
    case when p_status is not null then format(' and l.lead_status = %L', p_status) end,
    case when p_outcome is not null then format(' and l.outcome = %L', p_outcome) end,
    case when p_q is not null then
      format(' and (%s)', (
        -- Digits have no case, and `like` is faster.
        select string_agg(format('l.%I %s %L', c.name, case c.name when 'phone' then 'like' else 'ilike' end,
          private.like_anywhere(p_q)), ' or ')
        from private.lead_columns c where c.is_searched)) end,
    format(' order by l.id desc offset %L limit %L', coalesce(p_offset, 0), p_limit));
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
