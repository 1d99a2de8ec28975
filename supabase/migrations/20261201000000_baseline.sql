-- Made from supabase/schema by "npm run migration". Do not edit.

-- Schemas.

-- Who may touch what: the service role, and nobody else. Postgres lets everybody call a new function,
-- and Supabase lets them use a new table: a migration that makes some closes them.
create schema if not exists private;
grant usage on schema public, private to service_role;

-- Types.

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
create type public.delivery_status as enum (
  'pending', 'held', 'sending', 'unknown', 'queued', 'sent', 'delivered', 'undelivered', 'failed',
  'canceled', 'suppressed', 'received'
);
create type public.conversation_owner as enum ('ai', 'human', 'paused', 'closed');
create type public.message_author as enum ('lead', 'ai', 'human', 'campaign', 'system');
create type public.message_kind as enum ('inbound', 'campaign', 'single', 'reply', 'human', 'notice');
create type public.campaign_status as enum ('draft', 'running', 'paused', 'ended');
create type public.enrollment_status as enum ('active', 'paused', 'completed', 'stopped');
create type public.webhook_status as enum ('pending', 'sending', 'delivered', 'dead');

-- Tables.

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
  updated_at timestamptz not null,
  -- The step of a campaign that it stands for.
  enrollment_id bigint,
  step integer
);

create table public.campaigns (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  status public.campaign_status not null default 'draft',
  channel text not null default 'text' check (channel in ('text', 'call')),
  agent_id uuid references public.agents (id) on delete set null,
  provider text not null default 'twilio',
  -- A number of ours, or the carrier's name for a pool of them.
  sender text not null,
  goal text,
  timezone text not null default 'UTC',
  daily_cap integer check (daily_cap > 0),
  per_lead_per_day integer check (per_lead_per_day > 0),
  budget_usd numeric check (budget_usd >= 0),
  -- {on_active_elsewhere: skip | replace}
  rules jsonb not null default '{}',
  -- Until then the sweep leaves it alone: its day or its money is spent.
  capped_until timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.sms_conversations (
  id uuid primary key default gen_random_uuid(),
  lead_id bigint references public.leads (id) on delete set null,
  lead_phone text not null,
  our_number text not null,
  provider text not null default 'twilio',
  owner public.conversation_owner not null default 'ai',
  sms_agent_id uuid references public.agents (id) on delete set null,
  campaign_id uuid references public.campaigns (id) on delete set null,
  assigned_to text,
  -- The last number given out in this conversation: no gap, no number twice.
  last_seq integer not null default 0,
  last_inbound_seq integer not null default 0,
  last_inbound_at timestamptz,
  last_outbound_at timestamptz,
  last_activity_at timestamptz not null,
  last_read_seq integer not null default 0,
  -- An answer is owed from then on; put off by each further text, at most until a cap counted
  -- from reply_first_at.
  reply_due_at timestamptz,
  reply_first_at timestamptz,
  reply_fence integer not null default 0,
  reply_tries integer not null default 0,
  conversion_status public.outcome,
  ended_at timestamptz,
  end_reason text,
  end_evidence jsonb,
  reopened_at timestamptz,
  handover_reason text,
  handover_summary text,
  handed_over_at timestamptz,
  -- Escalated: it may not be escalated again before a person has said something.
  awaits_human boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

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

-- A thing that others depend on (`voice`: that we are heard on calls; `language_model`: that it
-- answers). After some failures in a row it rests, and one try at a time finds out when it works again.
create table public.breakers (
  name text primary key check (name in ('voice', 'language_model')),
  failures integer not null default 0,
  -- It rests since then; null: it does not.
  opened_at timestamptz,
  reason text,
  tries integer not null default 0,
  next_try_at timestamptz,
  -- Who is trying just now, and until when nobody else does.
  trial text,
  trial_until timestamptz,
  last_ok_at timestamptz,
  last_failure_at timestamptz,
  updated_at timestamptz not null
);

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

-- One row a campaign and day: how much of the day is given away. Kept as numbers, since counting
-- the day's messages before each of them would cost more with each of them.
create table public.campaign_days (
  day date not null,
  campaign_id uuid not null,
  granted integer not null default 0,
  spent_usd numeric not null default 0,
  primary key (campaign_id, day)
);

create table public.campaign_steps (
  campaign_id uuid not null references public.campaigns (id) on delete cascade,
  position integer not null check (position > 0),
  channel text not null default 'text' check (channel in ('text', 'call')),
  -- Counted from the enrollment for the first step, from the step before for the others.
  delay_seconds integer not null default 0 check (delay_seconds >= 0),
  -- [{name, weight, body}]
  variants jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (campaign_id, position)
);

create table public.consents (
  id bigint generated always as identity primary key,
  lead_id bigint references public.leads (id) on delete set null,
  phone text not null,
  channel text not null check (channel in ('text', 'call', 'all')),
  kind text not null check (kind in ('written', 'express', 'implied', 'operator', 'keyword')),
  -- The words that were agreed to, and where.
  text text,
  text_version text,
  url text,
  ip text,
  user_agent text,
  form_id text,
  source text not null,
  evidence jsonb not null default '{}',
  at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- How many contacts something has had since a moment: a destination prefix since the full hour, a key
-- since the beginning of the day. A prefix is a range of numbers, and nobody's name.
create table public.contact_counts (
  name text not null,
  since timestamptz not null,
  contacts integer not null default 0,
  primary key (name, since)
);

create table public.sms_campaign_enrollments (
  id bigint generated always as identity primary key,
  campaign_id uuid not null references public.campaigns (id) on delete cascade,
  lead_id bigint references public.leads (id) on delete set null,
  lead_phone text not null,
  -- Several people behind one line are enrolled each for themselves.
  phone_extension text,
  channel text not null default 'text' check (channel in ('text', 'call')),
  status public.enrollment_status not null default 'active',
  reason text,
  next_step integer not null default 1,
  next_message_at timestamptz,
  -- What stands for the next step already: a text, or a call. Neither: it waits for the sweep.
  message_id uuid,
  call_id uuid references public.calls (id) on delete set null,
  enrolled_at timestamptz not null,
  paused_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique nulls not distinct (lead_phone, campaign_id, phone_extension)
);

create table public.sms_messages (
  message_id uuid primary key,
  conversation_id uuid not null references public.sms_conversations (id) on delete cascade,
  lead_id bigint references public.leads (id) on delete set null,
  lead_phone text not null,
  -- The conversation's own number: whose line it stands in.
  sender text,
  -- Its place in the conversation. A campaign's text takes one when it is sent: until then it is
  -- only planned, and what the lead says meanwhile comes before it.
  seq integer check (seq > 0),
  client_message_id text,
  source_message_id text,
  direction public.call_direction not null,
  author public.message_author not null,
  kind public.message_kind not null,
  body text,
  media jsonb not null default '[]',
  delivery_status public.delivery_status not null default 'pending',
  delivery_error text,
  delivered_at timestamptz,
  provider text not null default 'twilio',
  provider_sid text unique,
  campaign_id uuid references public.campaigns (id) on delete set null,
  enrollment_id bigint references public.sms_campaign_enrollments (id) on delete set null,
  step integer,
  step_version integer,
  variant text,
  -- A carrier's failure that may be tried again is tried as a new row.
  retry_of uuid unique references public.sms_messages (message_id) on delete set null,
  attempt integer not null default 1,
  in_reply_to_seq integer,
  -- What a notice says: opt_out, opt_in, help, handover.
  notice text,
  sent_by text,
  idempotency_key_hash text unique,
  request_hash text,
  send_at timestamptz,
  -- When the sweep puts it in the queue (again).
  enqueue_at timestamptz,
  held_reason text,
  suppressed_reason text,
  fence integer not null default 0,
  worker text,
  -- Attempts that have claimed it or may not any more; the last is whose claim holds.
  claim_ids uuid[] not null default '{}',
  deadline_at timestamptz,
  checks integer not null default 0,
  next_check_at timestamptz,
  claimed_at timestamptz,
  sent_at timestamptz,
  valid_until timestamptz,
  granted_on date,
  segments integer,
  -- As we count them; the key that asked for it, and the beginning of the number that it counts for.
  claimed_segments integer,
  api_key_id uuid,
  prefix text,
  cost_usd numeric not null default 0,
  -- Counted against everybody's money of that day.
  budgeted boolean not null default false,
  -- What was found in the lead's words: {kind, rule, words}.
  opt_out jsonb,
  -- When the first bytes of a lead's text reached us, and of two in the same millisecond which came
  -- first. Null: nobody saw it arrive; it was found in a carrier's list, or in a chat told as a whole.
  arrived_at timestamptz,
  -- Whether a text of the lead refuses contact. Until that is said, nothing leaves by itself for its
  -- number; `unclear`: a person has to say.
  refusal_verdict text check (refusal_verdict in ('pending', 'refuses', 'not', 'unclear')),
  refusal_by text check (refusal_by in ('rules', 'model', 'person')),
  refusal_scope text check (refusal_scope in ('all', 'sms', 'voice')),
  refusal_words text,
  refusal_why text,
  judged_at timestamptz,
  -- When a judge looks at it (again), where no answer is owed that would judge it along the way.
  judge_at timestamptz,
  judge_tries integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (conversation_id, seq),
  unique (conversation_id, client_message_id)
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
  evidence jsonb not null default '{}',
  message_id uuid references public.sms_messages (message_id) on delete set null
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
  updated_at timestamptz not null,
  conversation_id uuid unique references public.sms_conversations (id) on delete cascade
);

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

-- One row a secret that belongs to the data rather than to a process: losing it would lift every
-- block whose lead was deleted.
create table public.data_secrets (
  name text primary key,
  value text not null
);

-- One row: up to which id the log has been pruned. Whoever read less than that has a hole.
create table private.event_log (
  one boolean primary key default true check (one),
  pruned_to bigint not null default 0
);

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

-- How many calls have ended as what, up to where its round has come: what has ended stays as it is.
create table private.finished_calls (
  status public.call_status primary key,
  n bigint not null
);

create table public.idempotency_keys (
  key_hash text primary key,
  request_hash text not null,
  call_id uuid not null references public.calls (id) on delete cascade,
  created_at timestamptz not null
);

-- The order of a lead's texts is that in which they reached us. What reaches a process is stored at
-- once (store_arrivals, cheap and in batches), and then takes its place in its conversation under the
-- telephone's lock, together with whatever arrived before it, at this process or at another
-- (take_in_arrivals). Until then nothing leaves for that telephone: it may be a STOP, or the rest of
-- what an answer should answer.
--
-- Texts of leads that have reached us and have no place in their conversation yet: each takes it in the
-- order of arrival, whichever process it came to.
create table public.inbound_arrivals (
  message_id uuid primary key,
  lead_phone text not null,
  arrived_at timestamptz not null,
  -- As receive_message takes it.
  text jsonb not null,
  -- Why it could not be taken in so far.
  failed_with text,
  created_at timestamptz not null
);

-- Whether an api takes in webhooks: since when without a gap, and when one last said so. One row.
create table public.inbound_door (
  only_one boolean primary key default true check (only_one),
  open_since timestamptz not null,
  seen_at timestamptz not null
);

-- A carrier tells of an inbound text once, and once more if nobody picked up. What was lost then is
-- found in its list of texts; this is how far that list has been read.
create table public.inbound_looks (
  provider text primary key,
  -- What came in up to then is ours, whether or not its webhook ever came.
  looked_until timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table public.lead_sources (
  source text primary key check (source ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  auth text not null check (auth in ('secret', 'hmac')),
  secret_hash text,
  signing_secret text,
  -- {our field: path in the body}
  mapping jsonb not null default '{}',
  -- Whose shape the body has: a name of ours for it, or generic.
  preset text not null default 'generic',
  campaign_id uuid references public.campaigns (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (case auth when 'secret' then secret_hash is not null else signing_secret is not null end)
);

-- What the log tells of, one row a kind. The same table stands in events/kinds.ts; a test compares
-- them, and each kind's columns with its shape there.
create table private.live_kinds (
  noun text primary key,
  rows_of regclass not null unique,
  -- Its name in a snapshot.
  list text not null unique,
  -- The column that a topic names, as in `lead:6`.
  topic text not null,
  -- What tells a row from all others, and all that is said of one that is gone.
  key text[] not null,
  -- Says how new a row is, and with it what a window holds. Null: there are few, all are told.
  place text,
  -- Many belong to one row of another kind: a snapshot holds more of them, and oldest first.
  is_part boolean not null,
  -- Columns that never leave the house. A change of nothing else is no news.
  hidden text[] not null
);

-- Which numbers are our own. They become no leads, by whichever door, and get no answer of the agent:
-- one call whose caller id is our own number would otherwise make a lead of everybody who rings us.
create table private.our_numbers (
  phone text primary key,
  -- settings, campaign: somebody said so. called, texted: a carrier or a relay named it as the number
  -- that was rung or written to.
  known_by text not null check (known_by in ('settings', 'campaign', 'called', 'texted')),
  created_at timestamptz not null
);

-- Talks that nobody has judged yet, as a list that is as short as they are few. It is kept by the tables
-- themselves, so that no function can forget it: looking for them among all that ever was would cost
-- more with every talk.
create table private.owed_analyses (
  call_id uuid unique references public.calls (id) on delete cascade,
  conversation_id uuid unique references public.sms_conversations (id) on delete cascade,
  -- When the call was settled, or the conversation ended.
  since timestamptz not null,
  check (num_nonnulls(call_id, conversation_id) = 1)
);

-- How far a look has come that goes through everything bit by bit, since a look at all of it at once
-- would cost more with every row. At the end it begins anew.
create table private.rounds (
  name text primary key,
  reached_at timestamptz not null default '-infinity',
  reached_id uuid not null default '00000000-0000-0000-0000-000000000000'
);

-- Who texts are sent from, and how fast each may send: a number of ours, or the carrier's name for a
-- pool of them. The pace is kept here and not in a process, so that all workers share one, and so
-- that it outlives them and the queue.
create table public.senders (
  sender text primary key,
  -- Who carries it, as soon as a conversation says so.
  provider text,
  -- Segments a second, since that is what carriers count. Null: what is usual for its kind, which
  -- the workers know from their settings and tell with each claim.
  per_second numeric check (per_second > 0 and per_second <= 1000),
  usual_per_second numeric not null default 1,
  -- When everything it was given would have left, one segment after another. It may lie ahead of
  -- the clock by as much as the burst.
  free_at timestamptz not null default '-infinity',
  -- The next turn of those who asked and had to wait, so that they do not all ask again at once:
  -- of those who answer somebody, and of the others.
  next_answer_at timestamptz not null default '-infinity',
  next_other_at timestamptz not null default '-infinity',
  -- Until then the carrier takes nothing from it, and its word for why.
  rests_until timestamptz,
  rest_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 50);

-- Who is signed in: a row a session, so that whoever signs out is out of every process at once. Of the
-- token only its hash is here.
create table public.sessions (
  id uuid primary key default gen_random_uuid(),
  token_hash text not null unique,
  user_name text not null,
  role public.api_role not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  last_seen_at timestamptz not null
);

-- Processes that say that they are at work, by the database's own clock: they are compared with each
-- other, and the clocks of several machines differ.
create table public.signs_of_life (
  service text not null,
  instance text not null,
  at timestamptz not null,
  -- Why it cannot do its work although it lives.
  fault text,
  primary key (service, instance)
);

-- What a UTC day has cost. Several rows for a day and channel, so that claims that only count do not
-- wait for each other; their sum is what counts. 
create table public.spend_days (
  day date not null,
  channel text not null check (channel in ('calls', 'texts')),
  part smallint not null,
  spent_usd numeric not null default 0,
  contacts integer not null default 0,
  primary key (day, channel, part)
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
  message_id uuid references public.sms_messages (message_id) on delete set null,
  unique (phone_hash, scope)
);

-- What stops everything, or one channel, at once.
create table public.switches (
  name text primary key,
  is_on boolean not null default false,
  reason text,
  updated_at timestamptz not null default now()
);

create table public.webhook_endpoints (
  id uuid primary key default gen_random_uuid(),
  url text not null,
  secret text not null,
  events text[] not null,
  -- What of a person is told beside ids, because the operator asked for it.
  include text[] not null default '{}',
  is_active boolean not null default true,
  disabled_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- Telling the operator's own programs: who wants to hear of what, and one row a message, written in
-- the transaction in which the thing happened. It is sent at least once and bears one id for ever.
create table public.webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  endpoint_id uuid not null references public.webhook_endpoints (id) on delete cascade,
  event text not null,
  -- What happened, by a name of its own: told again it is the same message.
  dedupe_key text not null,
  -- Ids, outcome and reason. Never a name, a number or anybody's words.
  data jsonb not null,
  happened_at timestamptz not null,
  status public.webhook_status not null default 'pending',
  attempts integer not null default 0,
  fence integer not null default 0,
  next_at timestamptz,
  last_status integer,
  last_error text,
  delivered_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (endpoint_id, dedupe_key)
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

-- Keys between tables that point to each other.

-- Each of the two tables points to the other, so one of the keys comes when both are there.
alter table public.calls
  add constraint calls_enrollment_id_fkey foreign key (enrollment_id)
  references public.sms_campaign_enrollments (id) on delete set null;

-- A message points to its enrollment, too: this key comes when both tables are there.
alter table public.sms_campaign_enrollments
  add constraint enrollments_message foreign key (message_id)
  references public.sms_messages (message_id) on delete set null;

-- Indexes.

create unique index agents_one_default on public.agents (is_default) where is_default;

create index appointments_newest on public.appointments (created_at desc, id desc);

create index appointments_by_start on public.appointments (starts_at, id);

create index appointments_of_lead on public.appointments (lead_id, created_at desc);

create index call_events_of_call on public.call_events (call_id, id);

create index call_events_to_number on public.call_events (to_number, created_at desc);

create index call_events_oldest on public.call_events (received_at);

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

create index calls_held_for_inbound on public.calls (run_at) where held_reason = 'inbound_not_read';

create unique index calls_once_per_step on public.calls (enrollment_id, step)
  where enrollment_id is not null and status <> 'canceled';

create index calls_of_enrollment on public.calls (enrollment_id) where enrollment_id is not null;

-- Lists by one thing, in the order in which they are shown.
create index calls_by_status on public.calls (status, created_at desc, id);

-- How many calls have ended as what since a moment.
create index calls_ended on public.calls (ended_at, status) where ended_at is not null;

create index calls_recorded on public.calls (ended_at)
  where recording_sid is not null or recording_url is not null;

create index calls_recorded_of_deleted on public.calls (id)
  where (recording_sid is not null or recording_url is not null) and lead_phone like 'deleted:%';

create index campaign_steps_newest on public.campaign_steps (created_at desc);

-- A sweep looks at these and no others.
create index campaigns_running on public.campaigns (id) where status = 'running';

-- A snapshot reads each kind from its newest end.
create index campaigns_newest on public.campaigns (created_at desc, id desc);

-- The same form told twice is one consent.
create unique index consents_once on public.consents (
  phone, channel, kind, source, coalesce(form_id, ''), coalesce(text_version, ''),
  md5(coalesce(text, ''))
) where revoked_at is null;

create index consents_of_lead on public.consents (lead_id, id desc);

-- Those that were revoked, too: a decision is judged by all of them.
create index consents_of_phone on public.consents (phone, id desc);

create index decisions_of_lead on public.contact_decisions (lead_id, id desc);

create index decisions_of_call on public.contact_decisions (call_id, id desc);

create index decisions_of_message on public.contact_decisions (message_id, id desc)
  where message_id is not null;

create index decisions_oldest on public.contact_decisions (at);

create index analyses_of_lead on public.conversation_analyses (lead_id, created_at desc);

create index analyses_newest on public.conversation_analyses (created_at desc, id desc);

create index analyses_to_review on public.conversation_analyses (created_at desc, id desc)
  where status = 'needs_review';

-- What a lead leaves behind, also where only a foreign key looks for it when a lead is deleted.
create index transcripts_of_lead on public.conversation_transcripts (lead_id, timestamp desc);

create index transcripts_oldest on public.conversation_transcripts (timestamp);

-- The log by whom it is about: forgetting somebody must not mean reading all of it.
create index events_of_topic on public.events (topic, id);

create index idempotency_keys_of_call on public.idempotency_keys (call_id);

create index idempotency_keys_oldest on public.idempotency_keys (created_at);

create index arrivals_of_phone on public.inbound_arrivals (lead_phone, arrived_at, message_id);

create index arrivals_oldest on public.inbound_arrivals (created_at);

create index leads_by_status on public.leads (lead_status, id desc);

-- Searching for a part of a name, a number or an address: by trigrams where Postgres has them, which
-- needs the right to make an extension. Without them a search reads every lead, and finds the same.
do $$
declare
  v_schema text;
begin
  if not exists (select 1 from pg_extension where extname = 'pg_trgm') then
    -- Where Supabase keeps them, so that nothing of theirs lies among what is ours.
    create schema if not exists extensions;
    create extension pg_trgm with schema extensions;
  end if;
  -- A short list of what is not sorted in yet: each search reads it whole.
  select n.nspname into v_schema
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format('create index leads_by_part_of_name on public.leads using gin (name %I.gin_trgm_ops)
    with (gin_pending_list_limit = 512)', v_schema);
  execute format('create index leads_by_part_of_phone on public.leads using gin (phone %I.gin_trgm_ops)
    with (gin_pending_list_limit = 512)', v_schema);
  execute format('create index leads_by_part_of_email on public.leads using gin (email %I.gin_trgm_ops)
    with (gin_pending_list_limit = 512)', v_schema);
exception
  when feature_not_supported or undefined_file or insufficient_privilege or undefined_object then
    raise notice 'no trigrams here (%): a search reads every lead', sqlerrm;
end;
$$;

create index owed_analyses_of_calls on private.owed_analyses (since) where call_id is not null;

create index owed_analyses_of_texts on private.owed_analyses (since) where conversation_id is not null;

create index owed_analyses_oldest on private.owed_analyses (since);

create index sessions_of_user on public.sessions (user_name);

create index sessions_over on public.sessions (expires_at);

create unique index enrollments_one_active
  on public.sms_campaign_enrollments (lead_phone, channel, phone_extension) nulls not distinct
  where status = 'active';

-- A million may wait in it; a sweep reads the front of one campaign.
create index enrollments_due on public.sms_campaign_enrollments (campaign_id, next_message_at)
  where status = 'active' and message_id is null and call_id is null;

-- Counted by campaign, in two parts that leave out those who wait: an index that held them too
-- would be taken for the sweep's on a table nobody has analysed, and be read from end to end.
create index enrollments_over on public.sms_campaign_enrollments (campaign_id, status)
  where status <> 'active';

create index enrollments_planned on public.sms_campaign_enrollments (campaign_id)
  where status = 'active' and (message_id is not null or call_id is not null);

create index enrollments_of_lead on public.sms_campaign_enrollments (lead_id);

create index enrollments_of_message on public.sms_campaign_enrollments (message_id)
  where message_id is not null;

create unique index conversations_one_open on public.sms_conversations (lead_phone, our_number)
  where ended_at is null;

create index conversations_of_pair on public.sms_conversations (lead_phone, our_number, created_at desc);

create index conversations_of_lead on public.sms_conversations (lead_id, last_activity_at desc);

create index conversations_reply_due on public.sms_conversations (reply_due_at)
  where reply_due_at is not null;

create index conversations_idle on public.sms_conversations (last_activity_at, id) where ended_at is null;

create index conversations_newest on public.sms_conversations (last_activity_at desc, id desc);

create index conversations_of_owner
  on public.sms_conversations (owner, last_activity_at desc, id desc);

create index conversations_of_campaign
  on public.sms_conversations (campaign_id, last_activity_at desc, id desc)
  where campaign_id is not null;

create index conversations_assigned
  on public.sms_conversations (assigned_to, last_activity_at desc, id desc)
  where assigned_to is not null;

create index conversations_unread on public.sms_conversations (last_activity_at desc, id desc)
  where last_inbound_seq > last_read_seq;

-- What waits for a person, or for a judge: read for every alarm, so each by an index of its own.
create index conversations_awaiting on public.sms_conversations (handed_over_at)
  where awaits_human and owner <> 'ai' and ended_at is null;

create index conversations_unread_by_staff on public.sms_conversations (last_inbound_at)
  where owner = 'human' and ended_at is null and last_inbound_seq > last_read_seq;

-- The few whose words nobody has judged.
create index messages_unjudged on public.sms_messages (lead_phone)
  where refusal_verdict in ('pending', 'unclear');

create index messages_to_judge on public.sms_messages (judge_at) where refusal_verdict = 'pending';

-- A step is sent once. What was canceled before it left, and what is tried again, are other rows.
create unique index messages_once_per_step on public.sms_messages (enrollment_id, step)
  where retry_of is null and delivery_status <> 'canceled';

-- A sender's line, those who answer somebody apart from the others; and what of it is in the queue.
create index messages_to_answer on public.sms_messages (sender, enqueue_at)
  where delivery_status in ('pending', 'held') and kind not in ('campaign', 'single');

create index messages_to_enqueue on public.sms_messages (sender, enqueue_at)
  where delivery_status in ('pending', 'held') and kind in ('campaign', 'single');

create index messages_in_queue on public.sms_messages (sender, enqueue_at)
  where delivery_status in ('pending', 'held') and enqueue_at > send_at;

create index messages_planned_of_phone on public.sms_messages (lead_phone)
  where delivery_status in ('pending', 'held');

create index messages_claimed_of_phone on public.sms_messages (lead_phone, claimed_at desc)
  where claimed_at is not null;

create index messages_to_check on public.sms_messages (next_check_at)
  where delivery_status in ('sending', 'unknown', 'queued', 'sent') and next_check_at is not null;

create index messages_on_the_way on public.sms_messages (claimed_at)
  where delivery_status in ('sending', 'unknown', 'queued');

create index messages_of_campaign on public.sms_messages (campaign_id, delivery_status)
  where campaign_id is not null;

create index messages_sent on public.sms_messages (sent_at) where sent_at is not null;

create index messages_planned_of_conversation on public.sms_messages (conversation_id)
  where delivery_status in ('pending', 'held');

create index messages_held_for_inbound on public.sms_messages (send_at)
  where held_reason = 'inbound_not_read';

create index messages_newest on public.sms_messages (created_at desc, message_id desc);

create index messages_of_lead on public.sms_messages (lead_id, created_at desc);

create index messages_of_enrollment on public.sms_messages (enrollment_id)
  where enrollment_id is not null;

create index suppressions_of_phone on public.suppressions (phone) where phone is not null;

create index suppressions_of_message on public.suppressions (message_id) where message_id is not null;

create index webhook_deliveries_due on public.webhook_deliveries (next_at)
  where status in ('pending', 'sending');

create index webhook_deliveries_newest on public.webhook_deliveries (created_at desc, id desc);

create index webhook_deliveries_over on public.webhook_deliveries (updated_at)
  where status in ('delivered', 'dead');

create index webhook_deliveries_by_status
  on public.webhook_deliveries (status, created_at desc, id desc);

create index webhook_receipts_newest on public.webhook_receipts (provider, last_received_at desc);

-- The last time each of these kinds of webhook came in: {"twilio/text_inbound": moment, …}. One
-- look into an index for each, since receipts are many.
create index webhook_receipts_of_kind on public.webhook_receipts (provider, kind, last_received_at desc);

create index webhook_receipts_oldest on public.webhook_receipts (last_received_at);

-- First rows.

-- Somebody to talk from the first call on; operators rewrite it through /api/agents.
insert into public.agents (name, business, prompt, greeting, is_default)
values (
  'Front desk', 'Ringback',
  'You call people back who asked about our offer. Find out whether they are still interested, '
  'answer what you know, and book an appointment if they want one. Be brief and friendly, one '
  'question at a time. Never invent prices, times or promises.',
  null, true
);

insert into public.breakers (name, updated_at) values ('voice', now()), ('language_model', now());

insert into public.data_secrets (name, value)
values ('phone_salt', gen_random_uuid()::text || gen_random_uuid()::text);

insert into private.event_log default values;

insert into private.rounds (name) values ('repair_leads'), ('idle_conversations'), ('finished_calls');

insert into public.switches (name) values ('stop_all'), ('stop_calls'), ('stop_texts');

-- Functions, floor by floor.

-- What else lies in these schemas belongs to somebody else, and is left as it is: closed is what is
-- named, or what this very migration has made. Each migration is one transaction, and a row of the
-- catalogue says which transaction wrote it.
create function private.made_here(p_xmin xid) returns boolean
language sql stable set search_path = '' as $$
  select p_xmin = pg_current_xact_id()::xid;
$$;

-- Every function that this migration has made, so that nobody has to name them. Outside of one
-- transaction it would find none and leave them open to everybody: then it says so, and stops.
create function private.close_functions() returns void
language plpgsql set search_path = '' as $$
declare
  f regprocedure;
  v_closed boolean := false;
begin
  for f in
    select p.oid from pg_catalog.pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and private.made_here(p.xmin)
  loop
    execute format('revoke all on function %s from public, anon, authenticated', f);
    execute format('grant execute on function %s to service_role', f);
    v_closed := true;
  end loop;
  if not v_closed then
    raise exception 'no function was made in this transaction: run each migration as one transaction';
  end if;
end;
$$;

-- Row level security on and forced, and no policy for anyone, so that only the service role (which
-- bypasses it) reads and writes. A table that is closed already keeps what was taken from it since.
create function private.close_tables(p_tables regclass[] default null) returns void
language plpgsql set search_path = '' as $$
declare
  t regclass;
  s regclass;
begin
  for t in
    select c.oid from pg_catalog.pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not c.relforcerowsecurity
      and case when p_tables is null then private.made_here(c.xmin) else c.oid = any (p_tables) end
  loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('revoke all on %s from anon, authenticated', t);
    execute format('grant select, insert, update, delete on %s to service_role', t);
    -- The numbers of its rows.
    for s in
      select d.objid from pg_catalog.pg_depend d join pg_catalog.pg_class k on k.oid = d.objid
      where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
        and d.refobjid = t and d.deptype in ('a', 'i') and k.relkind = 'S'
    loop
      execute format('revoke all on sequence %s from anon, authenticated', s);
      execute format('grant usage, select on sequence %s to service_role', s);
    end loop;
  end loop;
end;
$$;

create function private.announce() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_noun text := tg_argv[0];
  v_topic text := tg_argv[1];
  v_key text[] := tg_argv[2];
  v_hidden text[] := tg_argv[3];
  v_row jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  v_told jsonb := v_row - v_hidden;
begin
  if tg_op = 'UPDATE' and v_told = to_jsonb(old) - v_hidden then
    return null;
  end if;
  if tg_op = 'DELETE' then
    v_told := (select jsonb_object_agg(k, v_row -> k) from unnest(v_key) k);
  end if;
  insert into public.events (topic, type, payload, at)
  values (
    v_noun || ':' || (v_row ->> v_topic),
    v_noun || case tg_op when 'INSERT' then '.created' when 'UPDATE' then '.updated' else '.deleted' end,
    v_told,
    coalesce((v_row ->> 'updated_at')::timestamptz, (v_row ->> 'timestamp')::timestamptz,
             (v_row ->> 'created_at')::timestamptz, now())
  );
  return null;
end;
$$;

-- Which ids a reader may have seen: {tail, newest}.
create function public.event_bounds() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'tail', (select l.pruned_to from private.event_log l),
    'newest', (select case when s.is_called then s.last_value else 0 end
      from public.events_id_seq s));
$$;

-- A part of the log that a relay has already found certain, for a reader who was away:
-- {events, tail}. Below the tail something may be missing.
create function public.event_page(p_after bigint, p_to bigint, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'tail', (select l.pruned_to from private.event_log l),
    'events', coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'topic', e.topic, 'type', e.type,
        'payload', e.payload, 'at', e.at) order by e.id)
      from (
        select * from public.events where id > p_after and id <= p_to order by id limit p_limit
      ) e), '[]')
  );
$$;

-- The newest rows of everything the log tells of, as one moment saw them: p_limit of each kind, p_parts
-- of those that are parts. The window says from which row on: given again, it gives the same part of
-- a later state. Each kind is read from the newest end of an index, however large it is: the bound
-- stands in the statement, where a planner sees it, and what it has to guess it may not guess wrong.
create function public.live_snapshot(p_limit integer, p_parts integer, p_window jsonb) returns json
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC' set enable_seqscan = off set enable_sort = off set jit = off as $$
declare
  v_kind private.live_kinds;
  v_from jsonb;
  v_order text;
  v_rows json;
  v_window jsonb := '{}';
  v_lists json[] := '{}';
  v_names text[] := '{}';
begin
  for v_kind in select * from private.live_kinds loop
    v_from := nullif(p_window -> v_kind.list, 'null');
    if p_window is null and v_kind.place is not null then
      execute format('select to_jsonb(r.%1$I) from %2$s r order by r.%1$I desc offset %3$s limit 1',
        v_kind.place, v_kind.rows_of, case when v_kind.is_part then p_parts else p_limit end - 1)
      into v_from;
    end if;
    select string_agg(format('r.%I %s', c, case when v_kind.is_part then 'asc' else 'desc' end), ', ')
    into v_order from unnest(v_kind.place || v_kind.key) c where c is not null;
    execute format('select coalesce(json_agg(to_jsonb(r) - %L::text[] order by %s), ''[]'') from %s r%s',
      v_kind.hidden, v_order, v_kind.rows_of,
      case when v_from is not null then format(' where r.%I >= %L', v_kind.place, v_from #>> '{}') end)
    into v_rows;
    v_window := v_window || jsonb_build_object(v_kind.list, v_from);
    v_names := v_names || v_kind.list;
    v_lists := v_lists || v_rows;
  end loop;
  return (select json_object_agg(u.name, u.list)
          from unnest(v_names || 'window'::text, v_lists || v_window::json) u (name, list));
end;
$$;

-- Forgets the oldest events as far as they are older than p_before; how many it forgot. Of several
-- that do this at once, one does.
create function public.prune_events(p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_to bigint;
  v_gone integer;
begin
  perform 1 from private.event_log for update skip locked;
  if not found then
    return 0;
  end if;
  with oldest as (
    select e.id, e.at from public.events e order by e.id limit p_limit
  )
  select max(o.id) into v_to from oldest o
  where o.id < coalesce((select min(k.id) from oldest k where k.at >= p_before), 9223372036854775807);
  if v_to is null then
    return 0;
  end if;
  delete from public.events where id <= v_to;
  get diagnostics v_gone = row_count;
  update private.event_log set pruned_to = greatest(pruned_to, v_to);
  return v_gone;
end;
$$;

-- A watermark over transactions is not enough for a log in the order of ids: the older of two
-- transactions may take the higher id.
--
-- What may be read of the log. An id is taken before its transaction commits, so a higher one can
-- be seen first: a gap is either still to come or was rolled back. It is certain once every
-- transaction is over that had begun to write when the gap was seen. That moment is the fence: a
-- transaction id handed out after the highest id of the log. A reader keeps it from call to call.
--
-- Up to its end the log has no gap, or only certain ones: {events, position, fence, fence_id, tail,
-- lag_ms}. Without p_after it says where the log ends; position is null until that is certain.
create function public.read_outbox(
  p_after bigint, p_fence text, p_fence_id bigint, p_limit integer
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_fence xid8 := p_fence::xid8;
  v_fence_id bigint := p_fence_id;
  v_position bigint := p_after;
  v_final bigint := p_after;
  v_events jsonb := '[]';
  v_unsure boolean := p_after is null;
  v_lag double precision;
  v_tail bigint;
begin
  for v_round in 1..2 loop
    -- Each statement sees what is committed when it begins: first the fence, then the rows.
    if v_fence is not null and pg_snapshot_xmin(pg_current_snapshot()) >= v_fence then
      v_final := greatest(p_after, v_fence_id);
      v_position := v_final;
      v_unsure := false;
      v_fence := null;
      v_fence_id := null;
    end if;
    if p_after is not null then
      with page as materialized (
        select e.* from public.events e where e.id > p_after order by e.id limit p_limit
      ), judged as (
        select p.*, p.id <= v_final or
          p.id - row_number() over (partition by p.id <= v_final order by p.id) = v_final as certain
        from page p
      )
      select
        coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'topic', j.topic, 'type', j.type,
          'payload', j.payload, 'at', j.at) order by j.id) filter (where j.certain), '[]'),
        case when count(*) = p_limit and bool_and(j.certain) then max(j.id)
          else greatest(v_final, max(j.id) filter (where j.certain)) end,
        coalesce(bool_or(not j.certain), false),
        extract(epoch from clock_timestamp() - min(j.written_at) filter (where j.certain)) * 1000
      into v_events, v_position, v_unsure, v_lag
      from judged j;
    end if;
    exit when not v_unsure or v_fence is not null;
    select case when s.is_called then s.last_value else 0 end into v_fence_id
    from public.events_id_seq s;
    v_fence := pg_current_xact_id();
  end loop;
  select l.pruned_to into v_tail from private.event_log l;
  return jsonb_build_object(
    'events', v_events, 'position', v_position, 'fence', v_fence::text, 'fence_id', v_fence_id,
    'tail', v_tail, 'lag_ms', coalesce(v_lag, 0));
end;
$$;

-- From here on the log tells of these rows.
create function private.tell_of(
  p_noun text, p_rows regclass, p_list text, p_place text, p_topic text default 'id',
  p_key text[] default '{id}', p_is_part boolean default false, p_hidden text[] default '{}'
) returns void
language plpgsql set search_path = '' as $$
begin
  insert into private.live_kinds
  values (p_noun, p_rows, p_list, p_topic, p_key, p_place, p_is_part, p_hidden);
  execute format('create trigger %I after insert or update or delete on %s for each row
    execute function private.announce(%L, %L, %L, %L)',
    p_list || '_announce', p_rows, p_noun, p_topic, p_key, p_hidden);
end;
$$;

-- Null: this id has not been here. `current`: the row is claimed by it. `over`: it was given up, or
-- others have claimed the row since.
create function private.claim_state(p_ids uuid[], p_claim_id text, p_is_claimed boolean) returns text
language sql immutable set search_path = '' as $$
  select case
    when p_claim_id is null or not p_claim_id::uuid = any (p_ids) then null
    when p_is_claimed and p_ids[cardinality(p_ids)] = p_claim_id::uuid then 'current'
    else 'over' end;
$$;

-- What the claim of a call is answered with.
create function private.call_claimed(p_call public.calls) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('verdict', 'go', 'fence', p_call.fence, 'call', to_jsonb(p_call),
    'lead', (select to_jsonb(l) from public.leads l where l.id = p_call.lead_id),
    'max_seconds', coalesce((select a.max_seconds from public.agents a where a.id = p_call.agent_id), 900));
$$;

-- The answer for who asks again with the id of its claim; null for a new one. The caller has locked
-- the row.
create function private.call_claimed_before(p_call public.calls, p_claim_id text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case private.claim_state(p_call.claim_ids, p_claim_id,
      p_call.status in ('dialing', 'unknown') and p_call.call_sid is null)
    when 'current' then private.call_claimed(p_call)
    when 'over' then jsonb_build_object('verdict', 'skip', 'status', 'given_up') end;
$$;

create function private.decide_text(
  p_lead_id bigint, p_message_id uuid, p_verdict public.verdict, p_rule text, p_reason text,
  p_hold_until timestamptz, p_evidence jsonb, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.contact_decisions
    (at, lead_id, message_id, channel, verdict, rule, reason, hold_until, evidence)
  values (p_now, p_lead_id, p_message_id, 'text', p_verdict, p_rule, p_reason, p_hold_until,
          coalesce(p_evidence, '{}'));
$$;

create function private.decide(
  p_lead_id bigint, p_call_id uuid, p_verdict public.verdict, p_rule text, p_reason text,
  p_hold_until timestamptz, p_evidence jsonb, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.contact_decisions
    (at, lead_id, call_id, verdict, rule, reason, hold_until, evidence)
  values (p_now, p_lead_id, p_call_id, p_verdict, p_rule, p_reason, p_hold_until,
          coalesce(p_evidence, '{}'));
$$;

-- Whether a lead is where its number alone does not tell.
create function private.has_place(p_lead public.leads) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(p_lead.timezone, p_lead.region, p_lead.postal_code) is not null;
$$;

-- Its body is read here and now, so no search path can turn it; one that was set would keep Postgres from
-- seeing that a question about it is one for the indexes of calls that are alive.
create function private.is_live(p_status public.call_status) returns boolean
language sql immutable
return p_status in ('dialing', 'unknown', 'queued', 'ringing', 'in_progress');

-- p_channel: calls | texts.
create function private.is_switched_off(p_channel text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.switches s where s.name in ('stop_all', 'stop_' || p_channel) and s.is_on);
$$;

-- Whether this is no number of a person: nothing, a word such as anonymous, a short code, an address,
-- or a word on a keypad that a carrier puts in place of a number that was not shown. The same rule
-- stands in domain/withheld-caller.ts; a test compares the two.
create function private.is_withheld(p_number text) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(p_number !~ '^\+[1-9][0-9]{6,14}$'
    or p_number in ('+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253', '+7748283',
      '+94844353'), true);
$$;

-- When a webhook of this kind came in last, or of any kind; from the newest end of each, however many
-- there are.
create function private.last_receipt(p_kind text default null) returns timestamptz
language sql stable security definer set search_path = '' as $$
  with recursive kinds as (
    (select r.provider, r.kind from public.webhook_receipts r order by r.provider, r.kind limit 1)
    union all
    select n.provider, n.kind from kinds k cross join lateral (
      select r.provider, r.kind from public.webhook_receipts r
      where (r.provider, r.kind) > (k.provider, k.kind)
      order by r.provider, r.kind limit 1) n
  )
  select max(t.at) from kinds k cross join lateral (
    select r.last_received_at as at from public.webhook_receipts r
    where r.provider = k.provider and r.kind = k.kind order by r.last_received_at desc limit 1) t
  -- What we asked the carrier ourselves is no word of the carrier's.
  where case when p_kind is null then k.kind not in ('check', 'cleanup') else k.kind = p_kind end;
$$;

-- What `like` finds wherever these words stand: their % and _ mean themselves.
create function private.like_anywhere(p_q text) returns text
language sql immutable set search_path = '' as $$
  select '%' || regexp_replace(p_q, '([\\%_])', '\\\1', 'g') || '%';
$$;

-- What every function about texts is made of. Whatever touches the texts of a telephone takes that
-- telephone's lock first: a STOP and a follow-up that is due stand in line, and whoever comes
-- second sees what the first has done.
create function private.lock_phone(p_phone text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_phone is not null then
    perform pg_advisory_xact_lock(hashtextextended('ringback:text:' || p_phone, 0));
  end if;
end;
$$;

create function private.lock_conversation(p_id uuid) returns public.sms_conversations
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  perform private.lock_phone((select v.lead_phone from public.sms_conversations v where v.id = p_id));
  select * into v_conversation from public.sms_conversations where id = p_id for update;
  return v_conversation;
end;
$$;

-- A text, or a conversation, with its telephone's lock before its own. What is not there has no id.
create function private.lock_message(p_id uuid) returns public.sms_messages
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  perform private.lock_phone((select m.lead_phone from public.sms_messages m where m.message_id = p_id));
  select * into v_message from public.sms_messages where message_id = p_id for update;
  return v_message;
end;
$$;

-- When to look again for what the carrier has said nothing about: 15 s, 60 s and 5 min after it left.
-- Null: it was looked for often enough, and is presumed not to have left.
create function private.look_again_at(p_left_at timestamptz, p_now timestamptz) returns timestamptz
language sql stable set search_path = '' as $$
  select min(p_left_at + pause) from unnest('{15 seconds,60 seconds,5 minutes}'::interval[]) pause
  where p_left_at + pause > p_now;
$$;

create function private.message_claimed(p_message public.sms_messages) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('verdict', 'go', 'fence', p_message.fence, 'message', to_jsonb(p_message),
    'conversation', (select to_jsonb(v) from public.sms_conversations v
                     where v.id = p_message.conversation_id));
$$;

create function private.message_claimed_before(p_message public.sms_messages, p_claim_id text)
returns jsonb
language sql stable security definer set search_path = '' as $$
  select case private.claim_state(p_message.claim_ids, p_claim_id,
      p_message.delivery_status in ('sending', 'unknown') and p_message.provider_sid is null)
    when 'current' then private.message_claimed(p_message)
    when 'over' then jsonb_build_object('verdict', 'skip', 'status', 'given_up') end;
$$;

-- The next place in a conversation. The row is locked by it: no gap, no place twice.
create function private.next_seq(p_conversation_id uuid, p_now timestamptz) returns integer
language sql security definer set search_path = '' as $$
  update public.sms_conversations
  set last_seq = last_seq + 1, last_activity_at = greatest(last_activity_at, p_now), updated_at = p_now
  where id = p_conversation_id
  returning last_seq;
$$;

create function private.phone_hash(p_phone text) returns text
language sql stable security definer set search_path = '' as $$
  select encode(sha256(convert_to(s.value || p_phone, 'UTF8')), 'hex')
  from public.data_secrets s where s.name = 'phone_salt';
$$;

create function private.receipt(
  p_provider text, p_kind text, p_key text, p_result text, p_now timestamptz
) returns boolean
language sql security definer set search_path = '' as $$
  insert into public.webhook_receipts
    (provider, kind, dedupe_key, result, received_at, last_received_at)
  values (p_provider, p_kind, p_key, p_result, p_now, p_now)
  on conflict (provider, kind, dedupe_key) do update
    set deliveries = public.webhook_receipts.deliveries + 1, last_received_at = p_now
  returning deliveries = 1;
$$;

-- Each attempt of a worker brings an id of its own with its claim, so that an answer of the database
-- that got lost can be asked for again: the same attempt hears the same, and claims nothing twice.
-- Without the answer it gives its claim up by that id. A carrier's lost answer is another matter: what
-- it was told cannot be taken back. Here only we know, and nothing has left us.
--
-- The id becomes the last of those that have claimed this row, of which the last twenty are kept.
create function private.with_claim(p_ids uuid[], p_claim_id text) returns uuid[]
language sql immutable set search_path = '' as $$
  select case when p_claim_id is null then p_ids
    else (array_remove(p_ids, p_claim_id::uuid) || p_claim_id::uuid)
      [greatest(1, cardinality(array_remove(p_ids, p_claim_id::uuid)) - 18):] end;
$$;

create function private.is_ours(p_phone text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from private.our_numbers o where o.phone = p_phone);
$$;

-- Remembers a number as ours. Where that is hearsay, a number that a lead has is left to the lead: a
-- relay that mixes up its two numbers must not cut anybody off.
create function private.know_number(p_phone text, p_known_by text, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into private.our_numbers as o (phone, known_by, created_at)
  select p_phone, p_known_by, p_now
  where not private.is_withheld(p_phone)
    and (p_known_by in ('settings', 'campaign')
      or not exists (select 1 from public.leads l where l.phone = p_phone))
  on conflict (phone) do nothing;
$$;

-- The numbers that the settings name.
create function public.know_our_numbers(p_numbers text[], p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  select private.know_number(n, 'settings', p_now) from unnest(p_numbers) n;
$$;

create function private.know_sender_number() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.know_number(new.sender, tg_argv[0], new.updated_at);
  return null;
end;
$$;

-- Which numbers may be contacted is judged by the policy engine alone. A claim brings the verdict with
-- it, the number that it is about and the edition of the table, so that no second copy of the rules
-- stands here and no way to a claim leads past the first.
--
-- Null, or {act: deny, rule, reason, evidence} for a number that the engine denies. p_number: {to, ok,
-- why?, table}. A claim without a verdict on this very number is a fault of ours, not the lead's.
create function private.number_objection(p_number jsonb, p_to text) returns jsonb
language plpgsql immutable security definer set search_path = '' as $$
begin
  if (p_number ->> 'ok')::boolean is null or p_number ->> 'table' is null
     or p_number ->> 'to' is distinct from p_to then
    raise exception 'a claim on a number that nobody has judged' using errcode = '22004';
  end if;
  if (p_number ->> 'ok')::boolean then
    return null;
  end if;
  return jsonb_build_object('act', 'deny', 'rule', 'undialable',
    'reason', 'The number is not one that may be called or texted.',
    'evidence', jsonb_build_object('number',
      jsonb_build_object('why', p_number -> 'why', 'table', p_number -> 'table')));
end;
$$;

-- Every number that a lead has or has had, apart from those that are somebody else's by now.
create function private.numbers_of(p_lead_id bigint) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(n.phone order by n.phone), '{}') from (
    select l.phone from public.leads l where l.id = p_lead_id
    union select c.lead_phone from public.calls c where c.lead_id = p_lead_id
    union select v.lead_phone from public.sms_conversations v where v.lead_id = p_lead_id
    union select k.phone from public.consents k where k.lead_id = p_lead_id) n
  where not exists (select 1 from public.leads o where o.phone = n.phone and o.id <> p_lead_id);
$$;

-- The telephone at the lead's end: From when inbound and To when outbound, everywhere. Null where it is
-- withheld. The same rule stands in domain/other-party.ts.
create function private.other_party(p_direction text, p_from text, p_to text) returns text
language sql immutable set search_path = '' as $$
  select case when not private.is_withheld(t.number) then t.number end
  from (select case p_direction when 'inbound' then p_from when 'outbound' then p_to end as number) t;
$$;

-- The last of all doors. The states are known to db/client.ts, which says it to people.
create function private.refuse_nobody() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.is_ours(new.phone) then
    raise exception 'a number of our own is no lead' using errcode = 'P0R01';
  elsif private.is_withheld(new.phone) then
    raise exception 'a withheld number is no lead' using errcode = 'P0R02';
  end if;
  return new;
end;
$$;

-- An extension that is put right is dialed by the calls that wait, and kept by the campaigns.
create function private.correct_extension() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set phone_extension = new.phone_extension, updated_at = new.updated_at
  where lead_id = new.id and lead_phone = new.phone and status in ('scheduled', 'held');
  update public.sms_campaign_enrollments
  set phone_extension = new.phone_extension, updated_at = new.updated_at
  where lead_id = new.id and lead_phone = new.phone;
  return null;
end;
$$;

-- What hangs on a call belongs to whoever had it: the call itself, its words, what was made of them.
create function private.give_call_to(p_lead_id bigint, p_call_sid text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set lead_id = p_lead_id, updated_at = p_now
  where call_sid = p_call_sid and lead_id is distinct from p_lead_id;
  update public.conversation_transcripts set lead_id = p_lead_id
  where call_sid = p_call_sid and lead_id is distinct from p_lead_id;
  update public.conversation_analyses a set lead_id = p_lead_id, updated_at = p_now
  from public.calls c
  where c.call_sid = p_call_sid and a.call_id = c.id and a.lead_id is distinct from p_lead_id;
  update public.appointments b set lead_id = p_lead_id
  from public.calls c
  where c.call_sid = p_call_sid and b.call_id = c.id and b.lead_id is distinct from p_lead_id;
end;
$$;

-- Whether anything has been heard of a call with this sid: a row, a carrier's news, or its words.
create function private.is_known_call(p_call_sid text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.calls c where c.call_sid = p_call_sid)
    or exists (select 1 from public.call_events e where e.call_sid = p_call_sid)
    or exists (select 1 from public.conversation_transcripts t where t.call_sid = p_call_sid);
$$;

-- A name that the lead has said itself, with its words, is the lead's name where none is known. What is
-- known already is left: people correct it, not a transcript.
create function private.keep_said_name(p_lead_id bigint, p_facts jsonb, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.leads l
  set name = f.name, updated_at = p_now
  from (
    select btrim(e.fact ->> 'value') as name
    from jsonb_array_elements(coalesce(p_facts, '[]')) with ordinality e (fact, n)
    where e.fact ->> 'field' = 'name'
      and btrim(e.fact ->> 'value') ~ '^[[:alpha:]][[:alpha:]''’. -]{0,79}$'
      and position(lower(btrim(e.fact ->> 'value')) in lower(e.fact ->> 'quote')) > 0
    order by e.n limit 1) f
  where l.id = p_lead_id and l.name is null;
$$;

-- Whom a number belongs to, as far as a carrier tells: the lead of the line itself, or the only one
-- behind it. Of several people behind one line nobody knows who it is.
create function private.lead_of_line(p_phone text) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(min(l.id) filter (where l.phone_extension is null),
                  case when count(*) = 1 then min(l.id) end)
  from public.leads l where l.phone = p_phone;
$$;

-- The lead at a number that rings us or writes; made if nobody is known there. Null where the number
-- is withheld: that is nobody. p: {phone, name?, country?, source}.
create function private.know_lead(p jsonb, p_now timestamptz) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := p ->> 'phone';
  v_id bigint;
begin
  if private.is_withheld(v_phone) then
    return null;
  end if;
  v_id := private.lead_of_line(v_phone);
  if v_id is null then
    insert into public.leads (phone, name, country, source, created_at, updated_at)
    values (v_phone, p ->> 'name', p ->> 'country', p ->> 'source', p_now, p_now)
    on conflict (phone, phone_extension) do nothing returning id into v_id;
  end if;
  -- Somebody else may have been quicker.
  return coalesce(v_id, private.lead_of_line(v_phone));
end;
$$;

-- The one place where a link ends; the lead that had it.
create function public.unlink_call(p_call_sid text, p_now timestamptz) returns bigint
language sql security definer set search_path = '' as $$
  update public.leads set call_sid = null, updated_at = p_now
  where call_sid = p_call_sid returning id;
$$;

-- Makes `call_sid` name this call. p_mode: a new `outbound` call replaces what stood there; saving a
-- `transcript` does not, while the call that stands there is still alive (or is not ours to judge);
-- `by_hand` names only a call that somebody has heard of, and takes it from nobody; `relink` takes it.
-- Returns {linked, reason, unlinked_lead_id?, lead_id?: who has it}.
create function public.link_call(
  p_lead_id bigint, p_call_sid text, p_mode text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_lead public.leads;
  v_other bigint;
  v_standing public.call_status;
begin
  if p_mode in ('by_hand', 'relink') then
    -- As everybody does who links: the call first, then its lead.
    perform 1 from public.calls where call_sid = p_call_sid for update;
  end if;
  select * into v_lead from public.leads where id = p_lead_id for update;
  if not found then
    return jsonb_build_object('linked', false, 'reason', 'no_such_lead');
  end if;
  if v_lead.call_sid = p_call_sid then
    perform private.give_call_to(p_lead_id, p_call_sid, p_now);
    return jsonb_build_object('linked', true, 'reason', 'already');
  end if;
  if p_mode = 'transcript' and v_lead.call_sid is not null then
    select status into v_standing from public.calls where call_sid = v_lead.call_sid;
    if not found or private.is_live(v_standing) then
      return jsonb_build_object('linked', false, 'reason', 'another_live_link');
    end if;
  end if;
  if p_mode in ('by_hand', 'relink') and not private.is_known_call(p_call_sid) then
    return jsonb_build_object('linked', false, 'reason', 'no_such_call');
  end if;
  if p_mode = 'by_hand' then
    select id into v_other from public.leads where call_sid = p_call_sid;
    if found then
      return jsonb_build_object('linked', false, 'reason', 'taken', 'lead_id', v_other);
    end if;
  end if;

  v_other := public.unlink_call(p_call_sid, p_now);
  update public.leads set call_sid = p_call_sid, updated_at = p_now where id = p_lead_id;
  perform private.give_call_to(p_lead_id, p_call_sid, p_now);
  return jsonb_build_object('linked', true, 'reason', 'linked', 'unlinked_lead_id', v_other);
end;
$$;

-- The carrier took the order: the lead has been contacted by this call.
create function private.mark_contacted(p_lead_id bigint, p_call_sid text, p_now timestamptz)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform public.link_call(p_lead_id, p_call_sid, 'outbound', p_now);
  update public.leads
  set lead_status = case when lead_status = 'do_not_contact' then lead_status else 'contacted' end,
      last_contacted_at = p_now,
      -- Our own line is replaced, a person's notes are kept above it.
      notes = concat_ws(
        e'\n',
        nullif(btrim(regexp_replace(coalesce(notes, ''), 'Outbound call \S+ initiated', '', 'g'), e'\n '), ''),
        'Outbound call ' || p_call_sid || ' initiated'
      ),
      updated_at = p_now
  where id = p_lead_id;
end;
$$;

-- Several people behind one main line: each is a lead of its own, and a call dials its extension.
-- Caps and do-not-contact go by the number, which is one for all of them.
--
-- A planned call takes the extension of its lead along, whoever plans it.
create function private.set_extension() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.phone_extension := (
    select l.phone_extension from public.leads l where l.id = new.lead_id and l.phone = new.lead_phone);
  return new;
end;
$$;

-- A lead's outcome is that of the conversation in which something was said last, on whichever
-- channel: what is found late about an older one does not replace it.
create function private.tell_outcome(
  p_lead_id bigint, p_outcome public.outcome, p_over_at timestamptz, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.leads
  set outcome = p_outcome, outcome_at = p_over_at, updated_at = p_now
  where id = p_lead_id and p_outcome is not null
    and (outcome_at is null or outcome_at <= p_over_at);
$$;

-- We have talked with the lead, or are about to. What comes late does not turn the clock back.
create function private.touch_lead(p_lead_id bigint, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.leads
  set lead_status = case when lead_status = 'do_not_contact' then lead_status else 'contacted' end,
      last_contacted_at = greatest(last_contacted_at, p_now), updated_at = p_now
  where id = p_lead_id;
$$;

-- Writes what somebody agreed to; told twice it is one consent.
-- p: {channel?, kind?, text?, text_version?, url?, ip?, user_agent?, form_id?, at?, expires_at?,
-- evidence?}. A kind that nobody names is the weakest there is: no campaign goes out on it.
create function private.add_consent(
  p_lead_id bigint, p_phone text, p_source text, p jsonb, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.consents (
    lead_id, phone, channel, kind, text, text_version, url, ip, user_agent, form_id, source,
    evidence, at, expires_at, created_at, updated_at
  ) values (
    p_lead_id, p_phone, coalesce(p ->> 'channel', 'text'), coalesce(p ->> 'kind', 'implied'),
    p ->> 'text', p ->> 'text_version', p ->> 'url', p ->> 'ip', p ->> 'user_agent', p ->> 'form_id',
    coalesce(p ->> 'source', p_source), coalesce(p -> 'evidence', '{}'),
    coalesce((p ->> 'at')::timestamptz, p_now), (p ->> 'expires_at')::timestamptz, p_now, p_now
  ) on conflict do nothing;
$$;

create function public.consents_by_phone(p_phone text) returns setof public.consents
language sql stable security definer set search_path = '' as $$
  select c.* from public.consents c where c.phone = p_phone order by c.id desc;
$$;

create function private.has_consent(p_phone text, p_channel text, p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.consents c
    where c.phone = p_phone and c.channel in ('all', p_channel) and c.revoked_at is null
      and (c.expires_at is null or c.expires_at > p_now)
  );
$$;

create function public.record_consent(p_lead_id bigint, p jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
begin
  select phone into v_phone from public.leads where id = p_lead_id;
  if not found then
    return false;
  end if;
  perform private.add_consent(p_lead_id, v_phone, 'api', p, p_now);
  return true;
end;
$$;

-- Whoever asks for one call through the API states that the lead agreed to it; that is kept as such.
-- A call that was asked for in a text needs no such statement: the words themselves are kept.
create function private.state_call_consent() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.add_consent(new.lead_id, new.lead_phone, new.origin,
    jsonb_build_object('channel', 'call', 'kind', 'operator',
      'text', case new.origin when 'callback' then 'The lead asked to be called back.'
              else 'The operator asked for this call.' end),
    new.created_at);
  return null;
end;
$$;

-- What a decision about a text or a call is judged by. Asked before every single one, so that plans
-- are kept; one made while the tables were small would read them whole.
--
-- [{scope, source, at}]: the blocks of a number that are in force.
create function private.blocks_of(p_phone text) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('scope', s.scope, 'source', s.source, 'at', s.created_at))
    from public.suppressions s
    where s.phone_hash = private.phone_hash(p_phone) and s.lifted_at is null), '[]');
end;
$$;

create function private.is_suppressed(p_phone text, p_channel text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.suppressions s
    where s.phone_hash = private.phone_hash(p_phone) and s.scope in ('all', p_channel)
      and s.lifted_at is null
  );
$$;

-- Whether a call may be planned to a number by itself: nobody rings a withheld caller back.
create function private.can_be_rung(p_phone text) returns boolean
language sql stable security definer set search_path = '' as $$
  select not private.is_withheld(p_phone) and not private.is_ours(p_phone)
    and not private.is_suppressed(p_phone, 'voice');
$$;

create function public.is_suppressed(p_phone text, p_channel text) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_suppressed(p_phone, p_channel);
$$;

-- Who comes in under a number that asked for silence is no new lead, whatever the door: the block
-- outlives the lead that it came from.
create function private.know_blocked_lead() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The hash is made here: called for each row of a large file, its function would be half the work.
  if new.lead_status <> 'do_not_contact' and exists (
    select 1 from public.data_secrets d
    join public.suppressions s
      on s.phone_hash = encode(sha256(convert_to(d.value || new.phone, 'UTF8')), 'hex')
    where d.name = 'phone_salt' and s.scope = 'all' and s.lifted_at is null) then
    new.lead_status := 'do_not_contact';
  end if;
  return new;
end;
$$;

-- START: the lead takes back what it said in a text until then; an older START that comes late, or is
-- found late, lifts no newer STOP. What was spoken, or entered by the operator, stays. Returns how many
-- were lifted.
create function private.lift_text_opt_out(p_phone text, p_said_at timestamptz, p_now timestamptz)
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  update public.suppressions s set lifted_at = p_now
  where s.phone_hash = private.phone_hash(p_phone) and s.scope in ('all', 'sms')
    and s.lifted_at is null and s.source in ('text', 'carrier')
    and coalesce((select m.sent_at from public.sms_messages m where m.message_id = s.message_id),
                 s.created_at) <= p_said_at;
  get diagnostics v_count = row_count;
  if v_count > 0 and not private.is_suppressed(p_phone, 'sms') then
    update public.leads set lead_status = 'contacted', updated_at = p_now
    where phone = p_phone and lead_status = 'do_not_contact';
  end if;
  return v_count;
end;
$$;

-- Every block of a number, lifted ones too; by its hash, which outlives the lead.
create function public.suppressions_by_phone(p_phone text) returns setof public.suppressions
language sql stable security definer set search_path = '' as $$
  select s.* from public.suppressions s
  where s.phone_hash = private.phone_hash(p_phone) order by s.id desc;
$$;

create function private.add_contact(p_name text, p_since timestamptz, p_contacts integer) returns void
language sql security definer set search_path = '' as $$
  delete from public.contact_counts
  where name = p_name and since < p_since - interval '2 days';
  insert into public.contact_counts as c (name, since, contacts) values (p_name, p_since, p_contacts)
  on conflict (name, since) do update set contacts = c.contacts + excluded.contacts;
$$;

create function private.add_spend(p_channel text, p_cost numeric, p_contacts integer, p_at timestamptz)
returns void
language sql security definer set search_path = '' as $$
  insert into public.spend_days as d (day, channel, part, spent_usd, contacts)
  values ((p_at at time zone 'UTC')::date, p_channel, pg_catalog.pg_backend_pid() % 8, p_cost, p_contacts)
  on conflict (day, channel, part) do update
    set spent_usd = d.spent_usd + excluded.spent_usd, contacts = d.contacts + excluded.contacts;
$$;

-- Ended calls whose price the carrier may know by now. Each is leased for an hour, then for a day.
create function public.claim_call_prices(p_now timestamptz, p_limit integer) returns setof public.calls
language sql security definer set search_path = '' as $$
  update public.calls c
  set price_check_at = case
      when p_now < due.ended_at + interval '30 minutes' then p_now + interval '1 hour'
      when p_now < due.ended_at + interval '12 hours' then p_now + interval '1 day' end
  from (
    select id, ended_at from public.calls where price_check_at <= p_now
    order by price_check_at limit p_limit for update skip locked
  ) due
  where c.id = due.id
  returning c.*;
$$;

-- Every time since a moment that we have turned to a number, over both channels. What never arrived is
-- no touch: a text that failed, an order that the carrier refused, a call that never rang. What answers
-- a lead is none either.
create function private.touches(p_phone text, p_since timestamptz)
returns table (channel text, at timestamptz, call_id uuid)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return query
    select 'text', m.claimed_at, null::uuid from public.sms_messages m
    where m.lead_phone = p_phone and m.claimed_at > p_since and m.kind in ('campaign', 'single')
      and m.delivery_status not in ('failed', 'undelivered')
    union all
    select 'call', c.dialed_at, c.id from public.calls c
    where c.lead_phone = p_phone and c.direction = 'outbound' and c.dialed_at > p_since
      and (c.status not in ('failed', 'canceled') or c.answered_at is not null or exists (
        select 1 from public.call_events e
        where e.call_id = c.id and e.call_status in ('ringing', 'in-progress')));
end;
$$;

-- The first of these limits that is full for a telephone: null, or {rule, reason, until}. p_limits:
-- [{id, channels: [call | text], limit, window_hours}]. What answers a lead is no contact of ours.
create function private.full_limit(p_phone text, p_limits jsonb, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit jsonb;
  v_at timestamptz;
begin
  for v_limit in select * from jsonb_array_elements(coalesce(p_limits, '[]')) loop
    -- The contact whose leaving the window makes room.
    select t.at into v_at
    from private.touches(p_phone, p_now - make_interval(hours => (v_limit ->> 'window_hours')::integer)) t
    where v_limit -> 'channels' ? t.channel
    order by t.at desc offset (v_limit ->> 'limit')::integer - 1 limit 1;
    if found then
      return jsonb_build_object('rule', 'cap_' || (v_limit ->> 'id'),
        'reason', format('%s in %s hours is the most one lead gets.', v_limit ->> 'limit', v_limit ->> 'window_hours'),
        'until', v_at + make_interval(hours => (v_limit ->> 'window_hours')::integer));
    end if;
  end loop;
  return null;
end;
$$;

-- What the carrier never took costs nothing and counts for nobody.
create function private.give_back_ceilings(
  p_channel text, p_key uuid, p_prefix text, p_cost numeric, p_at timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_at is null then
    return;
  end if;
  perform private.add_spend(p_channel, -p_cost, -1, p_at);
  update public.contact_counts set contacts = greatest(0, contacts - 1)
  where (name = 'prefix:' || p_prefix and since = date_trunc('hour', p_at))
     or (name = 'key:' || p_key and since = (p_at at time zone 'UTC')::date::timestamp at time zone 'UTC');
end;
$$;

-- One less for the campaign's day.
create function private.give_back_grant(p_campaign_id uuid, p_day date, p_cost numeric) returns void
language sql security definer set search_path = '' as $$
  update public.campaign_days set granted = granted - 1, spent_usd = spent_usd - p_cost
  where campaign_id = p_campaign_id and day = p_day;
$$;

-- What was never taken by the carrier counts against nobody.
create function private.give_back_grant(p_message public.sms_messages) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.give_back_grant(p_message.campaign_id, p_message.granted_on, p_message.cost_usd);
  if p_message.budgeted then
    perform private.give_back_ceilings('texts', p_message.api_key_id, p_message.prefix,
      p_message.cost_usd, p_message.claimed_at);
  end if;
end;
$$;

-- The same notice again and again: two machines that answer each other, or somebody who plays. What a
-- number was told so often in a day it knows. An opt-out is confirmed by other rules.
create function private.notice_objection(
  p_message public.sms_messages, p_claim jsonb, p_now timestamptz
) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('act', 'deny', 'rule', 'cap_notices',
    'reason', format('%s notices of a kind in 24 hours is the most one number gets.', p_claim ->> 'notices_per_day'))
  where p_message.notice in ('help', 'opt_in') and (
    select count(*) from public.sms_messages m
    where m.lead_phone = p_message.lead_phone and m.notice = p_message.notice
      and m.claimed_at > p_now - interval '24 hours') >= (p_claim ->> 'notices_per_day')::integer;
$$;

-- Which cap is reached: null, or {rule, reason, until, evidence?}. p_limits: as for full_limit; the
-- campaign's own cap on a lead's day is one more. What answers a lead is not counted and not capped.
create function private.reached_cap(
  p_message public.sms_messages, p_limits jsonb, p_now timestamptz
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_texts timestamptz[];
  v_per_day integer;
begin
  if p_message.kind not in ('campaign', 'single') then
    return null;
  end if;
  select c.per_lead_per_day into v_per_day from public.campaigns c where c.id = p_message.campaign_id;
  if v_per_day is not null then
    select coalesce(array_agg(t.at order by t.at desc), '{}') into v_texts
    from private.touches(p_message.lead_phone, p_now - interval '24 hours') t where t.channel = 'text';
    if cardinality(v_texts) >= v_per_day then
      return jsonb_build_object('rule', 'cap_campaign_per_lead',
        'reason', format('%s texts in 24 hours is the most that the campaign lets one lead get.', v_per_day),
        'until', v_texts[v_per_day] + interval '24 hours',
        'evidence', jsonb_build_object('texts_in_24_hours', cardinality(v_texts)));
    end if;
  end if;
  return private.full_limit(p_message.lead_phone, p_limits, p_now);
end;
$$;

create function private.spent_on(p_day date) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'total_usd', coalesce(sum(d.spent_usd), 0),
    'calls_usd', coalesce(sum(d.spent_usd) filter (where d.channel = 'calls'), 0),
    'texts_usd', coalesce(sum(d.spent_usd) filter (where d.channel = 'texts'), 0),
    'calls', coalesce(sum(d.contacts) filter (where d.channel = 'calls'), 0),
    'texts', coalesce(sum(d.contacts) filter (where d.channel = 'texts'), 0))
  from public.spend_days d where d.day = p_day;
$$;

-- {day, total_usd, calls_usd, texts_usd, calls, texts}
create function public.read_spend(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.spent_on((p_now at time zone 'UTC')::date)
    || jsonb_build_object('day', (p_now at time zone 'UTC')::date);
$$;

-- What the carrier asks for the call. False: it is on record already.
create function public.record_call_price(p_id uuid, p_usd numeric, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found or v_call.price_usd is not null then
    return false;
  end if;
  if v_call.dialed_at is not null then
    perform private.add_spend('calls', p_usd - v_call.cost_usd, 0, v_call.dialed_at);
  end if;
  update public.calls
  set price_usd = p_usd, cost_usd = p_usd, price_check_at = null, updated_at = p_now
  where id = p_id;
  return true;
end;
$$;

-- The carrier counts segments, or names a price: that is what the text cost.
create function private.replace_text_cost(
  p_message public.sms_messages, p_segments integer, p_usd numeric
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_cost numeric := coalesce(p_usd,
    p_message.cost_usd * p_segments / nullif(p_message.claimed_segments, 0), p_message.cost_usd);
begin
  if not p_message.budgeted or v_cost = p_message.cost_usd then
    return;
  end if;
  perform private.add_spend('texts', v_cost - p_message.cost_usd, 0, p_message.claimed_at);
  update public.sms_messages
  set cost_usd = v_cost, claimed_segments = coalesce(p_segments, claimed_segments)
  where message_id = p_message.message_id;
end;
$$;

-- A call has ended: of the minutes that were set aside, those that it did not last are given back.
-- What the carrier says of it later replaces that, too.
create function private.settle_call_cost(p_call public.calls, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_cost numeric := p_call.minute_usd * ceil(coalesce(p_call.duration_seconds, 0) / 60.0);
begin
  if p_call.dialed_at is null or p_call.minute_usd is null then
    return;
  end if;
  perform private.add_spend('calls', v_cost - p_call.cost_usd, 0, p_call.dialed_at);
  update public.calls set cost_usd = v_cost, price_check_at = case
      when p_call.call_sid is not null then p_now + interval '5 minutes' end
  where id = p_call.id;
end;
$$;

-- What of a budget this contact may use: all of it who answers somebody, the rest all but the reserve.
-- Null: there is no budget, or nobody has set a reserve and somebody is answered.
create function private.usable_budget(p_budget text, p_reserve text, p_is_answer boolean)
returns numeric
language sql immutable set search_path = '' as $$
  select case
    when p_is_answer and p_reserve is null then null
    when p_is_answer then p_budget::numeric
    else p_budget::numeric * (1 - coalesce(p_reserve::numeric, 0)) end;
$$;

-- Ceilings on money and on how many contacts leave: judged inside the claim, under one lock, so that
-- no two claims see room for the last one. What is spent is counted whether or not there is a ceiling.
--
-- Takes the cost of one contact from the day's money, and one from what its destination and its key
-- still have. p_claim, of a claim: {cost_usd?, budget_usd?: of a day, all channels; calls_budget_usd?,
-- texts_budget_usd?, answer_reserve?: the part kept for answers, prefix?, prefix_per_hour?,
-- key_per_day?}. Returns null, or {act: hold, rule: budget_day | budget_calls | budget_texts |
-- velocity_prefix | key_day, reason, until, evidence}: then nothing was taken.
create function private.take_ceilings(
  p_channel text, p_is_answer boolean, p_key uuid, p_claim jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_cost numeric := coalesce((p_claim ->> 'cost_usd')::numeric, 0);
  v_reserve text := p_claim ->> 'answer_reserve';
  v_day date := (p_now at time zone 'UTC')::date;
  v_tomorrow timestamptz := (v_day + 1)::timestamp at time zone 'UTC';
  v_hour timestamptz := date_trunc('hour', p_now);
  v_sum numeric := private.usable_budget(p_claim ->> 'budget_usd', v_reserve, p_is_answer);
  v_own numeric := private.usable_budget(p_claim ->> (p_channel || '_budget_usd'), v_reserve,
    p_is_answer and p_channel = 'texts');
  v_prefix text := 'prefix:' || (p_claim ->> 'prefix');
  v_per_hour integer := case when p_claim ->> 'prefix' is not null then (p_claim ->> 'prefix_per_hour')::integer end;
  v_key text := 'key:' || p_key;
  v_per_day integer := case when p_key is not null then (p_claim ->> 'key_per_day')::integer end;
  v_spent jsonb;
begin
  if p_channel = 'calls' then
    -- Calls answer nobody: there is nothing to keep of what is theirs alone.
    v_own := (p_claim ->> 'calls_budget_usd')::numeric;
  end if;
  if coalesce(v_sum, v_own, v_per_hour, v_per_day) is not null then
    perform pg_advisory_xact_lock(hashtextextended('ringback:ceilings', 0));
  end if;
  if coalesce(v_sum, v_own) is not null then
    v_spent := private.spent_on(v_day);
    if v_own is not null and (v_spent ->> (p_channel || '_usd'))::numeric + v_cost > v_own then
      return jsonb_build_object('act', 'hold', 'rule', 'budget_' || p_channel, 'until', v_tomorrow,
        'reason', format('The money for %s is spent for today.', p_channel), 'evidence', v_spent);
    end if;
    if v_sum is not null and (v_spent ->> 'total_usd')::numeric + v_cost > v_sum then
      return jsonb_build_object('act', 'hold', 'rule', 'budget_day', 'until', v_tomorrow,
        'reason', 'The money for today is spent.', 'evidence', v_spent);
    end if;
  end if;
  if v_per_hour is not null and coalesce((select c.contacts from public.contact_counts c
      where c.name = v_prefix and c.since = v_hour), 0) >= v_per_hour then
    return jsonb_build_object('act', 'hold', 'rule', 'velocity_prefix',
      'until', v_hour + interval '1 hour',
      'reason', format('%s contacts an hour is the most that numbers with the same beginning get.', v_per_hour),
      'evidence', jsonb_build_object('prefix', p_claim ->> 'prefix', 'contacts', v_per_hour));
  end if;
  if v_per_day is not null and coalesce((select c.contacts
      from public.contact_counts c where c.name = v_key and c.since = v_tomorrow - interval '1 day'), 0)
      >= v_per_day then
    return jsonb_build_object('act', 'hold', 'rule', 'key_day', 'until', v_tomorrow,
      'reason', format('%s contacts a day is the most that one API key may ask for.', v_per_day),
      'evidence', jsonb_build_object('api_key_id', p_key, 'contacts', v_per_day));
  end if;

  perform private.add_spend(p_channel, v_cost, 1, p_now);
  if v_per_hour is not null then
    perform private.add_contact(v_prefix, v_hour, 1);
  end if;
  if v_per_day is not null then
    perform private.add_contact(v_key, v_tomorrow - interval '1 day', 1);
  end if;
  return null;
end;
$$;

-- Takes one from a campaign's day and money. Returns null, or the rule against it.
create function private.take_grant(p_campaign public.campaigns, p_cost numeric, p_now timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_day date := (p_now at time zone coalesce(p_campaign.timezone, 'UTC'))::date;
  v_spent numeric;
begin
  if p_campaign.id is not null then
    if p_campaign.budget_usd is not null then
      -- One at a time through the sum: a campaign's texts may leave from several senders.
      perform pg_advisory_xact_lock(hashtextextended('ringback:budget:' || p_campaign.id, 0));
      select coalesce(sum(d.spent_usd), 0) into v_spent from public.campaign_days d
      where d.campaign_id = p_campaign.id;
      if v_spent + p_cost > p_campaign.budget_usd then
        return 'campaign_budget';
      end if;
    end if;
    insert into public.campaign_days as d (campaign_id, day, granted, spent_usd)
    values (p_campaign.id, v_day, 1, p_cost)
    on conflict (campaign_id, day) do update
      set granted = d.granted + 1, spent_usd = d.spent_usd + excluded.spent_usd
      where p_campaign.daily_cap is null or d.granted < p_campaign.daily_cap;
    if not found then
      return 'cap_campaign_day';
    end if;
  end if;
  return null;
end;
$$;

-- [{channel, at}]: the touches of the last seven days. p_but: a call that is being decided has not been
-- one yet.
create function private.touches_of(p_phone text, p_but uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('channel', t.channel, 'at', t.at) order by t.at), '[]')
  from private.touches(p_phone, p_now - interval '7 days') t
  where t.call_id is distinct from p_but or t.call_id is null;
$$;

-- A claim of a call with what it may cost at most: the whole minutes of the agent's limit, and of the
-- one that the carrier is given beyond it.
create function private.with_call_cost(p_claim jsonb, p_call public.calls) returns jsonb
language sql stable security definer set search_path = '' as $$
  select p_claim || jsonb_build_object('cost_usd', coalesce((p_claim ->> 'minute_usd')::numeric, 0)
    * ceil((60 + coalesce((select a.max_seconds from public.agents a where a.id = p_call.agent_id), 900)) / 60.0));
$$;

-- Whether anything of ours ever got through to this lead, or anything of the lead to us.
create function private.was_in_touch(p_lead_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.calls c where c.lead_id = p_lead_id
      and (c.reached or (c.settled_at is null and c.call_sid is not null)
        or c.status in ('busy', 'no_answer') or (c.status = 'completed' and (c.reached is null or c.silence_reason is null))))
    or exists (select 1 from public.sms_messages m where m.lead_id = p_lead_id
      and (m.direction = 'inbound' or m.delivery_status in ('sent', 'delivered')));
$$;

-- True if it rested until now.
create function private.breaker_ok(p_name text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v public.breakers;
begin
  select * into v from public.breakers where name = p_name;
  -- What goes well a hundred times a minute is not written a hundred times.
  if v.failures = 0 and v.opened_at is null and v.last_ok_at > p_now - interval '1 minute' then
    return false;
  end if;
  select * into v from public.breakers where name = p_name for update;
  update public.breakers
  set failures = 0, opened_at = null, reason = null, tries = 0, next_try_at = null, trial = null,
      trial_until = null, last_ok_at = p_now, updated_at = p_now
  where name = p_name;
  return v.opened_at is not null;
end;
$$;

-- We are heard: what waited for that goes on.
create function private.voice_heard(p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.breaker_ok('voice', p_now) then
    update public.calls c set run_at = p_now, updated_at = p_now
    from (select h.id from public.calls h
          where h.status = 'held' and h.held_reason = 'voice_not_heard' and h.run_at > p_now
          for update skip locked) h
    where c.id = h.id;
  end if;
end;
$$;

create function private.breaker_failed(
  p_name text, p_reason text, p_after integer, p_pause interval, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v public.breakers;
begin
  select * into v from public.breakers where name = p_name for update;
  v.failures := v.failures + 1;
  if v.opened_at is null and v.failures < p_after then
    update public.breakers
    set failures = v.failures, last_failure_at = p_now, updated_at = p_now where name = p_name;
    return false;
  end if;
  -- What had begun before it rested says nothing new.
  if v.opened_at is not null and v.trial is null then
    update public.breakers
    set failures = v.failures, last_failure_at = p_now, updated_at = p_now where name = p_name;
    return false;
  end if;
  update public.breakers
  set failures = v.failures, opened_at = coalesce(v.opened_at, p_now), reason = p_reason,
      tries = case when v.opened_at is null then 0 else v.tries + 1 end,
      next_try_at = p_now + least(interval '15 minutes',
        p_pause * power(2, case when v.opened_at is null then 0 else least(v.tries + 1, 10) end)),
      trial = null, trial_until = null, last_failure_at = p_now, updated_at = p_now
  where name = p_name;
  return v.opened_at is null;
end;
$$;

-- What follows from how well we were heard. p_next: silence_reason (there is one if the lead picked up
-- in vain; a machine that answered has none, and counts as tried, as a line that was busy), voice: {heard: true | false, rests_after, pause_seconds} if the call says something about our voice.
create function private.after_silence(p_call public.calls, p_next jsonb, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_next ->> 'silence_reason' is not null and p_call.status = 'completed' then
    -- Whoever heard nothing of us was not contacted, unless we were in touch before.
    update public.leads l set lead_status = 'new', updated_at = p_now
    where l.id = p_call.lead_id and l.lead_status = 'contacted' and not private.was_in_touch(l.id);
  end if;
  if (p_next -> 'voice' ->> 'heard')::boolean then
    perform private.voice_heard(p_now);
  elsif (p_next -> 'voice' ->> 'heard')::boolean is false then
    perform private.breaker_failed('voice', p_call.silence_reason,
      (p_next -> 'voice' ->> 'rests_after')::integer,
      make_interval(secs => (p_next -> 'voice' ->> 'pause_seconds')::double precision), p_now);
  end if;
end;
$$;

-- Null: go on, or try whether it works again. Else the moment to ask anew.
create function private.breaker_asks(
  p_name text, p_trial text, p_trial_lasts interval, p_now timestamptz
) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  v public.breakers;
begin
  select * into v from public.breakers where name = p_name;
  if v.opened_at is null then
    return null;
  end if;
  select * into v from public.breakers where name = p_name for update;
  if v.opened_at is null or v.trial = p_trial then
    return null;
  end if;
  if v.trial is not null and v.trial_until > p_now then
    return least(v.trial_until, p_now + interval '15 seconds');
  end if;
  if v.next_try_at > p_now then
    return v.next_try_at;
  end if;
  update public.breakers
  set trial = p_trial, trial_until = p_now + p_trial_lasts, updated_at = p_now where name = p_name;
  return null;
end;
$$;

-- What is known of the sound on a call, for whoever judges it.
create function private.heard_on(p_call public.calls) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'agent_ms', p_call.agent_heard_ms, 'lead_ms', p_call.lead_heard_ms,
    'agent_words', coalesce(sum(cardinality(regexp_split_to_array(btrim(t.content), '\s+')))
      filter (where t.role = 'assistant'), 0),
    'lead_words', coalesce(sum(cardinality(regexp_split_to_array(btrim(t.content), '\s+')))
      filter (where t.role = 'user'), 0))
  from public.conversation_transcripts t
  where t.call_sid = p_call.call_sid and btrim(t.content) <> '';
$$;

-- The language model: p_ok null asks whether it may be asked (then p_trial says for whose sake).
-- Returns {until: null | moment, opened: whether it has just begun to rest, reason}.
create function public.language_model_news(
  p_ok boolean, p_reason text, p_trial text, p_after integer, p_pause_seconds double precision,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_opened boolean := false;
  v_until timestamptz;
begin
  if p_ok then
    perform private.breaker_ok('language_model', p_now);
  elsif p_ok is false then
    v_opened := private.breaker_failed('language_model', p_reason, p_after,
      make_interval(secs => p_pause_seconds), p_now);
    select b.next_try_at into v_until from public.breakers b where b.name = 'language_model';
  else
    v_until := private.breaker_asks('language_model', p_trial, interval '45 seconds', p_now);
  end if;
  return jsonb_build_object('until', v_until, 'opened', v_opened,
    'reason', (select b.reason from public.breakers b where b.name = 'language_model'));
end;
$$;

-- Whether the language model is asked by nobody just now, but for one at a time who finds out.
create function private.model_rests() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select 1 from public.breakers b where b.name = 'language_model' and b.opened_at is not null);
end;
$$;

-- What rests, for whoever looks: [{name, opened_at, reason, failures, next_try_at}].
create function public.resting(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', b.name, 'since', b.opened_at, 'reason', b.reason,
    'failures', b.failures, 'next_try_at', b.next_try_at,
    'resting_seconds', extract(epoch from p_now - b.opened_at)) order by b.name), '[]')
  from public.breakers b where b.opened_at is not null;
$$;

-- What a switch had held goes on at once when nothing holds it any more. Returns {switch: the
-- row or null, released: how many calls and texts go on}.
create function public.set_switch(p_name text, p_on boolean, p_reason text, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_switch public.switches;
  v_released integer := 0;
  v_calls integer := 0;
begin
  update public.switches set is_on = p_on, reason = p_reason, updated_at = p_now
  where name = p_name and (is_on, reason) is distinct from (p_on, p_reason);
  select * into v_switch from public.switches where name = p_name;
  if not found then
    return jsonb_build_object('switch', null, 'released', 0);
  end if;
  if not private.is_switched_off('texts') then
    -- What somebody has in hand at this moment looks for itself.
    update public.sms_messages m set send_at = p_now, enqueue_at = p_now, updated_at = p_now
    from (select h.message_id from public.sms_messages h
          where h.delivery_status = 'held' and h.held_reason = 'switched_off' and h.send_at > p_now
          for update skip locked) h
    where m.message_id = h.message_id;
    get diagnostics v_released = row_count;
  end if;
  if not private.is_switched_off('calls') then
    update public.calls c set run_at = p_now, updated_at = p_now
    from (select h.id from public.calls h
          where h.status = 'held' and h.held_reason = 'switched_off' and h.run_at > p_now
          for update skip locked) h
    where c.id = h.id;
    get diagnostics v_calls = row_count;
  end if;
  return jsonb_build_object('switch', to_jsonb(v_switch), 'released', v_released + v_calls);
end;
$$;

-- A process says that it is at work (p_fault: or why it is not); a null instance never was.
create function public.sign_of_life(p_service text, p_instance text, p_fault text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.signs_of_life (service, instance, at, fault)
  values (p_service, p_instance, clock_timestamp(), p_fault)
  on conflict (service, instance) do update set at = excluded.at, fault = excluded.fault;
  delete from public.signs_of_life where at < clock_timestamp() - interval '1 hour';
end;
$$;

create function public.sign_off(p_service text, p_instance text) returns void
language sql security definer set search_path = '' as $$
  delete from public.signs_of_life where service = p_service and instance = p_instance;
$$;

-- What keeps calls from being answered: null, or a word. A service that has said nothing for p_within
-- is away; one healthy instance is enough.
create function private.voice_fault(p_within interval) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when not exists (select 1 from public.signs_of_life s
      where s.service = 'api' and s.at > clock_timestamp() - p_within) then 'api_away'
    when not exists (select 1 from public.signs_of_life s
      where s.service = 'media-gateway' and s.at > clock_timestamp() - p_within) then 'gateway_away'
    else (select case when bool_or(s.fault is null) then null else max(s.fault) end
      from public.signs_of_life s
      where s.service = 'media-gateway' and s.at > clock_timestamp() - p_within) end;
$$;

-- What of a person an endpoint has asked for, as it is now: a lead that was deleted is in no message.
create function private.webhook_extras(p_include text[], p_data jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'lead_name', case when 'lead_name' = any (p_include) then l.name end,
    'lead_phone', case when 'lead_phone' = any (p_include) then l.phone end,
    'summary', case when 'summary' = any (p_include) then coalesce(v.handover_summary, c.wrap_up_reason) end))
  from (select 1) one
  left join public.leads l on l.id = (p_data ->> 'lead_id')::bigint
  left join public.sms_conversations v on v.id = (p_data ->> 'conversation_id')::uuid
  left join public.calls c on c.id = (p_data ->> 'call_id')::uuid;
$$;

-- One attempt at a time: {verdict: go, fence, attempts, url, secret, event, happened_at, data} |
-- {verdict: wait, until} | {verdict: skip, reason}.
create function public.begin_webhook(p_id uuid, p_lease interval, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.webhook_deliveries;
  v_endpoint public.webhook_endpoints;
begin
  select * into v from public.webhook_deliveries where id = p_id for update;
  if not found or v.status in ('delivered', 'dead') then
    return jsonb_build_object('verdict', 'skip', 'reason', coalesce(v.status::text, 'gone'));
  end if;
  if v.next_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v.next_at);
  end if;
  select * into v_endpoint from public.webhook_endpoints where id = v.endpoint_id;
  if not v_endpoint.is_active then
    update public.webhook_deliveries
    set status = 'dead', last_error = 'endpoint_off', next_at = null, updated_at = p_now where id = p_id;
    return jsonb_build_object('verdict', 'skip', 'reason', 'endpoint_off');
  end if;
  update public.webhook_deliveries
  set status = 'sending', attempts = attempts + 1, fence = fence + 1, next_at = p_now + p_lease,
      updated_at = p_now
  where id = p_id returning * into v;
  return jsonb_build_object('verdict', 'go', 'fence', v.fence, 'attempts', v.attempts,
    'url', v_endpoint.url, 'secret', v_endpoint.secret, 'event', v.event,
    'happened_at', v.happened_at,
    'data', v.data || private.webhook_extras(v_endpoint.include, v.data));
end;
$$;

-- Messages whose attempt is due by then: [{id, next_at}]. One that is being sent is due again once
-- whoever sends it must have given up.
create function public.due_webhooks(p_by timestamptz, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'next_at', d.next_at) order by d.next_at), '[]')
  from (
    select id, next_at from public.webhook_deliveries
    where status in ('pending', 'sending') and next_at <= p_by
    order by next_at limit p_limit) d;
$$;

-- A webhook of which nothing else is kept. Returns whether it is new.
create function public.note_webhook(
  p_provider text, p_kind text, p_key text, p_result text, p_now timestamptz
) returns boolean
language sql security definer set search_path = '' as $$
  select private.receipt(p_provider, p_kind, p_key, p_result, p_now);
$$;

-- Forgets what was settled before then. Returns how many.
create function public.prune_webhooks(p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_gone integer;
begin
  delete from public.webhook_deliveries where id in (
    select id from public.webhook_deliveries
    where status in ('delivered', 'dead') and updated_at < p_before limit p_limit);
  get diagnostics v_gone = row_count;
  return v_gone;
end;
$$;

-- What became of an attempt. p: {status?, error?, next_at?, delivered, gone}: without next_at it was
-- the last. `gone`: the endpoint wants nothing more. Returns false if a later attempt has begun.
create function public.record_webhook(p_id uuid, p_fence integer, p jsonb, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_endpoint uuid;
  v_delivered boolean := coalesce((p ->> 'delivered')::boolean, false);
begin
  update public.webhook_deliveries
  set status = case when v_delivered then 'delivered' when p ->> 'next_at' is null then 'dead'
        else 'pending' end::public.webhook_status,
      last_status = (p ->> 'status')::integer, last_error = p ->> 'error',
      next_at = case when not v_delivered then (p ->> 'next_at')::timestamptz end,
      delivered_at = case when v_delivered then p_now end, updated_at = p_now
  where id = p_id and fence = p_fence and status = 'sending'
  returning endpoint_id into v_endpoint;
  if v_endpoint is null then
    return false;
  end if;
  if coalesce((p ->> 'gone')::boolean, false) then
    update public.webhook_endpoints
    set is_active = false, disabled_reason = 'It answered 410: it wants nothing more.', updated_at = p_now
    where id = v_endpoint;
  end if;
  return true;
end;
$$;

-- A message that was given up is tried from the beginning. False: there is none, or it is not dead.
create function public.retry_webhook(p_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.webhook_deliveries
  set status = 'pending', attempts = 0, next_at = p_now, updated_at = p_now
  where id = p_id and status = 'dead';
  return found;
end;
$$;

-- One message to everybody who wants to hear of it. p_key names what happened, so that the same thing
-- told twice, by whichever function, is one message.
create function private.tell_webhooks(p_event text, p_key text, p_data jsonb, p_now timestamptz)
returns void
language sql security definer set search_path = '' as $$
  insert into public.webhook_deliveries (
    endpoint_id, event, dedupe_key, data, happened_at, next_at, created_at, updated_at)
  select e.id, p_event, p_event || ' ' || p_key, jsonb_strip_nulls(p_data), p_now, p_now, p_now, p_now
  from public.webhook_endpoints e
  where e.is_active and p_event = any (e.events)
  on conflict (endpoint_id, dedupe_key) do nothing;
$$;

-- Tells whoever wants to hear of it that a person is needed. p_about: {conversation_id | call_id}.
create function private.tell_needs_person(
  p_lead_id bigint, p_key text, p_about jsonb, p_reason text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  -- A reason in a model's own words may hold the lead's: only a word of ours leaves the house.
  select private.tell_webhooks('conversation.needs_person', p_key,
    p_about || jsonb_build_object('lead_id', p_lead_id, 'outcome', 'escalated', 'reason',
      case when p_reason ~ '^[a-z0-9_]{1,60}$' then p_reason else 'person_asked_for' end), p_now);
$$;

create function public.webhook_times(p_names text[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(n.name, t.at), '{}')
  from unnest(p_names) as n (name)
  cross join lateral (
    select r.last_received_at as at from public.webhook_receipts r
    where r.provider = split_part(n.name, '/', 1) and r.kind = split_part(n.name, '/', 2)
    order by r.last_received_at desc limit 1) t;
$$;

-- Step p_step is done with: the next one waits for its time, or there is none left. An enrollment
-- that was halted meanwhile keeps its status, but never says the same step twice.
create function private.advance_enrollment(p_id bigint, p_step integer, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_delay integer;
begin
  select s.delay_seconds into v_delay
  from public.sms_campaign_enrollments e
  join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = p_step + 1
  where e.id = p_id;
  update public.sms_campaign_enrollments e
  set next_step = p_step + 1, message_id = null, call_id = null,
      next_message_at = case when v_delay is null then null else p_now + make_interval(secs => v_delay) end,
      status = case when v_delay is null and e.status = 'active' then 'completed' else e.status end,
      reason = case when v_delay is null and e.status = 'active' then 'steps_done' else e.reason end,
      ended_at = case when v_delay is null and e.status = 'active' then p_now else e.ended_at end,
      updated_at = p_now
  where e.id = p_id and e.next_step = p_step;
end;
$$;

-- Takes back what is planned for a telephone, or in one of its conversations, and has not left:
-- drafts stay as suppressed drafts, the rest is canceled, and an enrollment that waited for it waits
-- for the sweep again.
create function private.cancel_planned(
  p_phone text, p_kinds public.message_kind[], p_reason text, p_now timestamptz,
  p_conversation_id uuid default null
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[];
begin
  with gone as (
    update public.sms_messages m
    set delivery_status = case when m.author = 'ai' then 'suppressed' else 'canceled' end::public.delivery_status,
        suppressed_reason = p_reason, enqueue_at = null, updated_at = p_now
    where m.lead_phone = p_phone and m.delivery_status in ('pending', 'held')
      and m.kind = any (p_kinds)
      and (p_conversation_id is null or m.conversation_id = p_conversation_id)
    returning m.message_id
  )
  select coalesce(array_agg(g.message_id), '{}') into v_ids from gone g;
  update public.sms_campaign_enrollments set message_id = null, updated_at = p_now
  where message_id = any (v_ids);
  return cardinality(v_ids);
end;
$$;

-- A campaign lets a telephone be, for a while (`paused`) or for good. With p_lead_id it lets that lead
-- be, and goes on with others behind the same line.
create function private.halt_enrollments(
  p_phone text, p_status public.enrollment_status, p_reason text, p_now timestamptz,
  p_lead_id bigint default null
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  -- Calls before enrollments: whoever settles a call locks them in this order too.
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_' || p_status, ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where lead_phone = p_phone and enrollment_id is not null and status in ('scheduled', 'held')
    and coalesce(lead_id = p_lead_id, true);
  -- Who has an extension is not texted.
  if p_lead_id is null or not exists (
    select 1 from public.leads l where l.id = p_lead_id and l.phone_extension is not null) then
    perform private.cancel_planned(p_phone, '{campaign}', p_reason, p_now);
  end if;
  update public.sms_campaign_enrollments
  set status = p_status, reason = p_reason,
      paused_at = case when p_status = 'paused' then p_now else paused_at end,
      ended_at = case when p_status = 'paused' then null else p_now end, updated_at = p_now
  where lead_phone = p_phone and coalesce(lead_id = p_lead_id, true)
    and (status = 'active' or (status = 'paused' and p_status <> 'paused'));
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;

-- A conversation by telephone came to something: no campaign goes on as if it had not.
create function private.analysis_halts_campaigns() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
begin
  select phone into v_phone from public.leads where id = new.lead_id;
  if v_phone is not null then
    perform private.lock_phone(v_phone);
    perform private.halt_enrollments(v_phone, 'stopped', 'outcome_' || new.outcome, new.updated_at,
      new.lead_id);
  end if;
  return null;
end;
$$;

-- A call that a campaign asked for is over: the campaign goes on. One that we took back ourselves
-- because the enrollment was halted is planned again should it ever go on.
create function private.campaign_call_settled() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.end_reason in ('enrollment_paused', 'enrollment_stopped', 'campaign_paused') then
    update public.sms_campaign_enrollments set call_id = null, updated_at = new.updated_at
    where id = new.enrollment_id and call_id = new.id;
  else
    perform private.advance_enrollment(new.enrollment_id, new.step, new.updated_at);
  end if;
  return null;
end;
$$;

-- Puts leads into a campaign, each with its verdict: enrolled | already_enrolled | suppressed |
-- no_consent | active_elsewhere | campaign_ended | no_such_campaign | no_such_lead. What is refused
-- leaves a decision.
create function private.enroll_leads(p_campaign_id uuid, p_lead_ids bigint[], p_now timestamptz)
returns table (of_lead bigint, enrollment bigint, verdict text)
-- Some hundreds are looked up by key; a plan made while the tables were small would read them whole.
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_campaign public.campaigns;
  v_delay integer;
  -- Read once for all of them: private.is_suppressed, spread out.
  v_salt text := (select d.value from public.data_secrets d where d.name = 'phone_salt');
  v_replaced bigint[];
begin
  select * into v_campaign from public.campaigns c where c.id = p_campaign_id;
  if not found or v_campaign.status = 'ended' then
    return query select i, null::bigint,
      case when v_campaign.id is null then 'no_such_campaign' else 'campaign_ended' end
    from unnest(p_lead_ids) i;
    return;
  end if;
  select s.delay_seconds into v_delay from public.campaign_steps s
  where s.campaign_id = p_campaign_id and s.position = 1;
  if v_campaign.rules ->> 'on_active_elsewhere' = 'replace' then
    select coalesce(array_agg(e.id), '{}') into v_replaced
    from public.leads l
    join public.sms_campaign_enrollments e
      on e.lead_phone = l.phone and e.phone_extension is not distinct from l.phone_extension
    where l.id = any (p_lead_ids) and e.status = 'active'
      and e.channel = v_campaign.channel and e.campaign_id <> p_campaign_id
      and private.has_consent(l.phone, v_campaign.channel, p_now)
      and not exists (select 1 from public.sms_campaign_enrollments x
                      where x.lead_phone = l.phone
                        and x.phone_extension is not distinct from l.phone_extension
                        and x.campaign_id = p_campaign_id);
    -- Texts find out when they are claimed; the dial protocol knows nothing of campaigns.
    update public.calls
    set status = 'canceled', end_reason = 'enrollment_stopped', ended_at = p_now,
        settled_at = p_now, updated_at = p_now
    where enrollment_id = any (v_replaced) and status in ('scheduled', 'held');
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = 'replaced', ended_at = p_now, updated_at = p_now
    where id = any (v_replaced) and status = 'active';
  end if;

  return query
  with asked as (
    select l.id, l.phone, l.phone_extension as extension, (
      select e.id from public.sms_campaign_enrollments e
      where e.lead_phone = l.phone and e.phone_extension is not distinct from l.phone_extension
        and e.campaign_id = p_campaign_id) as known
    from public.leads l where l.id = any (p_lead_ids)
  ), judged as (
    select a.id, a.phone, a.extension, a.known, case
      when a.known is not null then 'already_enrolled'
      when a.extension is not null and v_campaign.channel = 'text' then 'extension'
      when exists (select 1 from public.suppressions b
                   where b.phone_hash = encode(sha256(convert_to(v_salt || a.phone, 'UTF8')), 'hex')
                     and b.scope in ('all', case v_campaign.channel when 'text' then 'sms' else 'voice' end)
                     and b.lifted_at is null) then 'suppressed'
      when not private.has_consent(a.phone, v_campaign.channel, p_now) then 'no_consent'
      -- A scalar, not `exists`: that may be answered by reading everybody who is active.
      when (select e.id from public.sms_campaign_enrollments e
            where e.lead_phone = a.phone and e.phone_extension is not distinct from a.extension
              and e.channel = v_campaign.channel and e.status = 'active' limit 1) is not null then 'active_elsewhere'
      else 'enrolled' end as verdict
    from asked a
  ), made as (
    insert into public.sms_campaign_enrollments as e (
      campaign_id, lead_id, lead_phone, phone_extension, channel, next_message_at, enrolled_at, created_at,
      updated_at)
    select p_campaign_id, j.id, j.phone, j.extension, v_campaign.channel,
           p_now + make_interval(secs => coalesce(v_delay, 0)), p_now, p_now, p_now
    from judged j where j.verdict = 'enrolled' order by j.phone, j.extension
    on conflict do nothing
    returning e.id, e.lead_id
  ), noted as (
    insert into public.contact_decisions (at, lead_id, channel, verdict, rule, reason, evidence)
    select p_now, j.id, v_campaign.channel, 'deny', j.verdict, case j.verdict
        when 'suppressed' then 'The number is on the do-not-contact list.'
        when 'extension' then 'A text cannot reach an extension; a call can.'
        when 'no_consent' then format('There is no consent to be %s in force, and a campaign needs one.',
          case v_campaign.channel when 'text' then 'texted' else 'called' end)
        else 'Another campaign is talking to this lead.' end,
      jsonb_build_object('campaign_id', p_campaign_id)
    from judged j
    where j.verdict in ('suppressed', 'no_consent', 'active_elsewhere', 'extension')
      and not exists (select 1 from public.contact_decisions d
                      where d.lead_id = j.id and d.rule = j.verdict
                        and d.evidence ->> 'campaign_id' = p_campaign_id::text)
  )
  select i, coalesce(m.id, j.known),
         case when j.id is null then 'no_such_lead'
              when j.verdict = 'enrolled' and m.id is null then 'already_enrolled'
              else j.verdict end
  from unnest(p_lead_ids) i
  left join judged j on j.id = i
  left join made m on m.lead_id = i;
end;
$$;

-- Returns {rows: [{lead_id, enrollment_id?, result}]}; the sweep plans the first texts.
create function public.enroll(p_campaign_id uuid, p_lead_ids bigint[], p_now timestamptz) returns jsonb
language sql security definer set search_path = '' as $$
  select jsonb_build_object('rows', coalesce(jsonb_agg(jsonb_build_object(
    'lead_id', e.of_lead, 'enrollment_id', e.enrollment, 'result', e.verdict)), '[]'))
  from private.enroll_leads(p_campaign_id, p_lead_ids, p_now) e;
$$;

-- A lead's number was changed. Whoever answers the old one is somebody else, perhaps: what waited for it
-- is taken back and said so, and nothing of it moves to the new number, which nobody has agreed to yet.
-- Somebody else behind the same line keeps what waits for them.
create function private.leave_number() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_is_shared boolean := exists (select 1 from public.leads o where o.phone = old.phone);
begin
  perform private.halt_enrollments(old.phone, 'stopped', 'number_changed', new.updated_at,
    case when v_is_shared then old.id end);
  update public.calls
  set status = 'canceled', end_reason = 'number_changed', ended_at = new.updated_at,
      settled_at = new.updated_at, updated_at = new.updated_at
  where lead_phone = old.phone and status in ('scheduled', 'held')
    and (lead_id = old.id or not v_is_shared);
  if v_is_shared and old.phone_extension is not null then
    return null;
  end if;
  perform private.cancel_planned(old.phone, enum_range(null::public.message_kind), 'number_changed',
    new.updated_at);
  update public.sms_conversations
  set reply_due_at = null, reply_first_at = null, updated_at = new.updated_at
  where lead_phone = old.phone and reply_due_at is not null;
  return null;
end;
$$;

-- Plans the next step of enrollments whose telephones the caller has locked: a text in the open
-- conversation with that number (made if there is none), or a call. A call nobody agreed to is
-- left out. Returns how many were planned.
create function private.plan_steps(p_ids bigint[], p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_row record;
  v_texts integer;
  v_calls integer;
begin
  -- The last step may have been taken out of the campaign while they waited.
  update public.sms_campaign_enrollments e
  set status = 'completed', reason = 'steps_done', next_message_at = null, ended_at = p_now,
      updated_at = p_now
  where e.id = any (p_ids) and e.status = 'active' and not exists (
    select 1 from public.campaign_steps s
    where s.campaign_id = e.campaign_id and s.position = e.next_step);
  for v_row in
    select e.id, e.next_step, e.lead_id, e.campaign_id
    from public.sms_campaign_enrollments e
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'call'
      and e.message_id is null and e.call_id is null
      and not private.has_consent(e.lead_phone, 'call', p_now)
  loop
    insert into public.contact_decisions (at, lead_id, channel, verdict, rule, reason, evidence)
    values (p_now, v_row.lead_id, 'call', 'deny', 'no_consent', 'There is no consent to be called.',
            jsonb_build_object('campaign_id', v_row.campaign_id, 'step', v_row.next_step));
    perform private.advance_enrollment(v_row.id, v_row.next_step, p_now);
  end loop;

  insert into public.sms_conversations as v (
    lead_id, lead_phone, our_number, provider, sms_agent_id, campaign_id, last_activity_at,
    created_at, updated_at)
  select e.lead_id, e.lead_phone, c.sender, c.provider,
         coalesce(c.agent_id, (select a.id from public.agents a where a.is_default)), c.id, p_now,
         p_now, p_now
  from public.sms_campaign_enrollments e
  join public.campaigns c on c.id = e.campaign_id
  join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
  where e.id = any (p_ids) and e.status = 'active' and s.channel = 'text'
    and e.message_id is null and e.call_id is null
  order by e.lead_phone
  on conflict (lead_phone, our_number) where ended_at is null do nothing;

  with texts as (
    insert into public.sms_messages as m (
      message_id, conversation_id, lead_id, lead_phone, direction, author, kind, provider,
      campaign_id, enrollment_id, step, send_at, enqueue_at, created_at, updated_at)
    select gen_random_uuid(), v.id, e.lead_id, e.lead_phone, 'outbound', 'campaign', 'campaign',
           v.provider, e.campaign_id, e.id, e.next_step, e.next_message_at, e.next_message_at,
           p_now, p_now
    from public.sms_campaign_enrollments e
    join public.campaigns c on c.id = e.campaign_id
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    join public.sms_conversations v
      on v.lead_phone = e.lead_phone and v.our_number = c.sender and v.ended_at is null
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'text'
      and e.message_id is null and e.call_id is null
    on conflict (enrollment_id, step) where retry_of is null and delivery_status <> 'canceled'
      do nothing
    returning m.message_id, m.enrollment_id
  )
  update public.sms_campaign_enrollments e set message_id = t.message_id, updated_at = p_now
  from texts t where e.id = t.enrollment_id;
  get diagnostics v_texts = row_count;

  with rings as (
    insert into public.calls as k (
      id, lead_id, agent_id, direction, to_number, lead_phone, status, message, origin, campaign_id,
      run_at, enrollment_id, step, created_at, updated_at)
    select gen_random_uuid(), e.lead_id,
           coalesce(c.agent_id, (select a.id from public.agents a where a.is_default)), 'outbound',
           e.lead_phone, e.lead_phone, 'scheduled', c.goal, 'campaign', c.id, e.next_message_at,
           e.id, e.next_step, p_now, p_now
    from public.sms_campaign_enrollments e
    join public.campaigns c on c.id = e.campaign_id
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'call'
      and e.message_id is null and e.call_id is null
    on conflict (enrollment_id, step) where enrollment_id is not null and status <> 'canceled'
      do nothing
    returning k.id, k.enrollment_id
  )
  update public.sms_campaign_enrollments e set call_id = r.id, updated_at = p_now
  from rings r where e.id = r.enrollment_id;
  get diagnostics v_calls = row_count;
  return v_texts + v_calls;
end;
$$;

-- Something we say about the conversation itself (an opt-out understood, where help is, a handover).
create function private.add_notice(
  p_conversation_id uuid, p_message_id uuid, p_notice text, p_body text, p_in_reply_to integer,
  p_now timestamptz
) returns uuid
language sql security definer set search_path = '' as $$
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, direction, author, kind, notice, body,
    provider, in_reply_to_seq, send_at, enqueue_at, created_at, updated_at)
  select p_message_id, v.id, v.lead_id, v.lead_phone, private.next_seq(v.id, p_now), 'outbound',
         'system', 'notice', p_notice, p_body, v.provider, p_in_reply_to, p_now, p_now, p_now, p_now
  from public.sms_conversations v
  where v.id = p_conversation_id
    -- Asked before a place is taken: a place that nobody stands in would be a gap.
    and not exists (select 1 from public.sms_messages m where m.message_id = p_message_id)
  returning message_id;
$$;

create function public.assign_conversation(p_id uuid, p_who text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.sms_conversations set assigned_to = p_who, updated_at = p_now
  where id = p_id and assigned_to is distinct from p_who;
  return exists (select 1 from public.sms_conversations where id = p_id);
end;
$$;

-- When a conversation was over: one that was ended because nobody spoke was over before.
create function private.over_at(v public.sms_conversations) returns timestamptz
language sql immutable security definer set search_path = '' as $$
  select case when v.end_reason = 'silent' then least(v.last_activity_at, v.ended_at) else v.ended_at end;
$$;

-- Ends a conversation; said again, nothing changes. The caller has locked the telephone.
create function private.end_conversation(
  p_id uuid, p_outcome public.outcome, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  update public.sms_conversations
  set owner = 'closed', ended_at = p_now, end_reason = p_reason, end_evidence = p_evidence,
      conversion_status = coalesce(p_outcome, conversion_status), reply_due_at = null,
      reply_first_at = null, awaits_human = false, updated_at = p_now
  where id = p_id and ended_at is null
  returning * into v_conversation;
  if not found then
    return false;
  end if;
  perform private.cancel_planned(v_conversation.lead_phone, '{reply}', 'conversation_ended', p_now, p_id);
  perform private.halt_enrollments(v_conversation.lead_phone, 'stopped', p_reason, p_now);
  perform private.tell_outcome(v_conversation.lead_id, p_outcome, private.over_at(v_conversation), p_now);
  return true;
end;
$$;

-- p: {conversation_id, outcome?, reason, evidence?}. Returns {result: ended | already |
-- no_such_conversation, conversation?}.
create function public.end_conversation(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'conversation_id')::uuid;
  v_ended boolean;
  v_conversation public.sms_conversations;
begin
  perform private.lock_conversation(v_id);
  v_ended := private.end_conversation(v_id, (p ->> 'outcome')::public.outcome, p ->> 'reason',
    nullif(p -> 'evidence', 'null'), p_now);
  select * into v_conversation from public.sms_conversations where id = v_id;
  if not found then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  return jsonb_build_object('result', case when v_ended then 'ended' else 'already' end,
    'conversation', to_jsonb(v_conversation));
end;
$$;

-- The lead is not to be texted any more: no conversation of that telephone stays open.
create function private.end_conversations(p_phone text, p_evidence jsonb, p_now timestamptz)
returns void
language sql security definer set search_path = '' as $$
  select private.end_conversation(v.id, 'discarded', 'opted_out', p_evidence, p_now)
  from public.sms_conversations v where v.lead_phone = p_phone and v.ended_at is null;
$$;

-- A person takes the conversation: drafts are suppressed, campaigns rest, nothing is owed by the agent.
create function private.to_human(p_id uuid, p_who text, p_reason text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
begin
  update public.sms_conversations
  set owner = 'human', assigned_to = coalesce(p_who, assigned_to), reply_due_at = null,
      reply_first_at = null, updated_at = p_now
  where id = p_id returning lead_phone into v_phone;
  perform private.halt_enrollments(v_phone, 'paused', p_reason, p_now);
  perform private.cancel_planned(v_phone, '{reply}', p_reason, p_now, p_id);
end;
$$;

-- The agent asks for a person. p: {conversation_id, reason, summary, line?: {message_id, body}}: the
-- line tells the lead. Escalated, it is not escalated again before a person has said something.
-- Returns {result: handed_over | already | not_ai_owned | no_human_turn | no_such_conversation,
-- notice_id?}.
create function public.hand_over_conversation(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_notice uuid;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_conversation.owner <> 'ai' then
    return jsonb_build_object('result', case when v_conversation.awaits_human then 'already' else 'not_ai_owned' end);
  end if;
  if v_conversation.awaits_human then
    return jsonb_build_object('result', 'no_human_turn');
  end if;
  perform private.to_human(v_conversation.id, null, 'handed_over', p_now);
  update public.sms_conversations
  set handover_reason = p ->> 'reason', handover_summary = p ->> 'summary', handed_over_at = p_now,
      awaits_human = true, conversion_status = 'escalated', updated_at = p_now
  where id = v_conversation.id;
  perform private.tell_outcome(v_conversation.lead_id, 'escalated', p_now, p_now);
  perform private.tell_needs_person(v_conversation.lead_id,
    'conversation ' || v_conversation.id || ' ' || extract(epoch from p_now),
    jsonb_build_object('conversation_id', v_conversation.id), p ->> 'reason', p_now);
  if jsonb_typeof(p -> 'line') = 'object' and not private.is_suppressed(v_conversation.lead_phone, 'sms') then
    v_notice := private.add_notice(v_conversation.id, (p -> 'line' ->> 'message_id')::uuid, 'handover',
      p -> 'line' ->> 'body', v_conversation.last_inbound_seq, p_now);
  end if;
  return jsonb_build_object('result', 'handed_over', 'notice_id', v_notice);
end;
$$;

-- What a person writes. It takes over in the same step. p: {conversation_id, message_id,
-- client_message_id, body, by}. Returns {result: planned | replayed | suppressed |
-- no_such_conversation, message?, conversation?}.
create function public.human_message(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_message public.sms_messages;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  select * into v_message from public.sms_messages
  where message_id = (p ->> 'message_id')::uuid
     or (conversation_id = v_conversation.id and client_message_id = p ->> 'client_message_id');
  if found then
    return jsonb_build_object('result', 'replayed', 'message', to_jsonb(v_message),
      'conversation', to_jsonb(v_conversation));
  end if;
  if private.is_suppressed(v_conversation.lead_phone, 'sms') then
    perform private.decide_text(v_conversation.lead_id, null, 'deny', 'suppressed',
      'The number is on the do-not-contact list.', null,
      jsonb_build_object('by', p ->> 'by'), p_now);
    return jsonb_build_object('result', 'suppressed', 'conversation', to_jsonb(v_conversation));
  end if;
  if v_conversation.ended_at is not null then
    if exists (select 1 from public.sms_conversations o
               where o.lead_phone = v_conversation.lead_phone
                 and o.our_number = v_conversation.our_number and o.ended_at is null) then
      -- A newer conversation with this number is open: what is said now belongs there.
      select * into v_conversation from public.sms_conversations o
      where o.lead_phone = v_conversation.lead_phone and o.our_number = v_conversation.our_number
        and o.ended_at is null for update;
    else
      update public.sms_conversations
      set ended_at = null, end_reason = null, end_evidence = null, reopened_at = p_now, updated_at = p_now
      where id = v_conversation.id;
    end if;
  end if;
  perform private.to_human(v_conversation.id, p ->> 'by', 'human_wrote', p_now);
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, client_message_id, direction, author, kind,
    body, provider, sent_by, send_at, enqueue_at, created_at, updated_at
  ) values (
    (p ->> 'message_id')::uuid, v_conversation.id, v_conversation.lead_id, v_conversation.lead_phone,
    private.next_seq(v_conversation.id, p_now), p ->> 'client_message_id', 'outbound', 'human',
    'human', p ->> 'body', v_conversation.provider, p ->> 'by', p_now, p_now, p_now, p_now
  ) returning * into v_message;
  update public.sms_conversations
  set awaits_human = false, last_read_seq = greatest(last_read_seq, v_message.seq), updated_at = p_now
  where id = v_conversation.id returning * into v_conversation;
  return jsonb_build_object('result', 'planned', 'message', to_jsonb(v_message),
    'conversation', to_jsonb(v_conversation));
end;
$$;

-- Open conversations in which nobody has said anything for p_days and nothing more is planned. Of those
-- that are silent some hundreds are looked at each time, in rounds: a million that wait for the next step
-- of a campaign are not all looked at each time.
create function public.idle_conversations(p_days numeric, p_now timestamptz, p_limit integer)
returns setof uuid
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_slice constant integer := greatest(1000, 5 * p_limit);
  v_from private.rounds;
  v_seen integer;
  v_idle uuid[];
  v_last public.sms_conversations;
begin
  select * into v_from from private.rounds r where r.name = 'idle_conversations';
  with slice as materialized (
    select v.id, v.lead_phone, v.owner, v.reply_due_at, v.last_activity_at
    from public.sms_conversations v
    where v.ended_at is null
      and v.last_activity_at < p_now - make_interval(secs => (p_days * 86400)::double precision)
      and (v.last_activity_at, v.id) > (v_from.reached_at, v_from.reached_id)
    order by v.last_activity_at, v.id limit v_slice
  ), idle as (
    select s.id, s.last_activity_at from slice s
    where s.owner <> 'paused' and s.reply_due_at is null
      and not exists (select 1 from public.sms_campaign_enrollments e
                      where e.lead_phone = s.lead_phone and e.status = 'active')
      and not exists (select 1 from public.sms_messages m
                      where m.lead_phone = s.lead_phone and m.delivery_status in ('pending', 'held'))
    order by s.last_activity_at, s.id limit p_limit
  )
  select (select count(*) from slice),
         (select array_agg(i.id order by i.last_activity_at, i.id) from idle i),
         (select array_agg(s.id order by s.last_activity_at, s.id) from slice s)[v_slice]
  into v_seen, v_idle, v_last.id;
  -- Where as many were found as were asked for, the next look goes on behind the last of them.
  if cardinality(v_idle) = p_limit then
    v_last.id := v_idle[p_limit];
  end if;
  update private.rounds r
  set reached_at = coalesce(w.last_activity_at, '-infinity'),
      reached_id = coalesce(w.id, '00000000-0000-0000-0000-000000000000')
  from (select 1) one
  left join public.sms_conversations w on w.id = v_last.id
  where r.name = 'idle_conversations'
    and (r.reached_at, r.reached_id) is distinct from (coalesce(w.last_activity_at, '-infinity'),
      coalesce(w.id, '00000000-0000-0000-0000-000000000000'));
  return query select unnest(v_idle);
end;
$$;

-- Unread is what came after `last_read_seq`; it never goes back, nor past what is there.
create function public.mark_conversation_read(p_id uuid, p_seq integer, p_now timestamptz)
returns integer
language sql security definer set search_path = '' as $$
  with moved as (
    update public.sms_conversations
    set last_read_seq = least(p_seq, last_seq), updated_at = p_now
    where id = p_id and last_read_seq < least(p_seq, last_seq)
    returning last_read_seq
  )
  select coalesce((select m.last_read_seq from moved m),
                  (select v.last_read_seq from public.sms_conversations v where v.id = p_id));
$$;

-- The open conversation of a telephone with a number of ours; made if there is none.
create function private.open_conversation(
  p_lead_id bigint, p_phone text, p_our_number text, p_provider text, p_now timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.sms_conversations (
    lead_id, lead_phone, our_number, provider, sms_agent_id, last_activity_at, created_at, updated_at)
  values (p_lead_id, p_phone, p_our_number, p_provider,
          (select a.id from public.agents a where a.is_default), p_now, p_now, p_now)
  on conflict (lead_phone, our_number) where ended_at is null do nothing
  returning id into v_id;
  if v_id is null then
    select id into v_id from public.sms_conversations
    where lead_phone = p_phone and our_number = p_our_number and ended_at is null;
  end if;
  return v_id;
end;
$$;

-- A person moves a conversation. p_to: human | ai | paused. Handed back to the agent, it owes an
-- answer if the lead had the last word. Returns {result: moved | already | closed |
-- no_such_conversation, conversation?}.
create function public.set_conversation_owner(
  p_id uuid, p_to public.conversation_owner, p_who text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_conversation.ended_at is not null then
    return jsonb_build_object('result', 'closed', 'conversation', to_jsonb(v_conversation));
  end if;
  if v_conversation.owner = p_to then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_conversation));
  end if;
  if p_to = 'ai' then
    update public.sms_conversations v
    set owner = 'ai', assigned_to = null,
        reply_due_at = case when v.last_inbound_seq > coalesce((
          select max(m.seq) from public.sms_messages m
          where m.conversation_id = v.id and m.direction = 'outbound' and m.kind <> 'notice'
            and m.delivery_status not in ('canceled', 'suppressed', 'failed')), 0) then p_now end,
        reply_first_at = null, reply_tries = 0, updated_at = p_now
    where v.id = p_id;
  else
    perform private.to_human(p_id, p_who, 'owner_' || p_to, p_now);
    update public.sms_conversations set owner = p_to, updated_at = p_now where id = p_id and owner <> p_to;
  end if;
  select * into v_conversation from public.sms_conversations where id = p_id;
  return jsonb_build_object('result', 'moved', 'conversation', to_jsonb(v_conversation));
end;
$$;

-- The outcome that was known without reading a word: the goal was reached, contact was refused, or a
-- person said so. Null: it is for a judge to find out. This is the rule's one home: a judge is told
-- by text_case what stands.
create function private.standing_outcome(p_conversation public.sms_conversations)
returns public.outcome
language sql stable security definer set search_path = '' as $$
  select p_conversation.conversion_status
  where p_conversation.ended_at is not null
    and (p_conversation.end_reason in ('goal_reached', 'opted_out')
      or (p_conversation.end_reason = 'closed_by_staff'
        and p_conversation.end_evidence ->> 'outcome' = p_conversation.conversion_status::text));
$$;

-- A moment for a text of the lead that stands behind those that are there already: time goes the way
-- of the places.
create function private.after_the_last(p_conversation_id uuid, p_at timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select greatest(p_at, (
    select m.created_at + interval '1 microsecond' from public.sms_messages m
    where m.conversation_id = p_conversation_id and m.direction = 'inbound'
    order by m.seq desc limit 1));
$$;

-- Where to go on, and whose texts to look for: {looked_until, looked_at, door: {open_since, seen_at} |
-- null, senders}. A house that never looked
-- begins now: what its numbers got before was not meant for it. A sender that only another provider
-- carries is left to that one.
create function public.begin_inbound_look(p_provider text, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.inbound_looks (provider, looked_until, created_at, updated_at)
  values (p_provider, p_now, p_now, p_now)
  on conflict (provider) do nothing;
  return (
    select jsonb_build_object('looked_until', l.looked_until, 'looked_at', l.updated_at, 'door',
      (select jsonb_build_object('open_since', d.open_since, 'seen_at', d.seen_at) from public.inbound_door d),
      'senders', coalesce((
      select jsonb_agg(s.sender order by s.sender) from public.senders s
      where coalesce(s.provider, p_provider) = p_provider), '[]'))
    from public.inbound_looks l where l.provider = p_provider);
end;
$$;

-- One process leaves in good order. Another that is still there says so in a second.
create function private.close_door(p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.inbound_door set seen_at = least(seen_at, p_now - interval '1 minute');
$$;

-- When to look again whether it has.
create function private.coming_in_takes() returns interval
language sql immutable security definer set search_path = '' as $$
  select interval '250 milliseconds';
$$;

create function private.door_is_away_after() returns interval
language sql immutable security definer set search_path = '' as $$
  select interval '2500 milliseconds';
$$;

-- Why nothing but answers may leave now: null, or {rule, reason, until, evidence}.
create function private.inbound_unread(p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_door public.inbound_door;
  v_looked timestamptz;
  v_reason text;
begin
  select * into v_door from public.inbound_door;
  if not found then
    return null;
  end if;
  select l.looked_until into v_looked from public.inbound_looks l where l.provider = 'twilio';
  v_reason := case
    when v_door.seen_at < p_now - private.door_is_away_after() then
      'No api takes in what leads write: a STOP would not be heard.'
    when v_looked < v_door.open_since then
      'What leads wrote while the api was away has not been read from the carrier''s list yet.'
    when v_looked < p_now - interval '5 minutes' then
      'The carrier''s list of what leads wrote has not been read for more than five minutes.' end;
  if v_reason is null then
    return null;
  end if;
  return jsonb_build_object('rule', 'inbound_not_read', 'reason', v_reason,
    'until', p_now + interval '30 seconds', 'evidence', jsonb_build_object(
      'read_until', v_looked, 'api_seen_at', v_door.seen_at, 'api_open_since', v_door.open_since));
end;
$$;

-- What waited for that goes on at once.
create function private.wake_what_waited_for_inbound(p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.inbound_unread(p_now) is not null then
    return;
  end if;
  update public.sms_messages m set send_at = p_now, enqueue_at = p_now, updated_at = p_now
  from (select h.message_id from public.sms_messages h
        where h.held_reason = 'inbound_not_read' and h.delivery_status = 'held' and h.send_at > p_now
        for update skip locked) h
  where m.message_id = h.message_id;
  update public.calls c set run_at = p_now, updated_at = p_now
  from (select h.id from public.calls h
        where h.held_reason = 'inbound_not_read' and h.status = 'held' and h.run_at > p_now
        for update skip locked) h
  where c.id = h.id;
end;
$$;

-- A worker must not be quicker than a STOP that it missed. While the api was away, carriers found
-- nobody to tell and do not come back; what was written then stands in their list alone. So nothing
-- but answers leaves while the api is away, nor before the list has been read up to its return, nor
-- while the list has not been read for some minutes. A house without an api takes in no webhooks, and
-- one whose list was never looked at has no number that could be written to: they wait for nothing.
--
-- The api says twice a second that it takes in webhooks, each second where nothing happens. p_opens: a
-- process has just begun to, or was without its database. One that only stood still for less than ten
-- seconds has missed nothing: a carrier waits longer than that for an answer.
create function private.note_door(p_opens boolean, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.inbound_door;
begin
  select * into v_before from public.inbound_door for update;
  if not found then
    insert into public.inbound_door (open_since, seen_at) values (p_now, p_now) on conflict do nothing;
    return;
  end if;
  update public.inbound_door
  set open_since = case when p_opens or seen_at < p_now - interval '10 seconds' then p_now else open_since end,
      seen_at = greatest(seen_at, p_now);
  if v_before.seen_at < p_now - private.door_is_away_after() then
    perform private.wake_what_waited_for_inbound(p_now);
  end if;
end;
$$;

-- Everything up to p_until has been read. It never goes back.
create function public.record_inbound_look(
  p_provider text, p_until timestamptz, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbound_looks set looked_until = p_until, updated_at = p_now
  where provider = p_provider and looked_until < p_until;
  if not found then
    return false;
  end if;
  perform private.wake_what_waited_for_inbound(p_now);
  return true;
end;
$$;

-- p_texts: texts as receive_message takes them, each with `arrived_at`. Told again, they are the same.
create function public.store_arrivals(p_texts jsonb, p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  insert into public.inbound_arrivals (message_id, lead_phone, arrived_at, text, created_at)
  select (t ->> 'message_id')::uuid, t ->> 'from', (t ->> 'arrived_at')::timestamptz, t, p_now
  from jsonb_array_elements(p_texts) t
  on conflict (message_id) do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;

create function private.text_comes_in(p_phone text) returns boolean
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return exists (select 1 from public.inbound_arrivals a where a.lead_phone = p_phone);
end;
$$;

-- A call is judged once it is settled and has words. Whoever picked up in vain has said nothing that
-- could be judged.
create function private.owes_analysis(p_call public.calls) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_call.settled_at is not null
    and not (p_call.reached is false and p_call.silence_reason is not null)
    and exists (select 1 from public.conversation_transcripts t where t.call_sid = p_call.call_sid)
    and not exists (select 1 from public.conversation_analyses a where a.call_id = p_call.id);
$$;

-- One without a word of the lead's needs no judge.
create function private.owes_analysis(p_conversation public.sms_conversations) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_conversation.ended_at is not null and p_conversation.last_inbound_seq > 0
    and not exists (
      select 1 from public.conversation_analyses a
      where a.conversation_id = p_conversation.id and a.updated_at >= p_conversation.ended_at);
$$;

create function private.owe_call_analysis(p_call public.calls) returns void
language sql security definer set search_path = '' as $$
  insert into private.owed_analyses as o (call_id, since)
  select p_call.id, p_call.settled_at where private.owes_analysis(p_call)
  on conflict (call_id) do update set since = excluded.since where o.since <> excluded.since;
$$;

create function private.owe_text_analysis(p_conversation public.sms_conversations) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.owes_analysis(p_conversation) then
    insert into private.owed_analyses as o (conversation_id, since)
    values (p_conversation.id, p_conversation.ended_at)
    on conflict (conversation_id) do update set since = excluded.since where o.since <> excluded.since;
  else
    delete from private.owed_analyses where conversation_id = p_conversation.id;
  end if;
end;
$$;

-- Judged, a talk is off the list; if its analysis is taken away, it is on it again.
create function private.analysis_settles_debt() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_call uuid := case when tg_op = 'DELETE' then old.call_id else new.call_id end;
  v_conversation uuid := case when tg_op = 'DELETE' then old.conversation_id else new.conversation_id end;
begin
  if tg_op <> 'DELETE' then
    delete from private.owed_analyses where call_id = v_call;
  else
    perform private.owe_call_analysis(c) from public.calls c where c.id = v_call;
  end if;
  perform private.owe_text_analysis(v) from public.sms_conversations v where v.id = v_conversation;
  return null;
end;
$$;

create function private.call_owes_analysis() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.owe_call_analysis(new);
  return null;
end;
$$;

-- A call and all that a judgement of it needs, in one reading: {call, lead, earlier: what was found out
-- before, turns, booked, model_rests}, or null. `booked`: an appointment was made in it.
create function public.call_to_judge(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'call', to_jsonb(c) - 'stream_token_hash',
    'lead', (select to_jsonb(l) from public.leads l where l.id = c.lead_id),
    'earlier', (select to_jsonb(a) from public.conversation_analyses a where a.call_id = c.id),
    'turns', coalesce((
      select jsonb_agg(to_jsonb(t) order by t.seq)
      from public.conversation_transcripts t where t.call_sid = c.call_sid), '[]'),
    'booked', c.lead_id is not null and exists (
      select 1 from public.appointments b where b.call_id = c.id and b.lead_id = c.lead_id),
    'model_rests', private.model_rests())
  from public.calls c where c.id = p_id;
$$;

create function private.conversation_owes_analysis() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.owe_text_analysis(new);
  return null;
end;
$$;

-- Writes what was found out about a call or a conversation in texts, whose row the caller has locked;
-- said again, it replaces the words. p: {call_id, call_sid | conversation_id, lead_id, channel, status,
-- …}, named as the columns are. Returns its id.
create function private.keep_analysis(p jsonb, p_now timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v public.conversation_analyses := jsonb_populate_record(null::public.conversation_analyses, p);
  v_id uuid;
begin
  v.facts := coalesce(v.facts, '[]');
  v.dropped := coalesce(v.dropped, '[]');
  update public.conversation_analyses a
  set status = v.status, outcome = v.outcome, outcome_quote = v.outcome_quote,
      outcome_turn = v.outcome_turn, summary = v.summary, sentiment = v.sentiment, facts = v.facts,
      dropped = v.dropped, next_action = v.next_action, decided_by = v.decided_by, model = v.model,
      failure = v.failure, usage = v.usage, updated_at = p_now
  where a.call_id = v.call_id or a.conversation_id = v.conversation_id
  returning a.id into v_id;
  if v_id is null then
    v_id := gen_random_uuid();
    v.id := v_id;
    v.created_at := p_now;
    v.updated_at := p_now;
    insert into public.conversation_analyses select v.*;
  end if;
  perform private.keep_said_name(v.lead_id, v.facts, p_now);
  return v_id;
end;
$$;

-- A conversation with its newest p_limit texts that went out or came in, in order of seq:
-- {conversation, lead, messages: [{seq, author, body, media, opt_out, refusal_verdict, at}], judged_at, judged_status,
-- booked, stands, model_rests}, or null. `booked`: an appointment was made in it; `stands`: the outcome that nothing
-- in the words replaces.
create function public.text_case(p_id uuid, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'conversation', to_jsonb(v),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v.lead_id),
    'messages', coalesce((
      select jsonb_agg(jsonb_build_object('seq', m.seq, 'author', m.author, 'body', m.body,
        'media', m.media, 'opt_out', m.opt_out, 'refusal_verdict', m.refusal_verdict, 'at', coalesce(m.sent_at, m.created_at)) order by m.seq)
      from (
        select * from public.sms_messages x
        where x.conversation_id = v.id and x.seq is not null
          and x.delivery_status in ('received', 'sending', 'unknown', 'queued', 'sent', 'delivered')
        order by x.seq desc limit p_limit) m), '[]'),
    'judged_at', a.updated_at,
    'judged_status', a.status,
    'booked', exists (select 1 from public.appointments b where b.conversation_id = v.id),
    'stands', private.standing_outcome(v),
    'model_rests', private.model_rests())
  from public.sms_conversations v
  left join public.conversation_analyses a on a.conversation_id = v.id
  where v.id = p_id;
$$;

-- Conversations that ended and were never judged. One without a word of the lead's needs no judge.
create function public.unanalysed_conversations(p_now timestamptz, p_limit integer) returns setof uuid
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return query
    select o.conversation_id
    from private.owed_analyses o join public.sms_conversations v on v.id = o.conversation_id
    where o.since between p_now - interval '14 days' and p_now - interval '10 seconds'
      and private.owes_analysis(v)
    order by o.since limit p_limit;
end;
$$;

-- Words may come after the call was settled.
create function private.words_owe_analysis() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.owe_call_analysis(c)
  from public.calls c
  where c.call_sid in (select distinct w.call_sid from words w) and c.settled_at is not null;
  return null;
end;
$$;

-- Whether the words of a lead refuse contact. Rules decide what they are sure of when the text comes
-- in; every other text is judged by a model, and nothing automated leaves for its number before. What
-- a model cannot tell is for a person.
--
-- Why nothing may leave by itself for a number: null, or the reason. p_channel: text | call. What was
-- said on the telephone is judged after the call; an answer to a text does not wait for that.
create function private.words_not_judged(p_phone text, p_channel text, p_now timestamptz) returns text
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_verdict text;
begin
  select m.refusal_verdict into v_verdict from public.sms_messages m
  where m.lead_phone = p_phone and m.refusal_verdict in ('pending', 'unclear')
  order by m.refusal_verdict desc limit 1;
  if found then
    return case v_verdict
      when 'unclear' then 'Nobody is sure whether a text of the lead refuses contact: a person has to say.'
      else 'A text of the lead has not been judged yet: it may refuse contact.' end;
  end if;
  if p_channel = 'call' and exists (
    select 1 from public.calls c
    where c.lead_phone = p_phone and c.ended_at > p_now - interval '14 days'
      and exists (select 1 from public.conversation_transcripts t
                  where t.call_sid = c.call_sid and t.role = 'user')
      -- Failed, an analysis has judged nothing.
      and not exists (select 1 from public.conversation_analyses a
                      where a.call_id = c.id and a.decided_by <> 'nobody')) then
    return 'What the lead said in a call has not been judged yet: it may refuse contact.';
  end if;
  return null;
end;
$$;

-- What waited for a verdict goes on, unless there is another text to judge.
create function private.wake_unjudged(p_phone text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.words_not_judged(p_phone, 'text', p_now) is null then
    update public.sms_messages set send_at = p_now, enqueue_at = p_now, updated_at = p_now
    where lead_phone = p_phone and delivery_status = 'held' and held_reason = 'words_not_judged'
      and send_at > p_now;
  end if;
  if private.words_not_judged(p_phone, 'call', p_now) is null then
    update public.calls set run_at = p_now, updated_at = p_now
    where lead_phone = p_phone and status = 'held' and held_reason = 'words_not_judged'
      and run_at > p_now;
  end if;
end;
$$;

-- What a call came to has been found out: whatever waited for that goes on.
create function private.analysis_wakes_calls() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.wake_unjudged((select c.lead_phone from public.calls c where c.id = new.call_id),
    new.updated_at);
  return null;
end;
$$;

-- The call that a lead asks for in a text. Its own words are the reason of the call and the consent to
-- it; when it may ring is judged as for any call, when it is due.
--
-- The newest call that was asked for in a conversation, and what it was dialed again as.
create function private.asked_call(p_conversation_id uuid, p_phone text) returns public.calls
language sql stable security definer set search_path = '' as $$
  select c.* from public.calls c
  where c.lead_phone = p_phone and c.direction = 'outbound' and c.origin in ('callback', 'redial')
    and c.metadata ->> 'conversation_id' = p_conversation_id::text
    and c.end_reason is distinct from 'newer_wish'
  order by c.created_at desc, c.dial desc limit 1;
$$;

-- One judge at a time for the texts of a conversation, all of a burst together. Returns {verdict: go,
-- conversation, messages, ours, tries, waited_seconds} | {verdict: wait, until} | {verdict: skip, reason}.
-- `ours`: what we said last. While the agent owes an answer, its own turn judges (`skip`), unless that
-- has not come within p_patience: then a person has the conversation from now on.
create function public.begin_judgement(
  p_conversation_id uuid, p_burst interval, p_lease interval, p_patience interval, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_first timestamptz;
  v_due timestamptz;
  v_tries integer;
  v_messages jsonb;
begin
  v_conversation := private.lock_conversation(p_conversation_id);
  select min(m.created_at), least(max(m.judge_at), greatest(min(m.created_at) + p_burst, min(m.judge_at))),
         max(m.judge_tries)
  into v_first, v_due, v_tries
  from public.sms_messages m
  where m.conversation_id = p_conversation_id and m.refusal_verdict = 'pending';
  if v_first is null then
    return jsonb_build_object('verdict', 'skip', 'reason', 'judged_already');
  end if;
  if v_conversation.owner = 'ai' and v_conversation.reply_due_at is not null
     and v_first > p_now - p_patience then
    return jsonb_build_object('verdict', 'skip', 'reason', 'judged_with_the_answer');
  end if;
  if v_due > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v_due);
  end if;
  update public.sms_messages m
  set judge_at = p_now + p_lease, judge_tries = m.judge_tries + 1, updated_at = p_now
  where m.conversation_id = p_conversation_id and m.refusal_verdict = 'pending';
  select jsonb_agg(to_jsonb(m) order by m.seq) into v_messages from public.sms_messages m
  where m.conversation_id = p_conversation_id and m.refusal_verdict = 'pending';
  return jsonb_build_object('verdict', 'go', 'conversation', to_jsonb(v_conversation),
    'messages', v_messages, 'tries', v_tries + 1,
    'waited_seconds', extract(epoch from p_now - v_first),
    'ours', coalesce((
      select jsonb_agg(o.body) from (
        select x.body from public.sms_messages x
        where x.lead_phone = v_conversation.lead_phone and x.direction = 'outbound'
          and x.body is not null and x.claimed_at is not null
        order by x.created_at desc limit 20) o), '[]'));
end;
$$;

-- Conversations with texts that nobody judges along with an answer, because none is owed; and, after
-- p_patience, those whose answer does not come: [{conversation_id, seq, judge_at}]. A number that is
-- closed altogether has nothing left to refuse.
create function public.claim_unjudged(
  p_ahead interval, p_patience interval, p_now timestamptz, p_limit integer
) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(d order by d.judge_at), '[]') from (
    select m.conversation_id, max(m.seq) as seq, max(m.judge_at) as judge_at
    from public.sms_messages m
    join public.sms_conversations v on v.id = m.conversation_id
    where m.refusal_verdict = 'pending' and m.judge_at <= p_now + p_ahead
      and (v.owner <> 'ai' or v.reply_due_at is null or m.created_at <= p_now - p_patience)
      and not (private.is_suppressed(m.lead_phone, 'sms') and private.is_suppressed(m.lead_phone, 'voice'))
    group by m.conversation_id
    order by max(m.judge_at) limit p_limit) d;
$$;

-- A person is needed, whoever owns the conversation. Nothing is said to the lead. The caller has
-- locked the telephone. Returns whether that is news.
create function private.needs_person(p_id uuid, p_reason text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  select * into v_conversation from public.sms_conversations where id = p_id for update;
  if v_conversation.id is null
     or (v_conversation.awaits_human and v_conversation.handover_reason = p_reason) then
    return false;
  end if;
  if v_conversation.ended_at is not null then
    if exists (select 1 from public.sms_conversations o
               where o.lead_phone = v_conversation.lead_phone
                 and o.our_number = v_conversation.our_number and o.ended_at is null) then
      return false;
    end if;
    update public.sms_conversations
    set ended_at = null, end_reason = null, end_evidence = null, reopened_at = p_now
    where id = p_id;
  end if;
  if v_conversation.owner in ('ai', 'closed') then
    perform private.to_human(p_id, null, 'handed_over', p_now);
  end if;
  update public.sms_conversations
  set awaits_human = true, handover_reason = p_reason, handed_over_at = p_now,
      handover_summary = left('The lead wrote: ' || coalesce((
        select string_agg(m.body, ' / ' order by m.seq) from public.sms_messages m
        where m.conversation_id = p_id and m.refusal_verdict in ('pending', 'unclear')), ''), 600),
      updated_at = p_now
  where id = p_id;
  return true;
end;
$$;

-- Nobody contacts this number again. Replays add nothing; what START had lifted stands again.
-- Returns {suppression_id, canceled_calls, canceled_texts, is_new}.
create function public.suppress(
  p_phone text, p_scope text, p_source text, p_words text, p_call_id uuid, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id bigint;
  v_new boolean := false;
  v_canceled integer := 0;
  v_texts integer := 0;
begin
  perform private.lock_phone(p_phone);
  insert into public.suppressions as s
    (phone, phone_hash, scope, source, words, call_id, created_at)
  values (p_phone, private.phone_hash(p_phone), p_scope, p_source, p_words, p_call_id, p_now)
  on conflict (phone_hash, scope) do update
    set lifted_at = null, phone = excluded.phone, source = excluded.source, words = excluded.words,
        call_id = excluded.call_id, created_at = excluded.created_at
    where s.lifted_at is not null
  returning id into v_id;
  v_new := v_id is not null;
  if v_id is null then
    -- What START could take back, said again in a way that START does not reach: that way counts.
    update public.suppressions
    set source = p_source, words = p_words, call_id = p_call_id, message_id = null
    where phone_hash = private.phone_hash(p_phone) and scope = p_scope
      and source in ('text', 'carrier') and p_source not in ('text', 'carrier');
    select id into v_id from public.suppressions
    where phone_hash = private.phone_hash(p_phone) and scope = p_scope;
  end if;
  if p_scope in ('all', 'voice') then
    update public.calls
    set status = 'canceled', end_reason = 'suppressed', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where lead_phone = p_phone and status in ('scheduled', 'held');
    get diagnostics v_canceled = row_count;
  end if;
  if p_scope in ('all', 'sms') then
    v_texts := private.cancel_planned(p_phone, '{campaign,single,reply,human}', 'opted_out', p_now);
    perform private.halt_enrollments(p_phone, 'stopped', 'opted_out', p_now);
    update public.sms_conversations
    set reply_due_at = null, reply_first_at = null, updated_at = p_now
    where lead_phone = p_phone and reply_due_at is not null;
    -- Said on the telephone, or by the operator: what was talked of in texts is over, too. Whoever
    -- heard it in a text ends that conversation with its words.
    if p_source not in ('text', 'carrier') then
      perform private.end_conversations(p_phone, jsonb_build_object('words', p_words,
        'scope', p_scope, 'source', p_source, 'call_id', p_call_id), p_now);
    end if;
  end if;
  -- The lead before its consents, as an import locks them.
  update public.leads
  set lead_status = 'do_not_contact', updated_at = p_now
  where phone = p_phone and p_scope = 'all' and lead_status <> 'do_not_contact';
  update public.consents
  set revoked_at = p_now, updated_at = p_now
  where phone = p_phone and revoked_at is null
    and (p_scope = 'all' or channel = case p_scope when 'sms' then 'text' else 'call' end);
  return jsonb_build_object('suppression_id', v_id, 'canceled_calls', v_canceled,
    'canceled_texts', v_texts, 'is_new', v_new);
end;
$$;

-- What a number's texts still left to judge is settled by another one: a refusal, or START after it.
create function private.settle_words(
  p_phone text, p_verdict text, p_by text, p_why text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.sms_messages
  set refusal_verdict = p_verdict, refusal_by = p_by, refusal_why = p_why, judged_at = p_now,
      judge_at = null, updated_at = p_now
  where lead_phone = p_phone and refusal_verdict in ('pending', 'unclear');
$$;

-- Why no call follows from a wish; null: nothing is in the way. `calls_closed`: the number may not be
-- called. `answered`: a call that is over was made for these very words.
create function private.why_no_call(
  v public.sms_conversations, p_wish jsonb
) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_last public.calls;
begin
  if not private.can_be_rung(v.lead_phone) then
    return 'calls_closed';
  end if;
  v_last := private.asked_call(v.id, v.lead_phone);
  if v_last.ended_at is not null
     and (v_last.metadata ->> 'asked_seq')::integer >= (p_wish ->> 'seq')::integer then
    return 'answered';
  end if;
  return null;
end;
$$;

-- Plans the call, once for the same words. p_wish: {seq: where the words stand, heard_seq: the newest
-- text that was read with them, quote, run_at?, evidence?}; without run_at the lead wants it as soon as
-- the hours permit. A newer wish moves a call that waits, and never adds one. The caller has locked the
-- telephone. Returns {result: planned | already | refused, reason?, call_id?}.
create function private.plan_asked_call(
  v public.sms_conversations, p_wish jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_heard integer := coalesce(p_wish ->> 'heard_seq', p_wish ->> 'seq', '0')::integer;
  v_asked_for timestamptz := (p_wish ->> 'run_at')::timestamptz;
  v_refused text := private.why_no_call(v, p_wish);
  v_last public.calls;
  v_before public.calls;
  v_call uuid;
  v_evidence jsonb := coalesce(nullif(p_wish -> 'evidence', 'null'), '{}') || jsonb_build_object(
    'conversation_id', v.id, 'seq', p_wish -> 'seq', 'quote', p_wish -> 'quote', 'asked_for', v_asked_for);
begin
  v_last := private.asked_call(v.id, v.lead_phone);
  if v_refused = 'calls_closed' then
    if not exists (select 1 from public.contact_decisions d
                   where d.lead_id = v.lead_id and d.rule = 'suppressed'
                     and d.evidence @> jsonb_build_object('conversation_id', v.id, 'seq', p_wish -> 'seq')) then
      perform private.decide(v.lead_id, null, 'deny', 'suppressed',
        'The lead asked by text to be called; the number is closed to calls.', null, v_evidence, p_now);
    end if;
    return jsonb_build_object('result', 'refused', 'reason', v_refused);
  elsif v_refused is not null then
    return jsonb_build_object('result', 'refused', 'reason', v_refused, 'call_id', v_last.id);
  end if;
  if (v_last.metadata ->> 'asked_seq')::integer >= v_heard
     -- It is about to ring, or rings.
     or (v_asked_for is null and private.is_live(v_last.status))
     or (v_asked_for is null and v_last.status in ('scheduled', 'held') and v_last.dial = 1
         and v_last.metadata ->> 'asked_for' is null) then
    return jsonb_build_object('result', 'already', 'call_id', v_last.id);
  end if;

  update public.calls
  set status = 'canceled', end_reason = 'newer_wish', ended_at = p_now, settled_at = p_now,
      updated_at = p_now
  where lead_phone = v.lead_phone and origin in ('callback', 'redial')
    and status in ('scheduled', 'held') and metadata ->> 'conversation_id' = v.id::text;
  perform private.add_consent(v.lead_id, v.lead_phone, 'asked_by_text',
    jsonb_build_object('channel', 'call', 'kind', 'express', 'text', p_wish -> 'quote',
      'evidence', jsonb_build_object('conversation_id', v.id, 'seq', p_wish -> 'seq')), p_now);
  select * into v_before from public.calls c
  where c.lead_phone = v.lead_phone order by c.created_at desc limit 1;
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
    message, origin, campaign_id, metadata, run_at, created_at, updated_at
  ) values (
    overlay(overlay(md5('callback of ' || v.id || ' ' || v_heard) placing '8' from 13)
      placing 'a' from 17)::uuid,
    v.lead_id, coalesce(v.sms_agent_id, (select a.id from public.agents a where a.is_default)),
    'outbound', coalesce(v_before.provider, 'twilio'), coalesce(v_before.voice, 'openai'),
    v.lead_phone, v.lead_phone, 'scheduled', 'high', 'The lead asked by text to be called.',
    'callback', v.campaign_id,
    jsonb_strip_nulls(jsonb_build_object('conversation_id', v.id, 'asked_seq', v_heard,
      'asked_for', v_asked_for)),
    coalesce(v_asked_for, p_now), p_now, p_now
  ) on conflict (id) do nothing returning id into v_call;
  if v_call is null then
    return jsonb_build_object('result', 'already', 'call_id', v_last.id);
  end if;
  perform private.decide(v.lead_id, v_call, 'hold', 'callback_requested',
    case when v_asked_for is null then 'The lead asked to be called as soon as possible.'
      else 'The lead asked to be called at this time.' end,
    coalesce(v_asked_for, p_now), v_evidence, p_now);
  return jsonb_build_object('result', 'planned', 'call_id', v_call);
end;
$$;

-- An opt-out that is one: the block, the end of the conversation, and one confirmation, if texts
-- were not blocked before and somebody has words for it. Whoever only wants no calls (`voice`) goes
-- on texting: nothing ends. Whoever wants calls in place of texts (`sms`, and p_wants_call) gets one.
-- p_confirmation: {message_id, body} or null.
create function private.opt_out(
  p_conversation_id uuid, p_scope text, p_source text, p_words text, p_message_id uuid,
  p_confirmation jsonb, p_wants_call boolean, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_silent_before boolean;
  v_suppressed jsonb;
  v_notice uuid;
  v_planned jsonb;
  v_evidence jsonb := jsonb_build_object('words', p_words, 'scope', p_scope, 'source', p_source);
begin
  select * into v_conversation from public.sms_conversations where id = p_conversation_id;
  v_silent_before := private.is_suppressed(v_conversation.lead_phone, 'sms');
  v_suppressed := public.suppress(v_conversation.lead_phone, p_scope, p_source, p_words, null, p_now);
  update public.suppressions set message_id = p_message_id
  where id = (v_suppressed ->> 'suppression_id')::bigint and (v_suppressed ->> 'is_new')::boolean;
  if p_scope = 'voice' then
    if (v_suppressed ->> 'is_new')::boolean then
      perform private.decide(v_conversation.lead_id, null, 'deny', 'opted_out',
        'The lead has asked not to be called, and texts on.', null, v_evidence - 'words', p_now);
    end if;
    return v_suppressed || jsonb_build_object('notice_id', null);
  end if;
  if (v_suppressed ->> 'is_new')::boolean then
    perform private.decide_text(v_conversation.lead_id, p_message_id, 'deny', 'opted_out',
      case p_scope when 'sms' then 'The lead has asked not to be texted.'
        else 'The lead has asked not to be contacted.' end, null, v_evidence, p_now);
    if jsonb_typeof(p_confirmation) = 'object' and not v_silent_before then
      v_notice := private.add_notice(p_conversation_id, (p_confirmation ->> 'message_id')::uuid,
        'opt_out', p_confirmation ->> 'body', v_conversation.last_inbound_seq, p_now);
    end if;
  end if;
  if p_scope = 'all' then
    perform private.settle_words(v_conversation.lead_phone, 'refuses',
      (select m.refusal_by from public.sms_messages m where m.message_id = p_message_id),
      'Judged with another text of the lead, which refuses.', p_now);
  end if;
  perform private.end_conversation(p_conversation_id, 'discarded', 'opted_out',
    jsonb_build_object('message_id', p_message_id, 'words', p_words, 'scope', p_scope), p_now);
  perform private.end_conversations(v_conversation.lead_phone, v_evidence, p_now);
  if p_scope = 'sms' and p_wants_call then
    v_planned := private.plan_asked_call(v_conversation, jsonb_build_object('quote', p_words,
      'seq', coalesce((select m.seq from public.sms_messages m where m.message_id = p_message_id),
        v_conversation.last_inbound_seq)), p_now);
  end if;
  return v_suppressed || jsonb_build_object('notice_id', v_notice, 'call_id', v_planned -> 'call_id');
end;
$$;

-- An opt-out found after the message was stored (a model, a person). p: {conversation_id, message_id?,
-- scope: all | sms | voice, source, words, wants_call?, confirmation?: {message_id, body}}.
-- Returns {suppression_id, is_new, notice_id?, call_id?, …} or null for an unknown conversation.
create function public.record_opt_out(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return null;
  end if;
  return private.opt_out(v_conversation.id, coalesce(p ->> 'scope', 'all'),
    coalesce(p ->> 'source', 'text'), p ->> 'words', (p ->> 'message_id')::uuid, p -> 'confirmation',
    coalesce((p ->> 'wants_call')::boolean, false), p_now);
end;
$$;

-- A verdict and what follows from it, in one step. p: {conversation_id, message_ids, verdict: refuses |
-- not | unclear, by: model | person, message_id?, scope?, words?, why?, wants_call?, confirmation?:
-- {message_id, body}}; `message_id` is the text in which the refusing words stand. A model judges what
-- is pending; a person, all but what is a refusal already. Returns {result: recorded | judged_already |
-- no_such_text, notice_id?, call_id?, is_new?, told_person?}.
create function public.record_words_verdict(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_verdict text := p ->> 'verdict';
  v_by text := p ->> 'by';
  v_scope text := coalesce(p ->> 'scope', 'all');
  v_ids uuid[];
  v_known integer;
  v_opted jsonb := '{}';
  v_told boolean := false;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  select coalesce(array_agg(m.message_id) filter (where m.refusal_verdict = any (
           case v_by when 'person' then '{pending,unclear,not}'::text[] else '{pending}'::text[] end)), '{}'),
         count(*)
  into v_ids, v_known
  from public.sms_messages m
  where m.conversation_id = v_conversation.id and m.direction = 'inbound'
    and m.message_id in (select i::uuid from jsonb_array_elements_text(p -> 'message_ids') i);
  if v_known = 0 then
    return jsonb_build_object('result', 'no_such_text');
  end if;
  if cardinality(v_ids) = 0 then
    return jsonb_build_object('result', 'judged_already');
  end if;
  update public.sms_messages m
  set refusal_verdict = v_verdict, refusal_by = v_by, refusal_why = p ->> 'why', judged_at = p_now,
      judge_at = null,
      refusal_scope = case when v_verdict = 'refuses' then v_scope end,
      refusal_words = case when m.message_id = (p ->> 'message_id')::uuid then p ->> 'words' end,
      opt_out = case when v_verdict = 'refuses' and m.message_id = (p ->> 'message_id')::uuid
        then jsonb_build_object('kind', 'opt_out', 'rule', v_by, 'words', p ->> 'words', 'scope', v_scope)
        else m.opt_out end,
      updated_at = p_now
  where m.message_id = any (v_ids);
  if v_verdict = 'refuses' then
    v_opted := private.opt_out(v_conversation.id, v_scope, 'text', p ->> 'words',
      (p ->> 'message_id')::uuid, p -> 'confirmation',
      coalesce((p ->> 'wants_call')::boolean, false), p_now);
  elsif v_verdict = 'unclear' then
    v_told := private.needs_person(v_conversation.id, 'unclear_opt_out', p_now);
  end if;
  if v_verdict <> 'unclear' then
    -- What a person was asked, a person has answered.
    update public.sms_conversations
    set awaits_human = false, updated_at = p_now
    where id = v_conversation.id and awaits_human and v_by = 'person'
      and handover_reason in ('unclear_opt_out', 'words_not_judged');
    perform private.wake_unjudged(v_conversation.lead_phone, p_now);
  end if;
  return jsonb_build_object('result', 'recorded', 'notice_id', v_opted -> 'notice_id',
    'call_id', v_opted -> 'call_id', 'is_new', v_opted -> 'is_new', 'told_person', v_told);
end;
$$;

-- The judge did not answer: its texts are looked at again at p_retry_at. p_person: it has taken too
-- long, so a person is told. Returns whether that was news.
create function public.release_judgement(
  p_conversation_id uuid, p_retry_at timestamptz, p_person boolean, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_conversation(p_conversation_id);
  update public.sms_messages set judge_at = p_retry_at, updated_at = p_now
  where conversation_id = p_conversation_id and refusal_verdict = 'pending';
  return found and p_person and private.needs_person(p_conversation_id, 'words_not_judged', p_now);
end;
$$;

-- p: {source, rows: [{phone, scope, words?}]}, the numbers in E.164. One after the other in the order
-- of their telephones, as every batch locks them. Returns {added}: how many were not on the list.
create function public.suppress_many(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row record;
  v_added integer := 0;
begin
  for v_row in
    select distinct on (r ->> 'phone', r ->> 'scope')
           r ->> 'phone' as phone, r ->> 'scope' as scope, r ->> 'words' as words
    from jsonb_array_elements(p -> 'rows') with ordinality t (r, n)
    order by r ->> 'phone', r ->> 'scope', n
  loop
    if (public.suppress(v_row.phone, v_row.scope, coalesce(p ->> 'source', 'file'), v_row.words,
                        null, p_now) ->> 'is_new')::boolean then
      v_added := v_added + 1;
    end if;
  end loop;
  return jsonb_build_object('added', v_added);
end;
$$;

-- What speaks against sending this text, for the words of its lead: null, or a hold. What a person
-- writes a person answers for; that an opt-out was understood is said whatever came with it.
create function private.words_objection(p_message public.sms_messages, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_reason text;
begin
  if p_message.kind = 'human' or p_message.notice = 'opt_out' then
    return null;
  end if;
  v_reason := private.words_not_judged(p_message.lead_phone, 'text', p_now);
  if v_reason is null then
    return null;
  end if;
  -- The verdict wakes it; looking again is for a wake that passed it by.
  return jsonb_build_object('act', 'hold', 'rule', 'words_not_judged', 'reason', v_reason,
    'until', p_now + interval '5 minutes');
end;
$$;

-- The physical call behind a row becomes known, by our own record, a webhook or the carrier's list.
create function private.adopt(p_id uuid, p_call_sid text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_lead_id bigint;
begin
  update public.calls
  set call_sid = p_call_sid,
      status = case when status in ('dialing', 'unknown') then 'queued' else status end,
      deadline_at = null,
      -- If no word comes for two minutes, somebody asks the carrier.
      next_check_at = p_now + interval '120 seconds',
      updated_at = p_now
  where id = p_id and call_sid is null
  returning lead_id into v_lead_id;
  if v_lead_id is not null then
    perform private.mark_contacted(v_lead_id, p_call_sid, p_now);
  end if;
end;
$$;

-- A person is asked for on the telephone: from this moment on that is how the talk ended, until something
-- later is known. Asked twice in one call, it is one wish.
create function private.call_needs_person(p_call public.calls, p_reason text, p_now timestamptz)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set person_asked_at = p_now, updated_at = p_now
  where id = p_call.id and person_asked_at is null;
  perform private.tell_outcome(p_call.lead_id, 'escalated', p_now, p_now);
  perform private.tell_needs_person(p_call.lead_id, 'call ' || p_call.id,
    jsonb_build_object('call_id', p_call.id), p_reason, p_now);
end;
$$;

-- The lead asks for a person and nobody can take the call. False: there is no such call.
create function public.ask_for_person(p_call_id uuid, p_reason text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_call_id for update;
  if not found then
    return false;
  end if;
  perform private.call_needs_person(v_call, p_reason, p_now);
  return true;
end;
$$;

-- Never: the call ends without having been placed, and the decision says why.
create function public.deny_call(
  p_id uuid, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  update public.calls
  set status = 'canceled', end_reason = p_rule, ended_at = p_now, settled_at = p_now, updated_at = p_now
  where id = p_id and status in ('scheduled', 'held')
  returning * into v_call;
  if not found then
    return false;
  end if;
  perform private.decide(v_call.lead_id, v_call.id, 'deny', p_rule, p_reason, null, p_evidence, p_now);
  return true;
end;
$$;

-- What a talk with the lead means for a call that was ordered before it ended: null, or {act: hold |
-- deny, rule, reason, until?, evidence}. Until the talk is judged nobody is rung again. Who was reached
-- and did not ask for another call gets none; who asked for one at a time gets that one.
create function private.talk_objection(p_call public.calls, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_talk public.calls;
  v_analysis public.conversation_analyses;
begin
  select t.* into v_talk from public.calls t
  where t.lead_phone = p_call.lead_phone and t.id <> p_call.id and t.answered_at is not null
    -- Somebody else behind the same line has talked for nobody but themselves.
    and (t.lead_id = p_call.lead_id or t.phone_extension is not distinct from p_call.phone_extension)
    -- A wish of the lead was known to whoever spoke after it.
    and case when p_call.origin = 'callback' then t.answered_at else t.ended_at end > p_call.created_at
    and t.ended_at is not null and t.ended_at > p_now - interval '90 days'
    and exists (select 1 from public.conversation_transcripts w
                where w.call_sid = t.call_sid and w.role = 'user')
  order by t.ended_at desc limit 1;
  if not found then
    return null;
  end if;
  select * into v_analysis from public.conversation_analyses a where a.call_id = v_talk.id;
  if not found then
    return jsonb_build_object('act', 'hold', 'rule', 'talk_not_judged',
      'reason', 'The lead has just talked with us, and what came of it is not known yet.',
      'until', p_now + interval '1 minute', 'evidence', jsonb_build_object('talk', v_talk.id));
  end if;
  if v_analysis.outcome = 'no_response' then
    return null;
  end if;
  if exists (select 1 from public.calls b where b.callback_of = v_talk.id and b.id <> p_call.id) then
    return jsonb_build_object('act', 'deny', 'rule', 'called_back_instead',
      'reason', 'The lead was reached meanwhile and is called at the time it asked for.',
      'evidence', jsonb_build_object('talk', v_talk.id));
  end if;
  -- A wish without a time that could be kept: this call is the answer to it.
  if v_analysis.next_action ->> 'kind' = 'callback' and v_analysis.next_action ->> 'quote' is not null then
    return null;
  end if;
  return jsonb_build_object('act', 'deny', 'rule', 'talked_meanwhile',
    'reason', 'The lead was reached meanwhile and did not ask to be called again.',
    'evidence', jsonb_build_object('talk', v_talk.id, 'outcome', v_analysis.outcome));
end;
$$;

-- Not yet: the call waits until p_until, and the decision says why. Said again of a switch that is
-- looked at every few minutes, it is one decision.
create function public.hold_call(
  p_id uuid, p_until timestamptz, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.calls;
begin
  select * into v_before from public.calls where id = p_id for update;
  if not found or v_before.status not in ('scheduled', 'held') then
    return false;
  end if;
  update public.calls
  set status = 'held', run_at = p_until, held_reason = p_rule, updated_at = p_now
  where id = p_id;
  if p_rule not in
       ('switched_off', 'talk_not_judged', 'words_not_judged', 'inbound_not_read', 'voice_not_heard', 'voice_away')
     or v_before.held_reason is distinct from p_rule then
    perform private.decide(v_before.lead_id, p_id, 'hold', p_rule, p_reason, p_until, p_evidence, p_now);
  end if;
  return true;
end;
$$;

-- Holds or takes back a call that is about to be claimed; null, or what begin_call answers.
create function private.judge_after_talk(p_call public.calls, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_no jsonb := private.talk_objection(p_call, p_now);
begin
  if v_no ->> 'act' = 'hold' then
    perform public.hold_call(p_call.id, (v_no ->> 'until')::timestamptz, v_no ->> 'rule',
      v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_no -> 'until', 'rule', v_no ->> 'rule');
  elsif v_no ->> 'act' = 'deny' then
    perform public.deny_call(p_call.id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', v_no ->> 'rule');
  end if;
  return null;
end;
$$;

-- A place for one more call among the p_max that may be alive at once, or null. Two claims must not both
-- see room for one, and must not wait for each other either: each place has a lock of its own, which is
-- tried and never waited for, and is held until the claim is committed and the place can be seen. A call
-- that has a higher place, or none, takes up room all the same.
create function private.free_slot(p_max integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_slot integer;
  v_above integer;
  v_taken boolean;
begin
  for v_slot in
    -- As many places as there are calls that live, and some for claims that nobody can see yet.
    select n from generate_series(1, least(p_max, 200 + (
      select count(*) from public.calls c where c.direction = 'outbound' and private.is_live(c.status)))) n
    where not exists (select 1 from public.calls c
                      where c.direction = 'outbound' and private.is_live(c.status) and c.slot = n)
    order by n
  loop
    continue when not pg_try_advisory_xact_lock(hashtextextended('ringback:slot:' || v_slot, 0));
    -- Only now nobody else can take it: whoever was quicker is seen by this look.
    select count(*) filter (where c.slot is null or c.slot > v_slot),
           coalesce(bool_or(c.slot = v_slot), false)
    into v_above, v_taken
    from public.calls c where c.direction = 'outbound' and private.is_live(c.status);
    exit when v_slot + v_above > p_max;
    if not v_taken then
      return v_slot;
    end if;
  end loop;
  return null;
end;
$$;

-- Nobody is dialed while those who pick up do not hear us, but for one call at a time that finds out.
-- Returns null, or what begin_call is to answer. A trial that nobody picked up has found out nothing.
create function private.hold_while_voice_rests(p_id uuid, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_until timestamptz;
begin
  -- Looked at under its lock: two who come at once must not both be the one that tries.
  perform 1 from public.breakers b where b.name = 'voice' and b.opened_at is not null for update;
  if not found then
    return null;
  end if;
  update public.breakers b
  set trial = null, trial_until = null
  where b.name = 'voice' and b.trial is not null and b.trial <> p_id::text and not exists (
    select 1 from public.calls c where c.id = b.trial::uuid
      and (private.is_live(c.status) or (c.ended_at is not null and c.settled_at is null)));
  v_until := private.breaker_asks('voice', p_id::text, interval '20 minutes', p_now);
  if v_until is null then
    return null;
  end if;
  perform public.hold_call(p_id, v_until, 'voice_not_heard',
    'Several people in a row picked up and heard nothing of us; one call at a time tries again.',
    (select jsonb_build_object('calls_in_a_row', b.failures, 'reason', b.reason, 'since', b.opened_at)
     from public.breakers b where b.name = 'voice'), p_now);
  return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', 'voice_not_heard');
end;
$$;

-- Claims a call for dialing. Everything that may forbid it is judged here, at p_now, under locks.
-- p_claim: {claim_id?: of this attempt, worker, from_number?: which of ours rings, deadline_at, open_until, caps: {total, max_live}, limits,
-- number, minute_usd?, evidence, and what take_ceilings reads}; `limits` are caps on calls and texts together, for which the telephone is locked as
-- texts lock it; `number` is the policy engine's verdict on it, without which there is no claim.
-- Returns {verdict: go, fence, call, lead, max_seconds} or {verdict: skip, status} | {verdict: wait, until,
-- rule} | {verdict: full} | {verdict: denied, rule}.
create function public.begin_call(p_id uuid, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_caps jsonb := p_claim -> 'caps';
  v_count integer;
  v_full jsonb;
  v_no jsonb;
  v_unjudged text;
  v_before jsonb;
  v_slot integer;
begin
  perform private.lock_phone((select lead_phone from public.calls where id = p_id));
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return jsonb_build_object('verdict', 'skip', 'status', 'gone');
  end if;
  v_before := private.call_claimed_before(v_call, p_claim ->> 'claim_id');
  if v_before is not null then
    return v_before;
  end if;
  if v_call.status not in ('scheduled', 'held') then
    return jsonb_build_object('verdict', 'skip', 'status', v_call.status);
  end if;
  if v_call.run_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v_call.run_at, 'rule', 'not_due');
  end if;
  if p_now >= (p_claim ->> 'open_until')::timestamptz then
    return jsonb_build_object('verdict', 'wait', 'until', p_now, 'rule', 'window_closed');
  end if;
  if private.is_ours(v_call.lead_phone) then
    perform public.deny_call(p_id, 'own_number', 'The number is one of our own.', null, p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'own_number');
  end if;
  if private.text_comes_in(v_call.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes(), 'rule', 'text_comes_in');
  end if;
  if private.is_suppressed(v_call.lead_phone, 'voice') then
    perform public.deny_call(p_id, 'suppressed', 'The number is on the do-not-contact list.', null, p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'suppressed');
  end if;

  v_no := private.number_objection(p_claim -> 'number', v_call.to_number);
  if v_no is not null then
    perform public.deny_call(p_id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', v_no ->> 'rule');
  end if;

  v_no := private.judge_after_talk(v_call, p_now);
  if v_no is not null then
    return v_no;
  end if;

  if private.is_switched_off('calls') then
    perform public.hold_call(p_id, p_now + interval '5 minutes', 'switched_off',
      'Somebody has switched all calls off.', null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '5 minutes',
      'rule', 'switched_off');
  end if;

  v_full := private.inbound_unread(p_now);
  if v_full is not null then
    perform public.hold_call(p_id, (v_full ->> 'until')::timestamptz, v_full ->> 'rule', v_full ->> 'reason',
      v_full -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_full -> 'until', 'rule', v_full ->> 'rule');
  end if;
  v_unjudged := private.words_not_judged(v_call.lead_phone, 'call', p_now);
  if v_unjudged is not null then
    perform public.hold_call(p_id, p_now + interval '5 minutes', 'words_not_judged', v_unjudged, null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '5 minutes',
      'rule', 'words_not_judged');
  end if;

  v_slot := private.free_slot((v_caps ->> 'max_live')::integer);
  if v_slot is null then
    return jsonb_build_object('verdict', 'full');
  end if;
  if exists (select 1 from public.calls c
             where c.lead_phone = v_call.lead_phone and private.is_live(c.status)) then
    perform public.hold_call(p_id, p_now + interval '60 seconds', 'line_busy_with_us',
      'Another call with this number is going on.', null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '60 seconds',
      'rule', 'line_busy_with_us');
  end if;
  select count(*) into v_count from public.calls c
  where c.lead_phone = v_call.lead_phone and c.direction = 'outbound' and c.dialed_at is not null;
  if v_count >= (v_caps ->> 'total')::integer then
    perform public.deny_call(p_id, 'cap_total',
      format('%s calls is the most one number ever gets.', v_caps ->> 'total'),
      jsonb_build_object('calls', v_count), p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'cap_total');
  end if;
  -- Before anything is taken. Who may try whether we are heard again, and is then held, tries nothing.
  v_full := private.hold_while_voice_rests(p_id, p_now);
  if v_full is not null then
    return v_full;
  end if;
  v_full := private.full_limit(v_call.lead_phone, p_claim -> 'limits', p_now);
  -- The last thing before the claim itself, since it takes what it finds.
  p_claim := private.with_call_cost(p_claim, v_call);
  v_full := coalesce(v_full,
    private.take_ceilings('calls', false, v_call.api_key_id, p_claim, p_now));
  if v_full is not null then
    perform public.hold_call(p_id, (v_full ->> 'until')::timestamptz, v_full ->> 'rule',
      v_full ->> 'reason', v_full -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_full -> 'until', 'rule', v_full ->> 'rule');
  end if;

  update public.calls
  set status = 'dialing', fence = fence + 1, worker = p_claim ->> 'worker',
      from_number = coalesce(p_claim ->> 'from_number', from_number),
      claim_ids = private.with_claim(claim_ids, p_claim ->> 'claim_id'), slot = v_slot,
      deadline_at = (p_claim ->> 'deadline_at')::timestamptz, dialed_at = p_now, held_reason = null,
      cost_usd = coalesce((p_claim ->> 'cost_usd')::numeric, 0), prefix = p_claim ->> 'prefix',
      minute_usd = (p_claim ->> 'minute_usd')::numeric,
      checks = 0, next_check_at = (p_claim ->> 'deadline_at')::timestamptz, updated_at = p_now
  where id = p_id returning * into v_call;
  perform private.decide(v_call.lead_id, v_call.id, 'allow', 'claimed',
    'Inside the calling window, under every cap, not suppressed.', null, p_claim -> 'evidence', p_now);
  return private.call_claimed(v_call);
end;
$$;

-- Everything a decision about a call needs, or null. `voice_fault`: what keeps calls from being answered
-- just now, by the signs of life of the last p_signs_within.
create function public.call_case(p_id uuid, p_signs_within interval, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_build_object(
    'call', to_jsonb(c) - 'stream_token_hash',
    'lead', (select to_jsonb(l) from public.leads l where l.id = c.lead_id),
    'purpose', (select k.rules ->> 'purpose' from public.campaigns k where k.id = c.campaign_id),
    'consents', coalesce((
      select jsonb_agg(jsonb_build_object('channel', k.channel, 'kind', k.kind, 'at', k.at,
        'expires_at', k.expires_at, 'revoked_at', k.revoked_at) order by k.id desc)
      from public.consents k where k.phone = c.lead_phone), '[]'),
    'suppressions', private.blocks_of(c.lead_phone),
    'touches', private.touches_of(c.lead_phone, c.id, p_now),
    'switched_off', private.is_switched_off('calls'),
    'voice_fault', private.voice_fault(p_signs_within))
  from public.calls c where c.id = p_id);
end;
$$;

-- A call and what is known of its sound, for whoever decides what follows: {call, heard}, or null.
create function public.call_to_settle(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('call', to_jsonb(c) - 'stream_token_hash', 'heard', private.heard_on(c))
  from public.calls c where c.id = p_id;
$$;

-- Rows whose truth only the carrier knows: dialing past the deadline, or silent for too long.
-- Each is leased for a minute, so that two checkers do not ask twice.
create function public.claim_checks(p_now timestamptz, p_limit integer) returns setof public.calls
language sql security definer set search_path = '' as $$
  update public.calls c
  set status = case when c.status = 'dialing' then 'unknown' else c.status end,
      next_check_at = p_now + interval '60 seconds', updated_at = p_now
  from (
    select id from public.calls
    where private.is_live(status) and next_check_at <= p_now
    order by next_check_at limit p_limit for update skip locked
  ) due
  where c.id = due.id
  returning c.*;
$$;

-- Closes a call nobody can say anything about any more. Returns false if it moved meanwhile.
create function public.close_call(
  p_id uuid, p_status public.call_status, p_reason text, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls
  set status = p_status, end_reason = p_reason, ended_at = p_now, next_check_at = null,
      updated_at = p_now
  where id = p_id and private.is_live(status);
  return found;
end;
$$;

create function private.explain_call_taken_back() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.contact_decisions (at, lead_id, call_id, channel, verdict, rule, reason, evidence)
  select new.updated_at, c.lead_id, c.id, 'call', 'deny', new.end_reason,
         'It was taken back before it was placed.',
         jsonb_build_object('origin', new.origin, 'run_at', new.run_at, 'step', new.step)
  from public.calls c
  where c.id = new.id and c.lead_id is not null
    and not exists (select 1 from public.contact_decisions d
                    where d.call_id = new.id and d.verdict <> 'allow' and d.rule = new.end_reason);
  return null;
end;
$$;

-- The carrier said no: p_status is `scheduled` (it would say yes later) or `failed`.
create function public.release_call(
  p_id uuid, p_fence integer, p_status public.call_status, p_run_at timestamptz, p_reason text,
  p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.calls;
begin
  select * into v_before from public.calls where id = p_id for update;
  update public.calls
  set status = p_status,
      run_at = coalesce(p_run_at, run_at),
      -- An order that was never taken is no attempt: it does not count against the caps.
      dialed_at = case when p_status = 'scheduled' then null else dialed_at end,
      end_reason = case when p_status = 'failed' then p_reason end,
      ended_at = case when p_status = 'failed' then p_now end,
      held_reason = case when p_status = 'scheduled' then p_reason end,
      deadline_at = null, next_check_at = null, updated_at = p_now
  -- Unknown is what a look that came in between made of it: whoever knows says so.
  where id = p_id and fence = p_fence and status in ('dialing', 'unknown') and call_sid is null;
  if not found then
    return false;
  end if;
  perform private.give_back_ceilings('calls', v_before.api_key_id, v_before.prefix,
    v_before.cost_usd, v_before.dialed_at);
  update public.calls set cost_usd = 0, minute_usd = null where id = p_id;
  return true;
end;
$$;

-- The attempt never learned whether it had claimed the call, and has not dialed. If it had, the call
-- waits for its next turn; in any case this id claims nothing any more, however late it comes.
-- Returns whether the call was claimed by it.
create function public.give_up_call_claim(p_id uuid, p_claim_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return false;
  end if;
  if private.claim_state(v_call.claim_ids, p_claim_id::text,
      v_call.status in ('dialing', 'unknown') and v_call.call_sid is null) is distinct from 'current' then
    -- In front: the last one is whose claim holds.
    update public.calls set claim_ids = array_prepend(p_claim_id, claim_ids)
    where id = p_id and not p_claim_id = any (claim_ids);
    return false;
  end if;
  return public.release_call(p_id, v_call.fence, 'scheduled', p_now, 'claim_given_up', p_now);
end;
$$;

-- The later order becomes part of the earlier one. Its words replace those of an order that nobody has
-- claimed yet; what a campaign or the lead had to say of a call of theirs is kept beside them.
create function private.merge_order(p_call public.calls, p_order jsonb, p_now timestamptz)
returns public.calls
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls := p_call;
  v_words text := p_order ->> 'message';
begin
  update public.calls c
  set message = case when v_words is null or v_words = c.message then c.message
        when c.origin in ('api', 'redial') then v_words
        else concat_ws(E'\n', c.message, v_words) end,
      priority = greatest(c.priority, (p_order ->> 'priority')::public.call_priority),
      updated_at = p_now
  where c.id = p_call.id and c.status in ('scheduled', 'held')
  returning * into v_call;
  if not found then
    v_call := p_call;
  end if;
  if p_call.origin not in ('api', 'redial') then
    perform private.add_consent(p_call.lead_id, p_call.lead_phone, 'api', jsonb_build_object(
      'channel', 'call', 'kind', 'operator', 'text', 'The operator asked for this call.'), p_now);
  end if;
  perform private.decide(p_call.lead_id, p_call.id, 'hold', 'merged',
    'Another order for this number within ten minutes is one call with it.', v_call.run_at,
    jsonb_build_object('asked_for', p_order -> 'run_at'), p_now);
  return v_call;
end;
$$;

-- What the carrier says about calls: in any order, any number of times, the row ends the same.
--
-- p_event: {provider, kind, call_id?, call_sid, direction?, from, to, status?, enters_from: [statuses from
-- which `status` may be entered], provider_status, sequence, duration_seconds?, answered_by?,
-- end_reason?, payload}. `enters_from` comes from the status table in domain/call.ts, so that there
-- is one such table.
-- Returns {result: recorded | repeated | stranger | conflict, call_id?, moved, ended, stream_open?: the
-- gateway has still to tell how it ended}.
create function public.record_call_event(p_event jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_sid text := p_event ->> 'call_sid';
  v_call public.calls;
  v_result text := 'recorded';
  v_new boolean;
  v_before public.call_status;
  v_to public.call_status := (p_event ->> 'status')::public.call_status;
  v_moved boolean := false;
  v_ends boolean := v_to in ('completed', 'busy', 'no_answer', 'failed', 'canceled');
begin
  select * into v_call from public.calls where call_sid = v_sid for update;
  if not found and p_event ->> 'call_id' is not null then
    select * into v_call from public.calls where id = (p_event ->> 'call_id')::uuid for update;
    if found and v_call.call_sid is null and v_call.dialed_at is not null then
      -- A crash lost our own record of the sid: the carrier's word brings it back.
      perform private.adopt(v_call.id, v_sid, p_now);
      select * into v_call from public.calls where id = v_call.id;
    elsif found and v_call.call_sid is not null and v_call.call_sid <> v_sid then
      v_result := 'conflict';
    end if;
  end if;

  v_new := private.receipt(
    p_event ->> 'provider', p_event ->> 'kind',
    concat_ws('/', v_sid, p_event ->> 'provider_status', p_event ->> 'sequence'), v_result, p_now);
  insert into public.call_events
    (call_id, call_sid, kind, direction, from_number, to_number, call_status, duration, sequence, payload, received_at)
  values
    (case when v_result = 'recorded' then v_call.id end, v_sid, p_event ->> 'kind',
     coalesce(v_call.direction, (p_event ->> 'direction')::public.call_direction), p_event ->> 'from', p_event ->> 'to', p_event ->> 'provider_status',
     (p_event ->> 'duration_seconds')::integer, (p_event ->> 'sequence')::integer,
     coalesce(p_event -> 'payload', '{}'), p_now)
  on conflict do nothing;

  if v_call.id is null then
    return jsonb_build_object('result', 'stranger', 'moved', false, 'ended', false);
  end if;
  if v_result = 'conflict' then
    return jsonb_build_object('result', 'conflict', 'call_id', v_call.id, 'moved', false, 'ended', false);
  end if;

  v_before := v_call.status;
  if v_to is not null and v_before::text in (
    select jsonb_array_elements_text(p_event -> 'enters_from')
  ) then
    v_moved := true;
  end if;
  update public.calls c
  set status = case when v_moved then v_to else c.status end,
      answered_at = case
        when c.answered_at is null and (v_to = 'in_progress' or (v_to = 'completed' and v_moved))
        then p_now else c.answered_at end,
      answered_by = coalesce(p_event ->> 'answered_by', c.answered_by),
      duration_seconds = coalesce((p_event ->> 'duration_seconds')::integer, c.duration_seconds),
      ended_at = case when v_moved and v_ends then coalesce(c.ended_at, p_now) else c.ended_at end,
      end_reason = case when v_moved and v_ends
        then coalesce(c.end_reason, p_event ->> 'end_reason') else c.end_reason end,
      next_check_at = case
        when not private.is_live(case when v_moved then v_to else c.status end) then null
        when v_moved and v_to = 'in_progress'
          then p_now + make_interval(secs => 60 + coalesce(
            (select a.max_seconds from public.agents a where a.id = c.agent_id), 900))
        when v_moved then p_now + interval '120 seconds'
        else c.next_check_at end,
      updated_at = p_now
  where c.id = v_call.id
    and (v_moved
      or (p_event ->> 'answered_by' is not null and c.answered_by is distinct from p_event ->> 'answered_by')
      or (p_event ->> 'duration_seconds' is not null and c.duration_seconds is null));
  return jsonb_build_object(
    'result', case when v_new then 'recorded' else 'repeated' end, 'call_id', v_call.id,
    'moved', v_moved, 'ended', v_moved and v_ends,
    'stream_open', v_call.stream_open_since is not null);
end;
$$;

-- The carrier accepted. Returns {result: recorded | already | duplicate | late, call_sid?}: after
-- duplicate or late the caller must hang up what it has just placed.
create function public.record_dialed(
  p_id uuid, p_fence integer, p_call_sid text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return jsonb_build_object('result', 'late');
  end if;
  if v_call.call_sid = p_call_sid then
    return jsonb_build_object('result', 'already', 'lead_id', v_call.lead_id);
  end if;
  if v_call.call_sid is not null then
    return jsonb_build_object('result', 'duplicate', 'call_sid', v_call.call_sid);
  end if;
  if v_call.fence <> p_fence or v_call.status not in ('dialing', 'unknown') then
    return jsonb_build_object('result', 'late', 'status', v_call.status);
  end if;
  perform private.adopt(p_id, p_call_sid, p_now);
  return jsonb_build_object('result', 'recorded', 'lead_id', v_call.lead_id);
end;
$$;

-- Somebody rings us, and by that has talked with us. Idempotent by call_sid; an unknown caller becomes a
-- lead. Who shows no number is nobody we know: the call is kept under a name of its own, and says so.
-- p_call: {id, call_sid, from, to, provider, country?, payload}.
-- Returns {result: recorded | repeated, call} or {result: own_number}: one of our own numbers rings.
create function public.record_inbound_call(p_call jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_from text := private.other_party('inbound', p_call ->> 'from', p_call ->> 'to');
  v_lead_id bigint;
  v_call public.calls;
begin
  select * into v_call from public.calls where call_sid = p_call ->> 'call_sid';
  if found then
    return jsonb_build_object('result', 'repeated', 'call', to_jsonb(v_call));
  end if;
  perform private.know_number(p_call ->> 'to', 'called', p_now);
  if private.is_ours(v_from) or v_from = p_call ->> 'to' then
    return jsonb_build_object('result', 'own_number');
  end if;
  v_lead_id := private.know_lead(jsonb_build_object('phone', v_from, 'country', p_call -> 'country',
    'source', 'inbound_call'), p_now);
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, to_number, from_number, lead_phone, status, origin,
    run_at, call_sid, answered_at, next_check_at, metadata, created_at, updated_at
  ) values (
    (p_call ->> 'id')::uuid, v_lead_id, (select id from public.agents where is_default), 'inbound',
    p_call ->> 'provider', p_call ->> 'to', nullif(p_call ->> 'from', ''),
    coalesce(v_from, 'withheld:' || (p_call ->> 'call_sid')), 'in_progress', 'inbound', p_now,
    p_call ->> 'call_sid', p_now, p_now + interval '16 minutes',
    case when v_lead_id is null then jsonb_build_object('warning', 'no_lead_found') else '{}' end,
    p_now, p_now
  ) on conflict (call_sid) do nothing;
  select * into v_call from public.calls where call_sid = p_call ->> 'call_sid';
  perform private.touch_lead(v_lead_id, p_now);
  insert into public.call_events
    (call_id, call_sid, kind, direction, from_number, to_number, call_status, sequence, payload, received_at)
  values (v_call.id, v_call.call_sid, 'inbound', 'inbound', p_call ->> 'from', p_call ->> 'to', 'in-progress', 0,
          coalesce(p_call -> 'payload', '{}'), p_now)
  on conflict do nothing;
  return jsonb_build_object('result', 'recorded', 'call', to_jsonb(v_call));
end;
$$;

-- What the carrier's list said about a call without a sid. Found: adopted. Not found at
-- the last look: presumed not placed; the next planned slot decides.
create function public.record_lookup(
  p_id uuid, p_fence integer, p_call_sid text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_next timestamptz;
begin
  select * into v_call from public.calls where id = p_id for update;
  -- Whoever is alive without a name is unknown, whether or not a check has come by to say so; only
  -- a dial that is still before its deadline may yet get its name from us.
  if not found or v_call.fence <> p_fence or v_call.call_sid is not null
     or not private.is_live(v_call.status)
     or (v_call.status = 'dialing' and v_call.deadline_at > p_now) then
    return jsonb_build_object('result', 'moved_on');
  end if;
  if p_call_sid is not null then
    perform private.adopt(p_id, p_call_sid, p_now);
    return jsonb_build_object('result', 'adopted');
  end if;
  v_next := private.look_again_at(coalesce(v_call.dialed_at, v_call.created_at), p_now);
  if v_next is null then
    update public.calls
    set status = 'failed', end_reason = 'presumed_not_placed', ended_at = p_now,
        next_check_at = null, updated_at = p_now
    where id = p_id;
    return jsonb_build_object('result', 'presumed_not_placed');
  end if;
  update public.calls
  set checks = checks + 1, next_check_at = v_next, updated_at = p_now
  where id = p_id;
  return jsonb_build_object('result', 'not_found_yet');
end;
$$;

create function public.record_recording(
  p_call_sid text, p_recording_sid text, p_status text, p_url text, p_seconds integer, p_payload jsonb,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
  v_provider text;
begin
  select id, provider into v_id, v_provider from public.calls where call_sid = p_call_sid;
  perform private.receipt(coalesce(v_provider, 'twilio'), 'recording',
    p_recording_sid || '/' || p_status, 'recorded', p_now);
  insert into public.call_events (call_id, call_sid, kind, call_status, payload, received_at)
  values (v_id, p_call_sid, 'recording', p_status, coalesce(p_payload, '{}'), p_now)
  on conflict do nothing;
  update public.calls
  set recording_sid = p_recording_sid, recording_url = p_url, recording_seconds = p_seconds,
      updated_at = p_now
  where id = v_id and p_status = 'completed'
    and (recording_sid, recording_url) is distinct from (p_recording_sid, p_url);
  return jsonb_build_object('result', case when v_id is null then 'stranger' else 'recorded' end,
    'call_id', v_id);
end;
$$;

-- p: {id: of the new call, api_key_id?}. The new call takes the place that a redial would have, so that
-- there is never more than one of them; it begins with a first dial of its own and is judged like any
-- other when it is claimed. Returns {result: planned | already | not_failed | inbound | closed |
-- no_such_call, call?: the new one, or what stands there}.
create function public.retry_call(p_id uuid, p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_next public.calls;
begin
  perform private.lock_phone((select lead_phone from public.calls where id = p_id));
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_call');
  end if;
  select * into v_next from public.calls where redial_of = p_id;
  if found then
    return jsonb_build_object('result', 'already', 'call', to_jsonb(v_next));
  elsif v_call.direction = 'inbound' then
    return jsonb_build_object('result', 'inbound');
  elsif not (v_call.status in ('failed', 'busy', 'no_answer')
             or (v_call.status = 'completed' and v_call.reached is false)) then
    return jsonb_build_object('result', 'not_failed', 'call', to_jsonb(v_call));
  elsif not private.can_be_rung(v_call.lead_phone) then
    return jsonb_build_object('result', 'closed');
  end if;
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, phone_extension, status,
    priority, message, origin, campaign_id, metadata, run_at, redial_of, api_key_id, created_at, updated_at
  ) values (
    (p ->> 'id')::uuid, v_call.lead_id, v_call.agent_id, 'outbound', v_call.provider, v_call.voice,
    v_call.to_number, v_call.lead_phone, v_call.phone_extension, 'scheduled', v_call.priority,
    v_call.message, 'retry', v_call.campaign_id, v_call.metadata, p_now, p_id,
    (p ->> 'api_key_id')::uuid, p_now, p_now
  ) returning * into v_next;
  perform private.decide(v_next.lead_id, v_next.id, 'allow', 'retried_by_hand',
    'Somebody asked for one more try.', null,
    jsonb_build_object('after_call', p_id, 'ended_as', v_call.status), p_now);
  return jsonb_build_object('result', 'planned', 'call', to_jsonb(v_next));
end;
$$;

-- The call that an order without a key of its own is one with, or null: same number, extension and agent, due, or
-- asked for, within ten minutes of it, and not given up. Who did not pick up is rung again by a redial,
-- if there is one; then the order is one with that. The caller has locked the telephone.
create function private.same_order(
  p_to text, p_extension text, p_agent_id uuid, p_due timestamptz, p_asked_for timestamptz
) returns public.calls
language plpgsql stable security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_redial public.calls;
begin
  for v_call in
    select c.* from public.calls c
    where c.lead_phone = p_to and c.phone_extension is not distinct from p_extension
      and c.direction = 'outbound' and c.agent_id is not distinct from p_agent_id
      and c.status not in ('failed', 'canceled')
      and not exists (select 1 from public.idempotency_keys k where k.call_id = c.id)
      and (c.run_at between p_due - interval '10 minutes' and p_due + interval '10 minutes'
        or exists (
          select 1 from public.contact_decisions d
          where d.call_id = c.id and (d.evidence ->> 'asked_for')::timestamptz
            between p_asked_for - interval '10 minutes' and p_asked_for + interval '10 minutes'))
    order by c.status in ('scheduled', 'held') desc, c.created_at desc
  loop
    if v_call.status not in ('busy', 'no_answer') or v_call.settled_at is null then
      return v_call;
    end if;
    select * into v_redial from public.calls r
    where r.redial_of = v_call.id and r.status not in ('failed', 'canceled', 'busy', 'no_answer');
    if found then
      return v_redial;
    end if;
  end loop;
  return null;
end;
$$;

-- p_analysis: {call_id, status, outcome?, outcome_quote?, outcome_turn?, summary?, sentiment?,
-- facts, dropped, next_action?, decided_by, model?, failure?, usage?,
-- callback: {id, run_at} | null, opt_out: {words, scope} | null, model_answered?: whether the language
-- model answers people, as this shows}.
-- Returns {analysis_id, callback_id?}. Saying it again replaces the words and schedules nothing new.
create function public.save_analysis(p_analysis jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_id uuid;
  v_callback uuid;
begin
  select * into v_call from public.calls where id = (p_analysis ->> 'call_id')::uuid for update;
  if not found then
    return null;
  end if;
  v_id := private.keep_analysis(p_analysis || jsonb_build_object('call_id', v_call.id,
    'call_sid', v_call.call_sid, 'lead_id', v_call.lead_id, 'channel', 'call'), p_now);

  if (p_analysis ->> 'model_answered')::boolean then
    perform private.breaker_ok('language_model', p_now);
  end if;
  if p_analysis -> 'opt_out' ->> 'words' is not null then
    perform public.suppress(v_call.lead_phone, coalesce(p_analysis -> 'opt_out' ->> 'scope', 'all'),
      'spoken', p_analysis -> 'opt_out' ->> 'words', v_call.id, p_now);
  end if;

  perform private.tell_outcome(v_call.lead_id, (p_analysis ->> 'outcome')::public.outcome,
    coalesce(v_call.ended_at, p_now), p_now);
  if p_analysis ->> 'outcome' = 'escalated' then
    perform private.tell_needs_person(v_call.lead_id, 'call ' || v_call.id,
      jsonb_build_object('call_id', v_call.id), 'found_by_the_judge', p_now);
  end if;

  if p_analysis -> 'callback' ->> 'id' is not null
     and private.can_be_rung(v_call.lead_phone) then
    insert into public.calls (
      id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
      message, origin, campaign_id, run_at, callback_of, created_at, updated_at
    ) values (
      (p_analysis -> 'callback' ->> 'id')::uuid, v_call.lead_id, v_call.agent_id, 'outbound',
      v_call.provider, v_call.voice, v_call.lead_phone, v_call.lead_phone, 'scheduled',
      'high', v_call.message, 'callback', v_call.campaign_id,
      (p_analysis -> 'callback' ->> 'run_at')::timestamptz, v_call.id, p_now, p_now
    ) on conflict (callback_of) do nothing returning id into v_callback;
    if v_callback is null then
      select id into v_callback from public.calls where callback_of = v_call.id;
    else
      perform private.decide(v_call.lead_id, v_callback, 'hold', 'callback_requested',
        'The lead asked to be called at this time.',
        (p_analysis -> 'callback' ->> 'run_at')::timestamptz, p_analysis -> 'next_action', p_now);
    end if;
  end if;
  return jsonb_build_object('analysis_id', v_id, 'callback_id', v_callback);
end;
$$;

-- Writes the intent to call. p_call: {id, lead_id?, to, extension?, name?, country?, timezone?, agent_id?,
-- provider, voice, priority, message?, run_at, campaign_id?, metadata, origin,
-- idempotency_key_hash?, request_hash?, api_key_id?: who asks, decision: {verdict, rule, reason,
-- hold_until?, evidence}, as_unknown?: whether it was decided without knowing of any lead}.
-- Returns {result: scheduled | merged | replayed | key_reused | no_such_lead | no_such_agent |
-- suppressed | own_number | judge_anew, call?, lead?}; merged: another order is already for this call;
-- judge_anew: the number is that of a lead whose place says more, and nothing is written.
create function public.schedule_call(p_call jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_lead public.leads;
  v_known public.idempotency_keys;
  v_key text := p_call ->> 'idempotency_key_hash';
  v_decision jsonb := p_call -> 'decision';
  v_run_at timestamptz := (p_call ->> 'run_at')::timestamptz;
begin
  if v_key is not null then
    perform pg_advisory_xact_lock(hashtextextended(v_key, 0));
    select * into v_known from public.idempotency_keys where key_hash = v_key;
    if found then
      if v_known.request_hash <> p_call ->> 'request_hash' then
        return jsonb_build_object('result', 'key_reused');
      end if;
      select * into v_call from public.calls where id = v_known.call_id;
      return jsonb_build_object('result', 'replayed', 'call', to_jsonb(v_call));
    end if;
  end if;

  perform private.lock_phone(p_call ->> 'to');
  if p_call ->> 'lead_id' is not null then
    select * into v_lead from public.leads where id = (p_call ->> 'lead_id')::bigint;
    if not found then
      return jsonb_build_object('result', 'no_such_lead');
    end if;
  else
    select * into v_lead from public.leads
    where phone = p_call ->> 'to' and phone_extension is not distinct from p_call ->> 'extension';
    if (p_call ->> 'as_unknown')::boolean and private.has_place(v_lead) then
      return jsonb_build_object('result', 'judge_anew', 'lead', to_jsonb(v_lead));
    end if;
  end if;
  if private.is_ours(p_call ->> 'to') then
    return jsonb_build_object('result', 'own_number');
  end if;
  if p_call ->> 'agent_id' is not null
     and not exists (select 1 from public.agents where id = (p_call ->> 'agent_id')::uuid) then
    return jsonb_build_object('result', 'no_such_agent');
  end if;
  if private.is_suppressed(p_call ->> 'to', 'voice') then
    perform private.decide(v_lead.id, null, 'deny', 'suppressed',
      'The number is on the do-not-contact list.', null, null, p_now);
    return jsonb_build_object('result', 'suppressed');
  end if;

  if v_key is null then
    v_call := private.same_order(p_call ->> 'to', coalesce(p_call ->> 'extension', v_lead.phone_extension),
      coalesce((p_call ->> 'agent_id')::uuid, (select id from public.agents where is_default)),
      greatest(v_run_at, coalesce((v_decision ->> 'hold_until')::timestamptz, v_run_at)), v_run_at);
    if v_call.id is not null then
      return jsonb_build_object('result', 'merged',
        'call', to_jsonb(private.merge_order(v_call, p_call, p_now)));
    end if;
  end if;

  -- Only who may be called becomes a lead: a blocked number is not stored anew.
  if v_lead.id is null then
    insert into public.leads (phone, phone_extension, name, country, timezone, source, created_at,
      updated_at)
    values (p_call ->> 'to', p_call ->> 'extension', p_call ->> 'name', p_call ->> 'country',
            p_call ->> 'timezone', 'call', p_now, p_now)
    on conflict (phone, phone_extension) do nothing;
    select * into v_lead from public.leads
    where phone = p_call ->> 'to' and phone_extension is not distinct from p_call ->> 'extension';
  end if;

  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
    message, origin, campaign_id, metadata, run_at, held_reason, api_key_id, created_at, updated_at
  ) values (
    (p_call ->> 'id')::uuid, v_lead.id,
    coalesce((p_call ->> 'agent_id')::uuid, (select id from public.agents where is_default)),
    'outbound', p_call ->> 'provider', p_call ->> 'voice', p_call ->> 'to', p_call ->> 'to',
    case v_decision ->> 'verdict' when 'hold' then 'held' else 'scheduled' end::public.call_status,
    (p_call ->> 'priority')::public.call_priority, p_call ->> 'message', p_call ->> 'origin',
    (p_call ->> 'campaign_id')::uuid, coalesce(p_call -> 'metadata', '{}'),
    greatest(v_run_at, coalesce((v_decision ->> 'hold_until')::timestamptz, v_run_at)),
    case v_decision ->> 'verdict' when 'hold' then v_decision ->> 'rule' end,
    (p_call ->> 'api_key_id')::uuid, p_now, p_now
  ) returning * into v_call;

  perform private.decide(v_lead.id, v_call.id, (v_decision ->> 'verdict')::public.verdict,
    v_decision ->> 'rule', v_decision ->> 'reason', (v_decision ->> 'hold_until')::timestamptz,
    v_decision -> 'evidence', p_now);
  if v_key is not null then
    insert into public.idempotency_keys (key_hash, request_hash, call_id, created_at)
    values (v_key, p_call ->> 'request_hash', v_call.id, p_now);
  end if;
  return jsonb_build_object('result', 'scheduled', 'call', to_jsonb(v_call));
end;
$$;

-- A call has ended and what follows is decided: p_next {redial: {id, run_at} | null, stop_reason?,
-- reached?, judged_on?, voice?}. `judged_on` is what was known of the sound on the line; if more is
-- known by now, nothing is written. `reached` and `voice` are explained where they are written.
-- Returns {result: settled | already | not_ended | changed, redial_id?, has_words}.
create function public.settle_call(p_id uuid, p_next jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_redial uuid;
  v_has_words boolean;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found or v_call.ended_at is null then
    return jsonb_build_object('result', 'not_ended');
  end if;
  v_has_words := exists (
    select 1 from public.conversation_transcripts t where t.call_sid = v_call.call_sid);
  if v_call.settled_at is not null then
    select id into v_redial from public.calls where redial_of = p_id;
    return jsonb_build_object('result', 'already', 'redial_id', v_redial, 'has_words', v_has_words);
  end if;
  if private.heard_on(v_call) is distinct from coalesce(p_next -> 'judged_on', private.heard_on(v_call)) then
    return jsonb_build_object('result', 'changed', 'has_words', v_has_words);
  end if;
  update public.calls
  set settled_at = p_now, reached = (p_next ->> 'reached')::boolean,
      silence_reason = coalesce(silence_reason, p_next ->> 'silence_reason'), updated_at = p_now
  where id = p_id returning * into v_call;
  perform private.after_silence(v_call, p_next, p_now);
  perform private.settle_call_cost(v_call, p_now);

  if p_next -> 'redial' ->> 'id' is not null and private.can_be_rung(v_call.lead_phone) then
    insert into public.calls (
      id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
      message, origin, campaign_id, metadata, run_at, dial, redial_of, created_at, updated_at
    ) values (
      (p_next -> 'redial' ->> 'id')::uuid, v_call.lead_id, v_call.agent_id, 'outbound',
      v_call.provider, v_call.voice,
      -- Who rang us is rung back.
      case v_call.direction when 'inbound' then v_call.lead_phone else v_call.to_number end,
      v_call.lead_phone, 'scheduled',
      v_call.priority, v_call.message, 'redial', v_call.campaign_id, v_call.metadata,
      (p_next -> 'redial' ->> 'run_at')::timestamptz, v_call.dial + 1, p_id, p_now, p_now
    ) on conflict (redial_of) do nothing returning id into v_redial;
    perform private.decide(v_call.lead_id, v_redial, 'hold', 'redial',
      p_next ->> 'reason', (p_next -> 'redial' ->> 'run_at')::timestamptz,
      jsonb_build_object('after_call', p_id, 'ended_as', v_call.status), p_now);
  elsif v_call.reached is false and v_call.status = 'completed' and p_next ->> 'person' is not null then
    -- The lead picked up and it was our fault: that is no lead who cannot be reached.
    perform private.keep_analysis(jsonb_build_object('call_id', v_call.id, 'call_sid', v_call.call_sid,
      'lead_id', v_call.lead_id, 'channel', 'call', 'status', 'needs_review', 'decided_by', 'nobody',
      'summary', p_next ->> 'person', 'failure', 'not_heard: ' || v_call.silence_reason), p_now);
  elsif p_next ->> 'stop_reason' in ('dials_spent', 'bad_number') then
    update public.leads
    set lead_status = case when lead_status = 'do_not_contact' then lead_status else 'unreachable' end,
        outcome = coalesce(outcome, 'no_response'), outcome_at = coalesce(outcome_at, p_now),
        updated_at = p_now
    where id = v_call.lead_id;
  end if;
  return jsonb_build_object('result', 'settled', 'redial_id', v_redial, 'has_words', v_has_words);
end;
$$;

-- Calls that have been going on since before p_before.
create function public.stale_calls(p_before timestamptz, p_limit integer) returns setof public.calls
language sql stable security definer set search_path = '' as $$
  select * from public.calls
  where private.is_live(status) and coalesce(dialed_at, created_at) < p_before
  order by created_at limit p_limit;
$$;

-- Once a talk is judged, what waits for the same telephone is judged anew; at the end of the
-- transaction, since the call that the lead asked for is planned in it.
create function private.talk_judges_orders() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := (select c.lead_phone from public.calls c where c.id = new.call_id);
  v_call public.calls;
  v_no jsonb;
begin
  perform private.lock_phone(v_phone);
  for v_call in
    select * from public.calls c
    where c.lead_phone = v_phone and c.direction = 'outbound' and c.status in ('scheduled', 'held')
    order by c.id
  loop
    v_no := private.talk_objection(v_call, new.updated_at);
    if v_no ->> 'act' = 'deny' then
      perform public.deny_call(v_call.id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence',
        new.updated_at);
    end if;
  end loop;
  -- What waited for this verdict need not wait for its next look.
  update public.calls set run_at = least(run_at, new.updated_at), updated_at = new.updated_at
  where lead_phone = v_phone and status = 'held' and held_reason = 'talk_not_judged';
  return null;
end;
$$;

-- The lead's whereabouts have changed: calls that wait for their window there are looked at anew.
--
-- A call that was asked for at a later hour is not made before it; holds for other reasons stay.
-- Returns {id, run_at} of the calls that wait no longer than they were asked to.
create function public.wake_held_calls(p_lead_id bigint, p_now timestamptz)
returns table (id uuid, run_at timestamptz)
language sql security definer set search_path = '' as $$
  update public.calls c
  set run_at = greatest(p_now, coalesce(a.asked_for, p_now)), updated_at = p_now
  from (
    select h.id, (
      select (d.evidence ->> 'asked_for')::timestamptz from public.contact_decisions d
      where d.call_id = h.id and d.evidence ? 'asked_for' order by d.id limit 1) as asked_for
    from public.calls h
    where h.lead_id = p_lead_id and h.status = 'held'
      and h.held_reason in ('quiet_hours', 'unknown_zone', 'invalid_zone', 'stale_zone_data', 'never_opens')
    for update
  ) a
  where c.id = a.id and c.run_at > greatest(p_now, coalesce(a.asked_for, p_now))
  returning c.id, c.run_at;
$$;

create function public.book_appointment(
  p_call_id uuid, p_starts_at timestamptz, p_words text, p_now timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.appointments (lead_id, call_id, starts_at, words, created_at)
  select c.lead_id, c.id, p_starts_at, p_words, p_now from public.calls c where c.id = p_call_id
  on conflict (call_id, starts_at) do update set words = excluded.words
  returning id into v_id;
  return v_id;
end;
$$;

-- The media gateway's account of one stream: {stream, agent_ms, lead_ms, reason?, over, enough}, all
-- since the call began. `stream` is how many were opened, `enough` that the lead has heard us.
create function public.tell_heard(p_call_sid text, p_heard jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls
  set agent_heard_ms = greatest(agent_heard_ms, (p_heard ->> 'agent_ms')::integer),
      lead_heard_ms = greatest(lead_heard_ms, (p_heard ->> 'lead_ms')::integer),
      silence_reason = coalesce(p_heard ->> 'reason', silence_reason),
      stream_open_since = case
        when (p_heard ->> 'over')::boolean and streams_opened = (p_heard ->> 'stream')::integer then null
        else stream_open_since end,
      updated_at = p_now
  where call_sid = p_call_sid;
  if not found then
    return false;
  end if;
  if (p_heard ->> 'enough')::boolean then
    perform private.voice_heard(p_now);
  end if;
  return true;
end;
$$;

-- The other party of a call without a row, as its events tell: by the direction if one of them says
-- so, else by which of the two numbers is ours, else by which of them is a lead's. Null: not certain.
create function private.party_of_events(p_call_sid text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_event public.call_events;
  v_from text;
  v_to text;
begin
  select * into v_event from public.call_events e
  where e.call_sid = p_call_sid and (e.from_number is not null or e.to_number is not null)
  order by e.direction is null, e.id limit 1;
  if v_event.direction is not null then
    return private.other_party(v_event.direction::text, v_event.from_number, v_event.to_number);
  end if;
  v_from := private.other_party('inbound', v_event.from_number, v_event.to_number);
  v_to := private.other_party('outbound', v_event.from_number, v_event.to_number);
  if private.is_ours(v_from) or not exists (select 1 from public.leads l where l.phone = v_from) then
    v_from := null;
  end if;
  if private.is_ours(v_to) or not exists (select 1 from public.leads l where l.phone = v_to) then
    v_to := null;
  end if;
  return case when v_from is null then v_to when v_to is null then v_from end;
end;
$$;

-- Writes turns [{seq, role, content, heard, generated?, at}]; a turn written again is corrected.
-- Finds the lead by call_sid, else by the other party of the call: that of its row, or where there is
-- none, that of its events. Else it keeps the words and says so. Who is known to have had the call
-- stays who had it.
-- p_heard: what was heard by then, as tell_heard takes it. No turns at all link nobody.
-- Returns {saved, lead_id?, linked_by: call_sid | phone | null, link_skipped?: true}: skipped where the
-- lead's link stays with the call that stands there, since that one is still alive.
create function public.save_transcripts(
  p_call_sid text, p_turns jsonb, p_now timestamptz, p_heard jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_lead_id bigint;
  v_by text;
  v_link jsonb;
  v_saved integer;
begin
  if p_heard is not null then
    perform public.tell_heard(p_call_sid, p_heard, p_now);
  end if;
  select * into v_call from public.calls where call_sid = p_call_sid;
  if jsonb_array_length(p_turns) = 0 then
    return jsonb_build_object('saved', 0, 'lead_id', v_call.lead_id, 'linked_by', null);
  end if;
  select id into v_lead_id from public.leads where call_sid = p_call_sid;
  if v_lead_id is not null then
    v_by := 'call_sid';
  else
    v_lead_id := coalesce(v_call.lead_id, private.lead_of_line(
      case when v_call.id is null then private.party_of_events(p_call_sid) else v_call.lead_phone end));
    if v_lead_id is not null then
      v_by := 'phone';
      v_link := public.link_call(v_lead_id, p_call_sid, 'transcript', p_now);
    end if;
  end if;

  insert into public.conversation_transcripts
    (call_sid, call_id, lead_id, seq, role, content, heard, generated, timestamp)
  select p_call_sid, v_call.id, coalesce(v_lead_id, v_call.lead_id), (t ->> 'seq')::integer,
         (t ->> 'role')::public.transcript_role, t ->> 'content', (t ->> 'heard')::boolean,
         t ->> 'generated', (t ->> 'at')::timestamptz
  from jsonb_array_elements(p_turns) t
  on conflict (call_sid, seq) do update
    set content = excluded.content, heard = excluded.heard, generated = excluded.generated
    where (public.conversation_transcripts.content, public.conversation_transcripts.heard)
      is distinct from (excluded.content, excluded.heard);
  get diagnostics v_saved = row_count;
  return jsonb_build_object('saved', v_saved, 'lead_id', coalesce(v_lead_id, v_call.lead_id),
    'linked_by', v_by)
    || case when v_link ->> 'reason' = 'another_live_link' then '{"link_skipped": true}' else '{}' end::jsonb;
end;
$$;

-- The stream of a call closed: if the carrier does not say soon what became of the call, ask.
create function public.stream_closed(p_call_sid text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls
  set next_check_at = least(next_check_at, p_now + interval '5 seconds'), updated_at = p_now
  where call_sid = p_call_sid and private.is_live(status);
  return found;
end;
$$;

-- A stream is over: its last words, what was heard on it, and that the carrier is to be asked if it
-- does not say soon what became of the call. p_turns as save_transcripts takes them, p_heard as
-- tell_heard does. Returns what save_transcripts returns.
create function public.end_media_session(
  p_call_sid text, p_turns jsonb, p_heard jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_saved jsonb := public.save_transcripts(p_call_sid, p_turns, p_now, p_heard);
begin
  perform public.stream_closed(p_call_sid, p_now);
  return v_saved;
end;
$$;

-- Spends the token and hands over everything the conversation starts from, or null.
-- Returns {call, lead, agent, turns: [{seq, role, content}], history: [{at, outcome, summary}],
-- texts: [{at, author, body}], the newest of them, oldest first, appointments: [{starts_at}]}.
create function public.open_media_session(p_call_sid text, p_token_hash text, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  update public.calls
  set stream_token_hash = null, stream_token_expires_at = null,
      streams_opened = streams_opened + 1, stream_tries = 0, stream_open_since = p_now,
      next_check_at = p_now + make_interval(secs => 60 + coalesce(
        (select a.max_seconds from public.agents a where a.id = agent_id), 900)),
      updated_at = p_now
  where call_sid = p_call_sid and stream_token_hash = p_token_hash
    and stream_token_expires_at > p_now and private.is_live(status)
  returning * into v_call;
  if not found then
    return null;
  end if;
  return jsonb_build_object(
    'call', to_jsonb(v_call) - 'stream_token_hash',
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_call.lead_id),
    'agent', (select to_jsonb(a) from public.agents a where a.id = v_call.agent_id),
    'turns', coalesce((
      select jsonb_agg(jsonb_build_object('seq', t.seq, 'role', t.role, 'content', t.content) order by t.seq)
      from public.conversation_transcripts t where t.call_sid = p_call_sid), '[]'),
    'history', coalesce((
      select jsonb_agg(h) from (
        select a.created_at as at, a.channel, a.outcome, a.summary
        from public.conversation_analyses a
        where a.lead_id = v_call.lead_id and a.call_id is distinct from v_call.id
        order by a.created_at desc limit 10) h), '[]'),
    'texts', coalesce((
      select jsonb_agg(jsonb_build_object('at', x.at, 'author', x.author, 'body', x.body) order by x.at, x.seq)
      from (
        select coalesce(m.sent_at, m.created_at) as at, m.author, m.body, m.seq
        from public.sms_messages m
        where m.lead_id = v_call.lead_id and m.seq is not null and m.body is not null
          and m.delivery_status not in ('canceled', 'suppressed', 'failed')
        order by m.created_at desc limit 20) x), '[]'),
    'appointments', coalesce((
      select jsonb_agg(jsonb_build_object('starts_at', p.starts_at) order by p.starts_at)
      from public.appointments p where p.lead_id = v_call.lead_id and p.starts_at > p_now), '[]')
  );
end;
$$;

-- The gate before any audio. Adopts the sid if a crash lost it. Returns {verdict: stream | over |
-- hangup | apology | transfer | duplicate | no_media | stranger, call_id?, tries?, transfer_number?,
-- language?}. tries: streams offered in a row that nobody opened, this one not counted. Who has just
-- picked up gets five, who was in the middle of a talk ten, and nobody more than five that were opened;
-- then it is no_media, once and for all.
create function public.open_voice(
  p_call_id uuid, p_call_sid text, p_token_hash text, p_token_expires_at timestamptz,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_agent public.agents;
begin
  select * into v_call from public.calls where id = p_call_id for update;
  if not found then
    select * into v_call from public.calls where call_sid = p_call_sid for update;
    if not found then
      return jsonb_build_object('verdict', 'stranger');
    end if;
  end if;
  if v_call.call_sid is null and v_call.dialed_at is not null then
    perform private.adopt(v_call.id, p_call_sid, p_now);
    select * into v_call from public.calls where id = v_call.id;
  end if;
  if v_call.call_sid is distinct from p_call_sid then
    return jsonb_build_object('verdict', 'duplicate', 'call_id', v_call.id);
  end if;
  if not private.is_live(v_call.status) then
    return jsonb_build_object('verdict', 'over', 'call_id', v_call.id);
  end if;
  select * into v_agent from public.agents where id = v_call.agent_id;
  if v_call.wrap_up = 'human' and v_agent.transfer_number is not null then
    return jsonb_build_object('verdict', 'transfer', 'call_id', v_call.id,
      'transfer_number', v_agent.transfer_number);
  end if;
  if v_call.wrap_up is null and (v_call.streams_opened >= 5
     or v_call.stream_tries >= (case when v_call.streams_opened = 0 then 5 else 10 end)) then
    update public.calls
    set wrap_up = 'hangup', wrap_up_reason = 'no_media', silence_reason = 'no_media',
        stream_token_hash = null,
        stream_token_expires_at = null, updated_at = p_now
    where id = v_call.id
    returning * into v_call;
  end if;
  if v_call.wrap_up_reason = 'no_media' then
    return jsonb_build_object('verdict', 'no_media', 'call_id', v_call.id, 'language', v_agent.language);
  end if;
  if v_call.wrap_up = 'apology' then
    return jsonb_build_object('verdict', 'apology', 'call_id', v_call.id, 'language', v_agent.language);
  end if;
  if v_call.wrap_up is not null
     or (v_call.direction = 'outbound' and private.is_suppressed(v_call.lead_phone, 'voice')) then
    return jsonb_build_object('verdict', 'hangup', 'call_id', v_call.id);
  end if;
  update public.calls
  set stream_token_hash = p_token_hash, stream_token_expires_at = p_token_expires_at,
      status = 'in_progress', answered_at = coalesce(answered_at, p_now),
      -- Whoever is on the line opens the stream at once. If nobody does, the line may be dead.
      next_check_at = p_now + interval '15 seconds',
      stream_tries = stream_tries + 1, updated_at = p_now
  where id = v_call.id;
  return jsonb_build_object('verdict', 'stream', 'call_id', v_call.id, 'tries', v_call.stream_tries,
    'language', v_agent.language);
end;
$$;

-- Being put through to a person came to its end. Taken: the call is over for us. Otherwise the talk
-- goes on with the agent. Returns false for a call that is not ours.
create function public.transfer_ended(p_call_sid text, p_result text, p_payload jsonb, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where call_sid = p_call_sid for update;
  if not found then
    return false;
  end if;
  insert into public.call_events (call_id, call_sid, kind, call_status, payload, received_at)
  values (v_call.id, p_call_sid, 'transfer', p_result, coalesce(p_payload, '{}'), p_now)
  on conflict do nothing;
  update public.calls
  set transfer_result = p_result,
      wrap_up = case when p_result = 'completed' then wrap_up when wrap_up = 'human' then null else wrap_up end,
      wrap_up_reason = case when p_result <> 'completed' and wrap_up = 'human' then null else wrap_up_reason end,
      updated_at = p_now
  where id = v_call.id;
  return true;
end;
$$;

-- How the call is to end: `hangup`, `human` (the agent's transfer number takes over), or `apology`
-- (we cannot be heard; the carrier says so in its own voice).
create function public.wrap_up_call(p_call_id uuid, p_kind text, p_reason text, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  update public.calls
  set wrap_up = p_kind, wrap_up_reason = p_reason, updated_at = p_now
  where id = p_call_id and private.is_live(status)
  returning * into v_call;
  if not found then
    return false;
  end if;
  if p_kind = 'human' then
    perform private.call_needs_person(v_call, p_reason, p_now);
  end if;
  return true;
end;
$$;

-- The physical text behind a row becomes known. The campaign's next step counts from here.
create function private.accept_text(
  p_id uuid, p_sid text, p_status public.delivery_status, p_segments integer, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  update public.sms_messages m
  set provider_sid = p_sid,
      -- Presumed not sent, and it was: the carrier knows better.
      delivery_status = case when m.delivery_status in ('sending', 'unknown', 'failed')
        then coalesce(p_status, 'queued') else m.delivery_status end,
      delivery_error = null, sent_at = coalesce(m.sent_at, p_now), deadline_at = null,
      segments = coalesce(p_segments, m.segments),
      -- Not every carrier says what became of it: after ten minutes somebody asks.
      next_check_at = p_now + interval '10 minutes', updated_at = p_now
  where m.message_id = p_id and m.provider_sid is null
  returning * into v_message;
  if not found then
    return;
  end if;
  perform private.replace_text_cost(v_message, p_segments, null);
  -- It need not be tried a second time.
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'first_try_was_sent', enqueue_at = null,
      updated_at = p_now
  where retry_of = p_id and delivery_status in ('pending', 'held');
  update public.sms_conversations
  set last_outbound_at = p_now, last_activity_at = greatest(last_activity_at, p_now),
      updated_at = p_now
  where id = v_message.conversation_id;
  if v_message.enrollment_id is not null then
    perform private.advance_enrollment(v_message.enrollment_id, v_message.step, p_now);
  end if;
  update public.leads
  set lead_status = case when lead_status in ('new', 'unreachable') then 'contacted' else lead_status end,
      last_contacted_at = p_now, updated_at = p_now
  where id = v_message.lead_id;
end;
$$;

-- The carrier asks for a pause. Of several wishes the longest holds.
create function private.rest_sender(
  p_sender text, p_until timestamptz, p_reason text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.senders
  set rests_until = p_until, rest_reason = p_reason, updated_at = p_now
  where sender = p_sender and p_until > p_now and (rests_until is null or rests_until < p_until);
$$;

-- The same text once more, as a row of its own; asked for twice, it is one.
create function private.try_again(p_message public.sms_messages, p_at timestamptz, p_now timestamptz)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, direction, author, kind, body, media,
    provider, campaign_id, enrollment_id, step, step_version, variant, retry_of, attempt,
    in_reply_to_seq, notice, sent_by, send_at, enqueue_at, created_at, updated_at
  ) values (
    gen_random_uuid(), p_message.conversation_id, p_message.lead_id, p_message.lead_phone,
    'outbound', p_message.author, p_message.kind, p_message.body, p_message.media,
    p_message.provider, p_message.campaign_id, p_message.enrollment_id, p_message.step,
    p_message.step_version, p_message.variant, p_message.message_id, p_message.attempt + 1,
    p_message.in_reply_to_seq, p_message.notice, p_message.sent_by, p_at, p_at, p_now, p_now
  ) on conflict (retry_of) do nothing returning message_id into v_id;
  return coalesce(v_id, (select m.message_id from public.sms_messages m
                         where m.retry_of = p_message.message_id));
end;
$$;

-- What follows from a failure, as the caller's table of codes has it. p_next: {retry_at?, stop?:
-- reason, suppress?: {scope, source, words?}, rest_until?: for the sender}. A step that failed for
-- good is done with: the campaign goes on with the next one, unless it is stopped.
create function private.after_failure(p_message public.sms_messages, p_next jsonb, p_now timestamptz)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_retry uuid;
begin
  perform private.rest_sender(p_message.sender, (p_next ->> 'rest_until')::timestamptz,
    p_message.delivery_error, p_now);
  if jsonb_typeof(p_next -> 'suppress') = 'object' then
    perform public.suppress(p_message.lead_phone, p_next -> 'suppress' ->> 'scope',
      p_next -> 'suppress' ->> 'source', p_next -> 'suppress' ->> 'words', null, p_now);
    perform private.end_conversation(p_message.conversation_id, 'discarded', 'opted_out',
      jsonb_build_object('message_id', p_message.message_id, 'error', p_message.delivery_error), p_now);
    if p_next -> 'suppress' ->> 'scope' <> 'voice' then
      perform private.end_conversations(p_message.lead_phone,
        jsonb_build_object('source', 'carrier', 'error', p_message.delivery_error), p_now);
    end if;
    return null;
  end if;
  if p_next ->> 'stop' is not null then
    update public.sms_messages m
    set delivery_status = 'canceled', suppressed_reason = p_next ->> 'stop', enqueue_at = null,
        updated_at = p_now
    where m.enrollment_id = p_message.enrollment_id and m.delivery_status in ('pending', 'held');
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = p_next ->> 'stop', message_id = null, ended_at = p_now,
        updated_at = p_now
    where id = p_message.enrollment_id and status in ('active', 'paused');
    return null;
  end if;
  if p_message.enrollment_id is not null then
    perform private.advance_enrollment(p_message.enrollment_id, p_message.step, p_now);
  end if;
  -- Somewhere it ends, also where only a person could have mended the cause and nobody has.
  if p_next ->> 'retry_at' is not null and p_message.attempt < 8
     and not private.is_suppressed(p_message.lead_phone, 'sms') then
    v_retry := private.try_again(p_message, (p_next ->> 'retry_at')::timestamptz, p_now);
  end if;
  return v_retry;
end;
$$;

-- What speaks against sending this text now, apart from what is counted: null, or {act: deny | hold |
-- put_back, rule, reason, until?}. The caller has locked the telephone.
create function private.objection(p_message public.sms_messages, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_enrollment public.sms_campaign_enrollments;
  v_campaign public.campaigns;
  v_words jsonb;
begin
  if private.is_switched_off('texts') then
    return jsonb_build_object('act', 'hold', 'rule', 'switched_off',
      'reason', 'Somebody has switched all texts off.', 'until', p_now + interval '5 minutes');
  end if;
  if private.is_ours(p_message.lead_phone) then
    return jsonb_build_object('act', 'deny', 'rule', 'own_number',
      'reason', 'The number is one of our own.');
  end if;
  select * into v_conversation from public.sms_conversations where id = p_message.conversation_id;
  if p_message.kind in ('campaign', 'single') or (p_message.kind = 'human' and v_conversation.last_inbound_at is null) then
    if private.inbound_unread(p_now) is not null then
      return private.inbound_unread(p_now) || jsonb_build_object('act', 'hold');
    end if;
  end if;
  if private.is_suppressed(p_message.lead_phone, 'sms') then
    -- Two things may still be said: that the opt-out was understood, and where help is.
    if p_message.notice is distinct from 'help' and (p_message.notice is distinct from 'opt_out'
       or p_now > p_message.created_at + interval '5 minutes') then
      return jsonb_build_object('act', 'deny', 'rule', 'suppressed',
        'reason', 'The number is on the do-not-contact list.');
    end if;
  end if;
  v_words := private.words_objection(p_message, p_now);
  if v_words is not null then
    return v_words;
  end if;
  -- A closing line belongs to a conversation that it has ended itself; open again, it is somebody's.
  if p_message.kind = 'reply' or p_message.notice = 'closing' then
    if v_conversation.owner <> 'ai' and not (p_message.notice = 'closing' and v_conversation.owner = 'closed') then
      return jsonb_build_object('act', 'deny', 'rule', 'not_ai_owned',
        'reason', 'The conversation is not the agent''s any more.');
    end if;
    -- A person has spoken since, and has closed the conversation or handed it back.
    if exists (select 1 from public.sms_messages h
               where h.conversation_id = p_message.conversation_id and h.author = 'human'
                 and h.seq > p_message.in_reply_to_seq) then
      return jsonb_build_object('act', 'deny', 'rule', 'person_spoke',
        'reason', 'A person has answered instead.');
    end if;
    if v_conversation.last_inbound_seq <> p_message.in_reply_to_seq then
      return jsonb_build_object('act', 'deny', 'rule', 'newer_inbound',
        'reason', 'The lead has said something newer.');
    end if;
  end if;
  if p_message.kind = 'single' and not private.has_consent(p_message.lead_phone, 'text', p_now) then
    return jsonb_build_object('act', 'deny', 'rule', 'no_consent',
      'reason', 'There is no consent for texts.');
  end if;
  if p_message.kind = 'campaign' then
    select * into v_enrollment from public.sms_campaign_enrollments where id = p_message.enrollment_id;
    if not found or v_enrollment.status in ('paused', 'stopped')
       or (v_enrollment.status = 'completed' and p_message.retry_of is null) then
      return jsonb_build_object('act', 'put_back',
        'rule', 'enrollment_' || coalesce(v_enrollment.status::text, 'gone'),
        'reason', 'The campaign lets this lead be.');
    end if;
    -- Nobody pauses an enrollment that has come to its end. What would have is looked at here.
    if v_enrollment.status = 'completed' and exists (
      select 1 from public.sms_conversations v
      where v.lead_phone = p_message.lead_phone and (v.last_inbound_at >= v_enrollment.ended_at
        or (v.ended_at >= v_enrollment.ended_at and v.end_reason <> 'silent'))) then
      return jsonb_build_object('act', 'put_back', 'rule', 'conversation_went_on',
        'reason', 'The lead has answered meanwhile, or the conversation is over.');
    end if;
    -- A second try of a step is pointless once the step after it is on its way.
    if v_enrollment.next_step <> p_message.step + (case when p_message.retry_of is null then 0 else 1 end) then
      return jsonb_build_object('act', 'put_back', 'rule', 'overtaken',
        'reason', 'The campaign is further already.');
    end if;
    select * into v_campaign from public.campaigns where id = p_message.campaign_id;
    if v_campaign.status = 'paused' and p_message.retry_of is not null then
      -- The step counts as done, so nobody would plan it anew: the try itself waits. Resuming the
      -- campaign wakes it; asking again every hour is for a wake that passed it by.
      return jsonb_build_object('act', 'hold', 'rule', 'campaign_paused',
        'reason', 'The campaign does not run.', 'until', p_now + interval '1 hour');
    end if;
    if v_campaign.status <> 'running' then
      return jsonb_build_object('act', 'put_back', 'rule', 'campaign_' || v_campaign.status,
        'reason', 'The campaign does not run.');
    end if;
    if not private.has_consent(p_message.lead_phone, 'text', p_now) then
      return jsonb_build_object('act', 'deny', 'rule', 'no_consent',
        'reason', 'There is no consent for texts.');
    end if;
    if v_conversation.owner in ('human', 'paused') then
      return jsonb_build_object('act', 'put_back', 'rule', 'not_ai_owned',
        'reason', 'A person is in this conversation.');
    end if;
  end if;
  return null;
end;
$$;

-- Not yet: the text waits until p_until, and the decision says why. Said again, it is one decision.
create function public.hold_message(
  p_id uuid, p_until timestamptz, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.sms_messages;
begin
  select * into v_before from public.sms_messages where message_id = p_id for update;
  if not found or v_before.delivery_status not in ('pending', 'held') then
    return false;
  end if;
  update public.sms_messages
  set delivery_status = 'held', send_at = p_until, enqueue_at = p_until, held_reason = p_rule,
      updated_at = p_now
  where message_id = p_id;
  if v_before.held_reason is distinct from p_rule
     or (v_before.send_at is distinct from p_until and p_rule not in ('switched_off', 'campaign_paused', 'words_not_judged',
       'inbound_not_read')) then
    perform private.decide_text(v_before.lead_id, p_id, 'hold', p_rule, p_reason, p_until, p_evidence, p_now);
  end if;
  return true;
end;
$$;

-- Never: it ends without having been sent, and the decision says why. A draft stays as a
-- suppressed draft; an enrollment that cannot go on is stopped.
create function public.deny_message(
  p_id uuid, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  perform private.lock_message(p_id);
  update public.sms_messages m
  set delivery_status = case when m.author = 'ai' then 'suppressed' else 'canceled' end::public.delivery_status,
      suppressed_reason = p_rule, enqueue_at = null, updated_at = p_now
  where m.message_id = p_id and m.delivery_status in ('pending', 'held')
  returning * into v_message;
  if not found then
    return false;
  end if;
  perform private.decide_text(v_message.lead_id, p_id, 'deny', p_rule, p_reason, null, p_evidence, p_now);
  update public.sms_campaign_enrollments
  set status = 'stopped', reason = p_rule, message_id = null, ended_at = p_now, updated_at = p_now
  where id = v_message.enrollment_id and status in ('active', 'paused')
    and message_id = p_id;
  return true;
end;
$$;

-- Whether somebody waits for this text: an answer, or what a person writes.
create function private.is_answer(p_kind public.message_kind) returns boolean
language sql immutable set search_path = '' as $$
  select p_kind not in ('campaign', 'single');
$$;

-- Null: the sender is free for this text, and stays so until the end of the transaction. Otherwise
-- {rule: sender_pace | sender_rests, until, reason}. Half a second may be sent ahead of the pace, and
-- by those who answer a whole one: they find the sender free while a campaign still waits for it.
create function private.sender_objection(
  p_message public.sms_messages, p_segments integer, p_usual numeric, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_sender public.senders;
  v_answers boolean := private.is_answer(p_message.kind);
  v_pace numeric;
  v_turn timestamptz;
begin
  select * into v_sender from public.senders where sender = p_message.sender for update;
  if not found then
    return null;
  end if;
  if v_sender.rests_until > p_now then
    return jsonb_build_object('rule', 'sender_rests', 'until', v_sender.rests_until,
      'reason', format('The carrier takes nothing from this sender for a while (%s).', v_sender.rest_reason));
  end if;
  v_pace := coalesce(v_sender.per_second, p_usual, v_sender.usual_per_second);
  v_turn := v_sender.free_at - make_interval(
    secs => (case when v_answers then greatest(1, 1 / v_pace) else 0.5 end)::double precision);
  if v_turn <= p_now then
    return null;
  end if;
  v_turn := greatest(v_turn, case when v_answers then v_sender.next_answer_at else v_sender.next_other_at end);
  if v_turn > p_now + interval '5 seconds' then
    -- Too long for a job to wait: the text stands in line again, where it costs nothing.
    update public.sms_messages set enqueue_at = send_at where message_id = p_message.message_id;
  else
    update public.sms_messages set enqueue_at = v_turn + interval '20 seconds'
    where message_id = p_message.message_id;
    update public.senders s
    set next_answer_at = case when v_answers then v.next else s.next_answer_at end,
        next_other_at = case when v_answers then s.next_other_at else v.next end
    from (select v_turn + make_interval(secs => (p_segments / v_pace)::double precision) as next) v
    where s.sender = p_message.sender;
  end if;
  return jsonb_build_object('rule', 'sender_pace', 'until', v_turn,
    'reason', 'The sender has sent what it may send for the moment.');
end;
$$;

-- The sender is taken for as long as so many segments need.
create function private.take_turn(
  p_sender text, p_segments integer, p_usual numeric, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.senders s
  set usual_per_second = coalesce(p_usual, s.usual_per_second),
      free_at = greatest(s.free_at, p_now) + make_interval(
        secs => (p_segments / coalesce(s.per_second, p_usual, s.usual_per_second))::double precision),
      updated_at = p_now
  where s.sender = p_sender;
$$;

-- Claims a text for sending. Everything that may forbid it is judged here, at p_now, under the
-- telephone's lock, and its sender's turn is taken. p_claim: {claim_id?: of this attempt, worker, deadline_at,
-- open_until, valid_until?, limits, number, segments?, per_second?, notices_per_day?, body?, variant?,
-- step_version?, evidence, and what take_ceilings reads}. `body` is given for a campaign's step, whose words are made when it is sent;
-- `step_version` says from which edition; `per_second` is what is usual for such a sender.
-- To wait a moment for its turn (`sender_pace`) is no hold, and leaves the row as it is.
-- Returns {verdict: go, fence, message, conversation} or {verdict: skip, status} | {verdict: wait,
-- until, rule} | {verdict: denied, rule}.
create function public.begin_message(p_id uuid, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_campaign public.campaigns;
  v_no jsonb;
  v_rule text;
  v_until timestamptz;
  v_cost numeric := coalesce((p_claim ->> 'cost_usd')::numeric, 0);
  v_segments integer := greatest(1, coalesce((p_claim ->> 'segments')::integer, 1));
  v_usual numeric := (p_claim ->> 'per_second')::numeric;
  v_waited integer;
  v_before jsonb;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return jsonb_build_object('verdict', 'skip', 'status', 'gone');
  end if;
  v_before := private.message_claimed_before(v_message, p_claim ->> 'claim_id');
  if v_before is not null then
    return v_before;
  end if;
  if v_message.delivery_status not in ('pending', 'held') then
    return jsonb_build_object('verdict', 'skip', 'status', v_message.delivery_status);
  end if;
  if v_message.send_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v_message.send_at, 'rule', 'not_due');
  end if;
  if p_now >= (p_claim ->> 'open_until')::timestamptz then
    return jsonb_build_object('verdict', 'wait', 'until', p_now, 'rule', 'window_closed');
  end if;
  if private.text_comes_in(v_message.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes(), 'rule', 'text_comes_in');
  end if;

  v_no := coalesce(private.number_objection(p_claim -> 'number', v_message.lead_phone),
    private.objection(v_message, p_now), private.notice_objection(v_message, p_claim, p_now));
  if v_no is null then
    v_no := private.reached_cap(v_message, p_claim -> 'limits', p_now) || jsonb_build_object('act', 'hold');
  end if;
  if v_no ->> 'act' = 'hold' then
    perform public.hold_message(p_id, (v_no ->> 'until')::timestamptz, v_no ->> 'rule',
      v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_no -> 'until', 'rule', v_no ->> 'rule');
  elsif v_no ->> 'act' = 'deny' then
    perform public.deny_message(p_id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', v_no ->> 'rule');
  elsif v_no is not null then
    -- Not this row, but the step stays owed: should the campaign go on, it is planned anew.
    update public.sms_messages
    set delivery_status = 'canceled', suppressed_reason = v_no ->> 'rule', enqueue_at = null,
        updated_at = p_now
    where message_id = p_id;
    update public.sms_campaign_enrollments e
    set message_id = null, updated_at = p_now,
        status = case when e.status = 'active' and v_no ->> 'rule' = 'not_ai_owned' then 'paused' else e.status end,
        reason = case when e.status = 'active' and v_no ->> 'rule' = 'not_ai_owned' then 'not_ai_owned' else e.reason end
    where e.message_id = p_id;
    perform private.decide_text(v_message.lead_id, p_id, 'hold', v_no ->> 'rule', v_no ->> 'reason',
      null, null, p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', v_no ->> 'rule');
  end if;

  if v_message.kind = 'campaign' then
    if v_message.retry_of is null and exists (
      select 1 from public.campaign_steps s
      where s.campaign_id = v_message.campaign_id and s.position = v_message.step
        and s.version <> coalesce((p_claim ->> 'step_version')::integer, s.version)) then
      return jsonb_build_object('verdict', 'wait', 'until', p_now, 'rule', 'step_edited');
    end if;
  end if;
  -- A single text may be counted with a campaign, too.
  select * into v_campaign from public.campaigns where id = v_message.campaign_id;
  if coalesce(v_message.body, p_claim ->> 'body') is null then
    raise exception 'begin_message: a text without words' using errcode = '22004';
  end if;

  v_no := private.sender_objection(v_message, v_segments, v_usual, p_now);
  if v_no is not null then
    v_until := (v_no ->> 'until')::timestamptz;
    -- A rest of seconds is a wait like any other.
    if v_no ->> 'rule' = 'sender_rests' and v_until > p_now + interval '1 minute' then
      perform public.hold_message(p_id, v_until, 'sender_rests', v_no ->> 'reason', null, p_now);
    end if;
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_no ->> 'rule');
  end if;
  if v_message.kind in ('campaign', 'single') then
    v_rule := private.take_grant(v_campaign, v_cost, p_now);
  end if;
  if v_rule is not null then
    v_until := ((p_now at time zone v_campaign.timezone)::date + 1)::timestamp at time zone v_campaign.timezone;
    update public.campaigns set capped_until = v_until, updated_at = p_now
    where id = v_campaign.id and capped_until is distinct from v_until;
    perform public.hold_message(p_id, v_until, v_rule, case v_rule
        when 'cap_campaign_day' then 'The campaign has sent what it may send in a day.'
        else 'The campaign has spent its money.' end, null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_rule);
  end if;
  v_no := private.take_ceilings('texts', private.is_answer(v_message.kind), v_message.api_key_id, p_claim, p_now);
  if v_no is not null then
    if v_message.kind in ('campaign', 'single') then
      perform private.give_back_grant(v_campaign.id,
        (p_now at time zone coalesce(v_campaign.timezone, 'UTC'))::date, v_cost);
    end if;
    v_until := (v_no ->> 'until')::timestamptz;
    update public.campaigns set capped_until = v_until, updated_at = p_now
    where id = v_campaign.id and v_no ->> 'rule' like 'budget_%' and capped_until is distinct from v_until;
    perform public.hold_message(p_id, v_until, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_no ->> 'rule');
  end if;

  perform private.take_turn(v_message.sender, v_segments, v_usual, p_now);
  v_waited := extract(epoch from p_now - v_message.send_at);
  update public.sms_messages m
  set delivery_status = 'sending', fence = m.fence + 1, worker = p_claim ->> 'worker',
      claim_ids = private.with_claim(m.claim_ids, p_claim ->> 'claim_id'),
      deadline_at = (p_claim ->> 'deadline_at')::timestamptz,
      next_check_at = (p_claim ->> 'deadline_at')::timestamptz,
      valid_until = (p_claim ->> 'valid_until')::timestamptz, claimed_at = p_now, checks = 0,
      body = coalesce(m.body, p_claim ->> 'body'), variant = coalesce(m.variant, p_claim ->> 'variant'),
      step_version = coalesce(m.step_version, (p_claim ->> 'step_version')::integer),
      seq = coalesce(m.seq, private.next_seq(m.conversation_id, p_now)),
      cost_usd = v_cost, held_reason = null, enqueue_at = null,
      granted_on = case when m.kind in ('campaign', 'single')
        then (p_now at time zone coalesce(v_campaign.timezone, 'UTC'))::date end,
      budgeted = true, claimed_segments = v_segments, prefix = p_claim ->> 'prefix',
      updated_at = p_now
  where m.message_id = p_id returning * into v_message;
  perform private.decide_text(v_message.lead_id, p_id, 'allow', 'claimed',
    'Inside the window, under every cap, not suppressed.', null,
    coalesce(p_claim -> 'evidence', '{}') || case when v_waited >= 60
      then jsonb_build_object('waited_seconds', v_waited) else '{}' end, p_now);
  return private.message_claimed(v_message);
end;
$$;

-- What each sender can still be given for the time until p_now + p_ahead: {sender, pace, opens_at,
-- room: texts, given: jobs that are under way already}. Texts count as one segment here; what is
-- longer is found out when it is claimed.
create function private.sender_rooms(p_ahead interval, p_now timestamptz)
returns table (sender text, pace numeric, opens_at timestamptz, room integer, given integer)
language sql stable security definer set search_path = '' as $$
  select o.sender, o.pace, o.opens_at,
    -- Not more at once than anybody could take, however fast the sender.
    least(ceil(extract(epoch from p_now + p_ahead - o.opens_at) * o.pace), 10000)::integer,
    (select count(*)::integer from public.sms_messages m
     where m.sender = o.sender and m.delivery_status in ('pending', 'held')
       and m.enqueue_at > m.send_at and m.enqueue_at > p_now + p_ahead)
  from (
    select s.sender, coalesce(s.per_second, s.usual_per_second) as pace,
           greatest(p_now, s.free_at, s.rests_until) as opens_at
    from public.senders s) o
  where o.opens_at < p_now + p_ahead;
$$;

-- The sweep. Plans the steps that come due in running campaigns, then gives out what should be in
-- the queue: of each sender what it can send before p_now + p_ahead, answers first, each with the
-- moment at which it is its turn. Everybody else stays in line, and one sender's line hides no
-- other's. What is given is leased, so that a lost job comes back soon. The cost is that of what it
-- gives out: who waits longer is never looked at. Telephones that somebody else has locked wait for
-- the next sweep. Returns {planned, due: [{id, fence, send_at, turn_at, again, sender, kind}]};
-- `again`: it was given out before, and nothing came of it.
--
-- Rows are looked up by their keys and never joined whole: on tables that nobody has analysed the
-- planner does not know how few are meant.
create function public.claim_due_messages(p_ahead interval, p_now timestamptz, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_ids bigint[];
  v_planned integer := 0;
  v_due jsonb;
begin
  -- As many as the line of their sender is short of. Calls have a pace of their own.
  with short as materialized (
    select r.sender, greatest(r.room - r.given - (
      select count(*) from (
        select 1 from public.sms_messages m
        where m.sender = r.sender and m.delivery_status in ('pending', 'held')
          and m.kind in ('campaign', 'single') and m.enqueue_at <= p_now + p_ahead
        limit r.room) line), 0) as places
    from private.sender_rooms(p_ahead, p_now) r
  ), running as materialized (
    select c.id, c.sender, coalesce(f.places, 0) as places, exists (
      select 1 from public.campaign_steps s where s.campaign_id = c.id and s.channel = 'call') as rings
    from public.campaigns c left join short f on f.sender = c.sender
    where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now)
  ), near as materialized (
    select e.id, e.lead_phone, e.next_message_at, e.is_call, c.places,
      row_number() over (partition by c.sender, e.is_call order by e.next_message_at) as place
    from running c cross join lateral (
      select x.id, x.lead_phone, x.next_message_at, exists (
        select 1 from public.campaign_steps s
        where s.campaign_id = x.campaign_id and s.position = x.next_step and s.channel = 'call'
      ) as is_call
      from public.sms_campaign_enrollments x
      where x.campaign_id = c.id and x.status = 'active' and x.message_id is null
        and x.call_id is null and x.next_message_at <= p_now + p_ahead
      order by x.next_message_at limit case when c.rings then p_limit else least(c.places, p_limit) end
    ) e
  ), picked as materialized (
    -- Place by place, so that a sender with a long line does not use up the limit.
    select n.id, n.lead_phone from near n
    where n.is_call or n.place <= n.places
    order by n.place, n.next_message_at limit p_limit
  )
  select array_agg(p.id) into v_ids from picked p
  where pg_try_advisory_xact_lock(hashtextextended('ringback:text:' || p.lead_phone, 0));
  if v_ids is not null then
    v_planned := private.plan_steps(v_ids, p_now);
  end if;

  with line as materialized (
    select r.sender, r.opens_at, r.pace, r.given, m.message_id, m.rank,
      row_number() over (partition by r.sender order by m.rank, m.enqueue_at) as place
    from private.sender_rooms(p_ahead, p_now) r cross join lateral (
      (select a.message_id, a.enqueue_at, 0 as rank from public.sms_messages a
       where a.sender = r.sender and a.delivery_status in ('pending', 'held')
         and a.kind not in ('campaign', 'single') and a.enqueue_at <= p_now + p_ahead
       order by a.enqueue_at limit least(r.room, p_limit))
      union all
      (select o.message_id, o.enqueue_at, 1 from public.sms_messages o
       where o.sender = r.sender and o.delivery_status in ('pending', 'held')
         and o.kind in ('campaign', 'single') and o.enqueue_at <= p_now + p_ahead
       order by o.enqueue_at limit least(greatest(r.room - r.given, 0), p_limit))
    ) m
  ), turns as materialized (
    -- Answers go ahead of what is in the queue already.
    select l.message_id, l.opens_at + make_interval(secs => ((l.place - 1
      + case l.rank when 0 then 0 else l.given end) / l.pace)::double precision) as turn_at
    from line l
    order by l.place, turn_at limit p_limit
  ), mine as (
    select m.message_id, m.enqueue_at, t.turn_at from turns t cross join lateral (
      select x.message_id, x.enqueue_at from public.sms_messages x
      where x.message_id = t.message_id and x.delivery_status in ('pending', 'held')
        and x.enqueue_at <= p_now + p_ahead
      limit 1 for update skip locked) m
  ), given as (
    update public.sms_messages m
    set enqueue_at = greatest(m.send_at, n.turn_at) + p_ahead + interval '15 seconds'
    from mine n where m.message_id = n.message_id
    returning m.message_id, m.fence, m.send_at, m.kind, m.sender,
      greatest(m.send_at, n.turn_at) as turn_at, n.enqueue_at > m.send_at as again
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', g.message_id, 'fence', g.fence,
    'send_at', g.send_at, 'turn_at', g.turn_at, 'again', g.again, 'kind', g.kind,
    'sender', g.sender) order by g.turn_at), '[]') into v_due
  from given g;
  return jsonb_build_object('planned', v_planned, 'due', v_due);
end;
$$;

-- Texts whose truth only the carrier knows: claimed past the deadline, or without a last word.
-- Each is leased for a minute, so that two checkers do not ask twice.
create function public.claim_message_checks(p_now timestamptz, p_limit integer)
returns setof public.sms_messages
language sql security definer set search_path = '' as $$
  update public.sms_messages m
  set delivery_status = case when m.delivery_status = 'sending' then 'unknown' else m.delivery_status end,
      next_check_at = p_now + interval '60 seconds', updated_at = p_now
  from (
    select message_id from public.sms_messages
    where delivery_status in ('sending', 'unknown', 'queued', 'sent') and next_check_at <= p_now
    order by next_check_at limit p_limit for update skip locked
  ) due
  where m.message_id = due.message_id
  returning m.*;
$$;

-- Everything explains itself, also what was taken back before it left. Many things take something
-- back (a reply, an opt-out, a person who writes, a campaign that rests); each names its rule in the
-- row, and here it becomes a decision, unless whoever refused it has written a better one by the end
-- of the transaction.
create function private.explain_text_taken_back() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.contact_decisions
    (at, lead_id, message_id, channel, verdict, rule, reason, evidence)
  select new.updated_at, m.lead_id, m.message_id, 'text', 'deny', new.suppressed_reason,
         'It was taken back before it left.',
         jsonb_build_object('kind', new.kind, 'send_at', new.send_at, 'step', new.step)
  -- A lead who is gone needs no explanation.
  from public.sms_messages m
  where m.message_id = new.message_id and m.lead_id is not null
    and not exists (select 1 from public.contact_decisions d
                    where d.message_id = new.message_id and d.verdict <> 'allow'
                      and d.rule = new.suppressed_reason);
  return null;
end;
$$;

-- The carrier said no, before it took anything. p_to: {status: pending, send_at, rest_until?} (it
-- would say yes later; until when it takes nothing from this sender) or {status: failed, next?}.
-- Returns {released, retry_id?}.
create function public.release_message(
  p_id uuid, p_fence integer, p_to jsonb, p_reason text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_retry uuid;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null or v_message.fence is distinct from p_fence
     or v_message.delivery_status not in ('sending', 'unknown')
     or v_message.provider_sid is not null then
    return jsonb_build_object('released', false);
  end if;
  perform private.rest_sender(v_message.sender, (p_to ->> 'rest_until')::timestamptz, p_reason, p_now);
  perform private.give_back_grant(v_message);
  if p_to ->> 'status' = 'pending' then
    update public.sms_messages
    set delivery_status = 'pending', send_at = (p_to ->> 'send_at')::timestamptz,
        enqueue_at = (p_to ->> 'send_at')::timestamptz, held_reason = p_reason, claimed_at = null,
        granted_on = null, budgeted = false, deadline_at = null, next_check_at = null,
        updated_at = p_now
    where message_id = p_id;
    return jsonb_build_object('released', true);
  end if;
  update public.sms_messages
  set delivery_status = 'failed', delivery_error = p_reason, claimed_at = null, granted_on = null,
      budgeted = false, deadline_at = null, next_check_at = null, updated_at = p_now
  where message_id = p_id returning * into v_message;
  v_retry := private.after_failure(v_message, coalesce(p_to -> 'next', '{}'), p_now);
  return jsonb_build_object('released', true, 'retry_id', v_retry);
end;
$$;

-- The same for a text.
create function public.give_up_message_claim(p_id uuid, p_claim_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return false;
  end if;
  if private.claim_state(v_message.claim_ids, p_claim_id::text,
      v_message.delivery_status in ('sending', 'unknown') and v_message.provider_sid is null)
      is distinct from 'current' then
    update public.sms_messages set claim_ids = array_prepend(p_claim_id, claim_ids)
    where message_id = p_id and not p_claim_id = any (claim_ids);
    return false;
  end if;
  return (public.release_message(p_id, v_message.fence,
    jsonb_build_object('status', 'pending', 'send_at', p_now), 'claim_given_up', p_now)
    ->> 'released')::boolean;
end;
$$;

-- Whatever sends has a row here, from its first campaign or conversation on.
create function private.know_sender() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.senders (sender, provider, created_at, updated_at)
  select s.name, s.provider, new.updated_at, new.updated_at
  from (select to_jsonb(new) ->> tg_argv[0] as name, to_jsonb(new) ->> 'provider' as provider) s
  where not exists (
    select 1 from public.senders k
    where k.sender = s.name and (k.provider is not null or s.provider is null))
  on conflict (sender) do update set provider = coalesce(public.senders.provider, excluded.provider);
  return null;
end;
$$;

-- [{sender, per_second, usual_per_second, waiting, free_at, rests_until, rest_reason}]: `waiting` is
-- what is due and has not left, planned or not; `free_at` when all it was given has left.
create function public.list_senders(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' set timezone = 'UTC' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'sender', s.sender, 'per_second', s.per_second, 'usual_per_second', s.usual_per_second,
    'waiting', (
      select count(*) from public.sms_messages m
      where m.sender = s.sender and m.delivery_status in ('pending', 'held') and m.send_at <= p_now
    ) + (
      select count(*) from public.campaigns c
      join public.sms_campaign_enrollments e on e.campaign_id = c.id
      join public.campaign_steps p on p.campaign_id = c.id and p.position = e.next_step
      where c.sender = s.sender and c.status = 'running' and p.channel = 'text'
        and e.status = 'active' and e.message_id is null and e.call_id is null
        and e.next_message_at <= p_now),
    'free_at', case when s.free_at > p_now then s.free_at end,
    'rests_until', case when s.rests_until > p_now then s.rests_until end,
    'rest_reason', case when s.rests_until > p_now then s.rest_reason end) order by s.sender), '[]')
  from public.senders s;
$$;

-- Everything a decision about a text needs, in one reading, or null.
create function private.message_context(p_id uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'message', to_jsonb(m),
    'conversation', to_jsonb(v),
    'lead', (select to_jsonb(l) from public.leads l where l.id = m.lead_id),
    'campaign', (select to_jsonb(c) from public.campaigns c where c.id = m.campaign_id),
    'step', (select to_jsonb(s) from public.campaign_steps s
             where s.campaign_id = m.campaign_id and s.position = m.step),
    'enrollment', (select to_jsonb(e) from public.sms_campaign_enrollments e where e.id = m.enrollment_id),
    'agent', (select to_jsonb(a) from public.agents a where a.id = v.sms_agent_id),
    'consents', coalesce((
      select jsonb_agg(to_jsonb(k) order by k.id desc) from public.consents k
      where k.phone = m.lead_phone), '[]'),
    'suppressions', private.blocks_of(m.lead_phone),
    'touches', private.touches_of(m.lead_phone, null, p_now),
    'spent_today_usd', coalesce((
      select sum(d.spent_usd) from public.spend_days d
      where d.day = (p_now at time zone 'UTC')::date), 0),
    'switched_off', private.is_switched_off('texts'))
  from public.sms_messages m join public.sms_conversations v on v.id = m.conversation_id
  where m.message_id = p_id;
$$;

-- The same for all that are being decided at this moment: {id: context}, without those that are gone.
create function public.message_contexts(p_ids uuid[], p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(c.id, c.context), '{}')
  from (select id, private.message_context(id, p_now) as context from unnest(p_ids) id) c
  where c.context is not null;
$$;

-- The text that an order without a key of its own is one with, or null: the same words to the same
-- number, due, or asked for, within ten minutes of it, and not given up. Blanks and capitals do not make
-- other words. The caller has locked the telephone.
create function private.same_text(
  p_phone text, p_body text, p_due timestamptz, p_asked_for timestamptz
) returns public.sms_messages
language sql stable security definer set search_path = '' as $$
  select m.* from (
    select * from public.sms_messages
    where lead_phone = p_phone and delivery_status in ('pending', 'held')
    union all
    select * from public.sms_messages
    where lead_phone = p_phone and claimed_at > p_due - interval '10 minutes'
      and delivery_status not in ('pending', 'held', 'failed', 'undelivered', 'canceled', 'suppressed')
  ) m
  where m.direction = 'outbound' and m.kind in ('single', 'campaign', 'human')
    and m.idempotency_key_hash is null
    and lower(regexp_replace(btrim(m.body), '\s+', ' ', 'g')) =
        lower(regexp_replace(btrim(p_body), '\s+', ' ', 'g'))
    and (m.send_at between p_due - interval '10 minutes' and p_due + interval '10 minutes'
      or exists (
        select 1 from public.contact_decisions d
        where d.message_id = m.message_id and (d.evidence ->> 'asked_for')::timestamptz
          between p_asked_for - interval '10 minutes' and p_asked_for + interval '10 minutes'))
  order by m.created_at limit 1;
$$;

-- One text outside of any campaign. p: {message_id, lead_id?, to?, body, sender, provider?,
-- run_at?, campaign_id?, country?, name?, idempotency_key_hash?, request_hash?, api_key_id?: who asks,
-- decision?: {verdict, rule, reason,
-- hold_until?, evidence?}, as_unknown?: as for schedule_call}. Whoever asks for it says that the lead agreed; that is recorded.
-- Without a key, the same words to the same number within ten minutes are one text (`merged`).
-- Returns {result: planned | merged | replayed | key_reused | no_such_lead | suppressed | own_number |
-- judge_anew, message?, lead?}.
create function public.plan_text(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_lead public.leads;
  v_message public.sms_messages;
  v_conversation uuid;
  v_key text := p ->> 'idempotency_key_hash';
  v_decision jsonb := nullif(p -> 'decision', 'null');
  v_at timestamptz := greatest(coalesce((p ->> 'run_at')::timestamptz, p_now),
    (p -> 'decision' ->> 'hold_until')::timestamptz);
begin
  if v_key is not null then
    perform pg_advisory_xact_lock(hashtextextended(v_key, 0));
  end if;
  select * into v_message from public.sms_messages
  where message_id = (p ->> 'message_id')::uuid or idempotency_key_hash = v_key;
  if found then
    if v_key is not null and v_message.request_hash is distinct from p ->> 'request_hash' then
      return jsonb_build_object('result', 'key_reused');
    end if;
    return jsonb_build_object('result', 'replayed', 'message', to_jsonb(v_message));
  end if;
  if p ->> 'lead_id' is not null then
    select * into v_lead from public.leads where id = (p ->> 'lead_id')::bigint;
    if not found then
      return jsonb_build_object('result', 'no_such_lead');
    end if;
  end if;
  perform private.lock_phone(coalesce(v_lead.phone, p ->> 'to'));
  if private.is_ours(coalesce(v_lead.phone, p ->> 'to')) then
    return jsonb_build_object('result', 'own_number');
  end if;
  if v_lead.id is null and (p ->> 'as_unknown')::boolean then
    select * into v_lead from public.leads where phone = p ->> 'to' and phone_extension is null;
    if private.has_place(v_lead) then
      return jsonb_build_object('result', 'judge_anew', 'lead', to_jsonb(v_lead));
    end if;
  end if;
  if v_lead.id is null then
    insert into public.leads (phone, name, country, source, created_at, updated_at)
    values (p ->> 'to', p ->> 'name', p ->> 'country', 'text', p_now, p_now)
    on conflict (phone, phone_extension) do nothing;
    select * into v_lead from public.leads where phone = p ->> 'to' and phone_extension is null;
  end if;
  if private.is_suppressed(v_lead.phone, 'sms') then
    perform private.decide_text(v_lead.id, null, 'deny', 'suppressed',
      'The number is on the do-not-contact list.', null, null, p_now);
    return jsonb_build_object('result', 'suppressed');
  end if;
  if v_key is null then
    v_message := private.same_text(v_lead.phone, p ->> 'body', v_at,
      coalesce((p ->> 'run_at')::timestamptz, p_now));
    if v_message.message_id is not null then
      perform private.decide_text(v_lead.id, v_message.message_id, 'hold', 'merged',
        'Another order for the same words within ten minutes is one text with it.', v_message.send_at,
        jsonb_build_object('asked_for', p -> 'run_at'), p_now);
      return jsonb_build_object('result', 'merged', 'message', to_jsonb(v_message));
    end if;
  end if;
  perform private.add_consent(v_lead.id, v_lead.phone, 'api',
    jsonb_build_object('channel', 'text', 'kind', 'operator'), p_now);
  v_conversation := private.open_conversation(v_lead.id, v_lead.phone, p ->> 'sender',
    coalesce(p ->> 'provider', 'twilio'), p_now);
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, direction, author, kind, body, campaign_id,
    delivery_status, provider, send_at, enqueue_at, held_reason, idempotency_key_hash, request_hash,
    api_key_id, created_at, updated_at
  ) values (
    (p ->> 'message_id')::uuid, v_conversation, v_lead.id, v_lead.phone, 'outbound', 'system',
    'single', p ->> 'body', (p ->> 'campaign_id')::uuid,
    case v_decision ->> 'verdict' when 'hold' then 'held' else 'pending' end::public.delivery_status,
    coalesce(p ->> 'provider', 'twilio'), v_at, v_at,
    case v_decision ->> 'verdict' when 'hold' then v_decision ->> 'rule' end, v_key,
    p ->> 'request_hash', (p ->> 'api_key_id')::uuid, p_now, p_now
  ) returning * into v_message;
  if v_decision is not null then
    perform private.decide_text(v_lead.id, v_message.message_id,
      (v_decision ->> 'verdict')::public.verdict, v_decision ->> 'rule', v_decision ->> 'reason',
      (v_decision ->> 'hold_until')::timestamptz, v_decision -> 'evidence', p_now);
  end if;
  return jsonb_build_object('result', 'planned', 'message', to_jsonb(v_message));
end;
$$;

-- What became of a text, by our own record, the carrier's callbacks or the carrier's list: in any
-- order, any number of times, the row ends the same.
--
-- One piece of news about a text. p: {provider, kind: callback | check, message_id?, provider_sid,
-- status?, enters_from: [statuses from which `status` may be entered], provider_status, error_code?,
-- next?, segments?, from?}. `enters_from` comes from the table in domain/texts/message-status.ts.
-- Returns {result: recorded | repeated | stranger | conflict, message_id?, moved, retry_id?}.
create function public.record_delivery(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_sid text := p ->> 'provider_sid';
  v_to public.delivery_status := (p ->> 'status')::public.delivery_status;
  v_message public.sms_messages;
  v_result text := 'recorded';
  v_new boolean;
  v_moved boolean;
  v_retry uuid;
begin
  perform private.lock_phone(coalesce(
    (select lead_phone from public.sms_messages where provider_sid = v_sid),
    (select lead_phone from public.sms_messages where message_id = (p ->> 'message_id')::uuid)));
  select * into v_message from public.sms_messages where provider_sid = v_sid for update;
  if not found and p ->> 'message_id' is not null then
    select * into v_message from public.sms_messages
    where message_id = (p ->> 'message_id')::uuid for update;
    if found and v_message.provider_sid is null and v_message.fence > 0
       and (v_message.delivery_status in ('sending', 'unknown')
         or (v_message.delivery_status = 'failed' and v_message.delivery_error = 'presumed_not_sent')) then
      -- A crash lost our own record of the sid: the carrier's word brings it back.
      perform private.accept_text(v_message.message_id, v_sid, 'queued', null, p_now);
      select * into v_message from public.sms_messages where message_id = v_message.message_id;
    elsif found then
      v_result := 'conflict';
    end if;
  end if;
  v_new := private.receipt(p ->> 'provider', 'text_' || (p ->> 'kind'),
    concat_ws('/', v_sid, p ->> 'provider_status', p ->> 'error_code'),
    case when v_message.message_id is null then 'stranger' else v_result end, p_now);
  if v_message.message_id is null or v_result = 'conflict' then
    return jsonb_build_object('result', case when v_message.message_id is null then 'stranger' else 'conflict' end,
      'message_id', v_message.message_id, 'moved', false);
  end if;

  v_moved := v_to is not null and v_message.delivery_status::text in (
    select jsonb_array_elements_text(p -> 'enters_from'));
  if v_moved then
    update public.sms_messages m
    set delivery_status = v_to,
        delivered_at = case when v_to = 'delivered' then p_now end,
        delivery_error = p ->> 'error_code', segments = coalesce((p ->> 'segments')::integer, m.segments),
        next_check_at = case
          when v_to = 'queued' then p_now + interval '10 minutes'
          -- `sent` may be the last word; it is asked about once more.
          when v_to = 'sent' then p_now + interval '1 hour' end,
        updated_at = p_now
    where m.message_id = v_message.message_id returning * into v_message;
    perform private.replace_text_cost(v_message, (p ->> 'segments')::integer, (p ->> 'price_usd')::numeric);
    if v_to in ('undelivered', 'failed', 'canceled') then
      v_retry := private.after_failure(v_message, coalesce(p -> 'next', '{}'), p_now);
    end if;
  end if;
  return jsonb_build_object('result', case when v_new then 'recorded' else 'repeated' end,
    'message_id', v_message.message_id, 'moved', v_moved, 'retry_id', v_retry);
end;
$$;

-- What the carrier's list said. A text without a sid: found, it is adopted; not found at the last
-- look, it is presumed not sent, and tried again a quarter of an hour later as a new row. A text
-- with a sid has been looked at: it is asked about again later, or not any more.
create function public.record_message_lookup(
  p_id uuid, p_fence integer, p_sid text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_next timestamptz;
  v_retry uuid;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null or v_message.fence <> p_fence then
    return jsonb_build_object('result', 'moved_on');
  end if;
  if v_message.provider_sid is not null and v_message.delivery_status in ('queued', 'sent') then
    update public.sms_messages
    set next_check_at = case when v_message.delivery_status = 'queued'
          and p_now < v_message.claimed_at + interval '12 hours' then p_now + interval '30 minutes' end,
        updated_at = p_now
    where message_id = p_id;
    return jsonb_build_object('result', 'known');
  end if;
  if v_message.delivery_status <> 'unknown' or v_message.provider_sid is not null then
    return jsonb_build_object('result', 'moved_on');
  end if;
  if p_sid is not null then
    perform private.accept_text(p_id, p_sid, 'queued', null, p_now);
    return jsonb_build_object('result', 'adopted');
  end if;
  v_next := private.look_again_at(v_message.claimed_at, p_now);
  if v_next is null then
    update public.sms_messages
    set delivery_status = 'failed', delivery_error = 'presumed_not_sent', deadline_at = null,
        next_check_at = null, updated_at = p_now
    where message_id = p_id returning * into v_message;
    v_retry := private.after_failure(v_message, case when v_message.attempt < 3
      then jsonb_build_object('retry_at', p_now + interval '15 minutes') else '{}' end, p_now);
    return jsonb_build_object('result', 'presumed_not_sent', 'retry_id', v_retry);
  end if;
  update public.sms_messages
  set checks = checks + 1, next_check_at = v_next, updated_at = p_now
  where message_id = p_id;
  return jsonb_build_object('result', 'not_found_yet');
end;
$$;

-- The carrier accepted. Returns {result: recorded | already | duplicate | late}. A text cannot be
-- called back: after `duplicate` a second one is out, after `late` one that was given up; both are
-- a matter for people. What was given up is put right as far as it can be.
create function public.record_message_sent(
  p_id uuid, p_fence integer, p_sid text, p_status public.delivery_status, p_segments integer,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return jsonb_build_object('result', 'late');
  end if;
  if v_message.provider_sid = p_sid then
    -- News of it was quicker than the carrier's answer, and may have said nothing of its length.
    update public.sms_messages set segments = p_segments, updated_at = p_now
    where message_id = p_id and segments is null and p_segments is not null;
    return jsonb_build_object('result', 'already');
  end if;
  if v_message.provider_sid is not null then
    return jsonb_build_object('result', 'duplicate', 'provider_sid', v_message.provider_sid);
  end if;
  if v_message.delivery_status = 'failed' and v_message.delivery_error = 'presumed_not_sent' then
    perform private.accept_text(p_id, p_sid, p_status, p_segments, p_now);
    return jsonb_build_object('result', 'late', 'status', 'failed');
  end if;
  if v_message.fence <> p_fence or v_message.delivery_status not in ('sending', 'unknown') then
    return jsonb_build_object('result', 'late', 'status', v_message.delivery_status);
  end if;
  perform private.accept_text(p_id, p_sid, p_status, p_segments, p_now);
  return jsonb_build_object('result', 'recorded', 'lead_id', v_message.lead_id);
end;
$$;

-- A person lets a text that failed be tried once more, now that its cause is mended. It is judged
-- and claimed like any other. Returns {result: planned | already | not_failed | answer | overtaken |
-- suppressed | no_such_message, message?}: of an agent's answer the time has passed, and a step that
-- the campaign has left behind is not said after the next one.
create function public.retry_message(p_id uuid, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_retry uuid;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return jsonb_build_object('result', 'no_such_message');
  end if;
  select m.message_id into v_retry from public.sms_messages m where m.retry_of = p_id;
  if v_retry is not null then
    return jsonb_build_object('result', 'already',
      'message', (select to_jsonb(m) from public.sms_messages m where m.message_id = v_retry));
  elsif v_message.delivery_status not in ('failed', 'undelivered') then
    return jsonb_build_object('result', 'not_failed', 'message', to_jsonb(v_message));
  elsif v_message.kind not in ('campaign', 'single', 'human') then
    return jsonb_build_object('result', 'answer', 'message', to_jsonb(v_message));
  elsif private.is_suppressed(v_message.lead_phone, 'sms') then
    return jsonb_build_object('result', 'suppressed', 'message', to_jsonb(v_message));
  elsif v_message.kind = 'campaign' and not exists (
    select 1 from public.sms_campaign_enrollments e
    where e.id = v_message.enrollment_id and e.status in ('active', 'completed')
      and e.next_step = v_message.step + 1) then
    return jsonb_build_object('result', 'overtaken', 'message', to_jsonb(v_message));
  end if;
  v_retry := private.try_again(v_message, p_now, p_now);
  return jsonb_build_object('result', 'planned',
    'message', (select to_jsonb(m) from public.sms_messages m where m.message_id = v_retry));
end;
$$;

-- A person sets the pace; null is the usual one again. False for a sender that nobody knows.
create function public.set_sender_pace(p_sender text, p_per_second numeric, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.senders set per_second = p_per_second, updated_at = p_now
  where sender = p_sender and per_second is distinct from p_per_second;
  return found or exists (select 1 from public.senders where sender = p_sender);
end;
$$;

-- A text leaves from the number of its conversation. Copied, so that a sender's line is an index.
create function private.set_sender() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.sender := (select v.our_number from public.sms_conversations v where v.id = new.conversation_id);
  return new;
end;
$$;

-- Which of these texts nobody has told us yet, by the names that their provider gave them: a chat is
-- told as a whole each time, and what is known need not be judged again.
create function public.unknown_texts(p_sids text[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(distinct t.sid), '[]'::jsonb)
  from unnest(p_sids) as t (sid)
  where not exists (select 1 from public.sms_messages m where m.provider_sid = t.sid);
$$;

-- Somebody has looked: the sender may go on, and what was held because it rested goes first.
-- Returns false for a sender that nobody knows.
create function public.wake_sender(p_sender text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.senders set rests_until = null, rest_reason = null, updated_at = p_now
  where sender = p_sender and rests_until is not null;
  if not found then
    return exists (select 1 from public.senders where sender = p_sender);
  end if;
  update public.sms_messages m
  set send_at = p_now, enqueue_at = p_now, updated_at = p_now
  from (
    select message_id from public.sms_messages
    where sender = p_sender and delivery_status = 'held' and held_reason = 'sender_rests'
    for update skip locked
  ) held
  where m.message_id = held.message_id;
  return true;
end;
$$;

-- The agent has made up its mind. p: {conversation_id, fence, message_id, body (null: nothing to
-- say), in_reply_to_seq, send_at?}. If the lead has said something newer, a person has taken over or
-- the number is blocked, the draft is kept as what it is: suppressed.
-- Returns {result: planned | silent | suppressed | replayed, reason?, message?}.
create function public.save_reply_draft(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_message public.sms_messages;
  v_reason text;
  v_at timestamptz := greatest((p ->> 'send_at')::timestamptz, p_now);
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  select * into v_message from public.sms_messages where message_id = (p ->> 'message_id')::uuid;
  if found then
    return jsonb_build_object('result', 'replayed', 'message', to_jsonb(v_message));
  end if;
  if v_conversation.id is null then
    return jsonb_build_object('result', 'suppressed', 'reason', 'gone');
  end if;
  v_reason := case
    when private.is_suppressed(v_conversation.lead_phone, 'sms') then 'opted_out'
    when v_conversation.owner <> 'ai' then 'not_ai_owned'
    when v_conversation.last_inbound_seq <> (p ->> 'in_reply_to_seq')::integer
      or private.text_comes_in(v_conversation.lead_phone) then 'newer_inbound'
    when v_conversation.reply_fence <> (p ->> 'fence')::integer then 'another_turn'
    when v_conversation.reply_due_at is null then 'answered_already' end;
  if v_reason is null then
    update public.sms_conversations
    set reply_due_at = null, reply_first_at = null, reply_tries = 0, updated_at = p_now
    where id = v_conversation.id;
  end if;
  if p ->> 'body' is null then
    return jsonb_build_object('result', 'silent', 'reason', v_reason);
  end if;
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, direction, author, kind, body,
    delivery_status, suppressed_reason, provider, in_reply_to_seq, send_at, enqueue_at, created_at,
    updated_at
  ) values (
    (p ->> 'message_id')::uuid, v_conversation.id, v_conversation.lead_id, v_conversation.lead_phone,
    private.next_seq(v_conversation.id, p_now), 'outbound', 'ai', 'reply', p ->> 'body',
    case when v_reason is null then 'pending' else 'suppressed' end::public.delivery_status, v_reason,
    v_conversation.provider, (p ->> 'in_reply_to_seq')::integer,
    case when v_reason is null then v_at end, case when v_reason is null then v_at end, p_now, p_now
  ) returning * into v_message;
  if v_reason is not null then
    perform private.decide_text(v_conversation.lead_id, v_message.message_id, 'deny', v_reason,
      'The draft was out of date when it was ready.', null, null, p_now);
  end if;
  return jsonb_build_object('result', case when v_reason is null then 'planned' else 'suppressed' end,
    'reason', v_reason, 'message', to_jsonb(v_message));
end;
$$;

-- The agent answers a wish for a call: the call and the words that promise it, or neither. p: as for
-- save_reply_draft, and {call: as p_wish above, without heard_seq}. A draft that is out of date promises
-- nothing, and nothing is said where no call may follow.
-- Returns what save_reply_draft returns, with call_id, or {result: refused, reason}.
create function public.answer_with_call(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_saved jsonb;
  v_wish jsonb := (p -> 'call') || jsonb_build_object('heard_seq', p -> 'in_reply_to_seq');
  v_planned jsonb;
begin
  perform private.lock_phone((select lead_phone from public.sms_conversations
                              where id = (p ->> 'conversation_id')::uuid));
  select * into v_conversation from public.sms_conversations
  where id = (p ->> 'conversation_id')::uuid for update;
  if found and private.why_no_call(v_conversation, v_wish) is not null
     and not exists (select 1 from public.sms_messages m
                     where m.message_id = (p ->> 'message_id')::uuid) then
    return private.plan_asked_call(v_conversation, v_wish, p_now);
  end if;
  v_saved := public.save_reply_draft(p - 'call', p_now);
  if v_saved ->> 'result' <> 'planned' then
    return v_saved;
  end if;
  v_planned := private.plan_asked_call(v_conversation, v_wish, p_now);
  return v_saved || jsonb_build_object('call_id', v_planned -> 'call_id');
end;
$$;

-- One turn at a time: whoever gets `go` has p_lease to think, and everything the lead ever said to
-- us. Returns {verdict: go, fence, in_reply_to_seq, conversation, lead, agent, campaign, messages,
-- turns, history, appointments, suppressed, calls_closed, next_call, replies_today} | {verdict: wait,
-- until} | {verdict: skip, reason}. `next_call`: the call that waits for the lead, or rings.
create function public.begin_reply(p_conversation_id uuid, p_lease interval, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_conversation_id);
  if v_conversation.reply_due_at is null then
    return jsonb_build_object('verdict', 'skip', 'reason', 'no_answer_owed');
  end if;
  if v_conversation.owner <> 'ai' then
    return jsonb_build_object('verdict', 'skip', 'reason', 'owned_by_' || v_conversation.owner);
  end if;
  if v_conversation.reply_due_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v_conversation.reply_due_at);
  end if;
  if private.text_comes_in(v_conversation.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes());
  end if;
  update public.sms_conversations
  set reply_fence = reply_fence + 1, reply_tries = reply_tries + 1, reply_due_at = p_now + p_lease,
      updated_at = p_now
  where id = p_conversation_id returning * into v_conversation;
  return jsonb_build_object('verdict', 'go', 'fence', v_conversation.reply_fence,
    'in_reply_to_seq', v_conversation.last_inbound_seq, 'conversation', to_jsonb(v_conversation),
    'suppressed', private.is_suppressed(v_conversation.lead_phone, 'sms'),
    'calls_closed', private.is_suppressed(v_conversation.lead_phone, 'voice'),
    'next_call', (
      select jsonb_build_object('run_at', c.run_at) from public.calls c
      where c.lead_phone = v_conversation.lead_phone and c.direction = 'outbound'
        and (c.status in ('scheduled', 'held') or private.is_live(c.status))
      order by c.run_at limit 1),
    -- Once a person has had it, the count begins anew.
    'replies_today', (
      select count(*) from public.sms_messages r
      where r.conversation_id = v_conversation.id and r.kind = 'reply' and r.claimed_at is not null
        and r.created_at > greatest(p_now - interval '24 hours', v_conversation.handed_over_at)),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_conversation.lead_id),
    'agent', (select to_jsonb(a) from public.agents a where a.id = coalesce(v_conversation.sms_agent_id,
      (select d.id from public.agents d where d.is_default))),
    'campaign', (select to_jsonb(c) from public.campaigns c where c.id = v_conversation.campaign_id),
    'messages', coalesce((
      -- In each conversation by place, as everybody reads it; several stand side by side in time.
      select jsonb_agg(to_jsonb(m) - 'reached_at' order by m.reached_at, m.conversation_id, m.seq) from (
        select x.*, max(x.created_at) over (partition by x.conversation_id order by x.seq) as reached_at
        from public.sms_messages x
        where x.lead_phone = v_conversation.lead_phone and x.seq is not null
          and x.delivery_status not in ('canceled', 'suppressed', 'failed')
          and x.conversation_id in (select w.id from public.sms_conversations w
                                    where w.lead_phone = v_conversation.lead_phone)
        order by x.created_at desc limit 60) m), '[]'),
    -- What was said on the telephone, and what came of it.
    'turns', coalesce((
      select jsonb_agg(t order by t.at) from (
        select c.timestamp as at, c.role, c.content from public.conversation_transcripts c
        where c.lead_id = v_conversation.lead_id order by c.timestamp desc limit 40) t), '[]'),
    'history', coalesce((
      select jsonb_agg(h order by h.at) from (
        select a.created_at as at, a.channel, a.outcome, a.summary from public.conversation_analyses a
        where a.lead_id = v_conversation.lead_id order by a.created_at desc limit 10) h), '[]'),
    'appointments', coalesce((
      select jsonb_agg(jsonb_build_object('starts_at', p.starts_at) order by p.starts_at)
      from public.appointments p
      where p.lead_id = v_conversation.lead_id and p.starts_at > p_now), '[]'));
end;
$$;

-- The agent's tool: an appointment made in a conversation. The same moment again is one appointment.
create function public.book_text_appointment(
  p_conversation_id uuid, p_starts_at timestamptz, p_words text, p_now timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.appointments (lead_id, conversation_id, starts_at, words, created_at)
  select v.lead_id, v.id, p_starts_at, p_words, p_now
  from public.sms_conversations v where v.id = p_conversation_id
  on conflict (conversation_id, starts_at) do update set words = excluded.words
  returning id into v_id;
  return v_id;
end;
$$;

-- Answers that are owed: [{conversation_id, last_inbound_seq, reply_due_at, reply_fence}].
create function public.claim_due_replies(p_ahead interval, p_now timestamptz, p_limit integer)
returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(d order by d.reply_due_at), '[]') from (
    select id as conversation_id, last_inbound_seq, reply_due_at, reply_fence
    from public.sms_conversations
    where reply_due_at is not null and reply_due_at <= p_now + p_ahead
    order by reply_due_at limit p_limit) d;
$$;

-- The agent's last word, once the goal is reached. p: as for save_reply_draft, and {outcome, reason,
-- evidence?, appointment?: {starts_at, words}}. Only a draft that is still in time books and ends
-- anything; it is then said as a closing line, which the end of the conversation does not take back.
-- Returns what save_reply_draft returns.
create function public.finish_conversation(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'conversation_id')::uuid;
  v_saved jsonb;
  v_evidence jsonb := coalesce(nullif(p -> 'evidence', 'null'), '{}');
begin
  v_saved := public.save_reply_draft(p, p_now);
  if v_saved ->> 'result' <> 'planned' then
    return v_saved;
  end if;
  update public.sms_messages set kind = 'notice', notice = 'closing', updated_at = p_now
  where message_id = (p ->> 'message_id')::uuid;
  if jsonb_typeof(p -> 'appointment') = 'object' then
    v_evidence := v_evidence || jsonb_build_object('appointment_id', public.book_text_appointment(
      v_id, (p -> 'appointment' ->> 'starts_at')::timestamptz, p -> 'appointment' ->> 'words', p_now));
  end if;
  perform private.end_conversation(v_id, (p ->> 'outcome')::public.outcome, p ->> 'reason', v_evidence, p_now);
  return v_saved;
end;
$$;

-- The lead says something. One function stores it and draws every consequence before the webhook
-- answers: campaigns rest, drafts are out of date, an opt-out is the law.
--
-- p: {message_id, provider, provider_sid, from, to, service?, body, media?, country?, name?,
-- same_as?, source_message_id?, written_at?, arrived_at?, heard_at?, debounce_seconds, cap_seconds,
-- opt_out: {kind: opt_out |
-- opt_in | help | none, rule, words, said?, scope?, wants_call?}, notice?: {message_id, body}}. `scope`
-- is all, sms or voice; an opt_out of `voice` goes on as a text like any other. `wants_call`: one of
-- `sms` that asks to be called instead; the call is planned in the same step. `notice` is what to say to
-- an opt_out, opt_in or help, if it is for us to say it. `service` is the pool of numbers it came
-- through. `same_as`: a name under which this text may have been told already, if that is less than two
-- minutes ago. `said` is what the text is (words | reaction | quotation | machine | picture | nothing):
-- one without words of the lead is kept and seen, and is neither an answer nor owed one; only a picture
-- is for a person to look at. What the rules do not decide is `pending`: see words_not_judged.
-- `written_at` has what was found in the carrier's list, since its webhook never came: it
-- takes its place now, behind what came before it, and everything that asks when the lead wrote goes by
-- that moment. `arrived_at`: when its webhook reached us, kept with it. `heard_at`: the moment at which
-- this is called, if that is later than p_now, so that a text that had to wait puts its answer off too.
-- Returns {result: recorded | repeated, message, conversation, lead, created_lead, reopened,
-- paused, notice_id?, call_id?, suppressed}, or {result: own_number}: one of our own numbers wrote.
create function public.receive_message(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := p ->> 'from';
  v_kind text := coalesce(p -> 'opt_out' ->> 'kind', 'none');
  v_scope text := coalesce(p -> 'opt_out' ->> 'scope', 'all');
  v_leaves boolean := v_kind = 'opt_out' and v_scope <> 'voice';
  v_said text := coalesce(p -> 'opt_out' ->> 'said', 'words');
  v_quiet boolean := v_kind = 'none' and v_said not in ('words', 'picture');
  v_judged text := case when v_kind = 'opt_out' then 'refuses'
    when v_kind <> 'none' or v_said in ('reaction', 'picture', 'nothing') then 'not' else 'pending' end;
  v_written_at timestamptz := case when p ? 'written_at' then least((p ->> 'written_at')::timestamptz, p_now) end;
  v_said_at timestamptz := coalesce(v_written_at, p_now);
  v_heard_at timestamptz := greatest((p ->> 'heard_at')::timestamptz, p_now);
  v_lead public.leads;
  v_created boolean;
  v_conversation public.sms_conversations;
  v_message public.sms_messages;
  v_reopened boolean := false;
  v_paused integer := 0;
  v_unsaid integer;
  v_notice uuid;
  v_opted jsonb;
  v_suppressed boolean;
begin
  if v_phone = p ->> 'to' or private.is_ours(v_phone) then
    return jsonb_build_object('result', 'own_number');
  end if;
  perform private.lock_phone(v_phone);
  perform private.receipt(p ->> 'provider',
    case when v_written_at is null then 'text_inbound' else 'text_found' end,
    p ->> 'provider_sid', 'recorded', p_now);
  select * into v_message from public.sms_messages
  where provider_sid = p ->> 'provider_sid'
     or (provider_sid = p ->> 'same_as' and created_at > p_now - interval '2 minutes')
  limit 1;
  if found then
    return jsonb_build_object('result', 'repeated', 'message', to_jsonb(v_message),
      'conversation', (select to_jsonb(v) from public.sms_conversations v where v.id = v_message.conversation_id),
      'lead', (select to_jsonb(l) from public.leads l where l.id = v_message.lead_id),
      'created_lead', false, 'reopened', false, 'paused', 0,
      'suppressed', private.is_suppressed(v_phone, 'sms'));
  end if;

  v_lead.id := private.lead_of_line(v_phone);
  v_created := v_lead.id is null;
  v_lead.id := private.know_lead(p || jsonb_build_object('phone', v_phone, 'source', 'inbound_text'), p_now);
  select * into v_lead from public.leads where id = v_lead.id;
  if v_kind = 'opt_in' then
    perform private.lift_text_opt_out(v_phone, v_said_at, p_now);
    perform private.settle_words(v_phone, 'not', 'rules', 'The lead wrote START after it.', p_now);
  end if;
  v_suppressed := private.is_suppressed(v_phone, 'sms');
  if v_kind = 'opt_in' and not v_suppressed then
    perform private.add_consent(v_lead.id, v_phone, 'text',
      jsonb_build_object('channel', 'text', 'kind', 'keyword', 'text', p -> 'opt_out' ->> 'words'), p_now);
  end if;

  -- The open conversation with this number or its pool, else the last one that ended.
  select * into v_conversation from public.sms_conversations v
  where v.lead_phone = v_phone and v.our_number in (p ->> 'to', p ->> 'service')
  order by v.ended_at is null desc, v.created_at desc limit 1 for update;
  if not found then
    v_conversation.id := private.open_conversation(v_lead.id, v_phone, p ->> 'to', p ->> 'provider', p_now);
  elsif v_conversation.ended_at is not null and not v_suppressed and not v_leaves and not v_quiet then
    v_reopened := true;
    update public.sms_conversations
    set owner = 'ai', ended_at = null, end_reason = null, end_evidence = null,
        reopened_at = p_now, lead_id = v_lead.id, updated_at = p_now
    where id = v_conversation.id;
  end if;

  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, source_message_id, direction, author,
    kind, body, media, delivery_status, provider, provider_sid, opt_out, refusal_verdict, refusal_by,
    refusal_scope, refusal_words, judged_at, judge_at, sent_at, arrived_at, created_at,
    updated_at
  ) values (
    (p ->> 'message_id')::uuid, v_conversation.id, v_lead.id, v_phone,
    private.next_seq(v_conversation.id, p_now), p ->> 'source_message_id', 'inbound', 'lead',
    'inbound', p ->> 'body', coalesce(p -> 'media', '[]'), 'received', p ->> 'provider',
    p ->> 'provider_sid', nullif(p -> 'opt_out', 'null'), v_judged,
    case when v_judged <> 'pending' then 'rules' end, case when v_judged = 'refuses' then v_scope end,
    case when v_judged = 'refuses' then p -> 'opt_out' ->> 'words' end,
    case when v_judged <> 'pending' then p_now end,
    case when v_judged = 'pending' then v_heard_at + make_interval(secs => (p ->> 'debounce_seconds')::numeric) end,
    v_written_at, (p ->> 'arrived_at')::timestamptz, private.after_the_last(v_conversation.id, p_now), p_now
  ) returning * into v_message;

  if v_quiet then
    return jsonb_build_object('result', 'recorded', 'message', to_jsonb(v_message),
      'conversation', (select to_jsonb(v) from public.sms_conversations v where v.id = v_conversation.id),
      'lead', (select to_jsonb(l) from public.leads l where l.id = v_lead.id),
      'created_lead', v_created, 'reopened', false, 'paused', 0, 'suppressed', v_suppressed);
  end if;

  v_paused := private.halt_enrollments(v_phone, 'paused', 'lead_replied', p_now);
  v_unsaid := private.cancel_planned(v_phone, '{reply}', 'newer_inbound', p_now, v_conversation.id);
  update public.sms_conversations v
  set last_inbound_seq = v_message.seq, last_inbound_at = greatest(v.last_inbound_at, v_said_at),
      reply_first_at = case when o.owes then coalesce(v.reply_first_at, v_heard_at) end,
      -- Each further text puts the answer off a little, up to the cap.
      reply_due_at = case when o.owes then least(
        v_heard_at + make_interval(secs => (p ->> 'debounce_seconds')::numeric),
        coalesce(v.reply_first_at, v_heard_at) + make_interval(secs => (p ->> 'cap_seconds')::numeric)) end,
      reply_tries = 0, updated_at = p_now
  -- A call for help asks for no answer of the agent's, but what was asked before it still does.
  from (select w.id, w.owner = 'ai' and not v_suppressed and not v_leaves
               and (v_kind in ('none', 'opt_out') or w.reply_due_at is not null
                 or v_unsaid > 0) as owes
        from public.sms_conversations w where w.id = v_conversation.id) o
  where v.id = o.id;

  if v_kind = 'opt_out' then
    v_opted := private.opt_out(v_conversation.id, v_scope, 'text',
      p -> 'opt_out' ->> 'words', v_message.message_id, p -> 'notice',
      coalesce((p -> 'opt_out' ->> 'wants_call')::boolean, false), p_now);
    v_notice := (v_opted ->> 'notice_id')::uuid;
    v_suppressed := v_suppressed or v_leaves;
  elsif v_kind in ('opt_in', 'help') and jsonb_typeof(p -> 'notice') = 'object' then
    v_notice := private.add_notice(v_conversation.id, (p -> 'notice' ->> 'message_id')::uuid, v_kind,
      p -> 'notice' ->> 'body', v_message.seq, p_now);
  end if;
  select * into v_conversation from public.sms_conversations where id = v_conversation.id;
  return jsonb_build_object('result', 'recorded', 'message', to_jsonb(v_message),
    'conversation', to_jsonb(v_conversation),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_lead.id),
    'created_lead', v_created, 'reopened', v_reopened, 'paused', v_paused, 'notice_id', v_notice,
    'call_id', v_opted -> 'call_id', 'suppressed', v_suppressed);
end;
$$;

-- Words of a chat that another agent leads (it answers by itself, and tells us afterwards). p:
-- {provider, chat_id, from, to, country?, name?, messages: [{message_id, provider_sid, role: user |
-- agent, body, opt_out, notice?}]}. A message told twice is one message; nothing is owed to it.
-- Returns {recorded, conversation_id, lead_id}.
create function public.record_chat(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_entry jsonb;
  v_told jsonb;
  v_conversation uuid;
  v_lead bigint;
  v_recorded integer := 0;
begin
  if p ->> 'from' = p ->> 'to' or private.is_ours(p ->> 'from') then
    return jsonb_build_object('recorded', 0, 'conversation_id', null, 'lead_id', null);
  end if;
  perform private.lock_phone(p ->> 'from');
  for v_entry in select * from jsonb_array_elements(p -> 'messages') loop
    if exists (select 1 from public.sms_messages where provider_sid = v_entry ->> 'provider_sid') then
      continue;
    end if;
    if v_entry ->> 'role' = 'user' then
      v_told := public.receive_message(v_entry || jsonb_build_object('provider', p ->> 'provider',
        'from', p ->> 'from', 'to', p ->> 'to', 'country', p -> 'country', 'name', p -> 'name',
        'source_message_id', p ->> 'chat_id', 'debounce_seconds', 0, 'cap_seconds', 0), p_now);
      v_conversation := (v_told -> 'conversation' ->> 'id')::uuid;
      -- The other agent answers.
      update public.sms_conversations
      set reply_due_at = null, reply_first_at = null, updated_at = p_now
      where id = v_conversation and reply_due_at is not null;
      v_recorded := v_recorded + 1;
      continue;
    end if;
    if v_conversation is null then
      v_lead := private.know_lead(p || jsonb_build_object('phone', p -> 'from', 'source', 'chat'), p_now);
      select v.id into v_conversation from public.sms_conversations v
      where v.lead_phone = p ->> 'from' and v.our_number = p ->> 'to'
      order by v.ended_at is null desc, v.created_at desc limit 1;
      v_conversation := coalesce(v_conversation, private.open_conversation(
        v_lead, p ->> 'from', p ->> 'to',
        p ->> 'provider', p_now));
    end if;
    insert into public.sms_messages (
      message_id, conversation_id, lead_id, lead_phone, seq, source_message_id, direction, author,
      kind, body, delivery_status, provider, provider_sid, sent_at, created_at, updated_at)
    select (v_entry ->> 'message_id')::uuid, v.id, v.lead_id, v.lead_phone,
           private.next_seq(v.id, p_now), p ->> 'chat_id', 'outbound', 'ai', 'reply',
           v_entry ->> 'body', 'sent', p ->> 'provider', v_entry ->> 'provider_sid', p_now, p_now, p_now
    from public.sms_conversations v where v.id = v_conversation;
    update public.sms_conversations set last_outbound_at = p_now, updated_at = p_now
    where id = v_conversation;
    v_recorded := v_recorded + 1;
  end loop;
  if v_conversation is null then
    select v.id into v_conversation from public.sms_conversations v
    where v.lead_phone = p ->> 'from' and v.our_number = p ->> 'to'
    order by v.ended_at is null desc, v.created_at desc limit 1;
  end if;
  v_lead := private.lead_of_line(p ->> 'from');
  return jsonb_build_object('recorded', v_recorded, 'conversation_id', v_conversation, 'lead_id', v_lead);
end;
$$;

-- How a conversation in texts ended, as save_analysis does it for calls. An outcome that stands
-- stays, and is that of the analysis, too, whatever is read out of the words. p: {conversation_id, status, outcome?, outcome_quote?, outcome_turn?, summary?, sentiment?,
-- facts, dropped, next_action?, decided_by, model?, failure?, usage?, opt_out: {words, scope} | null}.
-- Returns {analysis_id}, or null.
create function public.save_text_analysis(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_stands public.outcome;
  v_id uuid;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return null;
  end if;
  if p -> 'opt_out' ->> 'words' is not null then
    perform private.opt_out(v_conversation.id, coalesce(p -> 'opt_out' ->> 'scope', 'all'), 'text',
      p -> 'opt_out' ->> 'words', null, null, false, p_now);
    select * into v_conversation from public.sms_conversations where id = v_conversation.id;
  end if;
  v_stands := private.standing_outcome(v_conversation);
  -- The last line: a judge is told what stands and says nothing else, but this row and the
  -- conversation's are only certain to agree where both are written, under one lock.
  if v_stands is not null and v_stands::text is distinct from p ->> 'outcome' then
    p := p || jsonb_build_object('status', 'done', 'outcome', v_stands, 'outcome_quote', null,
      'outcome_turn', null, 'failure', null, 'decided_by',
      case v_conversation.end_reason when 'closed_by_staff' then 'staff' else 'rules' end);
  end if;
  v_id := private.keep_analysis(p || jsonb_build_object('lead_id', v_conversation.lead_id,
    'channel', 'text'), p_now);
  if p ->> 'outcome' is not null and v_conversation.ended_at is not null and v_stands is null then
    update public.sms_conversations
    set conversion_status = (p ->> 'outcome')::public.outcome, updated_at = p_now
    where id = v_conversation.id;
    perform private.tell_outcome(v_conversation.lead_id, (p ->> 'outcome')::public.outcome,
      private.over_at(v_conversation), p_now);
  end if;
  -- Who was handed over has been told of at that moment.
  if p ->> 'outcome' = 'escalated' and v_stands is null and v_conversation.ended_at is not null
     and v_conversation.handed_over_at is null then
    perform private.tell_needs_person(v_conversation.lead_id,
      'conversation ' || v_conversation.id || ' ' || extract(epoch from v_conversation.ended_at),
      jsonb_build_object('conversation_id', v_conversation.id), 'found_by_the_judge', p_now);
  end if;
  return jsonb_build_object('analysis_id', v_id);
end;
$$;

-- p: as for save_text_analysis, and {ended_at, callback: {run_at} | null, model_answered?: as for
-- save_analysis}. What was found is about one
-- ending: once the lead has written again it says nothing any more. The call that a lead asked for is
-- planned once for the same words, whether the agent or a judge finds them, and at whichever ending.
-- Returns {result: saved | moved_on | gone, analysis_id?, callback_id?}.
create function public.record_text_outcome(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'conversation_id')::uuid;
  v_conversation public.sms_conversations;
  v_saved jsonb;
  v_planned jsonb;
begin
  v_conversation := private.lock_conversation(v_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'gone');
  end if;
  if v_conversation.ended_at is distinct from (p ->> 'ended_at')::timestamptz then
    return jsonb_build_object('result', 'moved_on');
  end if;
  if (p ->> 'model_answered')::boolean then
    perform private.breaker_ok('language_model', p_now);
  end if;
  v_saved := public.save_text_analysis(p - 'callback' - 'ended_at' - 'model_answered', p_now);

  if p -> 'callback' ->> 'run_at' is not null then
    v_planned := private.plan_asked_call(v_conversation, jsonb_build_object(
      'seq', p -> 'next_action' -> 'turn', 'quote', p -> 'next_action' -> 'quote',
      'run_at', p -> 'callback' -> 'run_at', 'evidence', p -> 'next_action'), p_now);
  end if;
  return v_saved || jsonb_build_object('result', 'saved', 'callback_id', v_planned -> 'call_id');
end;
$$;

-- The agent could not answer this time: its turn is over, the next one is at p_retry_at.
create function public.release_reply(
  p_conversation_id uuid, p_fence integer, p_retry_at timestamptz, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.sms_conversations set reply_due_at = p_retry_at, updated_at = p_now
  where id = p_conversation_id and reply_fence = p_fence and owner = 'ai' and reply_due_at is not null;
  return found;
end;
$$;

-- What became of a text that somebody else has taken in: in the words of receive_message.
create function private.taken_in(p_message_id uuid, p_sid text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  select * into v_message from public.sms_messages m
  where m.message_id = p_message_id or m.provider_sid = p_sid
  order by m.message_id = p_message_id desc limit 1;
  if not found then
    return jsonb_build_object('result', 'gone');
  end if;
  return jsonb_build_object(
    'result', case when v_message.message_id = p_message_id then 'recorded' else 'repeated' end,
    'message', to_jsonb(v_message),
    'conversation', (select to_jsonb(v) from public.sms_conversations v where v.id = v_message.conversation_id),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_message.lead_id),
    'created_lead', false, 'reopened', false, 'paused', 0,
    'suppressed', private.is_suppressed(v_message.lead_phone, 'sms'));
end;
$$;

-- Takes in, of each telephone, what arrived up to the latest of these texts, in the order of arrival.
-- One that does not fit hinders no other: it is dropped and said to be `refused`; one that failed for
-- a reason that may pass stays where it is. p_wanted: [{message_id, provider_sid, from, arrived_at}].
-- Returns [{message_id, result: recorded | repeated | refused | failed | gone, sqlstate?, and what
-- receive_message returns}] of all that were taken in, and of all that were asked for.
create function public.take_in_arrivals(p_wanted jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_arrival public.inbound_arrivals;
  v_results jsonb := '[]';
  v_one jsonb;
begin
  -- Always in this order, so that two who take in several telephones do not wait for each other.
  perform private.lock_phone(w.phone) from (
    select distinct t ->> 'from' as phone from jsonb_array_elements(p_wanted) t order by 1) w;
  for v_arrival in
    select a.* from (
      select t ->> 'from' as phone, max((t ->> 'arrived_at')::timestamptz) as until
      from jsonb_array_elements(p_wanted) t group by 1) w
    join public.inbound_arrivals a on a.lead_phone = w.phone and a.arrived_at <= w.until
    order by a.arrived_at, a.message_id
  loop
    begin
      v_one := public.receive_message(
        v_arrival.text || jsonb_build_object('heard_at', p_now), v_arrival.arrived_at);
      delete from public.inbound_arrivals where message_id = v_arrival.message_id;
    exception when others then
      v_one := jsonb_build_object('sqlstate', sqlstate,
        'result', case when sqlstate like '22%' or sqlstate like '23%' then 'refused' else 'failed' end);
      if v_one ->> 'result' = 'refused' then
        delete from public.inbound_arrivals where message_id = v_arrival.message_id;
      else
        update public.inbound_arrivals set failed_with = sqlstate where message_id = v_arrival.message_id;
      end if;
    end;
    v_results := v_results || (v_one || jsonb_build_object('message_id', v_arrival.message_id));
  end loop;
  return v_results || coalesce((
    select jsonb_agg(private.taken_in((t ->> 'message_id')::uuid, t ->> 'provider_sid')
      || jsonb_build_object('message_id', t ->> 'message_id'))
    from jsonb_array_elements(p_wanted) t
    where not exists (select 1 from jsonb_array_elements(v_results) r
                      where r ->> 'message_id' = t ->> 'message_id')), '[]');
end;
$$;

-- What a process has left behind that died, or gave up, between the two. Returns as take_in_arrivals.
create function public.take_in_left_arrivals(p_older interval, p_now timestamptz, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_left jsonb;
begin
  select jsonb_agg(jsonb_build_object('message_id', a.message_id, 'from', a.lead_phone,
    'arrived_at', a.arrived_at, 'provider_sid', a.text ->> 'provider_sid')) into v_left
  from (select * from public.inbound_arrivals x where x.created_at <= p_now - p_older
        order by x.created_at limit p_limit) a;
  return case when v_left is null then '[]' else public.take_in_arrivals(v_left, p_now) end;
end;
$$;

-- How a campaign stands: {enrollments: {status: n}, messages: {status: n}, today: n}.
create function public.campaign_progress(p_campaign_id uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
  select jsonb_build_object(
    'enrollments', coalesce((
      select jsonb_object_agg(s.status, s.n) from (
        select o.status, count(*) as n from public.sms_campaign_enrollments o
        where o.campaign_id = p_campaign_id and o.status <> 'active' group by o.status
        union all
        select 'active', a.n from (
          select (select count(*) from public.sms_campaign_enrollments w
                  where w.campaign_id = p_campaign_id and w.status = 'active'
                    and w.message_id is null and w.call_id is null)
               + (select count(*) from public.sms_campaign_enrollments t
                  where t.campaign_id = p_campaign_id and t.status = 'active'
                    and (t.message_id is not null or t.call_id is not null)) as n) a
        where a.n > 0) s), '{}'),
    'messages', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where campaign_id = p_campaign_id group by delivery_status) s), '{}'),
    'today', coalesce((
      select d.granted from public.campaign_days d join public.campaigns c on c.id = d.campaign_id
      where c.id = p_campaign_id and d.day = (p_now at time zone c.timezone)::date), 0)
  );
$$;

-- Replaces the steps. p_steps: [{channel, delay_seconds, variants}] in order; a step that changes
-- gets a new version. Leads on their way get what stands at their next place; a wait that has
-- begun is not measured anew. Returns false for an unknown or ended campaign.
create function public.edit_campaign_steps(p_campaign_id uuid, p_steps jsonb, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.campaigns where id = p_campaign_id and status <> 'ended' for update;
  if not found then
    return false;
  end if;
  delete from public.campaign_steps
  where campaign_id = p_campaign_id and position > jsonb_array_length(p_steps);
  insert into public.campaign_steps as s
    (campaign_id, position, channel, delay_seconds, variants, created_at, updated_at)
  select p_campaign_id, n, coalesce(e ->> 'channel', 'text'),
         coalesce((e ->> 'delay_seconds')::integer, 0), coalesce(e -> 'variants', '[]'), p_now, p_now
  from jsonb_array_elements(p_steps) with ordinality t (e, n)
  on conflict (campaign_id, position) do update
    set channel = excluded.channel, delay_seconds = excluded.delay_seconds,
        variants = excluded.variants, version = s.version + 1, updated_at = p_now
    where (s.channel, s.delay_seconds, s.variants)
      is distinct from (excluded.channel, excluded.delay_seconds, excluded.variants);
  return true;
end;
$$;

-- Five hundred leads in one step. p: {source, campaign_id?, consent?, rows: [{line, phone,
-- phone_extension?, name?, …, consent?}]}. The numbers are E.164 already. Returns {rows: [{line, result,
-- lead_id?}]}: besides the verdicts of receive_lead, `bad_phone`, `own_number` and `repeated` (the same
-- number and extension earlier in this batch).
create function public.import_leads(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_salt text := (select d.value from public.data_secrets d where d.name = 'phone_salt');
  v_source text := coalesce(p ->> 'source', 'import');
  v_rows jsonb;
  v_ids bigint[];
  v_created bigint[];
begin
  -- One reading of the batch: which rows count, in the order in which the telephones are locked.
  select coalesce(jsonb_agg(jsonb_build_object('n', n, 'line', r -> 'line', 'phone', r ->> 'phone',
    'extension', r ->> 'phone_extension', 'row', r, 'fault', case
      when r ->> 'phone' is null or r ->> 'phone' !~ '^\+[1-9][0-9]{6,14}$' then 'bad_phone'
      when private.is_ours(r ->> 'phone') then 'own_number'
      when first_n < n then 'repeated' end) order by n), '[]') into v_rows
  from (
    select r, n, min(n) over (partition by r ->> 'phone', r ->> 'phone_extension') as first_n
    from jsonb_array_elements(p -> 'rows') with ordinality t (r, n)
  ) numbered;

  with good as (
    select e ->> 'phone' as phone, e ->> 'extension' as extension, e -> 'row' as r
    from jsonb_array_elements(v_rows) e
    where e ->> 'fault' is null order by e ->> 'phone', e ->> 'extension'
  ), made as (
    insert into public.leads as l (
      phone, phone_extension, name, email, external_id, source, country, timezone, region, postal_code, custom,
      created_at, updated_at)
    select g.phone, g.extension, g.r ->> 'name', g.r ->> 'email', g.r ->> 'external_id', v_source,
           g.r ->> 'country', g.r ->> 'timezone', g.r ->> 'region', g.r ->> 'postal_code',
           coalesce(g.r -> 'custom', '{}'), p_now, p_now
    from good g
    on conflict (phone, phone_extension) do update
      set name = coalesce(l.name, excluded.name), email = coalesce(l.email, excluded.email),
          external_id = coalesce(l.external_id, excluded.external_id),
          timezone = coalesce(l.timezone, excluded.timezone),
          region = coalesce(l.region, excluded.region),
          postal_code = coalesce(l.postal_code, excluded.postal_code),
          custom = excluded.custom || l.custom, updated_at = p_now
      where (l.name is null and excluded.name is not null)
        or (l.email is null and excluded.email is not null)
        or (l.external_id is null and excluded.external_id is not null)
        or (l.timezone is null and excluded.timezone is not null)
        or (l.region is null and excluded.region is not null)
        or (l.postal_code is null and excluded.postal_code is not null)
        or not l.custom @> (excluded.custom || l.custom)
    returning l.id, (xmax = 0) as is_new
  )
  select coalesce(array_agg(m.id) filter (where m.is_new), '{}') into v_created from made m;
  select coalesce(array_agg(l.id), '{}') into v_ids
  from jsonb_array_elements(v_rows) e
  cross join lateral (
    select x.id, x.phone from public.leads x
    where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension' limit 1) l
  where e ->> 'fault' is null;

  perform private.add_consent(l.id, l.phone, v_source, coalesce(e -> 'row' -> 'consent', p -> 'consent'), p_now)
  from jsonb_array_elements(v_rows) e
  cross join lateral (
    select x.id, x.phone from public.leads x
    where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension' limit 1) l
  where e ->> 'fault' is null
    and jsonb_typeof(coalesce(e -> 'row' -> 'consent', p -> 'consent')) = 'object'
    and not exists (select 1 from public.suppressions b
                    where b.phone_hash = encode(sha256(convert_to(v_salt || l.phone, 'UTF8')), 'hex')
                      and b.scope in ('all', 'sms') and b.lifted_at is null);

  return jsonb_build_object('rows', (
    with enrolled as (
      select * from private.enroll_leads((p ->> 'campaign_id')::uuid, v_ids, p_now)
      where p ->> 'campaign_id' is not null
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'line', e -> 'line', 'lead_id', l.id, 'created', l.id = any (v_created),
      'result', coalesce(e ->> 'fault', en.verdict, 'stored')) order by (e ->> 'n')::integer), '[]')
    from jsonb_array_elements(v_rows) e
    left join lateral (
      select x.id from public.leads x
      where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension'
        and e ->> 'fault' is null limit 1) l on true
    left join enrolled en on en.of_lead = l.id));
end;
$$;

-- p: {id?, name, sender, channel?, agent_id?, provider?, goal?, timezone?, daily_cap?,
-- per_lead_per_day?, budget_usd?, rules?}. What is left out of a change stays as it was; what is
-- given as null is cleared. A new campaign is a draft. Returns the row, or null for an unknown id.
create function public.save_campaign(p jsonb, p_now timestamptz) returns setof public.campaigns
language plpgsql security definer set search_path = '' as $$
begin
  if p ->> 'id' is null then
    return query
    insert into public.campaigns (
      name, sender, channel, agent_id, provider, goal, timezone, daily_cap, per_lead_per_day,
      budget_usd, rules, created_at, updated_at
    ) values (
      p ->> 'name', p ->> 'sender', coalesce(p ->> 'channel', 'text'), (p ->> 'agent_id')::uuid,
      coalesce(p ->> 'provider', 'twilio'), p ->> 'goal', coalesce(p ->> 'timezone', 'UTC'),
      (p ->> 'daily_cap')::integer, (p ->> 'per_lead_per_day')::integer,
      (p ->> 'budget_usd')::numeric, coalesce(p -> 'rules', '{}'), p_now, p_now
    ) returning *;
    return;
  end if;
  return query
  update public.campaigns c
  set name = coalesce(p ->> 'name', c.name), sender = coalesce(p ->> 'sender', c.sender),
      agent_id = case when p ? 'agent_id' then (p ->> 'agent_id')::uuid else c.agent_id end,
      goal = case when p ? 'goal' then p ->> 'goal' else c.goal end,
      timezone = coalesce(p ->> 'timezone', c.timezone),
      daily_cap = case when p ? 'daily_cap' then (p ->> 'daily_cap')::integer else c.daily_cap end,
      per_lead_per_day = case when p ? 'per_lead_per_day'
        then (p ->> 'per_lead_per_day')::integer else c.per_lead_per_day end,
      budget_usd = case when p ? 'budget_usd' then (p ->> 'budget_usd')::numeric else c.budget_usd end,
      rules = coalesce(p -> 'rules', c.rules),
      -- A cap that was raised shall be felt today.
      capped_until = case when p ?| array['daily_cap', 'budget_usd', 'timezone'] then null
        else c.capped_until end,
      updated_at = p_now
  where c.id = (p ->> 'id')::uuid
  returning c.*;
  -- So shall it by those whose turn had come: they are judged again. What a worker has in hand at
  -- this moment is looked at with the new cap anyway, or held until the old one is over.
  update public.sms_messages m
  set send_at = p_now, enqueue_at = p_now, updated_at = p_now
  from (
    select h.message_id from public.sms_messages h
    where h.campaign_id = (p ->> 'id')::uuid and h.delivery_status = 'held' and h.send_at > p_now
      and ((h.held_reason = 'cap_campaign_day' and (p ? 'daily_cap' or p ? 'timezone'))
        or (h.held_reason = 'campaign_budget' and p ? 'budget_usd')
        or (h.held_reason = 'cap_campaign_per_lead' and p ? 'per_lead_per_day'))
    for update skip locked
  ) h
  where m.message_id = h.message_id;
end;
$$;

-- Saves a campaign and, if p_steps is given, all of its steps. p as for save_campaign.
-- Returns {result: saved | ended | no_such_campaign, campaign?}.
create function public.put_campaign(p jsonb, p_steps jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_campaign public.campaigns;
begin
  if p ->> 'id' is not null then
    select * into v_campaign from public.campaigns where id = (p ->> 'id')::uuid for update;
    if not found then
      return jsonb_build_object('result', 'no_such_campaign');
    elsif v_campaign.status = 'ended' then
      return jsonb_build_object('result', 'ended', 'campaign', to_jsonb(v_campaign));
    end if;
  end if;
  select * into v_campaign from public.save_campaign(p, p_now);
  if jsonb_typeof(p_steps) = 'array' then
    perform public.edit_campaign_steps(v_campaign.id, p_steps, p_now);
  end if;
  return jsonb_build_object('result', 'saved', 'campaign', to_jsonb(v_campaign));
end;
$$;

-- A lead comes in. p: {source, phone, phone_extension?, name?, email?, external_id?, country?, timezone?, region?,
-- postal_code?, custom?, campaign_id?, consent?}. What we know of a lead already is kept; what we
-- did not know is filled in. Told again, nothing is written twice.
-- Returns {result: stored | enrolled | already_enrolled | suppressed | no_consent |
-- active_elsewhere | campaign_ended | no_such_campaign, created, lead, enrollment_id?,
-- conversation_id?, message_id?, send_at?}.
create function public.receive_lead(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := p ->> 'phone';
  v_extension text := p ->> 'phone_extension';
  v_campaign_id uuid := (p ->> 'campaign_id')::uuid;
  v_lead public.leads;
  v_created boolean := false;
  v_result text := 'stored';
  v_enrollment bigint;
  v_message public.sms_messages;
  v_conversation uuid;
begin
  perform private.lock_phone(v_phone);
  insert into public.leads (
    phone, phone_extension, name, email, external_id, source, country, timezone, region, postal_code,
    custom, created_at, updated_at
  ) values (
    v_phone, v_extension, p ->> 'name', p ->> 'email', p ->> 'external_id', coalesce(p ->> 'source', 'api'),
    p ->> 'country', p ->> 'timezone', p ->> 'region', p ->> 'postal_code',
    coalesce(p -> 'custom', '{}'), p_now, p_now
  ) on conflict (phone, phone_extension) do nothing returning * into v_lead;
  v_created := v_lead.id is not null;
  if not v_created then
    update public.leads l
    set name = coalesce(l.name, p ->> 'name'), email = coalesce(l.email, p ->> 'email'),
        external_id = coalesce(l.external_id, p ->> 'external_id'),
        country = coalesce(l.country, p ->> 'country'),
        timezone = coalesce(l.timezone, p ->> 'timezone'),
        region = coalesce(l.region, p ->> 'region'),
        postal_code = coalesce(l.postal_code, p ->> 'postal_code'),
        custom = coalesce(p -> 'custom', '{}') || l.custom, updated_at = p_now
    where l.phone = v_phone and l.phone_extension is not distinct from v_extension
      and ((l.name is null and p ->> 'name' is not null)
        or (l.email is null and p ->> 'email' is not null)
        or (l.external_id is null and p ->> 'external_id' is not null)
        or (l.country is null and p ->> 'country' is not null)
        or (l.timezone is null and p ->> 'timezone' is not null)
        or (l.region is null and p ->> 'region' is not null)
        or (l.postal_code is null and p ->> 'postal_code' is not null)
        or not l.custom @> (coalesce(p -> 'custom', '{}') || l.custom));
    select * into v_lead from public.leads
    where phone = v_phone and phone_extension is not distinct from v_extension;
  end if;
  -- Who has opted out takes that back by a text, not by a form that somebody filled in.
  if jsonb_typeof(p -> 'consent') = 'object' and not private.is_suppressed(v_phone, 'sms') then
    perform private.add_consent(v_lead.id, v_phone, coalesce(p ->> 'source', 'api'), p -> 'consent', p_now);
  end if;

  if v_campaign_id is not null then
    select e.enrollment, e.verdict into v_enrollment, v_result
    from private.enroll_leads(v_campaign_id, array[v_lead.id], p_now) e;
    if v_result = 'enrolled' and exists (
      select 1 from public.campaigns c where c.id = v_campaign_id and c.status = 'running') then
      perform private.plan_steps(array[v_enrollment], p_now);
    end if;
    select m.* into v_message from public.sms_messages m
    where m.enrollment_id = v_enrollment and m.step = 1
    order by m.delivery_status = 'canceled', m.created_at limit 1;
  end if;
  select v.id into v_conversation from public.sms_conversations v
  where v.lead_phone = v_phone order by v.last_activity_at desc limit 1;
  return jsonb_build_object('result', v_result, 'created', v_created, 'lead', to_jsonb(v_lead),
    'enrollment_id', v_enrollment, 'conversation_id', coalesce(v_message.conversation_id, v_conversation),
    'message_id', v_message.message_id, 'send_at', v_message.send_at);
end;
$$;

-- Campaigns begin, rest, go on and end. None of it touches those who wait: the sweep looks at
-- running campaigns only, so a million waiting leads are stopped by one row.
--
-- p_status: running | paused | ended. Returns {result: moved | already | ended | no_steps |
-- no_such_campaign, campaign?}.
create function public.set_campaign_status(
  p_campaign_id uuid, p_status public.campaign_status, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_campaign public.campaigns;
begin
  select * into v_campaign from public.campaigns where id = p_campaign_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_campaign');
  end if;
  if v_campaign.status = p_status then
    return jsonb_build_object('result', 'already', 'campaign', to_jsonb(v_campaign));
  end if;
  if v_campaign.status = 'ended' then
    return jsonb_build_object('result', 'ended', 'campaign', to_jsonb(v_campaign));
  end if;
  if p_status = 'running' and not exists (
    select 1 from public.campaign_steps where campaign_id = p_campaign_id and position = 1) then
    return jsonb_build_object('result', 'no_steps', 'campaign', to_jsonb(v_campaign));
  end if;
  update public.campaigns
  set status = p_status, updated_at = p_now,
      started_at = case when p_status = 'running' then coalesce(started_at, p_now) else started_at end,
      ended_at = case when p_status = 'ended' then p_now end
  where id = p_campaign_id returning * into v_campaign;
  if p_status <> 'running' then
    -- Texts find out when they are claimed; the dial protocol knows nothing of campaigns.
    update public.calls
    set status = 'canceled', end_reason = 'campaign_paused', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where campaign_id = p_campaign_id and enrollment_id is not null and status in ('scheduled', 'held');
  end if;
  if p_status = 'running' then
    -- Second tries of steps that our own sender spoiled. The step after each counts from it.
    with woken as (
      update public.sms_messages m
      set send_at = p_now, enqueue_at = p_now, updated_at = p_now
      from (
        select message_id from public.sms_messages
        where campaign_id = p_campaign_id and delivery_status = 'held' and held_reason = 'campaign_paused'
        for update skip locked
      ) held
      where m.message_id = held.message_id
      returning m.enrollment_id, m.step
    )
    update public.sms_campaign_enrollments e
    set next_message_at = greatest(e.next_message_at, p_now + make_interval(secs => s.delay_seconds)),
        updated_at = p_now
    from woken w join public.campaign_steps s on s.campaign_id = p_campaign_id and s.position = w.step + 1
    where e.id = w.enrollment_id and e.status = 'active' and e.next_step = w.step + 1
      and e.message_id is null and e.call_id is null;
  end if;
  if p_status = 'ended' then
    -- What a worker has in hand at this moment finds out when it claims it.
    update public.sms_messages m
    set delivery_status = 'canceled', suppressed_reason = 'campaign_ended', enqueue_at = null,
        updated_at = p_now
    from (
      select t.message_id from public.sms_campaign_enrollments e
      join public.sms_messages t on t.message_id = e.message_id
      where e.campaign_id = p_campaign_id and e.status in ('active', 'paused')
        and t.delivery_status in ('pending', 'held')
      for update of t skip locked
    ) planned
    where m.message_id = planned.message_id;
    -- Their telephones are free for other campaigns.
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = 'campaign_ended', ended_at = p_now, updated_at = p_now
    where campaign_id = p_campaign_id and status in ('active', 'paused');
  end if;
  return jsonb_build_object('result', 'moved', 'campaign', to_jsonb(v_campaign));
end;
$$;

-- A person moves one enrollment: p_status active (goes on with its next step now), paused, stopped.
-- Returns {result: moved | already | over | active_elsewhere | suppressed | no_such_enrollment}.
create function public.set_enrollment_status(
  p_id bigint, p_status public.enrollment_status, p_reason text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
begin
  perform private.lock_phone((select lead_phone from public.sms_campaign_enrollments where id = p_id));
  select * into v_row from public.sms_campaign_enrollments where id = p_id;
  if not found then
    return jsonb_build_object('result', 'no_such_enrollment');
  end if;
  if v_row.status = p_status then
    return jsonb_build_object('result', 'already');
  end if;
  if v_row.status in ('completed', 'stopped') then
    return jsonb_build_object('result', 'over');
  end if;
  if p_status = 'active' then
    if private.is_suppressed(v_row.lead_phone, case v_row.channel when 'text' then 'sms' else 'voice' end) then
      return jsonb_build_object('result', 'suppressed');
    end if;
    if exists (select 1 from public.sms_campaign_enrollments e
               where e.lead_phone = v_row.lead_phone and e.channel = v_row.channel
                 and e.phone_extension is not distinct from v_row.phone_extension
                 and e.status = 'active') then
      return jsonb_build_object('result', 'active_elsewhere');
    end if;
    update public.sms_campaign_enrollments
    set status = 'active', reason = p_reason, paused_at = null,
        next_message_at = greatest(next_message_at, p_now), updated_at = p_now
    where id = p_id;
    return jsonb_build_object('result', 'moved');
  end if;
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_' || p_status, ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where enrollment_id = p_id and status in ('scheduled', 'held');
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'enrollment_' || p_status,
      enqueue_at = null, updated_at = p_now
  where message_id = v_row.message_id and delivery_status in ('pending', 'held');
  update public.sms_campaign_enrollments
  set status = p_status, reason = p_reason, message_id = null,
      paused_at = case when p_status = 'paused' then p_now else paused_at end,
      ended_at = case when p_status = 'stopped' then p_now end, updated_at = p_now
  where id = p_id;
  return jsonb_build_object('result', 'moved');
end;
$$;

-- Who is this number: the conversation it last wrote or was written to in, or null. `p_number` may
-- be left out. Returns {conversation, lead}.
create function public.conversation_by_phone(p_phone text, p_our_number text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('conversation', to_jsonb(v),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v.lead_id))
  from public.sms_conversations v
  where v.lead_phone = p_phone and (p_our_number is null or v.our_number = p_our_number)
  order by v.ended_at is null desc, v.last_activity_at desc limit 1;
$$;

-- p: {before_seq?, before_at?, after_seq?, after_at?, limit}. Before a place or a moment: the newest ones
-- before it; after it: the oldest ones after it; neither: the newest. In order of seq. `planned` is what waits without a place.
create function public.conversation_page(p_id uuid, p jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'conversation', to_jsonb(v),
    'messages', coalesce((
      select jsonb_agg(to_jsonb(m) order by m.seq) from (
        select * from (
          select x.* from public.sms_messages x
          where x.conversation_id = v.id and p ->> 'after_seq' is null and p ->> 'after_at' is null
            and x.seq is not null
            and (p ->> 'before_seq' is null or x.seq < (p ->> 'before_seq')::integer)
            and (p ->> 'before_at' is null
              or coalesce(x.sent_at, x.created_at) < (p ->> 'before_at')::timestamptz)
          order by x.seq desc limit (p ->> 'limit')::integer) older
        union all
        select * from (
          select x.* from public.sms_messages x
          where x.conversation_id = v.id and x.seq is not null
            and (x.seq > (p ->> 'after_seq')::integer
              or coalesce(x.sent_at, x.created_at) > (p ->> 'after_at')::timestamptz)
          order by x.seq limit (p ->> 'limit')::integer) newer) m), '[]'),
    'planned', coalesce((
      select jsonb_agg(to_jsonb(m) order by m.send_at) from public.sms_messages m
      where m.conversation_id = v.id and m.seq is null and m.delivery_status in ('pending', 'held')), '[]'),
    'enrollment', (
      select to_jsonb(e) || jsonb_build_object('steps', (
        select count(*) from public.campaign_steps s where s.campaign_id = e.campaign_id))
      from public.sms_campaign_enrollments e
      where e.lead_phone = v.lead_phone and e.status in ('active', 'paused')
      order by e.status, e.id desc limit 1))
  from public.sms_conversations v where v.id = p_id;
$$;

-- The lead at exactly this number and extension; without one the line itself.
create function public.lead_by_phone(p_phone text, p_extension text default null)
returns setof public.leads
language sql stable security definer set search_path = '' as $$
  select l.* from public.leads l
  where l.phone = p_phone and l.phone_extension is not distinct from p_extension;
$$;

-- p: {limit, before?: {at, id}, owner?, open?, assigned_to?, lead_id?, campaign_id?, unread?,
-- conversion_status?, q?}.
-- Those with the latest activity first, each with its lead and its last words. Only what is asked for
-- stands in the query, as in list_leads.
create function public.list_conversations(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_page jsonb;
begin
  execute concat(
    'select coalesce(jsonb_agg(to_jsonb(v) || jsonb_build_object(
       ''unread'', (select count(*) from public.sms_messages u
         where u.conversation_id = v.id and u.seq > v.last_read_seq and u.direction = ''inbound''),
       ''lead'', (select to_jsonb(l) from public.leads l where l.id = v.lead_id),
       ''last_message'', (select to_jsonb(m) from public.sms_messages m
         where m.conversation_id = v.id and m.seq is not null order by m.seq desc limit 1))
       order by v.last_activity_at desc, v.id desc), ''[]'')
     from (select v.* from public.sms_conversations v where true',
    case when p -> 'before' ->> 'at' is not null then
      format(' and (v.last_activity_at, v.id) < (%L::timestamptz, %L::uuid)',
        p -> 'before' ->> 'at', p -> 'before' ->> 'id') end,
    case when p ->> 'owner' is not null then format(' and v.owner = %L', p ->> 'owner') end,
    case (p ->> 'open')::boolean
      when true then ' and v.ended_at is null' when false then ' and v.ended_at is not null' end,
    case when p ->> 'assigned_to' is not null then format(' and v.assigned_to = %L', p ->> 'assigned_to') end,
    case when p ->> 'lead_id' is not null then format(' and v.lead_id = %L', p ->> 'lead_id') end,
    case when p ->> 'campaign_id' is not null then format(' and v.campaign_id = %L', p ->> 'campaign_id') end,
    case when p ->> 'conversion_status' is not null then
      format(' and v.conversion_status = %L', p ->> 'conversion_status') end,
    case when (p ->> 'unread')::boolean then ' and v.last_inbound_seq > v.last_read_seq' end,
    case when p ->> 'q' is not null then
      format(' and v.lead_id in (select l.id from public.leads l where l.name ilike %1$L or l.phone like %1$L)',
        private.like_anywhere(p ->> 'q')) end,
    format(' order by v.last_activity_at desc, v.id desc limit %L) v', p ->> 'limit'))
  into v_page;
  return v_page;
end;
$$;

-- Newest first. `p_q` is looked for in name, number and address. Only what is asked for stands in the
-- query, with its values: a plan for whatever may be asked would read every lead.
create function public.list_leads(
  p_q text, p_status text, p_before bigint, p_offset integer, p_limit integer,
  p_outcome public.outcome default null
) returns setof public.leads
language plpgsql stable security definer set search_path = '' as $$
begin
  return query execute concat(
    'select l.* from public.leads l where true',
    case when p_before is not null then format(' and l.id < %L', p_before) end,
    case when p_status is not null then format(' and l.lead_status = %L', p_status) end,
    case when p_outcome is not null then format(' and l.outcome = %L', p_outcome) end,
    case when p_q is not null then
      format(' and (l.name ilike %1$L or l.phone like %1$L or l.email ilike %1$L)',
        private.like_anywhere(p_q)) end,
    format(' order by l.id desc offset %L limit %L', coalesce(p_offset, 0), p_limit));
end;
$$;

-- Who is this number: by the conversation or call it was in last (no longer ago than p_since), and
-- by the table of leads; with what an agent should know of it. p_lead_id: a lead that is known to be
-- meant, whatever the number. Returns {ours, by_contact, by_lead, texts, calls, appointments}, the leads
-- as rows or null; `ours`: it is no lead at all, but one of our own numbers.
create function public.number_history(
  p_phone text, p_lead_id bigint, p_since timestamptz, p_now timestamptz
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_contact bigint;
  v_of_line bigint;
  v_lead bigint;
begin
  select t.lead_id into v_contact from (
    (select v.lead_id, v.last_activity_at as at from public.sms_conversations v
     where v.lead_phone = p_phone and v.lead_id is not null and v.last_activity_at >= p_since
     order by v.last_activity_at desc limit 1)
    union all
    (select c.lead_id, coalesce(c.ended_at, c.dialed_at, c.created_at) from public.calls c
     where c.lead_phone = p_phone and c.lead_id is not null and c.created_at >= p_since
     order by c.created_at desc limit 1)
  ) t order by t.at desc limit 1;
  v_of_line := private.lead_of_line(p_phone);
  -- Of several people behind one line nobody knows who rings; the last to be called proves nothing.
  if v_contact is distinct from v_of_line and exists (
    select 1 from public.leads l
    where l.id = v_contact and l.phone = p_phone and l.phone_extension is not null) then
    v_contact := null;
  end if;
  v_lead := coalesce(p_lead_id, v_contact, v_of_line);
  return jsonb_build_object(
    'ours', private.is_ours(p_phone),
    'known', (select to_jsonb(l) from public.leads l where l.id = p_lead_id),
    'by_contact', (select to_jsonb(l) from public.leads l where l.id = v_contact),
    'by_lead', (select to_jsonb(l) from public.leads l where l.id = v_of_line),
    'texts', coalesce((
      select jsonb_agg(to_jsonb(m) order by m.at) from (
        select x.direction, x.author, x.body, x.created_at as at from public.sms_messages x
        where x.lead_id = v_lead and x.seq is not null and x.body is not null
          and x.delivery_status not in ('canceled', 'suppressed', 'failed')
        order by x.created_at desc limit 20) m), '[]'),
    'calls', coalesce((
      select jsonb_agg(to_jsonb(k) order by k.at) from (
        select c.direction, c.status, c.message as why, c.created_at as at, a.outcome, a.summary
        from public.calls c
        left join public.conversation_analyses a on a.call_id = c.id
        where c.lead_id = v_lead order by c.created_at desc limit 10) k), '[]'),
    'appointments', coalesce((
      select jsonb_agg(a.starts_at order by a.starts_at) from public.appointments a
      where a.lead_id = v_lead and a.starts_at > p_now), '[]'));
end;
$$;

-- The histories of several numbers in one reading, in the order in which they are asked for. p_asked:
-- [{phone, lead_id, since}], each as number_history takes them.
create function public.number_histories(p_asked jsonb, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(public.number_history(t.a ->> 'phone', (t.a ->> 'lead_id')::bigint,
    (t.a ->> 'since')::timestamptz, p_now) order by t.n), '[]')
  from jsonb_array_elements(p_asked) with ordinality t(a, n);
$$;

-- Under which topics the log has told of a lead, and of what hangs on it.
create function private.topics_of_lead(
  p_id bigint, p_phones text[], p_sids text[], p_talks uuid[]
) returns text[]
language sql stable security definer set search_path = '' as $$
  select array_agg(t.topic) from (
    select 'lead:' || p_id as topic
    union all select 'call:' || c.id from public.calls c where c.lead_id = p_id
    union all select 'transcript:' || s from unnest(p_sids) s
    union all select distinct 'transcript:' || x.call_sid from public.conversation_transcripts x
      where x.lead_id = p_id
    union all select 'analysis:' || a.id from public.conversation_analyses a
      where a.lead_id = p_id or a.conversation_id = any (p_talks)
    union all select 'appointment:' || a.id from public.appointments a
      where a.lead_id = p_id or a.conversation_id = any (p_talks)
    union all select 'suppression:' || b.id from public.suppressions b where b.phone = any (p_phones)
    union all select 'consent:' || k.id from public.consents k
      where k.phone = any (p_phones) or k.lead_id = p_id
    union all select 'enrollment:' || e.id from public.sms_campaign_enrollments e
      where e.lead_phone = any (p_phones) or e.lead_id = p_id
    union all select 'conversation:' || v from unnest(p_talks) v
    union all select 'message:' || v from unnest(p_talks) v
    union all select distinct 'message:' || m.conversation_id from public.sms_messages m
      where m.lead_id = p_id) t;
$$;

-- Deletes a lead and what was said and written, under whichever number; keeps the block, the proof
-- of consent without the person, and bare facts of calls without the number. A live call refuses:
-- hang up first. Returns {deleted, reason}.
create function public.delete_lead(p_id bigint, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_phones text[] := private.numbers_of(p_id);
  v_sids text[];
  v_talks uuid[];
  v_topics text[];
  v_told bigint;
begin
  perform private.lock_phone(n) from unnest(v_phones) n;
  perform 1 from public.leads where id = p_id for update;
  if not found then
    return jsonb_build_object('deleted', false, 'reason', 'no_such_lead');
  end if;
  if exists (select 1 from public.calls c where c.lead_id = p_id and private.is_live(c.status)) then
    return jsonb_build_object('deleted', false, 'reason', 'live_call');
  end if;
  select s.last_value into v_told from public.events_id_seq s;
  select coalesce(array_agg(c.call_sid), '{}') into v_sids from public.calls c
  where c.lead_id = p_id and c.call_sid is not null;
  select coalesce(array_agg(v.id), '{}') into v_talks from public.sms_conversations v
  where v.lead_phone = any (v_phones) or v.lead_id = p_id;
  v_topics := private.topics_of_lead(p_id, v_phones, v_sids, v_talks);
  delete from public.conversation_transcripts t
  where t.lead_id = p_id or t.call_sid = any (v_sids);
  delete from public.conversation_analyses where lead_id = p_id;
  delete from public.appointments where lead_id = p_id;
  update public.call_events e set from_number = null, to_number = null, payload = '{}'
  where e.call_id in (select c.id from public.calls c where c.lead_id = p_id);
  update public.calls c
  set status = case when status in ('scheduled', 'held') then 'canceled'::public.call_status else status end,
      end_reason = case when status in ('scheduled', 'held') then 'lead_deleted' else end_reason end,
      ended_at = coalesce(ended_at, p_now), settled_at = coalesce(settled_at, p_now),
      to_number = g.gone, from_number = null, lead_phone = g.gone, message = null, metadata = '{}',
      updated_at = p_now
  from (select k.id, 'deleted:' || private.phone_hash(k.lead_phone) as gone
        from public.calls k where k.lead_id = p_id) g
  where c.id = g.id;
  -- A decision's evidence may hold the lead's own words.
  update public.contact_decisions set evidence = '{}'
  where lead_id = p_id and evidence <> '{}';
  update public.suppressions set phone = null, words = null where phone = any (v_phones);
  delete from public.sms_campaign_enrollments where lead_phone = any (v_phones) or lead_id = p_id;
  delete from public.inbound_arrivals where lead_phone = any (v_phones);
  delete from public.sms_messages where conversation_id = any (v_talks) or lead_id = p_id;
  delete from public.sms_conversations where id = any (v_talks);
  -- The words of a form are ours and prove something; what the lead has said itself is the lead's.
  update public.consents
  set phone = 'deleted:' || private.phone_hash(phone), ip = null, user_agent = null, evidence = '{}',
      text = case when kind <> 'keyword' and source <> 'asked_by_text' then text end,
      revoked_at = coalesce(revoked_at, p_now), updated_at = p_now
  where phone = any (v_phones) or lead_id = p_id;
  -- What the log has told of this person up to now, and what it has told since of rows that were on
  -- their way out. What remains names nobody, and a reader who held the rows needs it.
  delete from public.events
  where topic = any (v_topics)
    and (id <= v_told or type in ('enrollment.updated', 'conversation.updated', 'message.updated'));
  delete from public.leads where id = p_id;
  return jsonb_build_object('deleted', true);
end;
$$;

-- The sound of a call is gone. False: it was already.
create function public.forget_recording(p_call_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set recording_sid = null, recording_url = null, updated_at = p_now
  where id = p_call_id and (recording_sid is not null or recording_url is not null);
  return found;
end;
$$;

-- Calls whose sound is to go: of leads that were deleted, whenever they were, and those that ended before
-- then (null: however old, it is kept), the oldest first: [{call_id, recording_sid}]. Without a sid the
-- carrier is not ours to ask, and only the address is forgotten.
create function public.old_recordings(p_before timestamptz, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
  with of_deleted as (
    select c.id, c.recording_sid, c.ended_at from public.calls c
    where (c.recording_sid is not null or c.recording_url is not null) and c.lead_phone like 'deleted:%'
    order by c.id limit p_limit),
  old as (
    select c.id, c.recording_sid, c.ended_at from public.calls c
    where c.ended_at < p_before and (c.recording_sid is not null or c.recording_url is not null)
    order by c.ended_at limit p_limit)
  select coalesce(jsonb_agg(jsonb_build_object('call_id', o.id,
    'recording_sid', case when o.recording_sid like 'RE%' then o.recording_sid end)
    order by o.ended_at, o.id), '[]')
  from (select * from of_deleted union select * from old limit p_limit) o;
$$;

-- What is forgotten once it is old enough: slice by slice, each by an index that begins with the oldest,
-- so that nobody who writes has to wait for it and a slice costs the same whatever is kept.
--
-- Forgets up to p_limit rows of a kind that are older than p_before; how many it forgot. p_kind:
-- webhook_receipts | call_events | contact_decisions | idempotency_keys | transcripts. What belongs to
-- a call that is not over yet is kept, however old: a decision still says why it waits, and a key still
-- says that it was ordered.
create function public.prune_history(p_kind text, p_before timestamptz, p_limit integer)
returns integer
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_gone integer;
begin
  if p_kind = 'webhook_receipts' then
    delete from public.webhook_receipts where id in (
      select r.id from public.webhook_receipts r where r.last_received_at < p_before
      order by r.last_received_at limit p_limit);
  elsif p_kind = 'call_events' then
    delete from public.call_events where id in (
      select e.id from public.call_events e where e.received_at < p_before
        and not exists (select 1 from public.calls c where c.id = e.call_id and c.ended_at is null)
      order by e.received_at limit p_limit);
  elsif p_kind = 'contact_decisions' then
    delete from public.contact_decisions where id in (
      select d.id from public.contact_decisions d where d.at < p_before
        and not exists (select 1 from public.calls c where c.id = d.call_id and c.ended_at is null)
        and not exists (select 1 from public.sms_messages m where m.message_id = d.message_id
                        and m.delivery_status in ('pending', 'held'))
      order by d.at limit p_limit);
  elsif p_kind = 'idempotency_keys' then
    delete from public.idempotency_keys where key_hash in (
      select k.key_hash from public.idempotency_keys k where k.created_at < p_before
        and not exists (select 1 from public.calls c where c.id = k.call_id and c.ended_at is null)
      order by k.created_at limit p_limit);
  elsif p_kind = 'transcripts' then
    delete from public.conversation_transcripts where id in (
      select t.id from public.conversation_transcripts t where t.timestamp < p_before
        and not exists (select 1 from public.calls c where c.call_sid = t.call_sid and c.ended_at is null)
      order by t.timestamp limit p_limit);
  else
    raise exception 'prune_history: nothing is called %', p_kind using errcode = '22023';
  end if;
  get diagnostics v_gone = row_count;
  return v_gone;
end;
$$;

-- Of these ids, of keys and of sessions, those that still open something: [id].
create function public.open_passes(p_ids jsonb, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  with asked as (select value::uuid as id from jsonb_array_elements_text(p_ids))
  select coalesce(jsonb_agg(o.id), '[]') from (
    select k.id from asked join public.api_keys k using (id)
    where k.revoked_at is null and (k.expires_at is null or k.expires_at > p_now)
    union all
    select s.id from asked join public.sessions s using (id) where s.expires_at > p_now) o;
$$;

-- Somebody has signed in; on the way, sessions that are over are forgotten. Returns the id.
create function public.open_session(p jsonb, p_now timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  delete from public.sessions where expires_at <= p_now;
  insert into public.sessions (
    token_hash, user_name, role, created_at, expires_at, last_seen_at)
  values (
    p ->> 'token_hash', p ->> 'user_name', (p ->> 'role')::public.api_role, p_now,
    (p ->> 'expires_at')::timestamptz, p_now)
  on conflict (token_hash) do update set last_seen_at = p_now
  returning id into v_id;
  return v_id;
end;
$$;

-- An api says in one breath that it is at work and that it takes in webhooks. Its sign is written as
-- often as anybody needs it, which is less often than the door's.
create function public.api_beat(p_instance text, p_opens boolean, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.note_door(p_opens, p_now);
  if not exists (select 1 from public.signs_of_life s
                 where s.service = 'api' and s.instance = p_instance
                   and s.at > clock_timestamp() - interval '1500 milliseconds') then
    perform public.sign_of_life('api', p_instance, null);
  end if;
end;
$$;

-- It leaves in good order.
create function public.api_leaves(p_instance text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.close_door(p_now);
  perform public.sign_off('api', p_instance);
end;
$$;

-- Counts on, up to two hours ago: by then every transaction is over that had an older clock. Of several
-- that do this at once, one does.
create function private.count_finished_calls(p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_from timestamptz;
begin
  if current_setting('transaction_read_only')::boolean then
    return;
  end if;
  select r.reached_at into v_from from private.rounds r
  where r.name = 'finished_calls' and r.reached_at < p_now - interval '3 hours'
  for update skip locked;
  if not found then
    return;
  end if;
  insert into private.finished_calls as f (status, n)
  select c.status, count(*) from public.calls c
  where c.ended_at > v_from and c.ended_at <= p_now - interval '2 hours' group by c.status
  on conflict (status) do update set n = f.n + excluded.n;
  update private.rounds set reached_at = p_now - interval '2 hours' where name = 'finished_calls';
end;
$$;

-- {status: n} of all calls. What has not ended is found by its own indexes.
create function private.calls_by_status() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(s.status, s.n), '{}') from (
    select u.status, sum(u.n)::bigint as n from (
      select f.status, f.n from private.finished_calls f
      union all
      select c.status, count(*) from public.calls c
      where c.ended_at > (select r.reached_at from private.rounds r where r.name = 'finished_calls')
      group by c.status
      union all
      select c.status, count(*) from public.calls c
      where private.is_live(c.status) and c.ended_at is null group by c.status
      union all
      select c.status, count(*) from public.calls c
      where c.status in ('scheduled', 'held') and c.ended_at is null group by c.status) u
    group by u.status having sum(u.n) > 0) s;
$$;

create function public.call_health(p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  perform private.count_finished_calls(p_now);
  return jsonb_build_object(
    'calls', private.calls_by_status(),
    'oldest_due_seconds', coalesce((
      select extract(epoch from p_now - min(run_at)) from public.calls
      where status in ('scheduled', 'held') and run_at <= p_now), 0),
    'oldest_unknown_seconds', coalesce((
      select extract(epoch from p_now - min(dialed_at)) from public.calls where status = 'unknown'), 0),
    'unsettled', (select count(*) from public.calls where settled_at is null and ended_at is not null),
    'last_webhook_at', private.last_receipt()
  );
end;
$$;

-- Whether the carrier's list of inbound texts may have to be read; find-lost-texts looks closer.
create function private.look_is_due(p_now timestamptz) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_door public.inbound_door;
  v_look public.inbound_looks;
begin
  select * into v_look from public.inbound_looks l where l.provider = 'twilio';
  if not found or v_look.updated_at <= p_now - interval '1 minute' then
    return true;
  end if;
  select * into v_door from public.inbound_door;
  return found and (v_look.looked_until < v_door.open_since
    or (v_door.seen_at < p_now - private.door_is_away_after()
      and v_look.updated_at <= p_now - interval '5 seconds'));
end;
$$;

-- Rows that should have a job: {due: [{id, fence, priority, run_at}], unsettled: [id],
-- unanalysed: [id]}. `due` looks a little ahead, so that only the near window sits in the queue.
create function public.lost_work(p_ahead interval, p_now timestamptz, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return jsonb_build_object(
    'due', coalesce((
      select jsonb_agg(d) from (
        select id, fence, priority, run_at from public.calls
        where status in ('scheduled', 'held') and run_at <= p_now + p_ahead
        order by run_at limit p_limit) d), '[]'),
    'unsettled', coalesce((
      select jsonb_agg(u.id) from (
        select id from public.calls
        where settled_at is null and ended_at is not null and ended_at <= p_now - interval '3 seconds'
        order by ended_at limit p_limit) u), '[]'),
    'unanalysed', coalesce((
      select jsonb_agg(n.call_id) from (
        select o.call_id from private.owed_analyses o join public.calls c on c.id = o.call_id
        where o.since between p_now - interval '14 days' and p_now - interval '10 seconds'
          and private.owes_analysis(c)
        order by o.since limit p_limit) n), '[]')
  );
end;
$$;

-- The newest migration that was applied here, as the record of them says; null where there is none. The
-- same cost at any size: a service asks before it calls itself ready.
create function public.newest_migration() returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select max(version) from supabase_migrations.schema_migrations);
exception when undefined_table or invalid_schema_name then
  return null;
end;
$$;

-- Leads whose record fell behind their calls: `call_sid` missing although a call was accepted. The
-- newest calls are looked at each time, all others in rounds.
create function public.repair_leads(p_now timestamptz, p_limit integer) returns setof bigint
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_lead record;
  v_from private.rounds;
  v_slice uuid[];
  v_looked uuid[];
begin
  select * into v_from from private.rounds r where r.name = 'repair_leads';
  if v_from.reached_at = '-infinity' then
    v_from.reached_at := 'infinity';
  end if;
  -- From the newest to the oldest, so that what is looked at together lies together.
  select array_agg(s.id order by s.created_at desc, s.id) into v_slice from (
    select c.id, c.created_at from public.calls c
    where c.created_at <= v_from.reached_at
      and (c.created_at < v_from.reached_at or c.id > v_from.reached_id)
    order by c.created_at desc, c.id limit 2 * p_limit) s;
  update private.rounds r
  set reached_at = coalesce(c.created_at, '-infinity'), reached_id = coalesce(c.id, r.reached_id)
  from (select 1) one left join public.calls c on c.id = v_slice[2 * p_limit]
  where r.name = 'repair_leads';
  select array_agg(s.id) || coalesce(v_slice, '{}') into v_looked from (
    select c.id from public.calls c order by c.created_at desc, c.id limit p_limit) s;
  for v_lead in
    select b.id, k.call_sid from (
      select distinct l.id from unnest(v_looked) i
      join public.calls c on c.id = i join public.leads l on l.id = c.lead_id
      where l.lead_status = 'new' or l.last_contacted_at is null) b
    cross join lateral (
      select c.call_sid from public.calls c
      where c.lead_id = b.id and c.direction = 'outbound' and c.call_sid is not null
        and c.reached is not false
      order by c.dialed_at desc limit 1) k
    order by b.id limit p_limit
  loop
    perform private.mark_contacted(v_lead.id, v_lead.call_sid, p_now);
    return next v_lead.id;
  end loop;
end;
$$;

-- {takes_writes}: false on a standby, and on a database that was made read-only, as one whose disk is
-- full may be. Volatile, or it would be asked in a transaction that is read-only in any case.
create function public.takes_writes() returns jsonb
language sql volatile security definer set search_path = '' as $$
  select jsonb_build_object(
    'takes_writes', not current_setting('transaction_read_only')::boolean);
$$;

-- Read from the small indexes of what is under way, and from the last hour: never from everything.
create function public.text_health(p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return (with recent as (
    select delivery_status, delivery_error from public.sms_messages
    where sent_at > p_now - interval '1 hour' and direction = 'outbound'
  )
  select jsonb_build_object(
    'waiting', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where delivery_status in ('pending', 'held') group by delivery_status) s), '{}'),
    'on_the_way', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where delivery_status in ('sending', 'unknown', 'queued') group by delivery_status) s), '{}'),
    'sent_last_hour', (select count(*) from recent),
    'filtered_last_hour', (select count(*) from recent where delivery_error = '30007'),
    'failed_last_hour', (select count(*) from recent where delivery_status in ('failed', 'undelivered')),
    'oldest_due_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(send_at)), 0) from public.sms_messages
      where delivery_status in ('pending', 'held') and send_at <= p_now), 0),
    'oldest_step_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(e.next_message_at)), 0)
      from public.campaigns c cross join lateral (
        select x.next_message_at from public.sms_campaign_enrollments x
        where x.campaign_id = c.id and x.status = 'active' and x.message_id is null and x.call_id is null
        order by x.next_message_at limit 1) e
      where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now)), 0),
    'oldest_unknown_seconds', coalesce((
      select extract(epoch from p_now - min(claimed_at)) from public.sms_messages
      where delivery_status = 'unknown'), 0),
    'oldest_reply_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(reply_due_at)), 0) from public.sms_conversations
      where reply_due_at is not null), 0),
    'oldest_unjudged_seconds', coalesce((
      select extract(epoch from p_now - min(m.created_at)) from public.sms_messages m
      where m.refusal_verdict = 'pending'
        and not (private.is_suppressed(m.lead_phone, 'sms') and private.is_suppressed(m.lead_phone, 'voice'))), 0),
    'last_inbound_at', private.last_receipt('text_inbound'),
    'last_callback_at', private.last_receipt('text_callback'),
    'last_sent_at', (
      select max(sent_at) from public.sms_messages where sent_at is not null and direction = 'outbound'),
    -- A webhook that came after all, late, was not lost.
    'found_last_hour', (
      select count(*) from public.webhook_receipts f
      where f.provider = 'twilio' and f.kind = 'text_found'
        and f.last_received_at > p_now - interval '1 hour' and not exists (
          select 1 from public.webhook_receipts w where w.provider = f.provider
            and w.kind = 'text_inbound' and w.dedupe_key = f.dedupe_key)),
    'inbound_looked_seconds', (
      select extract(epoch from greatest(p_now - min(l.looked_until), interval '0'))
      from public.inbound_looks l having count(*) > 0),
    'inbound_unread', private.inbound_unread(p_now) ->> 'reason',
    'switched_off', private.is_switched_off('texts')));
end;
$$;

-- Whether claim_due_messages may plan a step or give out a text: of a sender that has room, or of a
-- campaign that runs, whose calls no sender holds back.
create function private.texts_are_due(p_ahead interval, p_now timestamptz) returns boolean
language plpgsql stable security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
begin
  return exists (
      select 1 from private.sender_rooms(p_ahead, p_now) r cross join lateral (
        (select 1 from public.sms_messages a
         where a.sender = r.sender and a.delivery_status in ('pending', 'held')
           and a.kind not in ('campaign', 'single') and a.enqueue_at <= p_now + p_ahead limit 1)
        union all
        (select 1 from public.sms_messages o
         where o.sender = r.sender and o.delivery_status in ('pending', 'held')
           and o.kind in ('campaign', 'single') and o.enqueue_at <= p_now + p_ahead limit 1)) m)
    or exists (
      select 1 from public.campaigns c cross join lateral (
        select 1 from public.sms_campaign_enrollments x
        where x.campaign_id = c.id and x.status = 'active' and x.message_id is null
          and x.call_id is null and x.next_message_at <= p_now + p_ahead limit 1) e
      where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now));
end;
$$;

-- {for_person_seconds, to_review, for_judge_seconds}: how long a lead has waited for a person who was
-- asked for, or who has the conversation and has not read the lead's last words; how many analyses a
-- person has to look at (a thousand stands for more); how long a talk that is over has not been judged.
create function public.waiting_health(p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return jsonb_build_object(
    'for_person_seconds', greatest(0, extract(epoch from p_now - least(
      (select min(handed_over_at) from public.sms_conversations
       where awaits_human and owner <> 'ai' and ended_at is null),
      (select min(last_inbound_at) from public.sms_conversations
       where owner = 'human' and ended_at is null and last_inbound_seq > last_read_seq)))),
    'to_review', (
      select count(*) from (
        select 1 from public.conversation_analyses where status = 'needs_review' limit 1000) s),
    'for_judge_seconds', greatest(0, extract(epoch from p_now - (
      select min(since) from private.owed_analyses))));
end;
$$;

-- Looking round: one reading says for all rounds which of them have something to do, so that a house in
-- which nothing happens is not asked by each of them again and again.
--
-- The names of the jobs that would find something. It may name one that finds nothing, and must leave
-- out none that would: where a round has a reading of its own for what is due, it is that reading.
create function public.work_due(p_calls_ahead interval, p_texts_ahead interval, p_now timestamptz)
returns text[]
language plpgsql stable security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_due text[] := '{}';
begin
  if exists (select 1 from public.calls c where private.is_live(c.status) and c.next_check_at <= p_now)
     or exists (select 1 from public.calls c where c.price_check_at <= p_now) then
    v_due := v_due || 'check-calls'::text;
  end if;
  if public.lost_work(p_calls_ahead, p_now, 1)
     <> '{"due": [], "unsettled": [], "unanalysed": []}'::jsonb then
    v_due := v_due || 'sweep-calls'::text;
  end if;
  if exists (select 1 from public.inbound_arrivals a where a.created_at <= p_now - interval '5 seconds')
     or private.texts_are_due(p_texts_ahead, p_now)
     or public.claim_due_replies(p_texts_ahead, p_now, 1) <> '[]'
     or public.claim_unjudged(p_texts_ahead, interval '0', p_now, 1) <> '[]'
     or exists (select 1 from public.unanalysed_conversations(p_now, 1)) then
    v_due := v_due || 'sweep-texts'::text;
  end if;
  if exists (select 1 from public.sms_messages m
             where m.delivery_status in ('sending', 'unknown', 'queued', 'sent')
               and m.next_check_at <= p_now) then
    v_due := v_due || 'check-texts'::text;
  end if;
  if private.look_is_due(p_now) then
    v_due := v_due || 'find-lost-texts'::text;
  end if;
  if public.due_webhooks(p_now, 1) <> '[]' then
    v_due := v_due || 'sweep-webhooks'::text;
  end if;
  return v_due;
end;
$$;

-- Triggers.

select private.tell_of('appointment', 'public.appointments', 'appointments', 'created_at');

select private.tell_of('call', 'public.calls', 'calls', 'created_at',
  p_hidden => '{fence,worker,claim_ids,slot,api_key_id,prefix,minute_usd,cost_usd,price_usd,price_check_at,
    deadline_at,checks,next_check_at,stream_token_hash,stream_token_expires_at,streams_opened,
    stream_tries,stream_open_since,enrollment_id,step,person_asked_at,updated_at}');

create trigger calls_settled_for_campaign after update of settled_at on public.calls
  for each row when (old.settled_at is null and new.settled_at is not null and new.enrollment_id is not null)
  execute function private.campaign_call_settled();

create trigger calls_state_consent after insert on public.calls
  for each row when (new.direction = 'outbound'
    and (new.origin = 'api' or (new.origin = 'callback' and new.callback_of is not null)))
  execute function private.state_call_consent();

create constraint trigger calls_explain_taken_back
  after update of status on public.calls deferrable initially deferred
  for each row when (old.status in ('scheduled', 'held') and new.status = 'canceled'
    and new.end_reason is not null)
  execute function private.explain_call_taken_back();

create trigger calls_set_extension before insert on public.calls
  for each row when (new.direction = 'outbound' and new.lead_id is not null and new.phone_extension is null)
  execute function private.set_extension();

create trigger calls_owe_analysis after insert or update of settled_at, call_sid on public.calls
  for each row when (new.settled_at is not null and new.call_sid is not null)
  execute function private.call_owes_analysis();

select private.tell_of('campaign_step', 'public.campaign_steps', 'campaign_steps', 'created_at',
  p_topic => 'campaign_id', p_key => '{campaign_id,position}', p_is_part => true,
  p_hidden => '{updated_at}');

select private.tell_of('campaign', 'public.campaigns', 'campaigns', 'created_at');

create trigger campaigns_know_sender after insert or update of sender on public.campaigns
  for each row execute function private.know_sender('sender');

create trigger campaigns_know_number after insert or update of sender on public.campaigns
  for each row execute function private.know_sender_number('campaign');

select private.tell_of('consent', 'public.consents', 'consents', 'id',
  p_hidden => '{text,url,ip,user_agent,evidence,created_at,updated_at}');

select private.tell_of('analysis', 'public.conversation_analyses', 'analyses', 'created_at',
  p_hidden => '{usage}');

create trigger analyses_halt_campaigns after insert or update of outcome on public.conversation_analyses
  for each row when (new.outcome in ('success', 'qualified', 'unqualified', 'escalated', 'discarded'))
  execute function private.analysis_halts_campaigns();

create trigger analyses_wake_calls after insert or update of decided_by on public.conversation_analyses
  for each row when (new.call_id is not null and new.decided_by <> 'nobody')
  execute function private.analysis_wakes_calls();

create constraint trigger analyses_judge_orders
  after insert or update of outcome on public.conversation_analyses deferrable initially deferred
  for each row when (new.call_id is not null)
  execute function private.talk_judges_orders();

create trigger analyses_settle_debt after insert or update or delete on public.conversation_analyses
  for each row execute function private.analysis_settles_debt();

select private.tell_of('transcript', 'public.conversation_transcripts', 'transcripts', 'id',
  p_topic => 'call_sid', p_is_part => true, p_hidden => '{call_id}');

create trigger transcripts_owe_analysis after insert on public.conversation_transcripts
  referencing new table as words for each statement
  execute function private.words_owe_analysis();

select private.tell_of('lead', 'public.leads', 'leads', 'id');

create trigger leads_know_block before insert or update of phone on public.leads
for each row execute function private.know_blocked_lead();

create trigger leads_leave_number after update of phone on public.leads
for each row when (old.phone is distinct from new.phone) execute function private.leave_number();

create trigger leads_refuse_nobody before insert or update of phone on public.leads
  for each row execute function private.refuse_nobody();

create trigger leads_correct_extension after update of phone_extension on public.leads
  for each row when (old.phone = new.phone and old.phone_extension is distinct from new.phone_extension)
  execute function private.correct_extension();

-- That it sent something is no news; that its pace was changed, or that it rests, is.
select private.tell_of('sender', 'public.senders', 'senders', null, p_topic => 'sender',
  p_key => '{sender}',
  p_hidden => '{provider,usual_per_second,free_at,next_answer_at,next_other_at,created_at,updated_at}');

create trigger senders_know_number after insert on public.senders
  for each row execute function private.know_sender_number('texted');

select private.tell_of('enrollment', 'public.sms_campaign_enrollments', 'enrollments', 'id',
  p_hidden => '{created_at,updated_at}');

select private.tell_of('conversation', 'public.sms_conversations', 'conversations', 'last_activity_at',
  p_hidden => '{reply_due_at,reply_first_at,reply_fence,reply_tries,updated_at}');

create trigger conversations_know_sender after insert on public.sms_conversations
  for each row execute function private.know_sender('our_number');

create trigger conversations_owe_analysis after insert on public.sms_conversations
  for each row when (new.ended_at is not null) execute function private.conversation_owes_analysis();

create trigger conversations_owe_analysis_again
  after update of ended_at, last_inbound_seq on public.sms_conversations
  for each row when (old.ended_at is not null or new.ended_at is not null)
  execute function private.conversation_owes_analysis();

select private.tell_of('message', 'public.sms_messages', 'messages', 'created_at',
  p_topic => 'conversation_id', p_key => '{message_id}', p_is_part => true,
  p_hidden => '{sender,idempotency_key_hash,request_hash,enqueue_at,fence,worker,claim_ids,
    claimed_segments,api_key_id,prefix,deadline_at,checks,next_check_at,claimed_at,valid_until,
    granted_on,budgeted,judge_at,judge_tries,arrived_at,updated_at}');

create trigger messages_set_sender before insert on public.sms_messages
  for each row when (new.sender is null) execute function private.set_sender();

create constraint trigger messages_explain_taken_back
  after update of delivery_status on public.sms_messages deferrable initially deferred
  for each row when (old.delivery_status in ('pending', 'held')
    and new.delivery_status in ('canceled', 'suppressed') and new.suppressed_reason is not null)
  execute function private.explain_text_taken_back();

-- A hash finds a number again: it is nobody's business.
select private.tell_of('suppression', 'public.suppressions', 'suppressions', 'id',
  p_hidden => '{phone_hash}');

select private.tell_of('switch', 'public.switches', 'switches', null, p_topic => 'name',
  p_key => '{name}');

-- Rights.

select private.close_tables();

select private.close_functions();

revoke delete on public.suppressions from service_role;
