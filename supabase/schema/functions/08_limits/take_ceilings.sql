-- Takes the cost of one contact from the day's money, and one contact from what its destination and
-- its API key have left. Null, or {act: hold, rule: budget_day | budget_calls | budget_texts |
-- velocity_prefix | key_day, reason, until, evidence}: then nothing was taken.
--
-- p_claim, of a claim: {cost_usd?, budget_usd?: of a day, all channels; calls_budget_usd?,
-- texts_budget_usd?, answer_reserve?: the share kept for answers, prefix?, prefix_per_hour?,
-- key_per_day?}. It runs inside the claim under one lock, so that two claims never both take the
-- last place. Costs are counted with and without a ceiling.
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
