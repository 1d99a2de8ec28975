/** Calls that have begun and are not over, settled and analysed yet. */
export const UNFINISHED_CALLS = `select c.id, c.status, c.end_reason, c.run_at, c.next_check_at, c.settled_at from calls c
  where (c.status not in ('scheduled', 'held') or c.run_at <= now() + interval '5 seconds')
    and (c.settled_at is null
      or (exists (select 1 from conversation_transcripts t where t.call_sid = c.call_sid)
        and not (c.reached is false and c.silence_reason is not null)
        and not exists (select 1 from conversation_analyses a where a.call_id = c.id)))`;
