-- Telling the operator's own programs: who wants to hear of what, and one row a message, written in
-- the transaction in which the thing happened. It is sent at least once and bears one id for ever.

create table public.webhook_endpoints (
  id uuid primary key default gen_random_uuid(),
  url text not null,
  secret text not null,
  events text[] not null,
  -- What of a person is told beside ids, because the operator asked for it.
  include text[] not null default '{}',
  is_active boolean not null default true,
  disabled_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create type public.webhook_status as enum ('pending', 'sending', 'delivered', 'dead');
create table public.webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  endpoint_id uuid not null references public.webhook_endpoints (id) on delete cascade,
  event text not null,
  -- What happened, by a name of its own: told again it is the same message.
  dedupe_key text not null,
  -- Ids, outcome and reason. Never a name, a number or anybody's words.
  data jsonb not null,
  happened_at timestamptz not null,
  status public.webhook_status not null default 'pending',
  attempts integer not null default 0,
  fence integer not null default 0,
  next_at timestamptz,
  last_status integer,
  last_error text,
  delivered_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (endpoint_id, dedupe_key)
);
create index webhook_deliveries_due on public.webhook_deliveries (next_at)
  where status in ('pending', 'sending');
create index webhook_deliveries_newest on public.webhook_deliveries (created_at desc, id desc);
create index webhook_deliveries_over on public.webhook_deliveries (updated_at)
  where status in ('delivered', 'dead');

-- One message to everybody who wants to hear of it. p_key names what happened, so that the same thing
-- told twice, by whichever function, is one message.
create function private.tell_webhooks(p_event text, p_key text, p_data jsonb, p_now timestamptz)
returns void
language sql security definer set search_path = '' as $$
  insert into public.webhook_deliveries (
    endpoint_id, event, dedupe_key, data, happened_at, next_at, created_at, updated_at)
  select e.id, p_event, p_event || ' ' || p_key, jsonb_strip_nulls(p_data), p_now, p_now, p_now, p_now
  from public.webhook_endpoints e
  where e.is_active and p_event = any (e.events)
  on conflict (endpoint_id, dedupe_key) do nothing;
$$;

-- Messages whose attempt is due by then: [{id, next_at}]. One that is being sent is due again once
-- whoever sends it must have given up.
create function public.due_webhooks(p_by timestamptz, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'next_at', d.next_at) order by d.next_at), '[]')
  from (
    select id, next_at from public.webhook_deliveries
    where status in ('pending', 'sending') and next_at <= p_by
    order by next_at limit p_limit) d;
$$;

-- What of a person an endpoint has asked for, as it is now: a lead that was deleted is in no message.
create function private.webhook_extras(p_include text[], p_data jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'lead_name', case when 'lead_name' = any (p_include) then l.name end,
    'lead_phone', case when 'lead_phone' = any (p_include) then l.phone end,
    'summary', case when 'summary' = any (p_include) then coalesce(v.handover_summary, c.wrap_up_reason) end))
  from (select 1) one
  left join public.leads l on l.id = (p_data ->> 'lead_id')::bigint
  left join public.sms_conversations v on v.id = (p_data ->> 'conversation_id')::uuid
  left join public.calls c on c.id = (p_data ->> 'call_id')::uuid;
$$;

-- One attempt at a time: {verdict: go, fence, attempts, url, secret, event, happened_at, data} |
-- {verdict: wait, until} | {verdict: skip, reason}.
create function public.begin_webhook(p_id uuid, p_lease interval, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.webhook_deliveries;
  v_endpoint public.webhook_endpoints;
begin
  select * into v from public.webhook_deliveries where id = p_id for update;
  if not found or v.status in ('delivered', 'dead') then
    return jsonb_build_object('verdict', 'skip', 'reason', coalesce(v.status::text, 'gone'));
  end if;
  if v.next_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v.next_at);
  end if;
  select * into v_endpoint from public.webhook_endpoints where id = v.endpoint_id;
  if not v_endpoint.is_active then
    update public.webhook_deliveries
    set status = 'dead', last_error = 'endpoint_off', next_at = null, updated_at = p_now where id = p_id;
    return jsonb_build_object('verdict', 'skip', 'reason', 'endpoint_off');
  end if;
  update public.webhook_deliveries
  set status = 'sending', attempts = attempts + 1, fence = fence + 1, next_at = p_now + p_lease,
      updated_at = p_now
  where id = p_id returning * into v;
  return jsonb_build_object('verdict', 'go', 'fence', v.fence, 'attempts', v.attempts,
    'url', v_endpoint.url, 'secret', v_endpoint.secret, 'event', v.event,
    'happened_at', v.happened_at,
    'data', v.data || private.webhook_extras(v_endpoint.include, v.data));
