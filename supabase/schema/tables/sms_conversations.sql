create table public.sms_conversations (
  id uuid primary key default gen_random_uuid(),
  lead_id bigint references public.leads (id) on delete set null,
  lead_phone text not null,
  our_number text not null,
  provider text not null,
  owner public.conversation_owner not null default 'ai',
  -- Since when it has had this owner.
  owner_since timestamptz,
  sms_agent_id uuid references public.agents (id) on delete set null,
  campaign_id uuid references public.campaigns (id) on delete set null,
  -- The user or key that it is assigned to; old rows have a free text.
  assigned_to text,
  -- The last number given out in this conversation: no gap, no number twice.
  last_seq integer not null default 0,
  last_inbound_seq integer not null default 0,
  last_inbound_at timestamptz,
  last_outbound_at timestamptz,
  last_activity_at timestamptz not null,
  -- How far anybody has read; each person has a place of their own in conversation_reads.
  last_read_seq integer not null default 0,
  -- An answer is owed from then on; put off by each further text, at most until a cap counted
  -- from reply_first_at.
  reply_due_at timestamptz,
  reply_first_at timestamptz,
  -- due: an answer is owed; writing: the agent is making it; held: a person has held it back.
  reply_state text check (reply_state in ('due', 'writing', 'held')),
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
  -- Handed over: there is no second handover before a person has written.
  awaits_human boolean not null default false,
  -- A text of ours failed for good, and nothing has been said or done since.
  send_failed_at timestamptz,
  -- It was to be assigned, and nobody who is online had room.
  nobody_online boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index conversations_one_open on public.sms_conversations (lead_phone, our_number)
  where ended_at is null;
create index conversations_of_pair on public.sms_conversations (lead_phone, our_number, created_at desc);
create index conversations_of_lead on public.sms_conversations (lead_id, last_activity_at desc);
create index conversations_reply_due on public.sms_conversations (reply_due_at)
  where reply_due_at is not null;
create index conversations_reply_due_of_lead on public.sms_conversations (lead_id, reply_due_at)
  where reply_due_at is not null;
create index conversations_idle on public.sms_conversations (last_activity_at, id) where ended_at is null;
create index conversations_newest on public.sms_conversations (last_activity_at desc, id desc);
create index conversations_of_owner
  on public.sms_conversations (owner, last_activity_at desc, id desc);
create index conversations_of_campaign
  on public.sms_conversations (campaign_id, last_activity_at desc, id desc)
  where campaign_id is not null;
-- Of a campaign that has run for long nearly all are over: the index of all that are open has to be read whole.
create index conversations_open_of_campaign
  on public.sms_conversations (campaign_id, last_activity_at desc, id desc)
  where campaign_id is not null and ended_at is null;
create index conversations_assigned
  on public.sms_conversations (assigned_to, last_activity_at desc, id desc)
  where assigned_to is not null;
create index conversations_unread on public.sms_conversations (last_activity_at desc, id desc)
  where last_inbound_seq > last_read_seq;

-- What waits for a person or for an analysis: read for every alarm, so each has an index of its own.
create index conversations_awaiting on public.sms_conversations (handed_over_at)
  where awaits_human and owner <> 'ai' and ended_at is null;
create index conversations_unclear on public.sms_conversations (owner_since, id)
  where owner = 'paused' and ended_at is null;
create index conversations_send_failed on public.sms_conversations (send_failed_at, id)
  where send_failed_at is not null;
create index conversations_mine
  on public.sms_conversations (assigned_to, last_activity_at desc, id desc)
  where assigned_to is not null and ended_at is null;
create index conversations_over on public.sms_conversations (last_activity_at desc, id desc)
  where ended_at is not null;
create index conversations_heard on public.sms_conversations (last_inbound_at desc)
  where ended_at is null and last_inbound_seq > 0;
create index conversations_unread_by_staff on public.sms_conversations (last_inbound_at)
  where owner = 'human' and ended_at is null and last_inbound_seq > last_read_seq;

select private.tell_of('conversation', 'public.sms_conversations', 'conversations', 'last_activity_at',
  p_hidden => '{reply_first_at,reply_fence,reply_tries,updated_at}');

create trigger conversations_know_sender after insert on public.sms_conversations
  for each row execute function private.know_sender('our_number');

create trigger conversations_owe_analysis after insert on public.sms_conversations
  for each row when (new.ended_at is not null) execute function private.conversation_owes_analysis();

create trigger conversations_owe_analysis_again
  after update of ended_at, last_inbound_seq on public.sms_conversations
  for each row when (old.ended_at is not null or new.ended_at is not null)
  execute function private.conversation_owes_analysis();

create trigger conversations_owner_since before insert or update of owner on public.sms_conversations
  for each row execute function private.note_owner_since();

create trigger conversations_reply_state before insert or update of reply_due_at, reply_fence, owner
  on public.sms_conversations for each row execute function private.note_reply_state();

create trigger conversations_guard_move before update of owner on public.sms_conversations
  for each row when (old.owner is distinct from new.owner)
  execute function private.guard_move('conversation', 'owner');

create trigger conversations_note_need after insert on public.sms_conversations
  for each row when (private.why_person(new) is not null)
  execute function private.note_conversation_need();

create trigger conversations_note_need_again
  after update of owner, awaits_human, handover_reason, send_failed_at, ended_at, assigned_to
  on public.sms_conversations
  for each row when (private.why_person(old) is distinct from private.why_person(new)
    or (old.assigned_to is distinct from new.assigned_to and private.why_person(new) is not null))
  execute function private.note_conversation_need();
