-- The texts with pictures that should have been fetched by now, because a job was lost. Each is returned
-- again a quarter of an hour later if its pictures are still not fetched.
create function public.claim_due_media(p_now timestamptz, p_limit integer) returns setof uuid
language sql security definer set search_path = '' as $$
  with due as (
    select f.id from public.sms_media f
    where f.state = 'pending' and f.fetch_at < p_now and f.message_id is not null
    order by f.fetch_at limit p_limit for update skip locked),
  claimed as (
    update public.sms_media f set fetch_at = p_now + interval '15 minutes', updated_at = p_now
    from due where f.id = due.id returning f.message_id)
  select distinct message_id from claimed;
$$;
