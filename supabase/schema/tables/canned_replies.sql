-- Replies that the team keeps ready, with variables as in a campaign's steps.
create table public.canned_replies (
  id uuid primary key,
  name text not null unique,
  body text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
