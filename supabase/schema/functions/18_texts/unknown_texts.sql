-- Which of these sids of a provider are not stored yet: a chat is reported as a whole each time,
-- and known texts need not be judged again.
create function public.unknown_texts(p_sids text[]) returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct t.sid from unnest(p_sids) as t (sid)
  where not exists (select 1 from public.sms_messages m where m.provider_sid = t.sid);
$$;
