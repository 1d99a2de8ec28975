-- The names of the sweeps that have something to do. It may name one that finds nothing, and must
-- leave out none that would find something: where a sweep has a query of its own for what is due,
-- it is that query.
--
-- One read answers for all sweeps, so that an idle system is not queried by each of them again and
-- again.
create function public.work_due(p_calls_ahead interval, p_texts_ahead interval, p_now timestamptz)
returns text[]
language plpgsql stable security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_due text[] := '{}';
begin
  if exists (select 1 from public.calls c where private.is_live(c.status) and c.next_check_at <= p_now)
     or exists (select 1 from public.calls c where c.price_check_at <= p_now) then
    v_due := v_due || 'check-calls'::text;
  end if;
  if public.lost_work(p_calls_ahead, p_now, 1)
     <> '{"due": [], "unsettled": [], "unanalysed": []}'::jsonb then
    v_due := v_due || 'sweep-calls'::text;
  end if;
  if exists (select 1 from public.inbound_arrivals a where a.created_at <= p_now - interval '5 seconds')
     or private.texts_are_due(p_texts_ahead, p_now)
     or exists (select 1 from public.claim_due_replies(p_texts_ahead, p_now, 1))
     or exists (select 1 from public.claim_unjudged(p_texts_ahead, interval '0', p_now, 1))
     or exists (select 1 from public.unanalysed_conversations(p_now, 1)) then
    v_due := v_due || 'sweep-texts'::text;
  end if;
  if exists (select 1 from public.sms_messages m
             where private.awaits_news(m.delivery_status)
               and m.next_check_at <= p_now) then
    v_due := v_due || 'check-texts'::text;
  end if;
  if private.look_is_due(p_now) then
    v_due := v_due || 'find-lost-texts'::text;
  end if;
  if exists (select 1 from public.due_webhooks(p_now, 1)) then
    v_due := v_due || 'sweep-webhooks'::text;
  end if;
  if private.notifications_are_due(p_now) then
    v_due := v_due || 'sweep-notifications'::text;
  end if;
  return v_due;
end;
$$;
