create table public.calls (
  id uuid primary key,
  lead_id bigint references public.leads (id) on delete set null,
  agent_id uuid references public.agents (id) on delete set null,
  direction public.call_direction not null,
  provider text not null,
  voice text not null,
  to_number text not null,
  from_number text,
  -- The lead's phone number, for outbound and inbound calls.
  lead_phone text not null,
  -- What is dialed once the call is answered.
  phone_extension text,
  status public.call_status not null,
  priority public.call_priority not null default 'normal',
  message text,
  origin text not null default 'api',
  campaign_id uuid,
  metadata jsonb not null default '{}',
  run_at timestamptz not null,
  held_reason text,
  -- Until when it is held and by which rule; null: it is not held.
  held_until timestamptz generated always as (case when status = 'held' then run_at end) stored,
  held_rule text generated always as (case when status = 'held' then held_reason end) stored,
  dial integer not null default 1,
  redial_of uuid unique references public.calls (id) on delete set null,
  callback_of uuid unique references public.calls (id) on delete set null,
  fence integer not null default 0,
  worker text,
  -- Ids that have claimed it or may not any more; the last one's claim holds.
  claim_ids uuid[] not null default '{}',
  -- Its place among the calls that may be live at once; it keeps it while it is live.
  slot integer,
  deadline_at timestamptz,
  checks integer not null default 0,
  next_check_at timestamptz,
  call_sid varchar(50) unique,
  answered_by text,
  duration_seconds integer,
  -- The API key that ordered it, and the number prefix under which it is counted.
  api_key_id uuid,
  prefix text,
  -- The price of a minute by the price table, the cost counted so far, and the carrier's price.
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
  -- Streams in a row that were offered and not opened.
  stream_tries integer not null default 0,
  -- A stream is open, and what was heard in it is not reported yet.
  stream_open_since timestamptz,
  -- Audio in milliseconds: ours that the lead heard, the lead's that we heard. Null: not reported.
  agent_heard_ms integer,
  lead_heard_ms integer,
  -- Why the lead heard nothing of us, or no more of us: a value of domain/calls/heard.ts.
  silence_reason text,
  -- Whether the lead heard us or was heard; null until the call is settled.
  reached boolean,
  -- How the transfer to a person ended: a value of domain/calls/transfer.ts.
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
  -- The step of a campaign that it carries out.
  enrollment_id bigint,
  step integer
);

-- Each of the two tables refers to the other, so this key is added when both exist.
alter table public.calls
  add constraint calls_enrollment_id_fkey foreign key (enrollment_id)
  references public.sms_campaign_enrollments (id) on delete set null;

-- One call at a time for a phone number: this index makes a second claim fail.
create unique index calls_one_live_per_number on public.calls (lead_phone)
  where direction = 'outbound'
    and status in ('dialing', 'unknown', 'queued', 'ringing', 'in_progress');
create index calls_due on public.calls (run_at) where status in ('scheduled', 'held');
create index calls_live on public.calls (updated_at)
  where status in ('dialing', 'unknown', 'queued', 'ringing', 'in_progress');
create index calls_unsettled on public.calls (ended_at)
  where settled_at is null and ended_at is not null;
create index calls_asking on public.calls (person_asked_at, id)
  where person_asked_at is not null and ended_at is null;
create index calls_to_price on public.calls (price_check_at) where price_check_at is not null;
create index calls_of_lead on public.calls (lead_id, created_at desc);
create index calls_of_phone on public.calls (lead_phone, dialed_at desc);
create index calls_newest on public.calls (created_at desc, id);
create index calls_of_campaign on public.calls (campaign_id, created_at desc, id)
  where campaign_id is not null;
create index calls_of_agent on public.calls (agent_id, created_at desc, id) where agent_id is not null;
create index calls_inbound on public.calls (created_at desc, id) where direction = 'inbound';
create index calls_by_origin on public.calls (origin, created_at desc, id);
create index calls_longest on public.calls (coalesce(duration_seconds, -1) desc, id);
create index calls_dearest on public.calls (cost_usd desc, id);
create index calls_reached on public.calls (created_at desc, id) where reached;
create index calls_missed on public.calls (created_at desc, id)
  where direction = 'inbound' and ended_at is not null and reached is not true;
create index calls_waiting_of_lead on public.calls (lead_id, run_at, id)
  where status in ('scheduled', 'held');
create index calls_held_for_inbound on public.calls (run_at) where held_reason = 'inbound_not_read';
create unique index calls_once_per_step on public.calls (enrollment_id, step)
  where enrollment_id is not null and status <> 'canceled';
create index calls_of_enrollment on public.calls (enrollment_id) where enrollment_id is not null;

-- Lists with one filter, in the order in which they are shown.
create index calls_by_status on public.calls (status, created_at desc, id);

-- How many calls have ended in each status since a moment.
create index calls_ended on public.calls (ended_at, status) where ended_at is not null;
create index calls_recorded on public.calls (ended_at)
  where recording_sid is not null or recording_url is not null;
create index calls_recorded_of_deleted on public.calls (id)
  where (recording_sid is not null or recording_url is not null) and lead_phone like 'deleted:%';

select private.tell_of('call', 'public.calls', 'calls', 'created_at',
  p_hidden => '{fence,worker,claim_ids,slot,api_key_id,prefix,minute_usd,cost_usd,price_usd,price_check_at,
    deadline_at,checks,next_check_at,stream_token_hash,stream_token_expires_at,streams_opened,
    stream_tries,stream_open_since,enrollment_id,step,updated_at}');

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

create trigger calls_tell_held after update of status, run_at, held_reason on public.calls
  for each row when (new.enrollment_id is not null
    and (old.held_until, old.held_rule) is distinct from (new.held_until, new.held_rule))
  execute function private.tell_held();

create trigger calls_guard_move before update of status on public.calls
  for each row when (old.status is distinct from new.status)
  execute function private.guard_move('call', 'status');

create trigger calls_note_need after insert or update of person_asked_at, ended_at, transfer_result
  on public.calls for each row when (new.person_asked_at is not null)
  execute function private.note_call_need();
