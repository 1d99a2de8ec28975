-- Pictures and files of texts: what leads send, and what people upload to send. The bytes are kept outside
-- of the database under the row's id; a text's `media` repeats what a page shows of its rows, in their
-- order. The text of a retry has the same rows as the text that failed.
create table public.sms_media (
  id uuid primary key,
  -- Null: an upload that no text has taken, or the text was deleted with its lead. Checked at the end of
  -- the transaction, since an upload is taken before its text is written.
  message_id uuid references public.sms_messages (message_id) on delete set null
    deferrable initially deferred,
  conversation_id uuid references public.sms_conversations (id) on delete set null,
  state text not null check (state in ('pending', 'kept', 'failed', 'deleted')),
  fault text check (fault in ('too_large', 'gone', 'unreachable', 'refused')),
  -- Where the carrier has it; null: a person uploaded it.
  source_url text,
  provider text not null,
  uploaded_by uuid,
  type_told text,
  -- By its bytes.
  type text,
  bytes integer,
  sha256 text,
  tries integer not null default 0,
  -- When it is fetched (again).
  fetch_at timestamptz,
  -- When its lead was deleted: the bytes are deleted next.
  erased_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index media_of_message on public.sms_media (message_id) where message_id is not null;
create index media_to_fetch on public.sms_media (fetch_at) where state = 'pending' and fetch_at is not null;
create index media_erased on public.sms_media (erased_at) where erased_at is not null;
create index media_uploads on public.sms_media (created_at)
  where message_id is null and uploaded_by is not null;
create index media_kept on public.sms_media (created_at) where state = 'kept';
