-- Takes the cost of a text from its campaign and from the day. Null, or the answer of
-- begin_message: then the text is held, nothing was taken, and the campaign rests until its next
-- day where its own money is used up.
create function private.take_money(
  p_message public.sms_messages, p_campaign public.campaigns, p_cost numeric, p_claim jsonb,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_rule text;
  v_no jsonb;
  v_until timestamptz;
begin
  if p_message.kind in ('campaign', 'single') then
    v_rule := private.take_grant(p_campaign, p_cost, p_now);
  end if;
  if v_rule is not null then
    v_until := ((p_now at time zone p_campaign.timezone)::date + 1)::timestamp at time zone p_campaign.timezone;
    update public.campaigns set capped_until = v_until, updated_at = p_now
    where id = p_campaign.id and capped_until is distinct from v_until;
    perform public.hold_message(p_message.message_id, v_until, v_rule, case v_rule
        when 'cap_campaign_day' then 'The campaign has sent what it may send in a day.'
        else 'The campaign has spent its money.' end, null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_rule);
  end if;
  v_no := private.take_ceilings('texts', private.is_answer(p_message.kind), p_message.api_key_id, p_claim, p_now);
  if v_no is not null then
    if p_message.kind in ('campaign', 'single') then
      perform private.give_back_grant(p_campaign.id,
        (p_now at time zone coalesce(p_campaign.timezone, 'UTC'))::date, p_cost);
    end if;
    v_until := (v_no ->> 'until')::timestamptz;
    update public.campaigns set capped_until = v_until, updated_at = p_now
    where id = p_campaign.id and v_no ->> 'rule' like 'budget_%' and capped_until is distinct from v_until;
    perform public.hold_message(p_message.message_id, v_until, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_no ->> 'rule');
  end if;
  return null;
end;
$$;
