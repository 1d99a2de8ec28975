-- What texts are sent from, and at which pace: an own number, or the carrier's id of a pool of
-- them. The pace is a row, so that all workers share it and it outlives them and the queue.
create table public.senders (
  sender text primary key,
  -- Its provider, once a conversation names one.
  provider text,
  -- Segments a second, since carriers count segments. Null: the usual pace of its kind, which
  -- the workers know from their settings and pass with each claim.
  per_second numeric check (per_second > 0 and per_second <= 1000),
  usual_per_second numeric not null default 1,
  -- When everything that it was given will have left, one segment after another. It may be ahead of
  -- the clock by as much as the burst.
  free_at timestamptz not null default '-infinity',
  -- The next turn of texts that had to wait, so that they do not all ask again at once:
  -- of answers, and of the others.
  next_answer_at timestamptz not null default '-infinity',
  next_other_at timestamptz not null default '-infinity',
  -- Until then the carrier accepts nothing from it, and the carrier's reason.
  rests_until timestamptz,
  rest_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 50);

-- A send makes no live event; a changed pace or a rest does.
select private.tell_of('sender', 'public.senders', 'senders', null, p_topic => 'sender',
  p_key => '{sender}',
  p_hidden => '{provider,usual_per_second,free_at,next_answer_at,next_other_at,created_at,updated_at}');

create trigger senders_know_number after insert on public.senders
  for each row execute function private.know_sender_number('texted');
