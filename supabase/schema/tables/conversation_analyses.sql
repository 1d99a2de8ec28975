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
  conversation_id uuid unique references public.sms_conversations (id) on delete cascade,
  -- A person has corrected the outcome: {by_id, by_name, at, reason, found: {status, outcome, …}}.
  correction jsonb
);
create index analyses_of_lead on public.conversation_analyses (lead_id, created_at desc);
create index analyses_of_calls_by_outcome on public.conversation_analyses (outcome, call_id)
  where call_id is not null;
create index analyses_newest on public.conversation_analyses (created_at desc, id desc);
create index analyses_to_review on public.conversation_analyses (created_at desc, id desc)
  where status = 'needs_review';

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

create trigger analyses_note_need after insert on public.conversation_analyses
  for each row when (new.status = 'needs_review') execute function private.note_analysis_need();

create trigger analyses_note_need_again after update of status on public.conversation_analyses
  for each row when (old.status <> new.status) execute function private.note_analysis_need();

create trigger analyses_end_need after delete on public.conversation_analyses
  for each row when (old.status = 'needs_review') execute function private.note_analysis_need();
