-- What people of the team write for each other. A deleted note keeps its place and loses its words.
create table public.notes (
  id uuid primary key,
  lead_id bigint not null references public.leads (id) on delete cascade,
  conversation_id uuid references public.sms_conversations (id) on delete set null,
  call_id uuid references public.calls (id) on delete set null,
  author_id uuid not null,
  author_name text not null,
  body text not null,
  created_at timestamptz not null,
  deleted_at timestamptz
);
create index notes_of_lead on public.notes (lead_id, created_at desc, id desc);
create index notes_of_conversation on public.notes (conversation_id, created_at desc, id desc)
  where conversation_id is not null;
create index notes_of_call on public.notes (call_id) where call_id is not null;
create index notes_newest on public.notes (created_at desc, id desc);

select private.tell_of('note', 'public.notes', 'notes', 'created_at', p_topic => 'lead_id');
