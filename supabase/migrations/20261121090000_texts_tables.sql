-- Texts: where leads come from, what they agreed to, campaigns and who is in them, conversations.

create type public.delivery_status as enum (
  'pending', 'held', 'sending', 'unknown', 'queued', 'sent', 'delivered', 'undelivered', 'failed',
  'canceled', 'suppressed', 'received'
);
create type public.conversation_owner as enum ('ai', 'human', 'paused', 'closed');
create type public.message_author as enum ('lead', 'ai', 'human', 'campaign', 'system');
create type public.message_kind as enum ('inbound', 'campaign', 'single', 'reply', 'human', 'notice');
create type public.campaign_status as enum ('draft', 'running', 'paused', 'ended');
create type public.enrollment_status as enum ('active', 'paused', 'completed', 'stopped');

-- What stops everything, or one channel, at once.
create table public.switches (
  name text primary key,
  is_on boolean not null default false,
  reason text,
  updated_at timestamptz not null default now()
);
insert into public.switches (name) values ('stop_all'), ('stop_calls'), ('stop_texts');

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
-- A sweep looks at these and no others.
create index campaigns_running on public.campaigns (id) where status = 'running';

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

-- One row a campaign and day: how much of the day is given away. Kept as numbers, since counting
-- the day's messages before each of them would cost more with each of them.
create table public.campaign_days (
  day date not null,
  campaign_id uuid not null,
  granted integer not null default 0,
  spent_usd numeric not null default 0,
  primary key (campaign_id, day)
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

-- How many contacts something has had since a moment: a destination prefix since the full hour, a key
-- since the beginning of the day. A prefix is a range of numbers, and nobody's name.
create table public.contact_counts (
  name text not null,
  since timestamptz not null,
  contacts integer not null default 0,
  primary key (name, since)
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
-- The same form told twice is one consent.
create unique index consents_once on public.consents (
  phone, channel, kind, source, coalesce(form_id, ''), coalesce(text_version, ''),
  md5(coalesce(text, ''))
) where revoked_at is null;
create index consents_of_lead on public.consents (lead_id, id desc);
-- Those that were revoked, too: a decision is judged by all of them.
create index consents_of_phone on public.consents (phone, id desc);

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
create unique index conversations_one_open on public.sms_conversations (lead_phone, our_number)
  where ended_at is null;
create index conversations_of_pair on public.sms_conversations (lead_phone, our_number, created_at desc);
create index conversations_of_lead on public.sms_conversations (lead_id, last_activity_at desc);
create index conversations_reply_due on public.sms_conversations (reply_due_at)
  where reply_due_at is not null;
create index conversations_idle on public.sms_conversations (last_activity_at, id) where ended_at is null;
create index conversations_newest on public.sms_conversations (last_activity_at desc, id desc);

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
create index arrivals_of_phone on public.inbound_arrivals (lead_phone, arrived_at, message_id);
create index arrivals_oldest on public.inbound_arrivals (created_at);

-- Whether an api takes in webhooks: since when without a gap, and when one last said so. One row.
create table public.inbound_door (
  only_one boolean primary key default true check (only_one),
  open_since timestamptz not null,
  seen_at timestamptz not null
);
create index messages_held_for_inbound on public.sms_messages (send_at)
  where held_reason = 'inbound_not_read';
create index calls_held_for_inbound on public.calls (run_at) where held_reason = 'inbound_not_read';

alter table public.sms_campaign_enrollments
  add constraint enrollments_message foreign key (message_id)
  references public.sms_messages (message_id) on delete set null;

alter table public.contact_decisions
  add column message_id uuid references public.sms_messages (message_id) on delete set null;
create index decisions_of_message on public.contact_decisions (message_id, id desc)
  where message_id is not null;

alter table public.suppressions
  add column message_id uuid references public.sms_messages (message_id) on delete set null;

alter table public.calls
  add column enrollment_id bigint references public.sms_campaign_enrollments (id) on delete set null,
  add column step integer;
create unique index calls_once_per_step on public.calls (enrollment_id, step)
  where enrollment_id is not null and status <> 'canceled';

alter table public.appointments
  add column conversation_id uuid references public.sms_conversations (id) on delete set null,
  add unique (conversation_id, starts_at);

alter table public.conversation_analyses
  add column conversation_id uuid unique references public.sms_conversations (id) on delete cascade;

select private.close_tables();
