-- How long a lead has waited for a person who was asked for, or who owns the conversation and has
-- not read the lead's last text; how many analyses need a person's review (at most a thousand); how
-- long a finished conversation has waited for its analysis.
create function public.waiting_health(p_now timestamptz)
returns table (for_person_seconds double precision, to_review bigint, for_judge_seconds double precision)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return query select
    greatest(0, extract(epoch from p_now - least(
      (select min(handed_over_at) from public.sms_conversations
       where awaits_human and owner <> 'ai' and ended_at is null),
      (select min(last_inbound_at) from public.sms_conversations
       where owner = 'human' and ended_at is null and last_inbound_seq > last_read_seq))))::double precision,
    (select count(*) from (
      select 1 from public.conversation_analyses where status = 'needs_review' limit 1000) s),
    greatest(0, extract(epoch from p_now - (
      select min(since) from private.owed_analyses)))::double precision;
end;
$$;
