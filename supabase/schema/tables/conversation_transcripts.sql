create table public.conversation_transcripts (
  id bigint generated always as identity primary key,
  call_sid varchar(50) not null,
  call_id uuid references public.calls (id) on delete set null,
  lead_id bigint references public.leads (id) on delete set null,
  seq integer not null,
  role public.transcript_role not null,
  -- What the other side heard. `generated` is the model's whole sentence where it was cut off.
  content text not null,
  heard boolean not null default true,
  generated text,
  timestamp timestamptz not null,
  -- How long the lead waited for this answer, in milliseconds.
  reply_ms integer,
  unique (call_sid, seq)
);

-- A lead's turns, also for the foreign key that looks for them when the lead is deleted.
create index transcripts_of_lead on public.conversation_transcripts (lead_id, timestamp desc);
create index transcripts_oldest on public.conversation_transcripts (timestamp);
-- The words that people search.
create index transcripts_words on public.conversation_transcripts
  using gin (to_tsvector('simple', content));

select private.tell_of('transcript', 'public.conversation_transcripts', 'transcripts', 'id',
  p_topic => 'call_sid', p_is_part => true, p_hidden => '{call_id}');

create trigger transcripts_owe_analysis after insert on public.conversation_transcripts
  referencing new table as words for each statement
  execute function private.words_owe_analysis();
