-- Our own numbers. They become no leads and get no answer of the agent, wherever they come in:
-- otherwise one call with our own number as its caller id would make a lead of it, and every caller
-- would be taken for that lead.
create table private.our_numbers (
  phone text primary key,
  -- settings, campaign: it is configured there. called, texted: a carrier or a relay named it as
  -- the number that was called or texted.
  known_by text not null check (known_by in ('settings', 'campaign', 'called', 'texted')),
  created_at timestamptz not null
);
