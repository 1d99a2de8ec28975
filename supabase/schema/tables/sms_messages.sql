create table public.sms_messages (
  message_id uuid primary key,
  conversation_id uuid not null references public.sms_conversations (id) on delete cascade,
  lead_id bigint references public.leads (id) on delete set null,
  lead_phone text not null,
  -- The conversation's own number, whose pace it is sent at.
  sender text,
  -- Its sequence number in the conversation. A campaign's text gets one when it is sent: until then it is
  -- only planned, and what the lead writes meanwhile comes before it.
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
  provider text not null,
  provider_sid text unique,
  campaign_id uuid references public.campaigns (id) on delete set null,
  enrollment_id bigint references public.sms_campaign_enrollments (id) on delete set null,
  step integer,
  step_version integer,
  variant text,
  -- A failed text that may be tried again is tried as a new row.
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
  -- Until when it is held and by which rule; null: it is not held.
  held_until timestamptz generated always as (case when delivery_status = 'held' then send_at end) stored,
  held_rule text generated always as (case when delivery_status = 'held' then held_reason end) stored,
  suppressed_reason text,
  fence integer not null default 0,
  worker text,
  -- Ids that have claimed it or may not any more; the last one's claim holds.
  claim_ids uuid[] not null default '{}',
  deadline_at timestamptz,
  checks integer not null default 0,
  next_check_at timestamptz,
  claimed_at timestamptz,
  sent_at timestamptz,
  valid_until timestamptz,
  granted_on date,
  segments integer,
  -- Segments by our own count; the API key that ordered it, and the prefix under which it is counted.
  claimed_segments integer,
  api_key_id uuid,
  prefix text,
  cost_usd numeric not null default 0,
  -- Counted against the day's total spend.
  budgeted boolean not null default false,
  -- What was found in the lead's words: {kind, rule, words}.
  opt_out jsonb,
  -- When the first bytes of a lead's text arrived, and of two in the same millisecond which came
  -- first. Null: it has no arrival; it is from a carrier's list, or from a chat reported as a whole.
  arrived_at timestamptz,
  -- Whether a text of the lead refuses contact. Until it is judged, nothing automatic leaves for its
  -- number; `unclear`: a person has to decide.
  refusal_verdict text check (refusal_verdict in ('pending', 'refuses', 'not', 'unclear')),
  refusal_by text check (refusal_by in ('rules', 'model', 'person')),
  refusal_scope text check (refusal_scope in ('all', 'sms', 'voice')),
  refusal_words text,
  refusal_why text,
  judged_at timestamptz,
  -- When the model judges it (again), where no answer is owed that would judge it along the way.
  judge_at timestamptz,
  judge_tries integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (conversation_id, seq),
  unique (conversation_id, client_message_id)
);

-- The few texts that are not judged yet.
create index messages_unjudged on public.sms_messages (lead_phone)
  where refusal_verdict in ('pending', 'unclear');
create index messages_to_judge on public.sms_messages (judge_at) where refusal_verdict = 'pending';

-- A step is sent once. A canceled text and a second attempt are rows of their own.
create unique index messages_once_per_step on public.sms_messages (enrollment_id, step)
  where retry_of is null and delivery_status <> 'canceled';

-- The waiting texts of a sender, answers apart from the others, and those in the queue.
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
-- The words that people search.
create index messages_words on public.sms_messages
  using gin (to_tsvector('simple', coalesce(body, '')));
create index messages_of_lead on public.sms_messages (lead_id, created_at desc);
-- What waits, by its moment: of all leads, and of one.
create index messages_waiting on public.sms_messages (coalesce(send_at, created_at), message_id)
  where delivery_status in ('pending', 'held');
create index messages_waiting_of_lead
  on public.sms_messages (lead_id, coalesce(send_at, created_at), message_id)
  where delivery_status in ('pending', 'held');
create index messages_of_enrollment on public.sms_messages (enrollment_id)
  where enrollment_id is not null;

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

create trigger messages_note_failed after update of delivery_status on public.sms_messages
  for each row when (old.delivery_status is distinct from new.delivery_status
    and (old.delivery_status in ('failed', 'undelivered') or new.delivery_status in ('failed', 'undelivered')))
  execute function private.note_send_failed();

create trigger messages_note_retry after insert on public.sms_messages
  for each row when (new.retry_of is not null) execute function private.note_send_failed();

create trigger messages_tell_held after update of delivery_status, send_at, held_reason on public.sms_messages
  for each row when (new.enrollment_id is not null
    and (old.held_until, old.held_rule) is distinct from (new.held_until, new.held_rule))
  execute function private.tell_held();

create trigger messages_guard_move before update of delivery_status on public.sms_messages
  for each row when (old.delivery_status is distinct from new.delivery_status)
  execute function private.guard_move('text', 'delivery_status');
