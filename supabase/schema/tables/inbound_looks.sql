-- A carrier reports an inbound text once, and retries once if the webhook fails. What was lost then is
-- found in its list of texts; this is how far that list has been read.
create table public.inbound_looks (
  provider text primary key,
  -- Texts up to then are stored, whether or not their webhook ever came.
  looked_until timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
