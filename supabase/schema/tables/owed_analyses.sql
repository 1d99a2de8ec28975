-- Calls and conversations that need an analysis. Triggers of their tables keep the list, so that no
-- function can forget it: searching all calls and conversations would cost more with each of them.
create table private.owed_analyses (
  call_id uuid unique references public.calls (id) on delete cascade,
  conversation_id uuid unique references public.sms_conversations (id) on delete cascade,
  -- When the call was settled, or the conversation ended.
  since timestamptz not null,
  check (num_nonnulls(call_id, conversation_id) = 1)
);
create index owed_analyses_of_calls on private.owed_analyses (since) where call_id is not null;
create index owed_analyses_of_texts on private.owed_analyses (since) where conversation_id is not null;
create index owed_analyses_oldest on private.owed_analyses (since);
