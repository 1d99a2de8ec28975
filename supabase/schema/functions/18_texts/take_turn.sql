-- Reserves the sender for the time that so many segments need.
create function private.take_turn(
  p_sender text, p_segments integer, p_usual numeric, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.senders s
  set usual_per_second = coalesce(p_usual, s.usual_per_second),
      free_at = greatest(s.free_at, p_now) + make_interval(
        secs => (p_segments / coalesce(s.per_second, p_usual, s.usual_per_second))::double precision),
      updated_at = p_now
  where s.sender = p_sender;
$$;
