-- Stores the consent that an order for one call states: that an operator asked for it, or that the lead
-- asked to be called back. A call that the lead asked for in a text needs no such statement: the lead's
-- own words are kept.
create function private.state_call_consent() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.add_consent(new.lead_id, new.lead_phone, new.origin,
    jsonb_build_object('channel', 'call', 'kind', 'operator',
      'text', case new.origin when 'callback' then 'The lead asked to be called back.'
              else 'The operator asked for this call.' end),
    new.created_at);
  return null;
end;
$$;
