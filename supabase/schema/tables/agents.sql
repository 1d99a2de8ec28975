create table public.agents (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  business text not null,
  prompt text not null,
  greeting text,
  -- A voice by its vendor's name; 'default': the voice that the vendor's adapter chooses.
  voice text not null default 'default',
  language text not null default 'en',
  model text,
  tools text[] not null default '{end_call,book_appointment,mark_do_not_call,request_human,request_callback}',
  transfer_number text,
  -- Statements that the agent may make although they bind the business, one each. It makes no others.
  facts text[] not null default '{}',
  -- {zone, weekly: {mon: [[opens, closes], ...], ...}, exceptions: [{date, hours}]}; null: usual hours.
  opening_hours jsonb,
  max_seconds integer not null default 900 check (max_seconds between 30 and 3300),
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Who made or changed it last, {id?, kind, name}; null: nobody who is named.
  changed_by jsonb
);
create unique index agents_one_default on public.agents (is_default) where is_default;

-- A first agent, so that calls work from the start; operators change it through /api/agents.
insert into public.agents (name, business, prompt, greeting, is_default)
values (
  'Front desk', 'Ringback',
  'You call people back who asked about our offer. Find out whether they are still interested, '
  'answer what you know, and book an appointment if they want one. Be brief and friendly, one '
  'question at a time. Never invent prices, times or promises.',
  null, true
);

create trigger agents_note_change after insert or update or delete on public.agents
  for each row execute function private.note_row_change('agent');
