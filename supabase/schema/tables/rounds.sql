-- How far a sweep has come that reads a large table in parts. At the end it starts over.
create table private.rounds (
  name text primary key,
  reached_at timestamptz not null default '-infinity',
  reached_id uuid not null default '00000000-0000-0000-0000-000000000000'
);

insert into private.rounds (name) values ('repair_leads'), ('idle_conversations'), ('finished_calls');
