-- The order of a lead's texts is that in which they reached us. What reaches a process is stored at
-- once (store_arrivals, cheap and in batches), and then takes its place in its conversation under the
-- phone number's lock, together with whatever arrived before it, at this process or at another
-- (take_in_arrivals). Until then nothing is sent to that number: it may be a STOP, or the rest of
-- what an answer should answer.
--
-- Texts of leads that have reached us and have no place in their conversation yet: each takes it in the
-- order of arrival, whichever process it came to.
create table public.inbound_arrivals (
  message_id uuid primary key,
  lead_phone text not null,
  arrived_at timestamptz not null,
  -- As receive_message takes it.
  text jsonb not null,
  -- Why it could not be taken in so far.
  failed_with text,
  created_at timestamptz not null
);
create index arrivals_of_phone on public.inbound_arrivals (lead_phone, arrived_at, message_id);
create index arrivals_oldest on public.inbound_arrivals (created_at);