end;
$$;

-- What became of an attempt. p: {status?, error?, next_at?, delivered, gone}: without next_at it was
-- the last. `gone`: the endpoint wants nothing more. Returns false if a later attempt has begun.
create function public.record_webhook(p_id uuid, p_fence integer, p jsonb, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_endpoint uuid;
  v_delivered boolean := coalesce((p ->> 'delivered')::boolean, false);
begin
  update public.webhook_deliveries
  set status = case when v_delivered then 'delivered' when p ->> 'next_at' is null then 'dead'
        else 'pending' end::public.webhook_status,
      last_status = (p ->> 'status')::integer, last_error = p ->> 'error',
      next_at = case when not v_delivered then (p ->> 'next_at')::timestamptz end,
      delivered_at = case when v_delivered then p_now end, updated_at = p_now
  where id = p_id and fence = p_fence and status = 'sending'
  returning endpoint_id into v_endpoint;
  if v_endpoint is null then
    return false;
  end if;
  if coalesce((p ->> 'gone')::boolean, false) then
    update public.webhook_endpoints
    set is_active = false, disabled_reason = 'It answered 410: it wants nothing more.', updated_at = p_now
    where id = v_endpoint;
  end if;
  return true;
end;
$$;

-- A message that was given up is tried from the beginning. False: there is none, or it is not dead.
create function public.retry_webhook(p_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.webhook_deliveries
  set status = 'pending', attempts = 0, next_at = p_now, updated_at = p_now
  where id = p_id and status = 'dead';
  return found;
end;
$$;

-- Forgets what was settled before then. Returns how many.
create function public.prune_webhooks(p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_gone integer;
begin
  delete from public.webhook_deliveries where id in (
    select id from public.webhook_deliveries
    where status in ('delivered', 'dead') and updated_at < p_before limit p_limit);
  get diagnostics v_gone = row_count;
  return v_gone;
end;
$$;

-- Tells whoever wants to hear of it that a person is needed. p_about: {conversation_id | call_id}.
create function private.tell_needs_person(
  p_lead_id bigint, p_key text, p_about jsonb, p_reason text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  -- A reason in a model's own words may hold the lead's: only a word of ours leaves the house.
  select private.tell_webhooks('conversation.needs_person', p_key,
    p_about || jsonb_build_object('lead_id', p_lead_id, 'outcome', 'escalated', 'reason',
      case when p_reason ~ '^[a-z0-9_]{1,60}$' then p_reason else 'person_asked_for' end), p_now);
$$;

-- A person is asked for on the telephone: from this moment on that is how the talk ended, until something
-- later is known. Asked twice in one call, it is one wish.
create function private.call_needs_person(p_call public.calls, p_reason text, p_now timestamptz)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set person_asked_at = p_now, updated_at = p_now
  where id = p_call.id and person_asked_at is null;
  perform private.tell_outcome(p_call.lead_id, 'escalated', p_now, p_now);
  perform private.tell_needs_person(p_call.lead_id, 'call ' || p_call.id,
    jsonb_build_object('call_id', p_call.id), p_reason, p_now);
end;
$$;

-- The lead asks for a person and nobody can take the call. False: there is no such call.
create function public.ask_for_person(p_call_id uuid, p_reason text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_call_id for update;
  if not found then
    return false;
  end if;
  perform private.call_needs_person(v_call, p_reason, p_now);
  return true;
end;
$$;

select private.close_tables();
select private.close_functions();
