-- The tables: one lead record that calls, transcripts, decisions and outcomes hang on.
-- Rows are written by functions (next migration) wherever two writes belong together.

create type public.call_status as enum (
  'scheduled', 'held', 'dialing', 'unknown', 'queued', 'ringing', 'in_progress',
  'completed', 'busy', 'no_answer', 'failed', 'canceled'
);
create type public.call_direction as enum ('outbound', 'inbound');
create type public.call_priority as enum ('low', 'normal', 'high');
create type public.outcome as enum (
  'success', 'qualified', 'unqualified', 'escalated', 'no_response', 'discarded'
);
create type public.verdict as enum ('allow', 'hold', 'deny');
create type public.transcript_role as enum ('user', 'assistant', 'system');
create type public.api_role as enum ('admin', 'agent', 'viewer');

-- One row a secret that belongs to the data rather than to a process: losing it would lift every
-- block whose lead was deleted.
create table public.data_secrets (
  name text primary key,
  value text not null
);
insert into public.data_secrets (name, value)
values ('phone_salt', gen_random_uuid()::text || gen_random_uuid()::text);

create table public.agents (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  business text not null,
  prompt text not null,
  greeting text,
  voice text not null default 'marin',
  language text not null default 'en',
  model text,
  tools text[] not null default '{end_call,book_appointment,mark_do_not_call,request_human,request_callback}',
  transfer_number text,
  -- What the agent may say that binds the business: one statement each. Nothing else of that kind leaves.
  facts text[] not null default '{}',
  -- {zone, weekly: {mon: [[opens, closes], ...], ...}, exceptions: [{date, hours}]}; null: usual hours.
  opening_hours jsonb,
  max_seconds integer not null default 900 check (max_seconds between 30 and 3300),
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index agents_one_default on public.agents (is_default) where is_default;

create table public.leads (
  id bigint generated always as identity primary key,
  name text,
  phone text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  -- Behind a main line several people have an extension each; null is the line itself.
  phone_extension text check (phone_extension ~ '^[0-9]{1,11}$'),
  email text,
  external_id text,
  source text not null default 'api',
  timezone text,
  region text,
  country text,
  postal_code text,
  lead_status text not null default 'new'
    check (lead_status in ('new', 'contacted', 'unreachable', 'do_not_contact')),
  outcome public.outcome,
  outcome_at timestamptz,
  call_sid varchar(50) constraint idx_leads_call_sid unique,
  last_contacted_at timestamptz,
  notes text,
  custom jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique nulls not distinct (phone, phone_extension)
);
create index leads_by_status on public.leads (lead_status, id desc);

create table public.calls (
  id uuid primary key,
  lead_id bigint references public.leads (id) on delete set null,
  agent_id uuid references public.agents (id) on delete set null,
  direction public.call_direction not null,
  provider text not null default 'twilio',
  voice text not null default 'openai',
  to_number text not null,
  from_number text,
  -- The telephone at the lead's end, whichever way the call went.
  lead_phone text not null,
  -- What is dialed once the line answers.
  phone_extension text,
  status public.call_status not null,
  priority public.call_priority not null default 'normal',
  message text,
  origin text not null default 'api',
  campaign_id uuid,
  metadata jsonb not null default '{}',
  run_at timestamptz not null,
  held_reason text,
  dial integer not null default 1,
  redial_of uuid unique references public.calls (id) on delete set null,
  callback_of uuid unique references public.calls (id) on delete set null,
  fence integer not null default 0,
  worker text,
  -- Attempts that have claimed it or may not any more; the last is whose claim holds.
  claim_ids uuid[] not null default '{}',
  -- Its place among those that may be alive at once; it has it for as long as it is alive.
  slot integer,
  deadline_at timestamptz,
  checks integer not null default 0,
  next_check_at timestamptz,
  call_sid varchar(50) unique,
  answered_by text,
  duration_seconds integer,
  -- The key that asked for it, and the beginning of the number that it counts for.
  api_key_id uuid,
  prefix text,
  -- What a minute costs by the price table, what it counts for today, and what the carrier asks.
  minute_usd numeric,
  cost_usd numeric not null default 0,
  price_usd numeric,
  price_check_at timestamptz,
  end_reason text,
  wrap_up text check (wrap_up in ('hangup', 'human', 'apology')),
  wrap_up_reason text,
  -- When the lead asked for a person, whether or not one could take the call.
  person_asked_at timestamptz,
  stream_token_hash text,
  stream_token_expires_at timestamptz,
  streams_opened integer not null default 0,
  -- Streams that were offered in a row and never opened.
  stream_tries integer not null default 0,
  -- A stream is open of which nobody has said yet what was heard in it.
  stream_open_since timestamptz,
  -- Sound in milliseconds: ours that the lead heard, the lead's that we heard. Null: nobody has said.
  agent_heard_ms integer,
  lead_heard_ms integer,
  -- Why the lead heard nothing of us, or no more of us: a word of domain/heard.ts.
  silence_reason text,
  -- Whether the lead heard us or was heard; null until the call is settled.
  reached boolean,
  -- What became of putting the lead through to a person: a word of domain/transfer.ts.
  transfer_result text,
  recording_sid text,
  recording_url text,
  recording_seconds integer,
  dialed_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  settled_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- A telephone rings once at a time: of two claims for one number, the second finds this index.
create unique index calls_one_live_per_number on public.calls (lead_phone)
  where direction = 'outbound'
    and status in ('dialing', 'unknown', 'queued', 'ringing', 'in_progress');
create index calls_due on public.calls (run_at) where status in ('scheduled', 'held');
create index calls_live on public.calls (updated_at)
  where status in ('dialing', 'unknown', 'queued', 'ringing', 'in_progress');
create index calls_unsettled on public.calls (ended_at)
  where settled_at is null and ended_at is not null;
create index calls_to_price on public.calls (price_check_at) where price_check_at is not null;
create index calls_of_lead on public.calls (lead_id, created_at desc);
create index calls_of_phone on public.calls (lead_phone, dialed_at desc);
create index calls_newest on public.calls (created_at desc, id);

create table public.call_events (
  id bigint generated always as identity primary key,
  call_id uuid references public.calls (id) on delete set null,
  call_sid varchar(50) not null,
  kind text not null,
  -- As far as the carrier says: which of the two numbers is the lead's.
  direction public.call_direction,
  from_number text,
  to_number text,
  call_status text,
  duration integer,
  sequence integer,
  payload jsonb not null default '{}',
  received_at timestamptz not null,
  -- The same under the name that every other table has for it: clients sort by it.
  created_at timestamptz not null generated always as (received_at) stored,
  unique nulls not distinct (call_sid, kind, call_status, sequence)
);
create index call_events_of_call on public.call_events (call_id, id);
create index call_events_to_number on public.call_events (to_number, created_at desc);

create table public.conversation_transcripts (
  id bigint generated always as identity primary key,
  call_sid varchar(50) not null,
  call_id uuid references public.calls (id) on delete set null,
  lead_id bigint references public.leads (id) on delete set null,
  seq integer not null,
  role public.transcript_role not null,
  -- What was heard at the other end. `generated` keeps the model's whole sentence when it was cut.
  content text not null,
  heard boolean not null default true,
  generated text,
  timestamp timestamptz not null,
  unique (call_sid, seq)
);

create table public.conversation_analyses (
  id uuid primary key default gen_random_uuid(),
  call_id uuid unique references public.calls (id) on delete cascade,
  call_sid varchar(50),
  lead_id bigint references public.leads (id) on delete set null,
  channel text not null default 'call',
  status text not null check (status in ('done', 'needs_review')),
  outcome public.outcome,
  outcome_quote text,
  outcome_turn integer,
  summary text,
  sentiment text check (sentiment in ('positive', 'neutral', 'negative')),
  facts jsonb not null default '[]',
  dropped jsonb not null default '[]',
  next_action jsonb,
  decided_by text not null check (decided_by in ('rules', 'model', 'staff', 'nobody')),
  model text,
  failure text,
  usage jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index analyses_of_lead on public.conversation_analyses (lead_id, created_at desc);

create table public.appointments (
  id uuid primary key default gen_random_uuid(),
  lead_id bigint references public.leads (id) on delete set null,
  call_id uuid references public.calls (id) on delete set null,
  starts_at timestamptz not null,
  words text,
  created_at timestamptz not null,
  unique (call_id, starts_at)
);

-- Never deleted: the hash outlives the lead, so that a number imported again stays blocked.
create table public.suppressions (
  id bigint generated always as identity primary key,
  phone text,
  phone_hash text not null,
  scope text not null default 'all' check (scope in ('all', 'voice', 'sms')),
  source text not null,
  words text,
  call_id uuid references public.calls (id) on delete set null,
  created_at timestamptz not null,
  -- START takes back what STOP said; the row stays.
  lifted_at timestamptz,
  unique (phone_hash, scope)
);

create table public.contact_decisions (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  lead_id bigint references public.leads (id) on delete set null,
  call_id uuid references public.calls (id) on delete set null,
  channel text not null default 'call',
  verdict public.verdict not null,
  rule text not null,
  reason text not null,
  hold_until timestamptz,
  evidence jsonb not null default '{}'
);
create index decisions_of_lead on public.contact_decisions (lead_id, id desc);
create index decisions_of_call on public.contact_decisions (call_id, id desc);

-- The outbox: what a page hears.
create table public.events (
  id bigserial primary key,
  topic text not null,
  type text not null,
  payload jsonb not null,
  at timestamptz not null,
  -- By the database's own clock: only to measure how late a reader is.
  written_at timestamptz not null default clock_timestamp()
);

create table public.webhook_receipts (
  id bigint generated always as identity primary key,
  provider text not null,
  kind text not null,
  dedupe_key text not null,
  deliveries integer not null default 1,
  result text,
  received_at timestamptz not null,
  last_received_at timestamptz not null,
  unique (provider, kind, dedupe_key)
);
create index webhook_receipts_newest on public.webhook_receipts (provider, last_received_at desc);

create table public.api_keys (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  key_hash text not null unique,
  role public.api_role not null,
  created_at timestamptz not null default now(),
  -- Null: it never does by itself.
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

create table public.idempotency_keys (
  key_hash text primary key,
  request_hash text not null,
  call_id uuid not null references public.calls (id) on delete cascade,
  created_at timestamptz not null
);
