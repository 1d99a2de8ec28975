create table public.idempotency_keys (
  key_hash text primary key,
  request_hash text not null,
  call_id uuid not null references public.calls (id) on delete cascade,
  created_at timestamptz not null
);
create index idempotency_keys_of_call on public.idempotency_keys (call_id);
create index idempotency_keys_oldest on public.idempotency_keys (created_at);
