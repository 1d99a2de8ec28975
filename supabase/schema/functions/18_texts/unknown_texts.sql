-- Which of these texts nobody has told us yet, by the names that their provider gave them: a chat is
-- told as a whole each time, and what is known need not be judged again.
create function public.unknown_texts(p_sids text[]) returns setof text
language sql stable security definer set search_path = '' as $$
  select distinct t.sid from unnest(p_sids) as t (sid)
  where not exists (select 1 from public.sms_messages m where m.provider_sid = t.sid);
$$;
