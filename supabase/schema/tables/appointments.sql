create table public.appointments (
  id uuid primary key default gen_random_uuid(),
  lead_id bigint references public.leads (id) on delete set null,
  call_id uuid references public.calls (id) on delete set null,
  starts_at timestamptz not null,
  words text,
  created_at timestamptz not null,
  conversation_id uuid references public.sms_conversations (id) on delete set null,
  unique (call_id, starts_at),
  unique (conversation_id, starts_at)
);
create index appointments_newest on public.appointments (created_at desc, id desc);
create index appointments_by_start on public.appointments (starts_at, id);
create index appointments_of_lead on public.appointments (lead_id, created_at desc);

select private.tell_of('appointment', 'public.appointments', 'appointments', 'created_at');
