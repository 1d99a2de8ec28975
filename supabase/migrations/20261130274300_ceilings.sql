-- Ceilings on money and on how many contacts leave: judged inside the claim, under one lock, so that
-- no two claims see room for the last one. What is spent is counted whether or not there is a ceiling.

create function private.spent_on(p_day date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'total_usd', coalesce(sum(d.spent_usd), 0),
    'calls_usd', coalesce(sum(d.spent_usd) filter (where d.channel = 'calls'), 0),
    'texts_usd', coalesce(sum(d.spent_usd) filter (where d.channel = 'texts'), 0),
    'calls', coalesce(sum(d.contacts) filter (where d.channel = 'calls'), 0),
    'texts', coalesce(sum(d.contacts) filter (where d.channel = 'texts'), 0))
  from public.spend_days d where d.day = p_day;
$$;

create function private.add_spend(p_channel text, p_cost numeric, p_contacts integer, p_at timestamptz)
returns void
language sql security definer set search_path = '' as $$
  insert into public.spend_days as d (day, channel, part, spent_usd, contacts)
  values ((p_at at time zone 'UTC')::date, p_channel, pg_catalog.pg_backend_pid() % 8, p_cost, p_contacts)
  on conflict (day, channel, part) do update
    set spent_usd = d.spent_usd + excluded.spent_usd, contacts = d.contacts + excluded.contacts;
$$;

create function private.add_contact(p_name text, p_since timestamptz, p_contacts integer) returns void
language sql security definer set search_path = '' as $$
  delete from public.contact_counts
  where name = p_name and since < p_since - interval '2 days';
  insert into public.contact_counts as c (name, since, contacts) values (p_name, p_since, p_contacts)
  on conflict (name, since) do update set contacts = c.contacts + excluded.contacts;
$$;

-- What of a budget this contact may use: all of it who answers somebody, the rest all but the reserve.
-- Null: there is no budget, or nobody has set a reserve and somebody is answered.
create function private.usable_budget(p_budget text, p_reserve text, p_is_answer boolean)
returns numeric
language sql immutable set search_path = '' as $$
  select case
    when p_is_answer and p_reserve is null then null
    when p_is_answer then p_budget::numeric
    else p_budget::numeric * (1 - coalesce(p_reserve::numeric, 0)) end;
$$;

-- Takes the cost of one contact from the day's money, and one from what its destination and its key
-- still have. p_claim, of a claim: {cost_usd?, budget_usd?: of a day, all channels; calls_budget_usd?,
-- texts_budget_usd?, answer_reserve?: the part kept for answers, prefix?, prefix_per_hour?,
-- key_per_day?}. Returns null, or {act: hold, rule: budget_day | budget_calls | budget_texts |
-- velocity_prefix | key_day, reason, until, evidence}: then nothing was taken.
create function private.take_ceilings(
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
    -- Calls answer nobody: there is nothing to keep of what is theirs alone.
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

-- A claim of a call with what it may cost at most: the whole minutes of the agent's limit, and of the
-- one that the carrier is given beyond it.
create function private.with_call_cost(p_claim jsonb, p_call public.calls) returns jsonb
language sql stable security definer set search_path = '' as $$
  select p_claim || jsonb_build_object('cost_usd', coalesce((p_claim ->> 'minute_usd')::numeric, 0)
    * ceil((60 + coalesce((select a.max_seconds from public.agents a where a.id = p_call.agent_id), 900)) / 60.0));
$$;

-- What the carrier never took costs nothing and counts for nobody.
create function private.give_back_ceilings(
  p_channel text, p_key uuid, p_prefix text, p_cost numeric, p_at timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_at is null then
    return;
  end if;
  perform private.add_spend(p_channel, -p_cost, -1, p_at);
  update public.contact_counts set contacts = greatest(0, contacts - 1)
  where (name = 'prefix:' || p_prefix and since = date_trunc('hour', p_at))
     or (name = 'key:' || p_key and since = (p_at at time zone 'UTC')::date::timestamp at time zone 'UTC');
end;
$$;

-- A call has ended: of the minutes that were set aside, those that it did not last are given back.
-- What the carrier says of it later replaces that, too.
create function private.settle_call_cost(p_call public.calls, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_cost numeric := p_call.minute_usd * ceil(coalesce(p_call.duration_seconds, 0) / 60.0);
begin
  if p_call.dialed_at is null or p_call.minute_usd is null then
    return;
  end if;
  perform private.add_spend('calls', v_cost - p_call.cost_usd, 0, p_call.dialed_at);
  update public.calls set cost_usd = v_cost, price_check_at = case
      when p_call.call_sid is not null then p_now + interval '5 minutes' end
  where id = p_call.id;
end;
$$;

-- Ended calls whose price the carrier may know by now. Each is leased for an hour, then for a day.
create function public.claim_call_prices(p_now timestamptz, p_limit integer) returns setof public.calls
language sql security definer set search_path = '' as $$
  update public.calls c
  set price_check_at = case
      when p_now < due.ended_at + interval '30 minutes' then p_now + interval '1 hour'
      when p_now < due.ended_at + interval '12 hours' then p_now + interval '1 day' end
  from (
    select id, ended_at from public.calls where price_check_at <= p_now
    order by price_check_at limit p_limit for update skip locked
  ) due
  where c.id = due.id
  returning c.*;
$$;

-- What the carrier asks for the call. False: it is on record already.
create function public.record_call_price(p_id uuid, p_usd numeric, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found or v_call.price_usd is not null then
    return false;
  end if;
  if v_call.dialed_at is not null then
    perform private.add_spend('calls', p_usd - v_call.cost_usd, 0, v_call.dialed_at);
  end if;
  update public.calls
  set price_usd = p_usd, cost_usd = p_usd, price_check_at = null, updated_at = p_now
  where id = p_id;
  return true;
end;
$$;

-- The carrier counts segments, or names a price: that is what the text cost.
create function private.replace_text_cost(
  p_message public.sms_messages, p_segments integer, p_usd numeric
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_cost numeric := coalesce(p_usd,
    p_message.cost_usd * p_segments / nullif(p_message.claimed_segments, 0), p_message.cost_usd);
begin
  if not p_message.budgeted or v_cost = p_message.cost_usd then
    return;
  end if;
  perform private.add_spend('texts', v_cost - p_message.cost_usd, 0, p_message.claimed_at);
  update public.sms_messages
  set cost_usd = v_cost, claimed_segments = coalesce(p_segments, claimed_segments)
  where message_id = p_message.message_id;
end;
$$;

-- The same notice again and again: two machines that answer each other, or somebody who plays. What a
-- number was told so often in a day it knows. An opt-out is confirmed by other rules.
create function private.notice_objection(
  p_message public.sms_messages, p_claim jsonb, p_now timestamptz
) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('act', 'deny', 'rule', 'cap_notices',
    'reason', format('%s notices of a kind in 24 hours is the most one number gets.', p_claim ->> 'notices_per_day'))
  where p_message.notice in ('help', 'opt_in') and (
    select count(*) from public.sms_messages m
    where m.lead_phone = p_message.lead_phone and m.notice = p_message.notice
      and m.claimed_at > p_now - interval '24 hours') >= (p_claim ->> 'notices_per_day')::integer;
$$;

-- {day, total_usd, calls_usd, texts_usd, calls, texts}
create function public.read_spend(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.spent_on((p_now at time zone 'UTC')::date)
    || jsonb_build_object('day', (p_now at time zone 'UTC')::date);
$$;

select private.close_functions();
