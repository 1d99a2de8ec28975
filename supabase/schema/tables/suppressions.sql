-- Never deleted: the hash outlives the lead, so that a number imported again stays suppressed.
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
create index suppressions_of_phone on public.suppressions (phone) where phone is not null;
create index suppressions_of_message on public.suppressions (message_id) where message_id is not null;

-- A number can be recovered from its hash, so the hash is never published.
select private.tell_of('suppression', 'public.suppressions', 'suppressions', 'id',
  p_hidden => '{phone_hash}');

revoke delete on public.suppressions from service_role;
