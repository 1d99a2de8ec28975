-- Replaces the estimated cost of a text by what the carrier reports: its count of segments, or a
-- price.
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
