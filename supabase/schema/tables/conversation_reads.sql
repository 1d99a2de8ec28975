-- How far each person has read in a conversation. A reader is a user, or a key.
create table public.conversation_reads (
  reader_id uuid not null,
  conversation_id uuid not null references public.sms_conversations (id) on delete cascade,
  seq integer not null,
  read_at timestamptz not null,
  primary key (reader_id, conversation_id)
);
create index reads_of_conversation on public.conversation_reads (conversation_id);
create index reads_newest on public.conversation_reads (read_at desc, reader_id desc, conversation_id desc);

-- Published to its reader only.
select private.tell_of('conversation_read', 'public.conversation_reads', 'conversation_reads', 'read_at',
  p_topic => 'reader_id', p_key => '{reader_id,conversation_id}');
