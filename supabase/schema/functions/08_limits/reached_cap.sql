-- The cap that forbids this text: null, or {rule, reason, until, evidence?}. p_limits: as for
-- full_limit; the campaign's own cap for a lead and day comes on top. Answers to the lead are not
-- counted and not capped.
create function private.reached_cap(
  p_message public.sms_messages, p_limits jsonb, p_now timestamptz
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_texts timestamptz[];
  v_per_day integer;
begin
  if p_message.kind not in ('campaign', 'single') then
    return null;
  end if;
  select c.per_lead_per_day into v_per_day from public.campaigns c where c.id = p_message.campaign_id;
  if v_per_day is not null then
    select coalesce(array_agg(t.at order by t.at desc), '{}') into v_texts
    from private.touches(p_message.lead_phone, p_now - interval '24 hours') t where t.channel = 'text';
    if cardinality(v_texts) >= v_per_day then
      return jsonb_build_object('rule', 'cap_campaign_per_lead',
        'reason', format('%s texts in 24 hours is the most that the campaign lets one lead get.', v_per_day),
        'until', v_texts[v_per_day] + interval '24 hours',
        'evidence', jsonb_build_object('texts_in_24_hours', cardinality(v_texts)));
    end if;
  end if;
  return private.full_limit(p_message.lead_phone, p_limits, p_now);
end;
$$;
