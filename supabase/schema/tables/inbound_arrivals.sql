-- A lead's texts are in the order in which they arrived. A text that reaches a process is stored at
-- once (store_arrivals, cheap and in batches), and then gets its sequence number under the
-- phone number's lock, together with the texts that arrived before it, at this process or another
-- (take_in_arrivals). Until then nothing is sent to that number: the text may be a STOP, or a part of
-- what is to be answered.
--
-- Texts of leads that have arrived and have no sequence number yet: each gets it in the
-- order of arrival, whichever process it came to.
create table public.inbound_arrivals (
  message_id uuid primary key,
  lead_phone text not null,
  arrived_at timestamptz not null,
  -- As receive_message takes it.
  text jsonb not null,
  -- Why it could not be stored in its conversation so far.
  failed_with text,
  created_at timestamptz not null
);
create index arrivals_of_phone on public.inbound_arrivals (lead_phone, arrived_at, message_id);
create index arrivals_oldest on public.inbound_arrivals (created_at);
