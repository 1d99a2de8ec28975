-- Takes a text that the carrier never accepted off the campaign's day and the sums of the day.
create function private.give_back_grant(p_message public.sms_messages) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.give_back_grant(p_message.campaign_id, p_message.granted_on, p_message.cost_usd);
  if p_message.budgeted then
    perform private.give_back_ceilings('texts', p_message.api_key_id, p_message.prefix,
      p_message.cost_usd, p_message.claimed_at);
  end if;
end;
$$;
