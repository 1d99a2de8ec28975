-- Who needs a person, and since when: one open row for each conversation, call or analysis that the
-- inbox lists under `needs`. Triggers on those tables write it in the transaction of the change.
create table public.person_needs (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('conversation', 'call', 'analysis')),
  -- The id of the conversation, call or analysis.
  subject_id uuid not null,
  conversation_id uuid references public.sms_conversations (id) on delete cascade,
  call_id uuid references public.calls (id) on delete cascade,
  -- As the inbox names it (PERSON_REASONS).
  reason text not null,
  -- Our own code for what led to it. Never a person's words.
  detail text,
  since timestamptz not null,
  ended_at timestamptz,
  assigned_to uuid references public.users (id),
  -- It was to be assigned, and nobody who is online had room.
  nobody_online boolean not null default false,
  -- The rules that have been carried out for it.
  told uuid[] not null default '{}',
  -- When the rules are read for it next; null: none is left.
  look_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index person_needs_one_open on public.person_needs (kind, subject_id) where ended_at is null;
create index person_needs_to_look on public.person_needs (look_at)
  where ended_at is null and look_at is not null;
create index person_needs_nobody on public.person_needs (since) where ended_at is null and nobody_online;
create index person_needs_of_user on public.person_needs (assigned_to, since desc)
  where assigned_to is not null;
create index person_needs_of_conversation on public.person_needs (conversation_id);
create index person_needs_of_call on public.person_needs (call_id);
create index person_needs_over on public.person_needs (ended_at) where ended_at is not null;
