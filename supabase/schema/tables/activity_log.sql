-- Who did what and when. Each row is written in the same transaction as the act. Details hold ids, states
-- and numbers, and no person's name, number or words.
create table public.activity_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- A user or a key. Null: a command of the operator's, or this system by itself.
  actor_id uuid,
  actor_kind text not null check (actor_kind in ('user', 'key', 'command', 'system')),
  actor_name text not null,
  action text not null check (action ~ '^[a-z_]+$'),
  subject_kind text not null,
  subject_id text,
  lead_id bigint references public.leads (id) on delete set null,
  details jsonb not null default '{}',
  undo_of bigint references public.activity_log (id)
);
create index activity_of_lead on public.activity_log (lead_id, id desc) where lead_id is not null;
create index activity_of_actor on public.activity_log (actor_id, id desc) where actor_id is not null;
create index activity_of_subject on public.activity_log (subject_kind, subject_id, id desc);
create index activity_undone on public.activity_log (undo_of) where undo_of is not null;
-- What stands in the story of a lead.
create index activity_in_story on public.activity_log (lead_id, at desc)
  where action in ('outcome_corrected', 'outcome_restored', 'lead_assigned');
