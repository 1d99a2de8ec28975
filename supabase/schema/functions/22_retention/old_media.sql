-- The pictures to delete, the oldest first: those of leads that were deleted before p_erased (a few minutes
-- ago, so that a worker which was fetching one has ended); uploads from before p_uploads that no text has
-- taken; and those kept since before p_before (null: these are kept for ever).
create function public.old_media(
  p_before timestamptz, p_uploads timestamptz, p_erased timestamptz, p_limit integer
) returns table (id uuid, provider text, source_url text)
language sql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
  with erased as (
    select f.id, f.provider, f.source_url, f.created_at from public.sms_media f
    where f.erased_at < p_erased order by f.erased_at limit p_limit),
  uploads as (
    select f.id, f.provider, f.source_url, f.created_at from public.sms_media f
    where f.message_id is null and f.uploaded_by is not null and f.created_at < p_uploads
    order by f.created_at limit p_limit),
  old as (
    select f.id, f.provider, f.source_url, f.created_at from public.sms_media f
    where f.state = 'kept' and f.created_at < p_before order by f.created_at limit p_limit)
  select o.id, o.provider, o.source_url
  from (select * from erased union select * from uploads union select * from old limit p_limit) o
  order by o.created_at, o.id;
$$;
