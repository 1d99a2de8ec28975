-- Which numbers are our own. They become no leads, by whichever entry point, and get no answer of the agent:
-- one call whose caller id is our own number would otherwise make a lead of everybody who rings us.
create table private.our_numbers (
  phone text primary key,
  -- settings, campaign: it is configured there. called, texted: a carrier or a relay named it as the number
  -- that was rung or written to.
  known_by text not null check (known_by in ('settings', 'campaign', 'called', 'texted')),
  created_at timestamptz not null
);
