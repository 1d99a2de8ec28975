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
create index decisions_of_lead on public.contact_decisions (lead_id, id desc);
create index decisions_of_call on public.contact_decisions (call_id, id desc);
create index decisions_of_message on public.contact_decisions (message_id, id desc)
  where message_id is not null;
create index decisions_oldest on public.contact_decisions (at);
