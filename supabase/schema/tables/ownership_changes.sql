-- Who gave a conversation to whom, and why: a row in the same transaction as the change.
create table public.ownership_changes (
  id bigint generated always as identity primary key,
  conversation_id uuid not null references public.sms_conversations (id) on delete cascade,
  from_owner public.conversation_owner not null,
  to_owner public.conversation_owner not null,
  -- Null: no owner.
  assigned_to text,
  -- A user or a key; null: this system by itself, or the lead.
  actor_id uuid,
  actor_name text,
  reason text not null,
  at timestamptz not null
);
create index ownership_changes_of_conversation on public.ownership_changes (conversation_id, at desc);
