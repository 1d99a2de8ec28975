-- Calls whose recording is to be deleted: of deleted leads at any time, and those that ended before
-- p_before (null: they are kept), the oldest first. Where no carrier of ours stores it, only the
-- address is deleted; the adapters know which do.
create function public.old_recordings(p_before timestamptz, p_limit integer)
returns table (call_id uuid, provider text, recording_sid text)
language sql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
  with of_deleted as (
    select c.id, c.provider, c.recording_sid, c.ended_at from public.calls c
    where (c.recording_sid is not null or c.recording_url is not null) and c.lead_phone like 'deleted:%'
    order by c.id limit p_limit),
  old as (
    select c.id, c.provider, c.recording_sid, c.ended_at from public.calls c
    where c.ended_at < p_before and (c.recording_sid is not null or c.recording_url is not null)
    order by c.ended_at limit p_limit)
  select o.id, o.provider, o.recording_sid
  from (select * from of_deleted union select * from old limit p_limit) o
  order by o.ended_at, o.id;
$$;
