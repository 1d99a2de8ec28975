create table public.call_events (
  id bigint generated always as identity primary key,
  call_id uuid references public.calls (id) on delete set null,
  call_sid varchar(50) not null,
  kind text not null,
  -- Which of the two numbers is the lead's, where the carrier reports it.
  direction public.call_direction,
  from_number text,
  to_number text,
  -- The carrier's own status.
  call_status text,
  duration integer,
  sequence integer,
  payload jsonb not null default '{}',
  received_at timestamptz not null,
  -- The same under the name that every table has for it: clients sort by it.
  created_at timestamptz not null generated always as (received_at) stored,
  -- Our status for it; null where the event says nothing about the call's status.
  status public.call_status,
  unique nulls not distinct (call_sid, kind, call_status, sequence)
);
create index call_events_of_call on public.call_events (call_id, id);
create index call_events_to_number on public.call_events (to_number, created_at desc);
create index call_events_oldest on public.call_events (received_at);
